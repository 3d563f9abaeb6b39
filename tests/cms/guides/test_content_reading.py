"""Reading content files: what keeps a file from being read names the file and the line."""

from __future__ import annotations

from pathlib import Path

import pytest

from cms.guides.content_files.kinds import FOLDERS
from cms.guides.content_files.reading import read_folder


def problems(folder: Path) -> list[str]:
    return [str(problem) for problem in read_folder(folder, FOLDERS).problems]


def write(folder: Path, name: str, text: str | bytes) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, "city.yaml", "title: Millbrook\n")
    return tmp_path


def test_values_are_plain_and_remember_their_lines(folder: Path) -> None:
    write(folder, "costs/fee.yaml", "title: Fee\n\namount: '1.00'\nchecked_on: 2026-01-02\nlist:\n  - {a: 1}\n  - b\n")
    (fee,) = [file for file in read_folder(folder, FOLDERS).files if file.folder == "costs"]
    assert fee.data == {"title": "Fee", "amount": "1.00", "checked_on": "2026-01-02", "list": [{"a": 1}, "b"]}
    assert (fee.line(("amount",)), fee.line(("list", 1)), fee.line(("list", 0, "a"))) == (3, 7, 6)
    assert fee.line(("nowhere", "at all")) == 1


def test_a_name_says_folder_slug_and_language(folder: Path) -> None:
    write(folder, "costs/fee.de-simple.yaml", "title: Gebühr\n")
    file = next(file for file in read_folder(folder, FOLDERS).files if file.language)
    assert (file.folder, file.slug, file.language) == ("costs", "fee", "de-simple")


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("costs/fee.yaml", "title: a\n  b: [\n", "costs/fee.yaml:2: is not YAML"),
        ("costs/fee.yaml", "title: a\ntitle: b\n", "costs/fee.yaml:2: is not YAML"),
        ("costs/fee.yaml", "- a\n", "costs/fee.yaml:1: holds no fields"),
        ("costs/fee.yaml", "", "costs/fee.yaml:1: holds no fields"),
        ("costs/fee.yaml", b"title: \xff\n", "costs/fee.yaml:1: is not UTF-8"),
        ("costs/fee.yml", "title: a\n", "costs/fee.yml:1: is no name of a content file"),
        ("costs/fee.yaml.de.yaml", "title: a\n", "costs/fee.yaml.de.yaml:1: is no name of a content file"),
        ("fees/fee.yaml", "title: a\n", "fees/fee.yaml:1: stands in no folder that is known"),
        ("fee.yaml", "title: a\n", "fee.yaml:1: stands in no folder that is known"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_with_its_line(
    folder: Path, name: str, text: str | bytes, told: str
) -> None:
    write(folder, name, text)
    (problem,) = problems(folder)
    assert problem.startswith(told)


def test_a_folder_without_the_citys_file_is_told_so(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path)
    assert problem.startswith("city.yaml:1: is missing")
