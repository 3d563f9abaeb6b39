"""Pelican's part: a generator that turns documents into pages, and a writer that writes what differs from last time.

Pelican runs the build: it loads this plugin, asks it for a generator and a writer, and drives them. What Pelican does
for blogs is switched off by its own settings, since a guide has no use for it and it costs many times the rendering:
readers of files, feeds, archives, a copy of all settings for each page (docs/developers/site-builder.md).
"""

from __future__ import annotations

import copy
import re
import sys
from typing import Any, Protocol

from pelican import Pelican, signals
from pelican.generators import Generator
from pelican.log import console
from pelican.settings import DEFAULT_CONFIG, configure_settings
from pelican.writers import Writer

from site_builder.environment import ThemeEnvironment, make_environment
from site_builder.errors import BuildError
from site_builder.guide import Guide
from site_builder.pages import Page, city_pages, pages, render
from site_builder.plan import CITY
from site_builder.rendering import Job, Progress, Rendered

# Leads out of the release, or is no name that a web server passes on.
_UNUSABLE = re.compile(r"^/|(^|/)\.\.(/|$)|[\x00-\x1f\x7f]")

WORK = "WAYMARK_WORK"  # the setting that carries a run's work; without it the plugin stays out of the way


class Template(Protocol):
    """What Pelican's writer asks of a template."""

    def render(self, context: dict[str, Any]) -> str:
        """The text of a file."""


class PageTemplate:
    """A page of a guide in the shape of a template: it brings its own context and needs none of Pelican's."""

    def __init__(self, page: Page, environment: ThemeEnvironment) -> None:
        self._page = page
        self._environment = environment

    def render(self, context: dict[str, Any]) -> str:
        """The page. Raises PageError."""
        return render(self._page, self._environment)


class GuideWriter(Writer):
    """Pelican's writer of files, for releases: it compares hashes and leaves alone what is there already."""

    def __init__(self, output_path: str, settings: dict[str, Any]) -> None:
        super().__init__(output_path, settings)
        self._job: Job = settings[WORK][0]
        self.rendered = Rendered()

    def write_file(self, name: str, template: Template, context: dict[str, Any], **more: Any) -> None:
        """Render a file and put it into the draft. Raises BuildError, and OSError if it cannot be written."""
        if _UNUSABLE.search(name):
            raise BuildError(f"{name!r} cannot be the path of a page. Change the slug.")
        self._job.put(self.rendered, name, template.render({**context, **more}).encode())


class GuideGenerator(Generator):
    """Pelican's source of pages: the documents of a city, a shard at a time."""

    def generate_output(self, writer: GuideWriter) -> None:
        """Write every page of every shard. Raises SiteBuilderError and OSError."""
        job, shards, done = self.settings[WORK]
        environment = None
        for shard in shards:
            guide = Guide(job.inputs.documents(shard), site_url=job.inputs.site_url)
            environment = environment or make_environment(job.theme_folder, job.assets.addresses(guide.base_path))
            writer.rendered = Rendered()
            for page in city_pages(guide, environment) if shard == CITY else pages(guide, shard, environment):
                writer.write_file(page.path, PageTemplate(page, environment), {})
            if shard == CITY:
                for path, data in job.assets.files.items():
                    job.put(writer.rendered, path, data)
            done(shard, writer.rendered)


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
