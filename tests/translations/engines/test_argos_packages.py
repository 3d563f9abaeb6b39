from __future__ import annotations

import hashlib
import json
import stat
import zipfile
from pathlib import Path

import pytest

from tests.translations.conftest import TINY_PACKAGE
from translations.engines import argos_packages
from translations.engines.argos_packages import PackageError, install_package, installed_packages

SHA256 = hashlib.sha256(TINY_PACKAGE.read_bytes()).hexdigest()


def contents() -> dict[str, bytes]:
    """The files of the tiny package by name."""
    with zipfile.ZipFile(TINY_PACKAGE) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(path: Path, files: dict[str, bytes], *links: str) -> Path:
    """A zip file with these files, and symbolic links by these names."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
        for name in links:
            info = zipfile.ZipInfo(name)
            info.external_attr = (stat.S_IFLNK | 0o777) << 16
            archive.writestr(info, "/etc/passwd")
    return path


def with_metadata(**changes: object) -> dict[str, bytes]:
    files = contents()
    name = next(name for name in files if name.endswith("metadata.json"))
    files[name] = json.dumps(json.loads(files[name]) | changes).encode()
    return files


def test_a_package_with_the_right_checksum_is_installed_whole(tmp_path: Path) -> None:
    package = install_package(TINY_PACKAGE, tmp_path, sha256=SHA256.upper(), pair=("en", "de"))
    assert installed_packages(tmp_path) == [package]
    assert (package.folder / "model" / "model.bin").is_file()
    assert [path.name for path in tmp_path.iterdir()] == ["translate-en_de-1.0"]


def test_a_newer_or_older_package_takes_the_place_of_the_one_for_the_same_pair(tmp_path: Path) -> None:
    for version in ("1.0", "1.9", "1.2"):
        archive = packed(tmp_path / "new.argosmodel", with_metadata(package_version=version))
        install_package(archive, tmp_path / "packages")
        assert [package.version for package in installed_packages(tmp_path / "packages")] == [version]


def test_models_for_splitting_sentences_are_left_out(tmp_path: Path) -> None:
    files = contents() | {"translate-en_de-tiny/stanza/big.pt": b"x"}
    package = install_package(packed(tmp_path / "a.argosmodel", files), tmp_path / "packages")
    assert not (package.folder / "stanza").exists()


def test_argos_codes_become_bcp_47_tags(tmp_path: Path) -> None:
    archive = packed(tmp_path / "a.argosmodel", with_metadata(to_code="pb"))
    package = install_package(archive, tmp_path / "packages", pair=("en", "pt-BR"))
    assert package.target == "pt-BR"


@pytest.mark.parametrize(
    ("files", "links", "message"),
    [
        ({"../evil": b"x"}, (), "written elsewhere"),
        ({"a/../../evil": b"x"}, (), "written elsewhere"),
        ({"/etc/evil": b"x"}, (), "written elsewhere"),
        ({"a\\..\\evil": b"x"}, (), "written elsewhere|exactly one folder"),
        ({"C:/evil": b"x"}, (), "written elsewhere"),
        ({}, ("translate/link",), "written elsewhere"),
        ({"a/metadata.json": b"{}", "b/x": b"x"}, (), "exactly one folder"),
        ({"metadata.json": b"{}"}, (), "exactly one folder"),
        ({}, (), "exactly one folder"),
        ({"a/x": b"x"}, (), "no metadata.json"),
        ({"a/metadata.json": b"{"}, (), "cannot be read"),
        ({"a/metadata.json": b"{}"}, (), "names no from_code"),
        ({"a/metadata.json": b" " * 70000}, (), "far too long"),
        ({"a/metadata.json": b'{"from_code": "en", "to_code": "de", "type": "sbd"}'}, (), "type sbd"),
        ({"a/metadata.json": b'{"from_code": "en", "to_code": "de"}'}, (), "no CTranslate2 model"),
        ({name: b for name, b in contents().items() if "sentencepiece" not in name}, (), "sentencepiece.model"),
    ],
)
def test_a_file_that_is_no_proper_package_is_refused_and_leaves_nothing_behind(
    files: dict[str, bytes], links: tuple[str, ...], message: str, tmp_path: Path
) -> None:
    archive = packed(tmp_path / "bad.argosmodel", files, *links)
    with pytest.raises(PackageError, match=message):
        install_package(archive, tmp_path / "packages")
    assert list((tmp_path / "packages").iterdir()) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad.argosmodel", "packages"]


def test_a_broken_file_leaves_the_installed_package_as_it_was(tmp_path: Path) -> None:
    before = install_package(TINY_PACKAGE, tmp_path / "packages")
    broken = tmp_path / "broken.argosmodel"
    content = bytearray(TINY_PACKAGE.read_bytes())
    content[700_000] ^= 0xFF
    broken.write_bytes(content)
    with pytest.raises(PackageError, match="damaged"):
        install_package(broken, tmp_path / "packages")
    assert installed_packages(tmp_path / "packages") == [before]


def test_a_wrong_checksum_a_wrong_pair_and_too_much_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(PackageError, match=f"has SHA-256 {SHA256}, expected 00"):
        install_package(TINY_PACKAGE, tmp_path, sha256="00")
    with pytest.raises(PackageError, match="translates en to de, not en to ar"):
        install_package(TINY_PACKAGE, tmp_path, pair=("en", "ar"))
    monkeypatch.setattr(argos_packages, "MAX_UNPACKED_BYTES", 1000)
    with pytest.raises(PackageError, match="more than"):
        install_package(TINY_PACKAGE, tmp_path)
    assert list(tmp_path.iterdir()) == []
