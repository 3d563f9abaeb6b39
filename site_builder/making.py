"""Making what a plan asks for, and the manifest of the release that this leads to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from site_builder.album import Album, add_pictures
from site_builder.compression import SUFFIXES, compress
from site_builder.darkroom import Darkroom
from site_builder.earlier import Earlier
from site_builder.ledger import Ledger, Made
from site_builder.manifest import File, Files, Manifest
from site_builder.outputs import Output
from site_builder.packs import add_packs
from site_builder.pages import Press, twice
from site_builder.plan import Plan
from site_builder.progress import Advance, Progress
from site_builder.reading import Readings
from site_builder.release import Draft, Release
from site_builder.rendering import Job, Rendered, render
from site_builder.standards.dumps import add_dumps
from site_builder.storage import FILE, Storage
from site_builder.survey import Alternates, Suspect
from site_builder.surveys import Inspection

COMPRESSION = "compression"  # the recipe of the last release's compressed files, in the storage


@dataclass(frozen=True)
class Materials:
    """What a guide is made with."""

    storage: Storage
    press: Press
    theme_folder: Path
    asset_names: dict[str, str]
    """From the names that templates use to the paths of assets in the release."""
    compression: str = ""
    """The recipe of compressed files (compression); empty for none."""
    darkroom: Darkroom | None = None
    """Makes pictures."""

    @property
    def ledger(self) -> Ledger:
        """The record of what was made from what."""
        return Ledger(self.storage.connection)


@dataclass
class Making:
    """What was made."""

    manifest: Manifest
    made: list[Made] = field(default_factory=list)
    readings: Readings = field(default_factory=Readings)
    """What the parts were made from that these pages show."""
    written: set[str] = field(default_factory=set)
    """The paths of those files that stand in the draft, since the base has none like them."""
    removed: int = 0
    """How many files of the base are in no place any more."""
    packed: int = 0
    """How many of `written` are put together from others: what phones keep of a language, and dumps of open data."""
    compressed: int = 0
    """How many of `written` are compressed forms of others."""
    targets: dict[bytes, str] = field(default_factory=dict)
    """What these pages link to, and `alternates` and `suspects` as in survey.Surveyor."""
    alternates: dict[int, Alternates] = field(default_factory=dict)
    suspects: list[Suspect] = field(default_factory=list)
    inspection: Inspection = field(default_factory=Inspection)
    earlier: list[Earlier] = field(default_factory=list)
    """Assets that the release carries for pages that readers have open."""

    def settle(self, inspection: Inspection) -> None:
        """Keep what is to be remembered of the pages, and nothing that only an inspection asks for."""
        self.inspection = inspection
        self.targets, self.alternates, self.suspects = {}, {}, []


def make(plan: Plan, materials: Materials, draft: Draft, base: Release | None, progress: Progress) -> Making:
    """Make the outputs of a plan in a draft; `base` is the release that the ledger tells of, if it can be built upon.

    Raises SiteBuilderError and OSError.
    """
    ledger = materials.ledger
    shards = {shard: Rendered() for shard in plan.render}

    def done(shard: str, part: Rendered) -> None:
        for path, data in part.held.items():
            draft.hold(path, data)
        part.held.clear()
        shards[shard].add(part)
        made, written = len(shards[shard].made), len(shards[shard].written)
        progress(Advance(shard, made, len(plan.render[shard]), written))

    for shard, outputs in plan.render.items():
        progress(Advance(shard, 0, len(outputs)))
    guide = materials.press.guide
    job = Job(
        plan.render,
        materials.storage.folder / FILE,
        guide.given_url,
        materials.theme_folder,
        materials.asset_names,
        draft,
        _last(plan, ledger) if base else {},
        materials.press,
    )
    processes = render(job, done)
    progress(f"Rendered in {processes} process{'es' if processes > 1 else ''}")
    made = [each for shard in plan.render for each in shards[shard].made]
    readings = Readings()
    for rendered in shards.values():
        readings.merge(rendered.readings)
    written = {path for rendered in shards.values() for path in rendered.written}
    looks = _looks(shards.values())
    if plan.everything or base is None:
        files = {each.path: each.file for each in made}
        removed = len(base.manifest.files.keys() - files.keys()) if base else 0
        return Making(Manifest.of(files), made, readings, written, removed, **looks)
    changes = _changes(plan, materials, made)
    gone = sum(file is None for file in changes.values())
    return Making(base.manifest.changed(changes), made, readings, written, gone, **looks)


def _looks(shards: Iterable[Rendered]) -> dict[str, Any]:
    """What all shards say of links, alternates and suspects together."""
    targets: dict[bytes, str] = {}
    alternates: dict[int, Alternates] = {}
    suspects: list[Suspect] = []
    for rendered in shards:
        targets |= rendered.targets
        alternates |= rendered.alternates
        suspects += rendered.suspects
    return {"targets": targets, "alternates": alternates, "suspects": suspects}


def _last(plan: Plan, ledger: Ledger) -> Files:
    """The files of the last release at the places where these outputs stood."""
    if plan.everything:
        return ledger.files()
    found = (ledger.find(output.name) for outputs in plan.render.values() for output in outputs)
    return dict(place for place in found if place)


def _changes(plan: Plan, materials: Materials, made: list[Made]) -> dict[str, File | None]:
    """What becomes of the paths that the outputs of a plan had or have. Raises PageError if two have the same."""
    ledger = materials.ledger
    names = {each.output for each in made} | {output.name for output in plan.remove}
    changes: dict[str, File | None] = {}
    for name in names:
        place = ledger.find(name)
        if place:
            changes[place[0]] = None
    for each in made:
        for other in ledger.at(each.path):
            if other.name not in names:
                output = Output.named(each.output)
                raise twice(materials.press.guide, output.shard, each.path, other.document, output.document)
        changes[each.path] = each.file
    return changes


def complete(making: Making, plan: Plan, materials: Materials, draft: Draft, base: Release | None) -> Making:
    """Add the pictures that pages show, what phones keep of each language, and compressed forms, if they are wanted.

    Raises DamagedReleaseError, OSError.
    """
    storage = materials.storage
    is_all = plan.everything or base is None
    album = Album(storage.connection)
    making.manifest, new = add_pictures(making.manifest, album, draft, base, materials.darkroom, is_all=is_all)
    making.written |= new
    languages = materials.press.guide.languages
    making.manifest, new = add_packs(making.manifest, languages, materials.asset_names, draft, base, is_all=is_all)
    making.packed = len(new)
    making.written |= new
    making.manifest, new = add_dumps(making.manifest, materials.press.guide, draft, base, is_all=is_all)
    making.packed += len(new)
    making.written |= new
    if materials.compression:
        is_reusable = storage.fact(COMPRESSION) == materials.compression
        changes: Mapping[str, File | None] = making.manifest.files
        if base and not plan.everything:
            changes = base.manifest.differences(making.manifest)
        making.manifest, small = compress(making.manifest, changes, draft, base, is_reusable=is_reusable)
        making.compressed = len(small)
        making.written |= small.keys()
    if base and plan.everything:
        gone = (path for path in base.manifest.files if making.manifest.find(path) is None)
        making.removed = sum(not path.endswith(SUFFIXES) for path in gone)
    return making
