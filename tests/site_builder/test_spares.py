"""The next release is made from one that is kept no longer: what somebody did to it by hand does not reach readers."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from site_builder import assembly, manifest
from site_builder.errors import ReleaseError
from site_builder.manifest import PARTS
from site_builder.release import SPARE, Releases
from tests.site_builder.conftest import CITY, THEME, Build, own
from tests.site_builder.entities import Body
from tests.site_builder.feeds import Publisher
from tests.site_builder.test_build import everything_anew, of_kind


def edit(publisher: Publisher, mark: object) -> Body:
    """One text of one page."""
    article = of_kind(publisher, "article", "de")
    body = article | {"body": [article["body"][0] | {"html": f"<p>{mark}</p>"}]}
    publisher.publish(body)
    return body


def spare_of(releases: Releases) -> Path:
    [spare] = (releases.folder / "releases").glob(f"{SPARE}*")
    return spare


@pytest.mark.parametrize("lost", ["en/index.html", "en", "robots.txt", f"{PARTS}/0000.json", "assets"])
def test_what_somebody_deleted_from_an_old_release_is_there_in_the_one_that_is_made_from_it(
    build: Build, publisher: Publisher, releases: Releases, tmp_path: Path, lost: str
) -> None:
    build()
    gone = spare_of(releases) / lost
    shutil.rmtree(gone) if gone.is_dir() else gone.unlink()
    edit(publisher, "Neu")
    build()
    live = releases.current()
    assert live
    assert live.problems() == []
    assert own(live.folder) == everything_anew(publisher, tmp_path / "fresh")


def test_of_a_large_guide_other_parts_are_looked_at_each_time(
    build: Build, publisher: Publisher, releases: Releases, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assembly, "PARTS_LOOKED_AT", 1)
    monkeypatch.setattr(manifest, "FILES_PER_PART", 16)
    build()
    parts = len(releases.all()[0].manifest.parts)
    assert parts > 1
    (spare_of(releases) / "en/index.html").unlink()
    for turn in range(parts):
        edit(publisher, turn)
        build()
    live = releases.current()
    assert live
    assert live.problems() == []


def test_a_file_that_somebody_put_where_a_page_comes_to_stand_does_not_stop_the_build(
    build: Build, publisher: Publisher, releases: Releases
) -> None:
    build()
    article = of_kind(publisher, "article", "de")
    place = spare_of(releases) / "de/elsewhere/index.html"
    place.parent.mkdir(parents=True)
    place.write_text("Mine")
    publisher.publish(article | {"path": "elsewhere"})
    build()
    live = releases.current()
    assert live
    assert live.problems() == []


def test_a_spare_that_cannot_be_read_makes_room_for_a_new_one(
    build: Build, publisher: Publisher, releases: Releases
) -> None:
    build()
    spare = spare_of(releases)
    (spare / "manifest.json").chmod(0o644)
    (spare / "manifest.json").write_text("{}")
    edit(publisher, "Neu")
    assert build().created
    live = releases.current()
    assert live
    assert spare_of(releases).name == f"{SPARE}{live.name}"


def test_a_release_that_never_went_live_is_removed_and_its_number_given_again(
    build: Build, publisher: Publisher, releases: Releases, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed between the two steps that make a release live: `rollback` must not lead to what nobody has seen."""
    first = build()
    edit(publisher, "Not seen")

    def killed(*given: object) -> None:
        raise MemoryError

    with monkeypatch.context() as patched:
        patched.setattr(Releases, "_replace", killed)
        with pytest.raises(MemoryError):
            build()
    assert len(releases.all()) == 2
    with releases.locked():
        assert [release.name for release in releases.all()] == [first.release]
    edit(publisher, "Seen")
    assert build().release.startswith("000002-")


def test_a_rollback_that_was_killed_takes_no_release_away(
    build: Build, publisher: Publisher, releases: Releases, monkeypatch: pytest.MonkeyPatch
) -> None:
    build()
    edit(publisher, "Neu")
    build()
    before = releases.all()

    def killed(*given: object) -> None:
        raise MemoryError

    with monkeypatch.context() as patched:
        patched.setattr(Releases, "_replace", killed)
        with pytest.raises(MemoryError):
            releases.rollback()
    with releases.locked():
        assert releases.all() == before
    assert not list(releases.folder.glob(".tmp-*"))


def test_a_build_killed_before_it_took_old_releases_away_has_the_next_do_so(
    build: Build, publisher: Publisher, releases: Releases, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*given: object) -> None:
        raise MemoryError

    for mark in range(2):
        edit(publisher, mark)
        build(keep=2)
    edit(publisher, "killed")
    with monkeypatch.context() as patched:
        patched.setattr(Releases, "prune", killed)
        with pytest.raises(MemoryError):
            build(keep=2)
    assert len(releases.all()) == 3
    assert not build(keep=2).created
    assert len(releases.all()) == 2


def test_a_reader_who_followed_the_link_just_before_it_was_replaced_finds_every_file(
    build: Build, publisher: Publisher, releases: Releases
) -> None:
    build(keep=1)
    followed = (releases.folder / "current").resolve()
    files = own(followed)
    edit(publisher, "Neu")
    build(keep=1)
    assert own(followed) == files


def test_what_former_versions_kept_beside_the_releases_is_removed(build: Build, output: Path) -> None:
    city = output / CITY
    (city / "snapshot").mkdir(parents=True)
    (city / "snapshot" / "en.json").write_text("{}")
    (city / "state.json").write_text("{}")
    build()
    assert not (city / "snapshot").exists()
    assert not (city / "state.json").exists()


def test_verifying_a_release_that_goes_meanwhile_says_so(build: Build, releases: Releases) -> None:
    build()
    [release] = releases.all()
    assert release.manifest.files
    release.folder.rename(release.folder.with_name("elsewhere"))
    with pytest.raises(ReleaseError, match=f"{release.name} is kept no longer"):
        release.problems()


def test_a_manifest_that_somebody_exchanged_is_told_by_verifying(build: Build, releases: Releases) -> None:
    build(THEME)
    [release] = releases.all()
    root = release.folder / "manifest.json"
    root.chmod(0o644)
    root.write_text(root.read_text() + " ")
    assert "manifest.json: not the one that gave the release its name" in release.problems()
