"""Taxonomy terms of a feed as topics, situations and words of the glossary."""

from __future__ import annotations

from cms.guides.importers.hsds.entries import Entries
from cms.guides.importers.hsds.places import STATE
from cms.guides.importers.hsds.taking import Taken
from cms.guides.importers.hsds.translations import translate
from cms.guides.importers.standards.content import Data
from cms.guides.importers.standards.words import LONGEST_SUMMARY, as_line

TAXONOMIES = {"waymark topics": "topic", "waymark situations": "situation", "waymark glossary": "term"}


def term(taken: Taken, entries: Entries) -> tuple[str, str] | None:
    """The kind and slug of what a taxonomy term becomes; None for terms of taxonomies that nobody asked for."""
    taxonomy = _taxonomy(taken)
    kind = TAXONOMIES.get(taxonomy) or ("topic" if taxonomy == entries.settings.taxonomy.casefold() != "" else None)
    given, title = str(taken.raw("id") or ""), as_line(taken.text("name"))
    if kind is None or not title:
        return None
    key = entries.identities.uuid_of(given) if given else entries.identities.made(kind, title)
    if known := entries.known(kind, key):
        taken.ignore_all()
        return kind, known
    taken.ignore("language", "term_uri", "code", "parent_id", "taxonomy_id")
    data: Data = {"title": title}
    if kind == "term":
        data["explanation"] = entries.markdown(taken, "description") or title
    else:
        data["summary"] = entries.line(taken, "description", LONGEST_SUMMARY) or title
    if kind == "topic":
        # An id until all topics are known: see `references`.
        data["parent"] = str(taken.raw("parent_id") or "")
    extension = taken.one("waymark")
    if extension:
        extension.ignore(*STATE)
        data |= {"topic": {"icon": extension.line("icon")}, "situation": _situation(extension)}.get(
            kind, {"do_not_translate": extension.flag("do_not_translate")}
        )
    slug = entries.add(kind, key, data, taken)
    text = "explanation" if kind == "term" else "summary"
    translate(entries, kind, slug, extension, {"name": ("title",), "description": (text,)})
    return (kind, slug) if slug else None


def _situation(extension: Taken) -> Data:
    procedures = extension.raw("procedures")
    ids = [each for each in procedures if isinstance(each, str)] if isinstance(procedures, list) else []
    return {"checklist": extension.flag("checklist"), "procedures": ids}


def _taxonomy(taken: Taken) -> str:
    detail = taken.one("taxonomy_detail")
    named = detail.line("name") if detail else ""
    if detail:
        detail.ignore_all()
    return (taken.line("taxonomy") or named).casefold()
