"""What a reader's browser searches: texts of pages in files of JSON, and the page on which readers ask.

See docs/developers/search.md for the form of the files.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any

from markupsafe import Markup

from site_builder.desk import desk_place
from site_builder.formats import spaced
from site_builder.guide import SEARCHED, anchor
from site_builder.languages import direction
from site_builder.library import Document
from site_builder.search.asking import asking_words
from site_builder.search.parted import parts_of
from site_builder.search_pack import HEAD
from site_builder.views.edition import Edition, Fragment, shared
from site_builder.views.listings import top_topics
from site_builder.views.passages import SOURCE, Passage, passages

ADVISERS = 3  # offices that are offered where nothing was found
SHOWN = 10  # pages at most that are listed for a question


def search_page(edition: Edition) -> dict[str, Any]:
    """Where readers ask a question; without scripts, where else they find what they look for."""
    return {
        "template": "search.html",
        "title": edition.gettext("Search and ask"),
        "topics": edition.links(top_topics(edition.guide)),
    }


def search_file(edition: Edition, key: str) -> Markup:
    """One of the files that a browser searches, by its key among the outputs."""
    size, _, name = key.partition("-")
    if name == HEAD:
        text = _encode(_head(edition, int(size)))
    else:
        entries = (_entry(edition, uuid) for uuid in edition.guide.searched(int(size), int(name)))
        text = "[" + ",\n".join(filter(None, entries)) + "]"
    return Markup(text)  # noqa: S704 -- JSON, no HTML


_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode


@shared
def _entry(edition: Edition, uuid: str) -> str:
    """What is searched of a document, and what a result says of it; empty if it is nothing to be found.

    Made apart, so that an edit has one made again and not all of a file.
    """
    document = edition.document(uuid)
    if document is None:
        return ""
    kind = document["kind"]
    if kind not in SEARCHED:
        return ""
    title = _marked(edition.text(document))
    entry: dict[str, Any] = {"url": _url(edition, document, kind), "kind": kind, "title": title}
    names = [*_names(edition, document, kind)]
    if names:
        entry["names"] = names
    above = [_marked(title) for title in _above(edition, document)]
    if above:
        entry["above"] = above
    office = _office(edition, document, kind)
    if office:
        entry["office"] = _marked(office)
    checked_on = document["checked_on"]
    if checked_on:
        entry["checked"] = _date(edition, checked_on)
    entry["text"] = passages(edition, document, kind)
    return _encode(entry)


@shared
def _date(edition: Edition, iso: str) -> str:
    return edition.formats.date(iso)


def _marked(text: Fragment) -> Passage:
    """Text as a passage."""
    return [text.text, SOURCE] if text.attrs else text.text


def _url(edition: Edition, document: Document, kind: str) -> str:
    """The address of a page below that of the language."""
    guide, language = edition.guide, edition.language
    match kind:
        case "term":
            url = f"{guide.theme_url('glossary', language)}#{anchor(document['uuid'])}"
        case "contact":
            url = f"{guide.theme_url('emergency', language)}#{anchor(document['uuid'])}"
        case _:
            url = guide.url_of_path(f"{language}/{document['path']}")
    return url.removeprefix(guide.url_of_path(language))


def _names(edition: Edition, document: Document, kind: str) -> Iterator[str]:
    """What people type although the page's title does not say it."""
    source = edition.guide.source(document["uuid"])
    found = [source["title"]] if source else []
    if kind == "document_type":
        found += [document["official_name"], *(synonym["name"] for synonym in document["synonyms"])]
    elif kind == "term":
        found.append(document["official_term"])
    return (name for name in dict.fromkeys(found) if name and name != document["title"])


def _office(edition: Edition, document: Document, kind: str) -> Fragment | None:
    """Where to go for it: the first office, or else who is in charge."""
    match kind:
        case "procedure":
            uuids = [*(step["office"] for step in document["steps"]), document["authority"]]
        case "service":
            uuids = [*document["offices"], document["authority"]]
        case "office":
            uuids = [document["organisation"]]
        case _:
            return None
    return next((link["title"] for uuid in uuids if uuid and (link := edition.link(uuid))), None)


def _above(edition: Edition, document: Document) -> tuple[Fragment, ...]:
    """The titles of the topics above it, the nearest first."""
    uuid = document["parent"] if document["kind"] == "topic" else next(iter(document["topics"]), None)
    return _topics(edition, uuid) if uuid else ()


@shared
def _topics(edition: Edition, uuid: str) -> tuple[Fragment, ...]:
    """The titles of a topic and of those above it."""
    found: dict[str, Fragment] = {}
    while uuid not in found and edition.guide.kind(uuid) == "topic" and (topic := edition.document(uuid)):
        found[uuid] = edition.text(topic)
        uuid = topic["parent"]
    return tuple(found.values())


def _head(edition: Edition, size: int) -> dict[str, Any]:
    """Where the files are, in which words results are told, and what is shown without searching."""
    guide, _ = edition.guide, edition.gettext
    source = guide.source_language
    return {
        "files": [f"{number}.json" for number in range(size)],
        "asking": sorted(asking_words(edition.language)),
        **_parted(edition.language),
        "source": {"lang": source, "dir": direction(source)},
        "words": {
            "loading": _("The search is being loaded …"),
            "results": _("Results"),
            "found": [
                edition.ngettext("{count} page found", "{count} pages found", count).format(count=count)
                for count in range(SHOWN + 1)
            ],
            "none": _("Nothing that fits was found."),
            "unsure": _("The guide has no sure answer to this."),
            "help": _("Try other words, look through all pages, or ask somebody:"),
            "answer": _("What the guide says about this"),
            "checked": _("Facts checked on {date}"),
        },
        "all": {"title": _("All pages from A to Z"), "url": guide.theme_url("index", edition.language)},
        "kinds": {
            "topic": _("Topic"),
            "situation": _("Your situation"),
            "procedure": _("Step by step"),
            "service": _("Services and advice"),
            "article": _("Good to know"),
            "office": _("Office"),
            "organisation": _("Organisation"),
            "document_type": _("Document"),
            "term": _("Words explained"),
            "contact": _("Phone number"),
            "event": _("Events and courses"),
        },
        "emergency": {"words": _emergency_words(edition), "cards": _emergency_cards(edition)},
        "advisers": _advisers(edition),
        **_missing(edition),
    }


def _missing(edition: Edition) -> dict[str, Any]:
    """Where to tell what the guide lacks, if its city takes it; what was searched is not passed on."""
    desk = desk_place(edition.guide.city, edition.language)
    title = edition.gettext("Tell the editors what is missing")
    return {"missing": {"title": title, "url": f"{desk}suggest/new/"}} if desk else {}


def _parted(language: str) -> dict[str, Any]:
    """By what verbs in two parts are known, in languages that have them."""
    parts = parts_of(language)
    return {"parted": {name: sorted(words) for name, words in vars(parts).items()}} if parts else {}


def _emergency_words(edition: Edition) -> list[str]:
    """How words begin that people type in an emergency, in the languages of the page and of the city."""
    lists = [
        # Each is how words begin, in small letters, so that endings do not matter.
        each.gettext("emergency, police, ambulance, accident, poison, unconscious, suicide, bleeding, violence, 112")
        for each in (edition, edition.source)
    ]
    return [*dict.fromkeys(word.strip() for words in lists for word in words.split(","))]


def _emergency_cards(edition: Edition) -> list[dict[str, Any]]:
    guide = edition.guide
    found = []
    for contact in edition.documents(guide.of_kind("contact")):
        if contact["emergency"]:
            card = {"title": _marked(edition.text(contact)), **_call(contact["number"])}
            when = edition.text(contact, field="when_to_call")
            if when:
                card["when"] = _marked(when)
            if contact["sensitivity"] == "safety":
                card["private"] = edition.gettext(
                    "Your phone keeps this number in its list of calls. You can delete it there."
                )
            found.append(card)
    return found


def _advisers(edition: Edition) -> list[dict[str, Any]]:
    """The first offices of organisations that advise people, or else whom to call about other things."""
    guide = edition.guide
    offices = (
        office
        for organisation in edition.documents(guide.of_kind("organisation"))
        if organisation["organisation_kind"] == "ngo" and organisation["sensitivity"] == "normal"
        for office in edition.documents(guide.naming("organisation", organisation["uuid"]))
    )
    found: list[dict[str, Any]] = []
    for office in islice(offices, ADVISERS):
        phone = next(iter(office["phones"]), None)
        url = guide.url(office["uuid"], edition.language)
        found.append({"title": _marked(edition.text(office)), "url": url, **(_call(phone["number"]) if phone else {})})
    others = (each for each in edition.documents(guide.of_kind("contact")) if not each["emergency"])
    return found or [
        {"title": _marked(edition.text(each)), **_call(each["number"])} for each in islice(others, ADVISERS)
    ]


def _call(number: str) -> dict[str, str]:
    return {"tel": number, "number": spaced(number)}
