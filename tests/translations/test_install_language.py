from __future__ import annotations

import hashlib
import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from tests.translations.conftest import TINY_PACKAGE
from translations.engines import argos_index
from translations.engines.registry import engine_for

SHA256 = hashlib.sha256(TINY_PACKAGE.read_bytes()).hexdigest()


@pytest.fixture(autouse=True)
def packages(tmp_path: Path, settings: Settings) -> Path:
    """An empty folder for packages, and no index."""
    settings.ARGOS_PACKAGES_DIR = tmp_path / "packages"
    settings.ARGOS_PACKAGE_INDEX = (tmp_path / "index.json").as_uri()
    settings.TRANSLATION_ENGINES = ["translations.engines.argos.ArgosEngine"]
    return tmp_path / "packages"


def index(tmp_path: Path, *entries: tuple[str, str, str, str]) -> None:
    """Write an index of packages: from, to, version, link."""
    keys = ("from_code", "to_code", "package_version")
    rows = [{**dict(zip(keys, entry[:3], strict=True)), "links": ["ipfs://x", entry[3]]} for entry in entries]
    (tmp_path / "index.json").write_text(json.dumps(rows))


def install(*arguments: str) -> tuple[str, str]:
    """What the command writes to standard output and to standard error."""
    out, err = StringIO(), StringIO()
    call_command("install_language", *arguments, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def refusal(*arguments: str) -> tuple[int, str]:
    """The exit code and the line with which the command ends."""
    with pytest.raises(CommandError) as caught:
        install(*arguments)
    return caught.value.returncode, str(caught.value)


def test_a_language_is_downloaded_verified_and_ready_for_use(tmp_path: Path) -> None:
    index(tmp_path, ("en", "de", "0.9", "file:///nowhere"), ("en", "de", "1.0", TINY_PACKAGE.as_uri()))
    out, err = install("en", "de")
    assert out == "en → de, version 1.0\n"
    assert f"SHA-256 {SHA256}" in err
    assert engine_for("en", "de").translate(["Opening hours"], "en", "de") == ["Öffnungszeiten"]


def test_a_file_is_installed_without_a_network(packages: Path) -> None:
    out, _ = install("--file", str(TINY_PACKAGE), "--sha256", SHA256, "--json")
    assert json.loads(out) == [{"source": "en", "target": "de", "version": "1.0"}]
    assert [folder.name for folder in packages.iterdir()] == ["translate-en_de-1.0"]


def test_what_is_installed_is_listed() -> None:
    assert install("--list")[0] == "No Argos package is installed.\n"
    install("--file", str(TINY_PACKAGE))
    assert install("--list")[0] == "en → de, version 1.0\n"


def test_without_a_network_one_line_says_so_and_what_to_do() -> None:
    code, line = refusal("en", "de")
    assert code == 3
    assert "cannot be reached" in line
    assert "--file" in line
    assert "\n" not in line


def test_a_language_that_the_index_lacks_is_named_with_a_way_around(tmp_path: Path) -> None:
    index(tmp_path, ("de", "en", "1.0", "x"), ("en", "ar", "1.0", "x"))
    assert refusal("en", "so") == (
        4,
        "The Argos index has no package from en to so. From English there are: ar.",
    )
    code, line = refusal("de", "ar")
    assert code == 4
    assert "Install de en and en ar instead" in line


@pytest.mark.parametrize(
    "arguments",
    [["--file", str(TINY_PACKAGE), "--sha256", "00"], ["en", "ar", "--file", str(TINY_PACKAGE)], ["--file", __file__]],
)
def test_a_file_that_is_not_what_it_should_be_is_not_installed(arguments: list[str], packages: Path) -> None:
    assert refusal(*arguments)[0] == 5
    assert not packages.exists() or list(packages.iterdir()) == []


@pytest.mark.parametrize(("arguments", "code"), [(["en"], 2), ([], 2), (["--file", "nowhere.argosmodel"], 1)])
def test_wrong_use_is_told(arguments: list[str], code: int) -> None:
    assert refusal(*arguments)[0] == code


def test_a_link_that_is_not_https_is_not_followed(tmp_path: Path, settings: Settings) -> None:
    index(tmp_path, ("en", "de", "1.0", "http://a.example/x"))
    assert refusal("en", "de") == (3, "The index names no address that the package can be downloaded from.")


def test_an_index_that_is_no_index_and_a_package_without_end_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "index.json").write_text("<html>")
    assert "is no package index" in refusal("en", "de")[1]
    index(tmp_path, ("en", "de", "1.0", TINY_PACKAGE.as_uri()))
    monkeypatch.setattr(argos_index, "MAX_PACKAGE_BYTES", 1000)
    assert "the download was stopped" in refusal("en", "de")[1]
