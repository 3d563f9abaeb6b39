"""Rendering outputs of a release: a few at once, many with Pelican and in several processes (see processes)."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from site_builder.assets import Assets, collect
from site_builder.draft import Draft
from site_builder.environment import ThemeEnvironment, make_environment
from site_builder.errors import BuildError
from site_builder.guide import Guide
from site_builder.ledger import Made
from site_builder.library import Index
from site_builder.manifest import File, Files
from site_builder.outputs import ASSET, DATA, Output, Printed
from site_builder.pages import Press, twice
from site_builder.reading import Readings
from site_builder.stored import IndexedLibrary, StoredLibrary, stored_index
from site_builder.survey import Alternates, Surveyor, Suspect

# A process more costs about as much as rendering this many files.
WORTH_A_PROCESS = 400
# To import and start Pelican costs about as much as rendering this many files.
WORTH_PELICAN = 100
# The index of all documents is read whole to render at least this share of a language, and else asked bit by bit.
WORTH_AN_INDEX = 1 / 3
# So many new files are kept in memory until it is known where they go; more are written to the draft at once.
HELD = 2_000
# So many documents are kept in memory while open data is made: those that many name, and those of a moment ago.
FOR_DATA = 2_000
# Leads out of the release, or is no name that a web server passes on.
_UNUSABLE = re.compile(r"^/|(^|/)\.\.(/|$)|[\x00-\x1f\x7f]")


@dataclass
class Rendered:
    """The files of a shard, or of a part of one, that were made, and which of them the last release does not have."""

    made: list[Made] = field(default_factory=list)
    readings: Readings = field(default_factory=Readings)
    written: list[str] = field(default_factory=list)
    held: dict[str, bytes] = field(default_factory=dict)
    """Those of them that are not in the draft yet."""
    targets: dict[bytes, str] = field(default_factory=dict)
    """What these pages link to, and `alternates` and `suspects` as in survey.Surveyor."""
    alternates: dict[int, Alternates] = field(default_factory=dict)
    suspects: list[Suspect] = field(default_factory=list)
    _taken: dict[str, str] = field(default_factory=dict)

    def split(self) -> Rendered:
        """What was made since this was called last; what is known of all of it together stays until the end."""
        part = Rendered(self.made, written=self.written, held=self.held)
        self.made, self.written, self.held = [], [], {}
        return part

    def add(self, part: Rendered) -> None:
        """Add what else was made of the shard."""
        self.made += part.made
        self.readings.merge(part.readings)
        self.written += part.written
        self.held |= part.held
        self.targets |= part.targets
        self.alternates |= part.alternates
        self.suspects += part.suspects

    def finish(self, surveyor: Surveyor) -> None:
        """Note what was found in the pages of the shard, now that all of them are made."""
        self._taken.clear()  # of a large language as much as the rest of it
        self.targets |= surveyor.targets()
        self.alternates |= surveyor.alternates
        self.suspects += surveyor.suspects
        surveyor.alternates.clear()
        surveyor.suspects.clear()

    def take(self, guide: Guide, output: str, path: str) -> None:
        """Note that a path is an output's. Raises PageError if it is another one's."""
        if path in self._taken:
            one, other = Output.named(self._taken[path]), Output.named(output)
            raise twice(guide, one.shard, path, one.document, other.document)
        self._taken[path] = output


@dataclass(frozen=True)
class Job:
    """Outputs to make: by shard, from which documents, with which theme, into which draft."""

    outputs: dict[str, list[Output]]
    snapshot: Path
    """The file that holds the documents."""
    site_url: str | None
    theme_folder: Path
    asset_names: dict[str, str]
    draft: Draft
    last: Files
    """What the last release has at the paths that these outputs had there."""
    press: Press
    """For making a few."""

    @cached_property
    def assets(self) -> Assets:
        """The theme's assets."""
        return collect(self.theme_folder)

    def environment(self, base_path: str) -> ThemeEnvironment:
        """The theme's templates, for a site whose root is at a path."""
        addresses = {name: f"{base_path}/{path}" for name, path in self.asset_names.items()}
        return make_environment(self.theme_folder, addresses)

    def put(self, rendered: Rendered, guide: Guide, printed: Printed) -> None:
        """Note a file of a shard, and write it if the last release has none like it. Raises BuildError, OSError."""
        path = printed.path
        if _UNUSABLE.search(path):
            raise BuildError(f"{path!r} cannot be the path of a page. Change the slug.")
        rendered.take(guide, printed.output, path)
        file = File.of(printed.data)
        rendered.readings.note(printed.footprint)
        survey = self.surveyor.look(printed.output, path, printed.data) if path.endswith(".html") else None
        rendered.made.append(Made(printed.output, path, file, printed.footprint.reads, survey))
        if self.last.get(path) != file:
            if self.count <= HELD:
                rendered.held[path] = printed.data
            else:
                self.draft.write(path, printed.data)
            rendered.written.append(path)

    def print(self, press: Press, output: Output) -> Printed:
        """The file of an output. Raises PageError."""
        if output.kind == ASSET:
            path = self.assets.names[output.key]
            return press.print_asset(output, path, self.assets.files[path])
        return press.print(output)

    @cached_property
    def surveyor(self) -> Surveyor:
        """Looks at the pages that a process makes."""
        return Surveyor(self.press.guide, self.press.link_keys)

    @property
    def is_small(self) -> bool:
        """Whether it is done best in this process and in memory."""
        return self.count < min(WORTH_PELICAN, WORTH_A_PROCESS)

    @cached_property
    def count(self) -> int:
        """How many outputs there are."""
        return sum(map(len, self.outputs.values()))


Progress = Callable[[str, Rendered], None]
"""Called with the files of a shard as they are made, in parts."""


def render(job: Job, done: Progress) -> int:
    """Make the outputs of a job, in as many processes as is worth while; say in how many.

    Raises SiteBuilderError, OSError and sqlite3.Error.
    """
    if job.is_small:
        for shard, outputs in job.outputs.items():
            done(shard, _render_shard(job, outputs))
        return 1
    from site_builder.processes import render_many  # loads what an edit of one page need not wait for

    job.draft.folder.mkdir()
    return render_many(job, done)


def _render_shard(job: Job, outputs: list[Output]) -> Rendered:
    rendered = Rendered()
    for output in outputs:
        job.put(rendered, job.press.guide, job.print(job.press, output))
    rendered.finish(job.surveyor)
    return rendered


class Presses:
    """What makes the pages of each shard, in a process that renders several."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._db = sqlite3.connect(job.snapshot)  # a connection is not shared with the process that was copied
        self._stored = Guide(StoredLibrary(self._db), site_url=job.site_url)
        self._environment = job.environment(self._stored.base_path)
        self._few = Press(self._stored, self._environment)
        [[self._entities]] = self._db.execute("SELECT COUNT(*) FROM entities")

    def of_shard(self, shard: str) -> Press:
        """With the index of all documents in memory, where most of a language is to be made."""
        if shard == DATA:  # each document in all languages, and then no more
            few = StoredLibrary(self._db, remembered=FOR_DATA)
            return Press(Guide(few, site_url=self._job.site_url), self._environment)
        if len(self._job.outputs[shard]) < self._entities * WORTH_AN_INDEX:
            return self._few
        library = IndexedLibrary(self._db, self._index)
        return Press(Guide(library, site_url=self._job.site_url), self._environment)

    @cached_property
    def _index(self) -> Index:
        return stored_index(self._db)

    def close(self) -> None:
        """Let go of the documents."""
        self._db.close()
