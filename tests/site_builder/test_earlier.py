"""A reader who opened a page before a new release still gets its style sheet and scripts, for a day."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from site_builder import earlier
from site_builder.build import build_city
from site_builder.release import SPARE, Release, Releases
from site_builder.storage import forget
from site_builder.targets.archive import ArchiveTarget
from tests.site_builder.conftest import CITY, THEME, Build, own, tree
from tests.site_builder.feeds import Publisher
from tests.site_builder.test_build import of_kind

HOUR = 60 * 60
ASSET = re.compile(r'(?:href|src)="([^"]*/assets/[^"]+)"')


class Clock:
    """The time of day, as the builder sees it."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(earlier, "now", clock)
    return clock


@pytest.fixture
def restyle(tmp_path: Path, build: Build) -> Callable[[str], Path]:
    """Build with another style sheet."""
    theme = Path(shutil.copytree(THEME, tmp_path / "theme"))

    def run(colour: str) -> Path:
        (theme / "css/base.css").write_text(f"a {{ color: {colour} }}")
        build(theme)
        return theme

    return run


def edit(publisher: Publisher, mark: object) -> None:
    article = of_kind(publisher, "article", "de")
    publisher.publish(article | {"body": [article["body"][0] | {"html": f"<p>{mark}</p>"}]})


def assets_of_open_page(releases: Releases) -> list[Path]:
    """Where a page that a reader opens now looks for its style sheet and scripts."""
    page = (releases.folder / "current/en/index.html").read_text()
    found = {urlsplit(address).path.partition("/assets/")[2] for address in ASSET.findall(page)}
    assert len(found) > 1
    return [releases.folder / "current/assets" / name for name in found]


def test_a_page_opened_before_a_new_theme_keeps_its_style_sheet_for_a_day(
    restyle: Callable[[str], Path], build: Build, releases: Releases, publisher: Publisher, clock: Clock
) -> None:
    restyle("red")
    opened = assets_of_open_page(releases)
    clock.now += 100 * HOUR  # the theme was live for long
    theme = restyle("green")
    for round_, hours in enumerate((0, 1, 22)):
        clock.now += hours * HOUR
        edit(publisher, round_)
        assert build(theme).created
        assert all(asset.is_file() for asset in opened)
    clock.now += 2 * HOUR
    edit(publisher, "a day later")
    build(theme)
    assert sorted(asset.is_file() for asset in opened) == [False] + [True] * (len(opened) - 1)


def test_what_a_release_carries_does_not_change_what_it_is(
    restyle: Callable[[str], Path], build: Build, releases: Releases, publisher: Publisher, tmp_path: Path
) -> None:
    restyle("red")
    theme = restyle("green")
    live = releases.current()
    assert live
    assert [path.partition("-")[0] for path in live.earlier] == ["assets/waymark"]
    assert live.problems() == []
    other = Releases(tmp_path / "other" / CITY)
    build_city(Publisher(publisher.bodies).feed, CITY, tmp_path / "other", theme)
    fresh = other.current()
    assert fresh
    assert fresh.manifest == live.manifest
    assert fresh.name[-12:] == live.name[-12:]
    assert own(live.folder) == tree(fresh.folder)


def test_time_alone_makes_no_release(restyle: Callable[[str], Path], build: Build, clock: Clock) -> None:
    restyle("red")
    theme = restyle("green")
    clock.now += 48 * HOUR
    assert not build(theme).created


def test_verifying_tells_what_became_of_a_carried_asset(restyle: Callable[[str], Path], releases: Releases) -> None:
    restyle("red")
    restyle("green")
    live = releases.current()
    assert live
    [path] = live.earlier
    (live.folder / path).unlink()
    assert live.problems() == [f"{path}: No such file or directory"]


def test_a_zip_file_of_a_release_has_what_it_carries(
    restyle: Callable[[str], Path], releases: Releases, tmp_path: Path
) -> None:
    restyle("red")
    restyle("green")
    live = releases.current()
    assert live
    ArchiveTarget(tmp_path / "guide.zip").publish(live, lambda event: None)
    unpacked = tmp_path / live.name
    with zipfile.ZipFile(tmp_path / "guide.zip") as archive:
        archive.extractall(unpacked)
    assert Release(unpacked).problems() == []
    assert Release(unpacked).earlier == live.earlier


def test_a_theme_that_is_taken_back_is_no_earlier_one(
    restyle: Callable[[str], Path], releases: Releases, clock: Clock
) -> None:
    for colour in ("red", "green", "red"):
        restyle(colour)
        clock.now += HOUR
    live = releases.current()
    assert live
    assert live.problems() == []
    [green] = live.earlier
    assert b"green" in (live.folder / green).read_bytes()


def test_after_a_rollback_the_next_release_has_the_assets_of_both(
    restyle: Callable[[str], Path], releases: Releases, clock: Clock
) -> None:
    for colour in ("red", "green"):
        restyle(colour)
        clock.now += 30 * HOUR
    releases.rollback()
    opened = assets_of_open_page(releases)
    assert all(asset.is_file() for asset in opened)
    restyle("blue")
    live = releases.current()
    assert live
    assert live.problems() == []
    sheets = [(live.folder / path).read_text() for path in live.earlier]
    assert sorted(colour for colour in ("red", "green") for sheet in sheets if colour in sheet) == ["green", "red"]
    assert all(asset.is_file() for asset in opened)


@pytest.mark.parametrize("jump", [-400 * 24 * HOUR, 400 * 24 * HOUR])
def test_a_clock_that_jumps_harms_nothing(
    restyle: Callable[[str], Path], build: Build, releases: Releases, publisher: Publisher, clock: Clock, jump: int
) -> None:
    restyle("red")
    theme = restyle("green")
    clock.now += jump
    edit(publisher, "after the jump")
    build(theme)
    clock.now -= jump
    edit(publisher, "put right")
    build(theme)
    clock.now += 25 * HOUR
    edit(publisher, "a day later")
    build(theme)
    live = releases.current()
    assert live
    assert live.earlier == {}
    assert live.problems() == []
    assert all(asset.is_file() for asset in assets_of_open_page(releases))


def test_earlier_assets_outlive_the_builder_s_memory(
    restyle: Callable[[str], Path], build: Build, releases: Releases, publisher: Publisher
) -> None:
    restyle("red")
    theme = restyle("green")
    forget(releases.folder)
    edit(publisher, "from nothing")
    build(theme)
    live = releases.current()
    assert live
    assert len(live.earlier) == 1
    assert live.problems() == []


def test_a_spare_does_not_bring_expired_assets_back(
    restyle: Callable[[str], Path], build: Build, releases: Releases, publisher: Publisher, clock: Clock
) -> None:
    restyle("red")
    theme = restyle("green")
    for round_ in range(4):
        clock.now += 10 * HOUR
        edit(publisher, round_)
        build(theme, keep=1)
        live = releases.current()
        assert live
        assert live.problems() == []
        assert len(live.earlier) == (round_ < 2)
    assert list((releases.folder / "releases").glob(f"{SPARE}*"))
