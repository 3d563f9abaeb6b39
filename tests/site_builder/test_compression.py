"""Compressed files beside those of a release: the same content, made once, gone with what they stand beside."""

from __future__ import annotations

import random
import zlib
from pathlib import Path
from typing import Any

import brotli
import pytest

from site_builder import compression
from site_builder.compression import SMALLEST, SUFFIXES, compressed
from site_builder.release import Releases
from site_builder.serving.headers import ENCODINGS
from tests.site_builder.conftest import CITY, THEME, TWO_PROCESSES, Build, command, own, tree
from tests.site_builder.feeds import Publisher, serving
from tests.site_builder.test_build import of_kind

TEXT = b"Register your address within fourteen days. " * 20


def uncompressed(files: dict[str, bytes]) -> dict[str, bytes]:
    """Without compressed forms and what lists them."""
    return {path: data for path, data in files.items() if not path.endswith(SUFFIXES) and "manifest" not in path}


def test_both_forms_hold_what_the_file_holds_and_no_time() -> None:
    forms = compressed(TEXT)
    assert brotli.decompress(forms[".br"]) == zlib.decompress(forms[".gz"], wbits=31) == TEXT
    assert len(forms[".br"]) < len(forms[".gz"]) < len(TEXT)
    assert forms[".gz"][4:8] == bytes(4)


@pytest.mark.parametrize("data", [TEXT[: SMALLEST - 1], random.Random(0).randbytes(SMALLEST)])
def test_what_would_not_be_smaller_is_left_alone(data: bytes) -> None:
    assert compressed(data) == {}


def test_servers_are_told_of_the_same_forms() -> None:
    assert [f".{suffix}" for suffix in ENCODINGS] == list(SUFFIXES)


def test_every_page_has_its_compressed_forms_and_they_are_verified(build: Build, releases: Releases) -> None:
    build(precompress=True)
    live = releases.current()
    assert live
    assert live.problems() == []
    files = tree(live.folder)
    for path, data in uncompressed(files).items():
        for suffix, restore in ((".br", brotli.decompress), (".gz", lambda form: zlib.decompress(form, wbits=31))):
            if f"{path}{suffix}" in files:
                assert restore(files[f"{path}{suffix}"]) == data
            else:
                # A host reads _headers, and nobody fetches it; few fetch data; pictures are compressed already.
                assert (
                    len(data) < SMALLEST or path == "_headers" or path.startswith("data/") or path.endswith(".png")
                ), path
    page = live.folder / "en/index.html.br"
    page.chmod(0o644)
    page.write_bytes(b"")
    assert live.problems() == ["en/index.html.br: changed since it was written"]


def test_without_the_setting_there_are_none_and_the_files_are_the_same(build: Build, releases: Releases) -> None:
    results = []
    for precompress in (False, True, False):
        assert build(precompress=precompress).created
        results.append(own(releases.folder / "current"))
    plain, both, plain_again = results
    assert plain == plain_again
    assert uncompressed(both) == uncompressed(plain)
    assert not [path for path in plain if path.endswith(SUFFIXES)]


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """What was compressed."""
    seen: list[bytes] = []

    def counting(data: bytes) -> dict[str, bytes]:
        seen.append(data)
        return compressed(data)

    monkeypatch.setattr(compression, "compressed", counting)
    return seen


def test_an_edit_compresses_one_page_and_what_phones_search_and_keep_of_it(
    build: Build, publisher: Publisher, releases: Releases, counted: list[bytes]
) -> None:
    build(precompress=True)
    counted.clear()
    article = of_kind(publisher, "article", "de")
    publisher.publish(article | {"body": [article["body"][0] | {"html": "<p>Neu.</p>"}]})
    result = build(precompress=True)
    paths = [f"de/{article['path']}/index.html", "de/search/0.json", "de/pack/0.txt", "de/pack/list.json"]
    assert sorted(counted) == sorted((releases.folder / "current" / path).read_bytes() for path in paths)
    assert (result.rendered, result.written) == (2, 12)
    *_, before, after = releases.all()
    forms = {f"{path}{suffix}" for path in paths for suffix in ("", *SUFFIXES)}
    assert set(before.manifest.differences(after.manifest)) == forms
    assert after.problems() == []
    assert (after.folder / "en/index.html.br").samefile(before.folder / "en/index.html.br")


def test_what_looks_the_same_after_everything_was_made_is_not_compressed_again(
    build: Build, counted: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    build(precompress=True)
    counted.clear()
    monkeypatch.setattr("site_builder.plan.code_digest", lambda: "another")
    assert not build(precompress=True).created
    assert counted == []


def test_another_way_to_compress_makes_them_all_again(
    build: Build, releases: Releases, counted: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    build(precompress=True)
    before = tree(releases.folder / "current")
    everything = len(counted)
    counted.clear()
    monkeypatch.setattr(compression, "QUALITY", 1)
    assert build(precompress=True).created
    assert len(counted) == everything
    after = tree(releases.folder / "current")
    assert uncompressed(after) == uncompressed(before)
    assert after["en/index.html.br"] != before["en/index.html.br"]


def test_a_page_that_went_takes_its_compressed_forms_along(
    build: Build, publisher: Publisher, releases: Releases, tmp_path: Path
) -> None:
    build(precompress=True)
    article = of_kind(publisher, "article", "en")
    publisher.publish(article | {"path": "elsewhere"})
    assert build(precompress=True).removed == 1
    folder = releases.folder / "current/en"
    assert not list(folder.glob(f"{article['path']}/*"))
    assert sorted(path.name for path in (folder / "elsewhere").iterdir()) == [
        "index.html",
        "index.html.br",
        "index.html.gz",
    ]


@pytest.mark.parametrize("program", [("-m", "site_builder"), TWO_PROCESSES])
def test_the_command_has_the_same_bytes_compressed_however_it_renders(
    publisher: Publisher, output: Path, build: Build, tmp_path: Path, program: Any
) -> None:
    build(precompress=True)
    other = tmp_path / "other"
    with serving(publisher) as endpoint:
        arguments = ("build", "--endpoint", endpoint, "--city", CITY, "--output", other, "--theme", THEME)
        status, _, told = command(*arguments, "--precompress", program=program)
        assert status == 0, told
    assert own(other / CITY / "current") == own(output / CITY / "current")
