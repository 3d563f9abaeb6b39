"""Costs, and papers that are asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from cms.guides.importers.hsds.entries import LONGEST_TITLE, Entries
from cms.guides.importers.hsds.places import STATE
from cms.guides.importers.hsds.taking import Taken
from cms.guides.importers.hsds.translations import Wording, translate
from cms.guides.importers.standards.content import Data
from cms.guides.importers.standards.words import as_line

MOST = Decimal(99_999_999)
COST_WORDS = ("condition", "reduction")


def costs(taken: Taken, entries: Entries) -> tuple[list[str], list[str]]:
    """The slugs of the costs of a service, and what is said of costs of which no amount is known."""
    slugs: list[str] = []
    words: list[str] = []
    for option in taken.many("cost_options"):
        slug, said = _cost(option, entries, taken.line("name"))
        slugs += [slug] if slug and slug not in slugs else []
        words += [said] if said else []
    return slugs, words


def _cost(option: Taken, entries: Entries, service: str) -> tuple[str | None, str]:
    extension = option.one("waymark")
    title, told = option.line("option"), entries.line(option, "amount_description")
    amount = option.number("amount")
    currency = option.line("currency").upper() or entries.settings.currency
    if amount is None or amount < 0 or Decimal(str(amount)) > MOST:
        if amount is not None:
            option.leave("amount", f"{amount} is no amount of money. Correct it in the feed.")
        return None, ": ".join(part for part in (title, told) if part)
    data: Data = {
        "title": title or (told if len(told) <= LONGEST_TITLE else "") or service,
        "amount": None if amount == 0 else f"{Decimal(str(amount)):.2f}",
        "currency": currency,
        "free": amount == 0,
        "valid_from": option.line("valid_from"),
        "valid_until": option.line("valid_to"),
    }
    given: Any = option.raw("id")
    if extension:
        extension.ignore("free", *STATE)
        given = extension.raw("uuid") or given
        data |= {name: entries.line(extension, name, 300) for name in COST_WORDS}
        data["payment_methods"] = extension.raw("payment_methods") or []
    elif title and told:
        data["condition"] = entries.line(option, "amount_description", 300)
    key = entries.identities.uuid_of(str(given)) if given else entries.identities.made("cost", service, data["title"])
    slug = entries.add("cost", key, data, option)
    translate(entries, "cost", slug, extension, {"option": ("title",)} | {each: (each,) for each in COST_WORDS})
    return slug, ""


@dataclass
class Papers:
    """What a service or procedure asks for."""

    by_step: dict[str, dict[str, Data]] = field(default_factory=dict)
    """Requirements by the step that needs them, under "" those of all."""
    keys: dict[tuple[str, str], str] = field(default_factory=dict)
    """By step and by the key in the feed: the key in the content file."""

    def words(self, wording: Wording, told: Taken, step: str, *path: str) -> None:
        """Take what a translation says of the papers of a step."""
        papers = told.one("required_documents")
        for given in papers.names() if papers else ():
            paper = papers.one(given) if papers else None
            key = self.keys.get((step, given))
            if paper and key:
                wording.take("condition", *path, "documents", key, "if", of=paper)
                wording.take("note", *path, "documents", key, "note", of=paper)


def requirements(taken: Taken, entries: Entries) -> Papers:
    """What a service or procedure asks for."""
    found = Papers()
    for paper in taken.many("required_documents"):
        extension = paper.one("waymark")
        slug = _document(paper, extension, entries)
        if slug is None:
            continue
        needed: Data = {}
        step, key = "", slug
        if extension:
            step = extension.line("step")
            needed = {
                "if": extension.line("condition"),
                "original": extension.flag("original"),
                "copies": int(extension.number("copies") or 0),
                "sworn_translation": extension.flag("sworn_translation"),
                "note": extension.line("note"),
            }
            extension.ignore("required")
            given = extension.line("key")
            key = _key(given, slug, found.by_step.get(step, {}))
            found.keys[step, given] = key
        papers = found.by_step.setdefault(step, {})
        if key in papers:
            continue
        papers[key] = {name: value for name, value in needed.items() if value}
        if key != slug:
            papers[key]["document"] = slug
    return found


def _key(given: str, slug: str, used: dict[str, Any]) -> str:
    """The key of a requirement: the paper's slug, but for one that is asked for again."""
    return slug if slug not in used else given or f"{slug}-{len(used) + 1}"


def _document(paper: Taken, extension: Taken | None, entries: Entries) -> str | None:
    """The document type that a required document becomes; papers of one name are one."""
    paper.ignore("uri")
    told = as_line(paper.text("document"))
    title = (extension.line("name") if extension else "") or told
    if not title:
        return None
    if len(title) > LONGEST_TITLE:
        paper.leave("document", f"has {len(title)} characters; {LONGEST_TITLE} fit, and the rest was cut off.")
        title = title[: LONGEST_TITLE - 1] + "…"
    data: Data = {"title": title}
    key = entries.identities.made("document", title.casefold())
    if extension:
        extension.ignore(*STATE)
        official = extension.line("official_name")
        data |= {
            "official_name": official if official != title else "",
            "description": entries.markdown(extension, "description"),
            "synonyms": _synonyms(extension),
        }
        key = entries.identities.uuid_of(str(extension.raw("uuid"))) if extension.says("uuid") else key
    slug = entries.add("document", key, data, paper)
    translate(entries, "document", slug, extension, {"description": ("description",)}, _names_of_paper)
    return slug


def _names_of_paper(wording: Wording) -> None:
    """The title, which dumps of before tell together with the word on the form; and what else the paper is called."""
    words = wording.words
    together = words.line("document")
    wording.put("name", words.line("name") or together.partition(" – ")[0], "title")
    for key, name in _synonyms(words).items():
        wording.put("synonyms", name, "synonyms", key)


def _synonyms(extension: Taken) -> dict[str, str]:
    names = enumerate(extension.lines("synonyms"), start=1)
    return {f"name-{number}": name for number, name in names if name}
