"""Building a city: fetch what changed, make what that can have changed, and have it live in one step."""

from __future__ import annotations

import json
import re
import sqlite3
import time
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from site_builder.album import Album, develop
from site_builder.assets import collect
from site_builder.causes import ANEW, FIRST, GROUND, Cause, everything, told
from site_builder.client import Feed
from site_builder.collection import without_garbage_collection
from site_builder.compression import recipe
from site_builder.darkroom import Darkroom, Fetch
from site_builder.earlier import FACT as EARLIER
from site_builder.earlier import leaving, staying, when_left
from site_builder.errors import DamagedReleaseError, ReleaseError, SiteBuilderError
from site_builder.guide import GuideError
from site_builder.integrity import inspect
from site_builder.ledger import Ledger
from site_builder.making import COMPRESSION, Making, Materials, complete, make
from site_builder.outputs import ASSET
from site_builder.plan import Plan, asset_sources, ground, plan_changes, plan_everything
from site_builder.progress import Progress
from site_builder.reading import listed
from site_builder.refusals import unwritable
from site_builder.release import KEPT, Release, Releases
from site_builder.result import BuildResult, notices
from site_builder.serving.files import tell_servers
from site_builder.snapshot import update
from site_builder.storage import Storage, read_fact, refused
from site_builder.theme import Theme, read_theme
from site_builder.workshop import Workshop

_CITY_NAME = re.compile(r"[\w-]+")


def build_city(
    feed: Feed,
    city: str,
    output_folder: Path,
    theme_folder: Path,
    *,
    site_url: str | None = None,
    keep: int = KEPT,
    precompress: bool = False,
    fetch: Fetch | None = None,
    progress: Progress = lambda _: None,
    workshop: Workshop | None = None,
) -> BuildResult:
    """Bring a city's live release to what its feed says now.

    Waits for another build of the same city. `site_url` replaces the address in the city's document; `keep` releases
    are kept; `precompress` puts compressed files beside the others; `fetch` gives the originals of pictures; a process
    that builds a city again and again passes the same `workshop`. Where nothing changed, no release is made, not even
    after a rollback: that holds until something changes.
    Raises SiteBuilderError with a message for people; the live release is then as it was.
    """
    started = time.perf_counter()
    releases = Releases(city_folder(output_folder, city))
    tools = workshop or Workshop()
    compression = recipe() if precompress else ""
    darkroom = Darkroom(releases.folder, fetch) if fetch else None
    building = _Building(feed, city, releases, theme_folder, site_url, keep, compression, darkroom, progress, tools)
    try:
        waiting = "Another build of this city is running: waiting for its end."
        with releases.locked(lambda: progress(waiting)), without_garbage_collection():
            result = building.run()
    except OSError as error:
        raise unwritable(releases.folder, error) from error
    finally:
        if workshop is None:
            tools.close()
    return replace(result, seconds=round(time.perf_counter() - started, 3))


def city_folder(output_folder: Path, city: str) -> Path:
    """Where a city's releases are. Raises ReleaseError for a name that is none."""
    if not _CITY_NAME.fullmatch(city):
        raise ReleaseError(f"“{city}” cannot be a city's name: give its slug, such as eastmere.")
    return output_folder / city


def built_revision(output_folder: Path, city: str) -> int:
    """The revision of the feed that a city was last built to, 0 before the first build: a build is due above it."""
    return int(read_fact(city_folder(output_folder, city), "built") or 0)


def newest_known(output_folder: Path, city: str) -> tuple[str, str, str | None] | None:
    """The newest change that a city's builds know: UUID, language, SHA-256 of the body (None if it was withdrawn).

    Revisions are numbers: after a backup was put back the same one can be another change.
    """
    told = json.loads(read_fact(city_folder(output_folder, city), "last_change") or "null")
    return tuple(told) if told else None


@dataclass(frozen=True)
class _Building:
    """One build. Only under the lock."""

    feed: Feed
    city: str
    releases: Releases
    theme_folder: Path
    site_url: str | None
    keep: int
    compression: str
    darkroom: Darkroom | None
    progress: Progress
    workshop: Workshop

    def run(self) -> BuildResult:
        """Build, from nothing if what is remembered of the last build is damaged."""
        try:
            return self._run()
        except sqlite3.OperationalError as error:
            raise refused(self.releases.folder, error) from error
        except sqlite3.DatabaseError as error:
            self.progress(f"The snapshot is damaged ({error}): every document is fetched again.")
            self.releases.discard()
            self.workshop.clear(self.releases.folder)
            return self._run()

    def _run(self) -> BuildResult:
        storage = self.workshop.open(self.releases.folder, self.progress)
        touched = update(storage, self.city, self.feed, self.progress)
        touched |= develop(storage, self.darkroom, self.progress)
        # Before the first release nobody notes what changed.
        self.workshop.changed(touched, Ledger(storage.connection).changed() if storage.fact("release") else None)
        theme = read_theme(self.theme_folder)
        live = self._live()
        try:
            guide = self.workshop.guide(self.site_url)
        except GuideError:
            if live is None:
                raise
            return self._take_offline(storage, live)
        names = self._asset_names(storage, theme)
        press = self.workshop.press(guide, theme, names)
        materials = Materials(storage, press, theme.folder, names, self.compression, self.darkroom)
        base = self._base(storage, live) if live else None
        if base and storage.fact("ground") == ground(guide, theme, self.compression):
            plan = plan_changes(guide, materials.ledger, theme.sources | asset_sources(names))
        else:
            plan = plan_everything(guide, names, GROUND if base else ANEW if self.releases.all() else FIRST)
        return self._carry_out(plan, materials, theme, live, base)

    def _live(self) -> Release | None:
        """The live release, if it can be built upon."""
        try:
            live = self.releases.current()
            if live and live.trouble:
                raise DamagedReleaseError(f"The live release {live.name} cannot be built upon. {live.trouble}")
            return live
        except DamagedReleaseError as error:
            self.progress(f"{error} Everything is made anew.")
            return None

    def _base(self, storage: Storage, live: Release) -> Release | None:
        """The release that the ledger tells of: not the live one after a rollback."""
        name = storage.fact("release")
        if name == live.name:
            return live
        return next((each for each in self.releases.all() if each.name == name and each.is_readable), None)

    def _asset_names(self, storage: Storage, theme: Theme) -> dict[str, str]:
        """From the names that templates use to the paths of assets."""
        if storage.fact("assets") != theme.assets:
            return collect(theme.folder).names
        sources = Ledger(storage.connection).sources()
        prefix = listed(ASSET, "")
        return {name.removeprefix(prefix): path for name, path in sources.items() if name.startswith(prefix)}

    def _take_offline(self, storage: Storage, live: Release) -> BuildResult:
        self.releases.take_offline()
        with storage.transaction():
            storage.note(built=storage.fact("revision"))
        self.progress("The city is not published any more: its guide is offline. Its releases are kept.")
        result = self._result(storage, [], live, Making(live.manifest), [], created=False)
        return replace(result, release="", files=0, reused=0, size=0)

    def _carry_out(
        self, plan: Plan, materials: Materials, theme: Theme, live: Release | None, base: Release | None
    ) -> BuildResult:
        if live and plan.is_empty:
            self.progress(f"Nothing changed: {live.name} stays live.")
            making, release = Making(live.manifest), live
            self._record(plan, making, materials, theme, materials.storage.fact("release"))
        else:
            try:
                making, release = self._make(plan, materials, live, base)
            except DamagedReleaseError as error:
                self.progress(f"{error} Everything is made anew.")
                plan = plan_everything(materials.press.guide, materials.asset_names, ANEW)
                making, release = self._make(plan, materials, None, None)
            self._record(plan, making, materials, theme, release.name)
        created = live is None or release.name != live.name
        tell_servers(self.releases.folder, materials.press.guide, self.progress)
        self._tidy(release, is_new=created)  # even if not: the build that made it may have been killed before
        guide = materials.press.guide
        causes = everything(plan.why, plan.count) if plan.everything else told(guide, plan.reasons, plan.theme)
        return self._result(materials.storage, guide.languages, release, making, causes, created=created)

    def _make(
        self, plan: Plan, materials: Materials, live: Release | None, base: Release | None
    ) -> tuple[Making, Release]:
        draft = self.releases.draft()
        try:
            making = make(plan, materials, draft, base, self.progress)
            making.settle(inspect(plan, making, materials, draft, base.folder if base else None))
            making = complete(making, plan, materials, draft, base)
            making.earlier = leaving(materials.storage.fact(EARLIER), [live, base], making.manifest)
            if live and live.manifest == making.manifest:
                self.releases.discard()
                self.progress(f"No page looks different: {live.name} stays live.")
                return making, live
            making.earlier = staying(making.earlier)
            release = self.releases.publish(draft, making.manifest, making.written, base, making.earlier)
        except (SiteBuilderError, OSError, sqlite3.Error, KeyboardInterrupt):
            self.releases.discard()
            raise
        self.progress(f"{release.name} is live.")
        return making, release

    def _record(self, plan: Plan, making: Making, materials: Materials, theme: Theme, release: str) -> None:
        """Remember what was made, now that it is live: the next build begins here."""
        storage, ledger = materials.storage, materials.ledger
        facts = {
            "release": release,
            "ground": ground(materials.press.guide, theme, self.compression),
            COMPRESSION: self.compression,
            "assets": theme.assets,
            "built": storage.fact("revision"),
        }
        if not plan.is_empty:
            facts[EARLIER] = when_left(making.earlier)
        with storage.transaction():
            if plan.everything:
                ledger.rewrite(making.made, making.readings)
            else:
                ledger.amend(making.made, making.readings, (output.name for output in plan.remove))
            if not plan.is_empty:
                Album(storage.connection).settle(making.manifest, plan.everything)
            making.inspection.record(storage, plan.everything, [output.name for output in plan.remove])
            ledger.settle(theme.sources | asset_sources(materials.asset_names))
            storage.note(**{name: value for name, value in facts.items() if storage.fact(name) != value})

    def _tidy(self, live: Release, *, is_new: bool) -> None:
        """Have old releases go. Readers have the new one: what goes wrong here concerns the next build."""
        try:
            for name in self.releases.prune(self.keep):
                self.progress(f"Removed old release {name}")
            if is_new:
                self.releases.prepare(live)
        except (OSError, DamagedReleaseError) as error:
            self.progress(f"The next build will take longer: {error}")
        finally:
            with suppress(OSError):  # what cannot be removed now is removed by the next build
                self.releases.discard()

    def _result(
        self,
        storage: Storage,
        languages: list[str],
        release: Release,
        making: Making,
        causes: list[Cause],
        *,
        created: bool,
    ) -> BuildResult:
        written = making.written if created else set()
        warnings, warned = notices(storage)
        return BuildResult(
            city=self.city,
            release=release.name,
            created=created,
            revision=int(storage.fact("revision")),
            languages=languages,
            files=release.manifest.count,
            rendered=len(making.made),
            reused=release.manifest.count - len(making.made) - making.packed - making.compressed,
            written=len(written),
            removed=making.removed if created else 0,
            size=release.manifest.size,
            written_size=sum(file.size for path in written if (file := release.manifest.find(path))),
            seconds=0.0,
            causes=causes,
            warnings=warnings,
            warned=warned,
        )
