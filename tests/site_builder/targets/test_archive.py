"""A guide in one ZIP file."""

from __future__ import annotations

import signal
import zipfile
from pathlib import Path

import pytest

from site_builder.errors import DamagedReleaseError, TargetError
from site_builder.release import Release
from site_builder.targets.deploying import deploy
from tests.site_builder.conftest import command
from tests.site_builder.targets.conftest import CITY
from tests.site_builder.targets.releases import go_live, guide, make_release

CONTENT = guide({"en/index.html": "home", "en/straße/index.html": "way " * 1000})


@pytest.fixture
def release(city: Path) -> Release:
    """The live release."""
    return go_live(city, make_release(city, 1, CONTENT))


def test_a_zip_file_unpacks_to_a_release_that_verifies(city: Path, release: Release, tmp_path: Path) -> None:
    [delivery] = deploy(city, [str(tmp_path / "files" / "{city}.zip")])
    file = tmp_path / "files" / f"{CITY}.zip"
    assert (delivery.target, delivery.release, delivery.sent) == (str(file), release.name, len(CONTENT))
    with zipfile.ZipFile(file) as archive:
        assert archive.testzip() is None
        archive.extractall(tmp_path / release.name)
    assert Release(tmp_path / release.name).problems() == []
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_what_a_deployment_left_that_was_killed_does_not_stay(city: Path, release: Release, tmp_path: Path) -> None:
    folder = tmp_path / "files"
    killed = "import os, signal; from site_builder.targets import archive;"
    killed += "archive.read_file = lambda *given: os.kill(os.getpid(), signal.SIGKILL);"
    killed += "from site_builder.__main__ import main; main()"
    address = str(folder / "guide.zip")
    to_a_file = ("deploy", "--output", city.parent, "--city", CITY, "--to", address)
    assert command(*to_a_file, program=("-c", killed))[0] == -signal.SIGKILL
    assert len(list(folder.iterdir())) == 1
    deploy(city, [address])
    assert [path.name for path in folder.iterdir()] == ["guide.zip"]


def test_equal_releases_make_equal_bytes(city: Path, release: Release, tmp_path: Path) -> None:
    one, two = tmp_path / "one.zip", tmp_path / "two.zip"
    deploy(city, [str(one)])
    for path in release.folder.rglob("*.html"):
        path.write_bytes(path.read_bytes())  # another time of the file
        path.chmod(0o600)
    deploy(city, [str(two)])
    assert one.read_bytes() == two.read_bytes()


def test_a_file_that_has_the_release_is_left_alone(city: Path, release: Release, tmp_path: Path) -> None:
    file = tmp_path / "guide.zip"
    deploy(city, [str(file)])
    before = file.stat()
    assert deploy(city, [str(file)])[0].sent == 0
    after = file.stat()  # its time of access may be another: it was read
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    go_live(city, make_release(city, 2, guide({"en/index.html": "other"})))
    assert deploy(city, [str(file)])[0].sent == 2


def test_a_guide_that_is_offline_has_no_file(city: Path, release: Release, tmp_path: Path) -> None:
    file = tmp_path / "guide.zip"
    deploy(city, [str(file)])
    (city / "current").unlink()
    assert deploy(city, [str(file)])[0].removed == 1
    assert not file.exists()


def test_a_disk_that_refuses_leaves_the_old_file(city: Path, release: Release, tmp_path: Path) -> None:
    file = tmp_path / "guide.zip"
    deploy(city, [str(file)])
    before = file.read_bytes()
    go_live(city, make_release(city, 2, guide({"en/index.html": "other"})))
    (tmp_path / "plain").write_text("no folder")
    with pytest.raises(TargetError, match=r"plain/guide\.zip cannot be written: File exists\. Make room or mend"):
        deploy(city, [str(tmp_path / "plain" / "guide.zip")])
    assert file.read_bytes() == before


def test_a_file_that_somebody_changed_in_the_release_is_not_handed_on(
    city: Path, release: Release, tmp_path: Path
) -> None:
    (release.folder / "en/index.html").write_text("defaced")
    with pytest.raises(DamagedReleaseError, match=r"has another en/index\.html than it was made with"):
        deploy(city, [str(tmp_path / "guide.zip")])
    assert list(tmp_path.glob("*.zip")) == []
