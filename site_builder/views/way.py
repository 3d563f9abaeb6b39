"""The page on which a reader finds what concerns her, and what she noted on other pages."""

from __future__ import annotations

from typing import Any

from site_builder.audience import FACETS, SEVERAL
from site_builder.views.concern import audience_line, facet_names, value_words
from site_builder.views.edition import Edition

LISTED = ("procedure", "service", "article")
MOST = 60  # pages in the list: the page keeps to the budget of 12 kB, and topics mark the others


def way_page(edition: Edition) -> dict[str, Any]:
    """Questions about her, the pages that are not for everybody, and a place for her notes."""
    names, words = facet_names(edition), value_words(edition)
    return {
        "template": "way.html",
        "title": edition.gettext("What concerns me"),
        "questions": [
            {
                "name": facet,
                "label": names[facet],
                "several": facet in SEVERAL,
                "choices": [(value, words[facet][value]) for value in FACETS[facet]],
            }
            for facet in FACETS
        ],
        "pages": _pages(edition),
    }


def _pages(edition: Edition) -> list[dict[str, Any]]:
    """The first pages that concern some people only, steps first."""
    found: list[dict[str, Any]] = []
    for kind in LISTED:
        for document in edition.documents(edition.guide.of_kind(kind)):
            line = audience_line(document)
            if line and len(found) < MOST:
                link = {"title": edition.text(document), "url": edition.guide.url(document["uuid"], edition.language)}
                found.append({**link, "audience": line})
    return found


def bundle_page(edition: Edition) -> dict[str, Any]:
    """Pages that a counsellor puts together for somebody: which ones, only the address in the browser says."""
    parts = range(1, edition.guide.index_count + 1)
    lists = [edition.guide.index_url(number, edition.language) for number in parts]
    return {"template": "bundle.html", "title": edition.gettext("Pages for you"), "lists": lists}
