"""Topics, situations and words of the glossary as taxonomy terms, and services as filed under them."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.guide import Guide
from site_builder.library import Document
from site_builder.standards.hsds.records import EXTENSION, Record, address, in_languages, made_id, said, text

TAXONOMIES = {"topic": "Waymark topics", "situation": "Waymark situations", "term": "Waymark glossary"}
LINKS = {"topic": "topic", "situation": "situation"}


def attributes(guide: Guide, entity: str, document: Document) -> Iterator[Record]:
    """What a page is filed under, the main topic first."""
    for uuid in dict.fromkeys((*document["topics"], *document["situations"])):
        found = guide.source(uuid)
        if found is not None and found["kind"] in LINKS:
            yield {
                "id": made_id(document["uuid"], "attribute", uuid),
                "link_id": document["uuid"],
                "link_entity": entity,
                "link_type": LINKS[found["kind"]],
                "value": found["title"],
                "taxonomy_term_id": uuid,
                "taxonomy_term": _term(guide, found),
            }


def term(guide: Guide, uuid: str) -> Record | None:
    """A topic, situation or word of the glossary with its texts in all languages; None if it is not published."""
    document = guide.source(uuid)
    if document is None:
        return None
    extension = said(
        {
            "icon": document.get("icon"),
            "procedures": document.get("procedures"),
            "checklist": document.get("checklist") or None,
            "do_not_translate": document.get("do_not_translate") or None,
            **in_languages(guide, uuid, lambda each: {"name": each["title"], "description": _description(guide, each)}),
        }
    )
    return _term(guide, document) | {EXTENSION: extension}


def _term(guide: Guide, document: Document) -> Record:
    kind = document["kind"]
    parent = guide.source(document["parent"]) if kind == "topic" else None
    more = {
        "code": document["official_term"] if kind == "term" else None,
        "parent_id": parent["uuid"] if parent and parent["kind"] == "topic" else None,
        "term_uri": address(guide, document["uuid"]),
    }
    return {
        "id": document["uuid"],
        "name": document["title"],
        "description": _description(guide, document),
        "taxonomy": TAXONOMIES[kind],
        "language": document["language"],
        **said(more),
    }


def _description(guide: Guide, document: Document) -> str:
    if document["kind"] == "term":
        return text(guide, document, "explanation")
    summary: str = document["summary"]
    return summary
