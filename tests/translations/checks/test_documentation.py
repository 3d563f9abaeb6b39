"""Every check has a page for editors, and its examples are true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from translations.checks import Pair, run_checks
from translations.checks.catalogue import CATALOGUE
from translations.checks.page_pairs import PageText, check_pages
from translations.findings import MESSAGES
from translations.terms import Term

PAGES = Path(__file__).parents[3] / "docs" / "editors" / "checks"
ROW = re.compile(
    r"^\| (?P<source>[\w-]+) → (?P<target>[\w-]+) \| (?P<text>.+) \| (?P<translation>.+) \| (?P<found>.+) \|$"
)
TERMS = (Term("rental contract", "Mietvertrag"), Term("Green Bridge", do_not_translate=True))


def read(cell: str) -> str:
    """A cell as text: characters that nobody sees are written as their numbers."""
    return re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), cell.replace("\\<", "<"))


def examples() -> list[tuple[str, dict[str, str]]]:
    """(name of the check, row) of every example on the pages."""
    return [
        (page.stem, match.groupdict())
        for page in sorted(PAGES.glob("*.md"))
        for line in page.read_text(encoding="utf-8").splitlines()
        if (match := ROW.match(line))
    ]


def test_every_finding_belongs_to_one_check_and_every_check_to_one_page() -> None:
    assert sorted(code for kind in CATALOGUE for code in kind.codes) == sorted(MESSAGES)
    names = [kind.name for kind in CATALOGUE]
    assert sorted([*names, "README"]) == sorted(page.stem for page in PAGES.glob("*.md"))
    index = (PAGES / "README.md").read_text(encoding="utf-8")
    assert {kind.name for kind in CATALOGUE if kind.exact} == set(re.findall(r"\((\w+)\.md\) \| yes", index))


@pytest.mark.parametrize("name", [kind.name for kind in CATALOGUE])
def test_every_page_shows_a_good_pair_and_a_bad_one(name: str) -> None:
    found = [row["found"] for page, row in examples() if page == name]
    assert "nothing" in found
    assert set(found) - {"nothing"}


@pytest.mark.parametrize(("name", "row"), examples())
def test_an_example_is_true(name: str, row: dict[str, str]) -> None:
    source, target = read(row["text"]), read(row["translation"])
    if name == "pages":
        findings = tuple(check_pages(PageText(source), PageText(target)))
    else:
        terms = TERMS if name == "glossary" else ()
        findings = run_checks(Pair(source, target, row["source"], row["target"], terms))
    said = {f"{finding.code} ({finding.severity.value})" for finding in findings}
    assert said == (set() if row["found"] == "nothing" else {row["found"]})
    assert {finding.code for finding in findings} <= next(kind.codes for kind in CATALOGUE if kind.name == name)
