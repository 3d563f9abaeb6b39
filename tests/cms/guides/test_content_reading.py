"""Reading content files: what keeps a file from being read names the file and the line."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from cms.guides.content_files.kinds import FOLDERS
from cms.guides.content_files.reading import read_folder
from tests.cms.guides.content_folder import write_folder


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


# Nine lines that stand for nine to the ninth words.
BOMB = "title: a\nlevel0: &level0 [a, a, a, a, a, a, a, a, a]\n" + "".join(
    f"level{number}: &level{number} [{', '.join([f'*level{number - 1}'] * 9)}]\n" for number in range(1, 10)
)


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
        ("costs/fee.yaml", BOMB, "costs/fee.yaml:3: repeats another place by *level0"),
        ("costs/fee.yaml", "title: a\nb: " + "[" * 5000, "costs/fee.yaml:2: is nested more than 30 levels deep"),
        ("costs/fee.yaml", "title: a\nb: " + "{c: " * 5000, "costs/fee.yaml:2: is nested more than 30 levels deep"),
        ("costs/fee.yaml", "a: a\ntitle: !!python/object/apply:os.system ['x']\n", "costs/fee.yaml:2: has the tag"),
        ("costs/fee.yaml", "title: a\nchecked_on: 2026-02-30\n", "costs/fee.yaml:2: has a value that cannot be read"),
        ("costs/fee.yaml", f"title: a\namount: {'9' * 5000}\n", "costs/fee.yaml:2: has a value that cannot be read"),
        (
            "costs/fee.yaml",
            "title: a\nb: c\x01\n",
            "costs/fee.yaml:2: has a character that no file should have, U+0001",
        ),
        (
            "costs/fee.yaml",
            'title: a\nb: "c\\0"\n',
            "costs/fee.yaml:2: has a character that no text should have, U+0000",
        ),
        ("costs/fee.yaml", 'title: a\nb: "\\ud800"\n', "costs/fee.yaml:2: has a character that no text should have"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_with_its_line(
    folder: Path, name: str, text: str | bytes, told: str
) -> None:
    write(folder, name, text)
    (problem,) = problems(folder)
    assert problem.startswith(told)


def test_what_has_the_name_of_a_file_and_is_none_is_named(folder: Path) -> None:
    (folder / "costs" / "folder.yaml").mkdir(parents=True)
    (folder / "costs" / "link.yaml").symlink_to("nowhere")
    assert [problem.rpartition(":")[0] for problem in problems(folder)] == [
        "costs/folder.yaml:1: cannot be read",
        "costs/link.yaml:1: cannot be read",
    ]


@pytest.mark.django_db
def test_one_problem_is_one(tmp_path: Path) -> None:
    folder = write_folder(tmp_path)
    for number, told in enumerate((r"^1 problem in", r"^2 problems in")):
        write(folder, f"costs/list-{number}.yaml", "- a\n")
        with pytest.raises(CommandError, match=told):
            call_command("import_content", str(folder))


def test_a_folder_without_the_citys_file_is_told_so(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path)
    assert problem.startswith("city.yaml:1: is missing")
