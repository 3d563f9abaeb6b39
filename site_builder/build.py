"""Building a city: fetch what changed, render what that can have changed, and make it live in one step."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from site_builder.assets import collect
from site_builder.client import Feed
from site_builder.errors import DamagedReleaseError, ReleaseError, SiteBuilderError
from site_builder.files import replace_file
from site_builder.manifest import Manifest, Shard
from site_builder.plan import Inputs, shards_to_render, theme_digest
from site_builder.release import KEPT, Draft, Release, Releases, unwritable
from site_builder.rendering import Job, Rendered, render
from site_builder.snapshot import Snapshot, load, save, update

SNAPSHOT = "snapshot"
STATE = "state.json"  # what the last build saw; beside the releases, since it changes when they do not
_CITY_NAME = re.compile(r"[\w-]+")

Progress = Callable[[str], None]


@dataclass(frozen=True)
class BuildResult:
    """What a build did. Sizes are in bytes, pages and files are counted in files."""

    city: str
    release: str
    """The live release; empty if the guide was taken offline because its city is not published any more."""
    created: bool
    """Whether it is a new one; else nothing that readers see has changed."""
    revision: int
    """The revision of the feed that has been built."""
    languages: list[str]
    files: int
    rendered: int
    written: int
    removed: int
    size: int
    seconds: float

    def as_dict(self) -> dict[str, Any]:
        """For `--json`."""
        return asdict(self)


@dataclass(frozen=True)
class State:
    """What the last build that ended well saw."""

    revision: int
    inputs: str
    """Digest of what was built."""


def build_city(
    feed: Feed,
    city: str,
    output_folder: Path,
    theme_folder: Path,
    *,
    site_url: str | None = None,
    keep: int = KEPT,
    progress: Progress = lambda _: None,
) -> BuildResult:
    """Bring a city's live release to what its feed says now.

    Waits for another build of the same city. `site_url` replaces the address in the city's document; `keep` releases
    are kept. Where nothing changed, no release is made, not even after a rollback: that holds until something changes.
    Raises SiteBuilderError with a message for people; the live release is then as it was.
    """
    started = time.perf_counter()
    releases = Releases(city_folder(output_folder, city))
    try:
        with releases.locked(lambda: progress("Another build of this city is running: waiting for its end.")):
            snapshot = _fetch(feed, city, releases.folder, progress)
            result = _build(
                Inputs(snapshot, theme_digest(theme_folder), site_url), theme_folder, releases, keep, progress
            )
    except OSError as error:
        raise unwritable(releases.folder, error) from error
    return replace(result, seconds=round(time.perf_counter() - started, 3))


def city_folder(output_folder: Path, city: str) -> Path:
    """Where a city's releases are. Raises ReleaseError for a name that is none."""
    if not _CITY_NAME.fullmatch(city):
        raise ReleaseError(f"“{city}” cannot be a city's name: give its slug, such as eastmere.")
    return output_folder / city


def built_revision(output_folder: Path, city: str) -> int:
    """The revision of the feed that a city was last built to, 0 before the first build: a build is due above it."""
    state = _read_state(city_folder(output_folder, city))
    return state.revision if state else 0


def _fetch(feed: Feed, city: str, folder: Path, progress: Progress) -> Snapshot:
    known = load(folder / SNAPSHOT, city, progress)
    snapshot = update(known, feed, progress)
    if snapshot is not known:
        save(snapshot, folder / SNAPSHOT)
    return snapshot


def _build(inputs: Inputs, theme_folder: Path, releases: Releases, keep: int, progress: Progress) -> BuildResult:
    last = _last_release(releases, progress)
    state = _read_state(releases.folder)
    if last and not inputs.languages:
        releases.take_offline()
        progress("The city is not published any more: its guide is offline. Its releases are kept.")
        result = replace(_result(inputs, last, {}, created=False, removed=0), release="", files=0, size=0)
    elif last and state and state.inputs == inputs.digest:
        progress(f"Nothing changed: {last.name} stays live.")
        result = _result(inputs, last, {}, created=False, removed=0)
    else:
        try:
            result = _render(inputs, theme_folder, releases, last, progress)
        except DamagedReleaseError as error:
            progress(f"{error} Everything is made anew.")
            result = _render(inputs, theme_folder, releases, None, progress)
        for name in releases.prune(keep):
            progress(f"Removed old release {name}")
    _write_state(releases.folder, State(inputs.snapshot.revision, inputs.digest))
    return result


def _last_release(releases: Releases, progress: Progress) -> Release | None:
    """The live release, if it can be built upon."""
    try:
        live = releases.current()
        return live if live is None or live.manifest.shards else None
    except DamagedReleaseError as error:
        progress(f"{error} Everything is made anew.")
        return None


def _render(
    inputs: Inputs, theme_folder: Path, releases: Releases, last: Release | None, progress: Progress
) -> BuildResult:
    shards = shards_to_render(inputs, last.manifest if last else None)
    draft = releases.draft()
    rendered: dict[str, Rendered] = {}

    def done(shard: str, result: Rendered) -> None:
        rendered[shard] = result
        progress(f"{shard}: {len(result.files)} files, {len(result.written)} of them new or changed")

    try:
        job = Job(shards, inputs, theme_folder, collect(theme_folder), draft, last.manifest.files if last else {})
        processes = render(job, done)
        manifest = _manifest(inputs, rendered, last)
        progress(f"Rendered in {processes} process{'es' if processes > 1 else ''}")
        return _publish(inputs, manifest, rendered, releases, draft, last, progress)
    except (SiteBuilderError, OSError, KeyboardInterrupt):
        releases.discard(draft)
        raise


def _manifest(inputs: Inputs, rendered: dict[str, Rendered], last: Release | None) -> Manifest:
    files = {shard: last.manifest.shards[shard].files for shard in inputs.shards if last and shard not in rendered}
    files |= {shard: result.files for shard, result in rendered.items()}
    return Manifest({shard: Shard(inputs.digests[shard], files[shard]) for shard in inputs.shards})


def _publish(
    inputs: Inputs,
    manifest: Manifest,
    rendered: dict[str, Rendered],
    releases: Releases,
    draft: Draft,
    last: Release | None,
    progress: Progress,
) -> BuildResult:
    written = {path for result in rendered.values() for path in result.written}
    removed = len(last.manifest.files.keys() - manifest.files.keys()) if last else 0
    if last and not written and not removed:
        releases.discard(draft)
        progress(f"No page looks different: {last.name} stays live.")
        return _result(inputs, last, rendered, created=False, removed=0)
    if last:
        for path in manifest.files.keys() - written:
            draft.link(path, last)
    release = releases.publish(draft, manifest, written)
    progress(f"{release.name} is live.")
    return _result(inputs, release, rendered, created=True, removed=removed)


def _result(
    inputs: Inputs, release: Release, rendered: dict[str, Rendered], *, created: bool, removed: int
) -> BuildResult:
    return BuildResult(
        city=inputs.snapshot.city,
        release=release.name,
        created=created,
        revision=inputs.snapshot.revision,
        languages=inputs.languages,
        files=len(release.manifest.files),
        rendered=sum(len(result.files) for result in rendered.values()),
        written=sum(len(result.written) for result in rendered.values()),
        removed=removed,
        size=release.manifest.size,
        seconds=0.0,
    )


def _read_state(folder: Path) -> State | None:
    try:
        return State(**json.loads((folder / STATE).read_bytes()))
    except FileNotFoundError:
        return None
    except (ValueError, TypeError):  # of another version: the next build compares every page instead
        return None


def _write_state(folder: Path, state: State) -> None:
    if _read_state(folder) != state:
        replace_file(folder / STATE, json.dumps(asdict(state)).encode())
