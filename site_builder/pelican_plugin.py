"""Pelican's part: a generator that turns documents into pages, and a writer that writes what differs from last time.

Pelican runs the build: it loads this plugin, asks it for a generator and a writer, and drives them. What Pelican does
for blogs is switched off by its own settings, since a guide has no use for it and it costs many times the rendering:
readers of files, feeds, archives, a copy of all settings for each page (docs/developers/site-builder.md).
"""

from __future__ import annotations

import copy
import sys
from contextlib import closing
from typing import Any, Protocol

from pelican import Pelican, signals
from pelican.generators import Generator
from pelican.log import console
from pelican.settings import DEFAULT_CONFIG, configure_settings
from pelican.writers import Writer

from site_builder.outputs import Output, Printed
from site_builder.pages import Press
from site_builder.rendering import Job, Presses, Progress, Rendered

OFTEN = 200  # files, after which they are told
WORK = "WAYMARK_WORK"  # the setting that carries a run's work; without it the plugin stays out of the way


class Template(Protocol):
    """What Pelican's writer asks of a template."""

    def render(self, context: dict[str, Any]) -> Printed:
        """A file."""


class OutputTemplate:
    """An output of a guide in the shape of a template: it brings its own context and needs none of Pelican's."""

    def __init__(self, job: Job, press: Press, output: Output) -> None:
        self._job, self._press, self._output = job, press, output

    def render(self, context: dict[str, Any]) -> Printed:
        """The file. Raises PageError."""
        return self._job.print(self._press, self._output)


class GuideWriter(Writer):
    """Pelican's writer of files, for releases: it compares hashes and leaves alone what is there already."""

    def __init__(self, output_path: str, settings: dict[str, Any]) -> None:
        super().__init__(output_path, settings)
        self._job: Job = settings[WORK][0]
        self.rendered = Rendered()

    def write_file(self, name: str, template: Template, context: dict[str, Any], **more: Any) -> None:
        """Render a file and put it into the draft. Raises BuildError, and OSError if it cannot be written."""
        self._job.put(self.rendered, context["guide"], template.render({**context, **more}))


class GuideGenerator(Generator):
    """Pelican's source of pages: the documents of a city, a shard at a time."""

    def generate_output(self, writer: GuideWriter) -> None:
        """Write every output of every shard. Raises SiteBuilderError and OSError."""
        job, shards, done = self.settings[WORK]
        with closing(Presses(job)) as presses:
            for shard in shards:
                writer.rendered = Rendered()
                self._write_shard(writer, shard, presses.of_shard(shard))  # whose documents go before it is told
                writer.rendered.finish(job.surveyor)
                done(shard, writer.rendered)

    def _write_shard(self, writer: GuideWriter, shard: str, press: Press) -> None:
        job, _, done = self.settings[WORK]
        for made, output in enumerate(job.outputs[shard]):
            if made and made % OFTEN == 0:
                done(shard, writer.rendered.split())
            writer.write_file(output.name, OutputTemplate(job, press, output), {"guide": press.guide})
            if output.document:
                press.guide.let_go(output.document, shard)


def register() -> None:
    """Pelican calls this to have the plugin listen."""
    signals.get_generators.connect(_generator)
    signals.get_writer.connect(_writer)


def _generator(pelican: Pelican) -> type[Generator] | None:
    return GuideGenerator if WORK in pelican.settings else None


def _writer(pelican: Pelican) -> type[Writer] | None:
    return GuideWriter if WORK in pelican.settings else None


def run(job: Job, shards: list[str], done: Progress) -> None:
    """Have Pelican render shards of a job. Raises SiteBuilderError and OSError."""
    quiet, console.quiet = console.quiet, True  # its summary counts articles, and standard output is for machines
    try:
        Pelican(_settings(job, shards, done)).run()
    finally:
        console.quiet = quiet


def _settings(job: Job, shards: list[str], done: Progress) -> dict[str, Any]:
    settings = copy.deepcopy(DEFAULT_CONFIG)
    settings |= {
        WORK: (job, shards, done),
        "PLUGINS": [sys.modules[__name__]],
        "PATH": str(job.draft.folder),
        "OUTPUT_PATH": str(job.draft.folder),
        "THEME": str(job.theme_folder),
        "SITEURL": "",
        "TIMEZONE": "UTC",
        "LOCALE": ["C"],
        "CACHE_CONTENT": False,
        "LOAD_CONTENT_CACHE": False,
        **{name: [] for name in DEFAULT_CONFIG if name.endswith("_PATHS") or name == "DIRECT_TEMPLATES"},
        **{name: None for name in DEFAULT_CONFIG if name.endswith(("_ATOM", "_RSS"))},
    }
    configured: dict[str, Any] = configure_settings(settings)
    return configured
