from __future__ import annotations

import errno
import os
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.errors import DamagedReleaseError, ReleaseError
from site_builder.manifest import FILES_PER_PART, File, Manifest
from site_builder.release import Release, Releases


@pytest.fixture
def releases(tmp_path: Path) -> Releases:
    return Releases(tmp_path / "harbourton")


def publish(releases: Releases, files: dict[str, str], links: Iterable[str] = ()) -> Release:
    """A release with new files, and files taken over from the live one."""
    with releases.locked():
        draft, live = releases.draft(), releases.current()
        held = {path: File.of(text.encode()) for path, text in files.items()}
        for path, text in files.items():
            draft.write(path, text.encode())
        if live:
            held |= {path: live.manifest.files[path] for path in links}
        return releases.publish(draft, Manifest.of(held), files, live)


def test_a_published_release_is_live_and_as_its_manifest_says(releases: Releases) -> None:
    release = publish(releases, {"index.html": "Home", "en/housing/index.html": "Housing"})
    assert releases.current() == release
    assert (releases.folder / "current/en/housing/index.html").read_text() == "Housing"
    assert release.problems() == []


def test_releases_are_numbered_and_named_by_their_content(releases: Releases) -> None:
    names = [publish(releases, {"index.html": text}).name for text in ("One", "Two", "One")]
    assert [name.partition("-")[0] for name in names] == ["000001", "000002", "000003"]
    assert names[0].partition("-")[2] == names[2].partition("-")[2] != names[1].partition("-")[2]


def test_a_file_that_did_not_change_is_shared_with_the_release_before(releases: Releases) -> None:
    first = publish(releases, {"a.html": "A", "b.html": "B"})
    second = publish(releases, {"b.html": "New"}, links=["a.html"])
    assert (first.folder / "a.html").samefile(second.folder / "a.html")
    assert (first.folder / "b.html").read_text() == "B"


@pytest.mark.parametrize("code", [errno.EXDEV, errno.EMLINK, errno.EPERM])
def test_a_file_that_cannot_be_shared_is_copied(releases: Releases, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    def refuse(*paths: str) -> None:
        raise OSError(code, os.strerror(code))

    publish(releases, {"a.html": "A"})
    monkeypatch.setattr(os, "link", refuse)
    assert publish(releases, {}, links=["a.html"]).problems() == []


def test_files_of_a_release_are_read_only(releases: Releases) -> None:
    release = publish(releases, {"a.html": "A"})
    assert (release.folder / "a.html").stat().st_mode & 0o222 == 0


def test_a_damaged_file_is_not_carried_into_the_next_release(releases: Releases) -> None:
    first = publish(releases, {"a.html": "A", "b.html": "B"})
    (first.folder / "a.html").unlink()
    (first.folder / "b.html").chmod(0o644)
    (first.folder / "b.html").write_text("Tampered with")
    for path in ("a.html", "b.html"):
        with pytest.raises(DamagedReleaseError, match=rf"{first.name}.*{path}"):
            publish(releases, {}, links=[path])
    assert releases.current() == first


def test_verifying_tells_what_changed_what_is_missing_and_what_does_not_belong(releases: Releases) -> None:
    release = publish(releases, {"a.html": "A", "b.html": "B", "c.html": "C"})
    (release.folder / "a.html").chmod(0o644)
    (release.folder / "a.html").write_text("a")
    (release.folder / "b.html").unlink()
    (release.folder / "d.html").touch()
    assert release.problems() == [
        "a.html: changed since it was written",
        "b.html: No such file or directory",
        "d.html: not in the manifest",
    ]


def test_rollback_goes_to_the_release_before_and_to_any_that_is_named(releases: Releases) -> None:
    first, second, third = (publish(releases, {"index.html": text}) for text in "abc")
    assert releases.rollback() == second == releases.current()
    assert releases.rollback() == first == releases.current()
    with pytest.raises(ReleaseError, match="no release before the live one"):
        releases.rollback()
    assert releases.rollback(third.name) == third == releases.current()
    with pytest.raises(ReleaseError, match=f"has no release 000009-x. It has: {first.name}, {second.name}"):
        releases.rollback("000009-x")


def test_nobody_rolls_back_to_a_release_that_lost_its_manifest(releases: Releases) -> None:
    first, second = (publish(releases, {"index.html": text}) for text in "ab")
    (first.folder / "manifest.json").unlink()
    with pytest.raises(DamagedReleaseError, match=f"{first.name} has lost its manifest"):
        releases.rollback()
    assert releases.current() == second


def test_old_releases_go_and_the_live_one_stays_even_if_it_is_old(releases: Releases) -> None:
    made = [publish(releases, {"index.html": str(number)}) for number in range(5)]
    releases.rollback(made[0].name)
    with releases.locked():
        assert releases.prune(keep=2) == [release.name for release in made[1:3]]
    assert releases.all() == [made[0], made[3], made[4]]
    assert publish(releases, {"index.html": "new"}).number == 6


def test_what_a_killed_build_left_behind_is_removed_by_the_next(releases: Releases) -> None:
    release = publish(releases, {"index.html": "Home"})
    with releases.locked():
        releases.draft().write("half/index.html", b"<ht")
        (releases.folder / ".tmp-current-1").symlink_to("releases/nowhere")
    with releases.locked():
        pass
    assert sorted(path.name for path in releases.folder.rglob("*")) == [
        ".lock",
        "0000.json",
        release.name,
        "current",
        "index.html",
        "manifest",
        "manifest.json",
        "releases",
    ]


def test_what_people_put_beside_the_releases_is_left_alone(releases: Releases) -> None:
    publish(releases, {"index.html": "Home"})
    (releases.folder / "releases" / "README").touch()
    (releases.folder / "releases" / "000002-before-the-move").mkdir()
    assert len(releases.all()) == 1


def test_a_live_folder_that_is_no_link_is_not_overwritten(releases: Releases) -> None:
    (releases.folder / "current").mkdir(parents=True)
    with pytest.raises(ReleaseError, match="current is not a link to a release"):
        releases.current()


def test_a_file_of_a_draft_is_never_written_twice(releases: Releases) -> None:
    with releases.locked():
        draft = releases.draft()
        draft.write("index.html", b"One")
        with pytest.raises(FileExistsError):
            draft.write("index.html", b"Two")


def files_of(count: int) -> dict[str, File]:
    return {f"en/{number}/index.html": File.of(str(number).encode()) for number in range(count)}


def test_a_manifest_reads_as_it_was_written() -> None:
    manifest = Manifest.of(files_of(3 * FILES_PER_PART))
    read = Manifest.from_json(manifest.to_json(), manifest.raw_part)
    assert read == manifest
    assert (read.files, read.count, read.size) == (manifest.files, manifest.count, manifest.size)


@given(
    before=st.integers(0, 3 * FILES_PER_PART),
    changes=st.dictionaries(st.integers(0, 4 * FILES_PER_PART), st.one_of(st.none(), st.text(max_size=3))),
)
def test_a_manifest_that_was_changed_is_that_of_the_files_that_there_are_then(
    before: int, changes: dict[int, str | None]
) -> None:
    files = files_of(before)
    old = Manifest.of(files)
    told = {f"en/{n}/index.html": None if text is None else File.of(text.encode()) for n, text in changes.items()}
    new = old.changed(told)
    expected = Manifest.of({path: file for path, file in (files | told).items() if file})
    assert new == expected
    assert (new.files, new.count, new.size) == (expected.files, expected.count, expected.size)
    assert {path for path, file in told.items() if files.get(path) != file} == old.differences(new).keys()


@pytest.mark.parametrize("raw", [b"", b"{}", b"[]", b'{"format": 0}', b'{"format": 2, "files": 1}'])
def test_a_manifest_that_cannot_be_read_means_a_damaged_release(raw: bytes) -> None:
    with pytest.raises(DamagedReleaseError, match="manifest cannot be read"):
        Manifest.from_json(raw, lambda number: b"{}")


def test_a_part_of_a_manifest_that_was_changed_means_a_damaged_release(releases: Releases) -> None:
    release = publish(releases, {"index.html": "Home"})
    part = release.folder / "manifest" / "0000.json"
    part.chmod(0o644)
    part.write_text(part.read_text() + " ")
    with pytest.raises(DamagedReleaseError, match="changed after it was written"):
        Release(release.folder).manifest.files  # noqa: B018 - asking is what fails
    assert "changed after it was written" in Release(release.folder).problems()[0]
