"""All pages of a language from A to Z, in as many parts as a slow phone needs (index_parts)."""

from __future__ import annotations

from bisect import bisect_right
from typing import Any

from site_builder.collation import heading, sort_key
from site_builder.library import Document
from site_builder.views.edition import Edition, shared
from site_builder.views.short import short_id

INDEXED = ("topic", "situation", "procedure", "service", "article", "office", "organisation", "document_type", "event")


def index_page(edition: Edition, number: int) -> dict[str, Any]:
    """A part of all pages in dictionary order, by first letter, with the way to every letter and to the next part."""
    count = edition.guide.index_count
    starts, uuids = _ordered(edition)
    bounds = [part * len(uuids) // count for part in range(count + 1)]
    letters, sections = [], []
    for index, (letter, start) in enumerate(starts):
        end = starts[index + 1][1] if index + 1 < len(starts) else len(uuids)
        place = f"letter-{index + 1}"
        # A letter may go on in the next part: it is linked to where it begins.
        letters.append({"letter": letter, "url": _address(edition, bisect_right(bounds, start), number, place)})
        if shown := uuids[max(start, bounds[number - 1]) : min(end, bounds[number])]:
            sections.append({"letter": letter, "id": place, "links": _entries(edition, shown)})
    title = edition.gettext("All pages from A to Z")
    return {
        "template": "index.html",
        "title": title if count == 1 else f"{title} ({number}/{count})",
        "letters": letters,
        "sections": sections,
        "next": edition.guide.index_url(number + 1, edition.language) if number < count else None,
        "next_letter": _letter_at(starts, bounds[number]),
    }


@shared
def _ordered(edition: Edition) -> tuple[list[tuple[str, int]], tuple[str, ...]]:
    """Each letter with the place of the first page that it begins; the UUIDs of all pages, in dictionary order."""
    guide, language = edition.guide, edition.language
    documents = (document for kind in INDEXED for document in edition.documents(guide.of_kind(kind)))
    titles = [(document["title"], document["uuid"]) for document in documents]
    titles.sort(key=lambda entry: sort_key(entry[0], language))
    starts: list[tuple[str, int]] = []
    for place, (title, _) in enumerate(titles):
        letter = heading(title, language)
        if not starts or starts[-1][0] != letter:
            starts.append((letter, place))
    return starts, tuple(uuid for _, uuid in titles)


def _letter_at(starts: list[tuple[str, int]], place: int) -> str:
    """The letter that the page at a place begins with; of all pages the last one's where there is none."""
    return next((letter for letter, start in reversed(starts) if start <= place), "")


@shared
def _entries(edition: Edition, uuids: tuple[str, ...]) -> list[dict[str, Any]]:
    """Links to pages that follow one another: a title that changed elsewhere leaves them as they are."""
    return [_entry(edition, document) for document in edition.documents(list(uuids))]


def _address(edition: Edition, part: int, number: int, place: str) -> str:
    """Of a place in a part, as it is linked to from part `number`."""
    return f"#{place}" if part == number else f"{edition.guide.index_url(part, edition.language)}#{place}"


def _entry(edition: Edition, document: Document) -> dict[str, Any]:
    """A link, with the id under which it goes into a bundle; pages that nobody should see go into none."""
    uuid = document["uuid"]
    is_open = document["sensitivity"] == "normal"
    url = edition.guide.url(uuid, edition.language)
    return {"title": edition.text(document), "url": url, "id": short_id(uuid) if is_open else ""}
