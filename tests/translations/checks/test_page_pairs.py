"""Whole pages in two languages: steps, documents, links and contacts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from translations.checks.page_pairs import PageText, check_pages, contacts
from translations.findings import Severity


def found(source: PageText, target: PageText) -> set[str]:
    """The codes of what is found, errors with an exclamation mark."""
    findings = check_pages(source, target)
    return {each.code + ("!" if each.severity is Severity.ERROR else "") for each in findings}


def test_a_page_with_fewer_steps_than_its_source_is_an_error() -> None:
    assert found(PageText("", steps=5), PageText("", steps=3)) == {"steps_differ!"}
    assert found(PageText("", steps=5), PageText("", steps=5)) == set()
    assert found(PageText("", steps=5), PageText("")) == set()


def test_other_papers_and_other_links_are_warnings() -> None:
    assert found(PageText("", documents=3), PageText("", documents=2)) == {"documents_differ"}
    linked = '<a href="https://www.amt.example/de/seite">Amt</a>'
    assert found(PageText(linked), PageText('<a href="https://amt.example/en/page">Office</a>')) == set()
    assert found(PageText(linked), PageText("Office")) == {"links_differ"}


@pytest.mark.parametrize(
    ("source", "target", "codes"),
    [
        ("<p>Tel. 0821 324-2834</p>", "<p>Phone +49 821 3242834</p>", set()),
        ("<p>Tel. 0821 324-2834</p>", "<p>Phone 0821 324-2835</p>", {"contacts_differ!"}),
        ("<p>a@amt.example</p>", '<p><a href="mailto:a@amt.example">mail</a></p>', set()),
        ("<p>a@amt.example</p>", "<p>b@amt.example</p>", {"contacts_differ!"}),
        (
            "<p>beratung@amt.example</p>",
            '<p><a href="mailto:beratung@amt.example">bera tung@amt.example</a></p>',
            set(),
        ),
        ("<p>a@amt.example, 0821 324-2834</p>", "<p>0821 324-2834</p>", {"contacts_differ!"}),
    ],
)
def test_a_page_shows_the_same_contacts_in_both_languages(source: str, target: str, codes: set[str]) -> None:
    assert found(PageText(source), PageText(target)) == codes


@pytest.mark.corpus
def test_pages_of_a_real_guide_that_give_other_contacts_in_english_are_found(corpora: Path) -> None:
    german, english = (
        {
            record["path"]: record
            for record in json.loads((corpora / "integreat-lkaugsburg" / f"{language}.json").read_text())
        }
        for language in ("de", "en")
    )
    compared, differing = 0, {}
    for path, record in german.items():
        other = english.get((record["available_languages"].get("en") or {}).get("path"))
        if other is None:
            continue
        pair = PageText(record["content"]), PageText(other["content"])
        compared += all(contacts(page.html) for page in pair)
        for finding in check_pages(*pair):
            if finding.code == "contacts_differ":
                differing[path] = finding.detail
    # Counted before any of this was written: 12 of 97 pairs. Every one found here was read and is a real difference.
    assert compared == 98
    assert len(differing) == 13
    assert any("+beratung@wildwasser-augsburg.de" in detail for detail in differing.values())
    assert any("+gerda.kugelmann@lra-a.bayern.de" in detail for detail in differing.values())
