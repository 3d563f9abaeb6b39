"""Costs, and papers that are asked for."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from cms.guides.importers.hsds.entries import LONGEST_TITLE, Data, Entries
from cms.guides.importers.hsds.places import STATE
from cms.guides.importers.hsds.taking import Taken
from cms.guides.importers.hsds.words import as_line

MOST = Decimal(99_999_999)


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
        data |= {name: entries.line(extension, name, 300) for name in ("condition", "reduction")}
        data["payment_methods"] = extension.raw("payment_methods") or []
    elif title and told:
        data["condition"] = entries.line(option, "amount_description", 300)
    key = entries.identities.uuid_of(str(given)) if given else entries.identities.made("cost", service, data["title"])
    return entries.add("cost", key, data, option), ""


def requirements(taken: Taken, entries: Entries) -> dict[str, dict[str, Any]]:
    """What a service or procedure asks for: requirements by the step that needs them, under "" those of all."""
    found: dict[str, dict[str, Any]] = {}
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
            extension.ignore("key", "required")
            key = _key(extension, slug, found.get(step, {}))
        if key in found.setdefault(step, {}):
            continue
        found[step][key] = {name: value for name, value in needed.items() if value}
        if key != slug:
            found[step][key]["document"] = slug
    return found


def _key(extension: Taken, slug: str, used: dict[str, Any]) -> str:
    """The key of a requirement: the paper's slug, but for one that is asked for again."""
    return slug if slug not in used else str(extension.raw("key") or f"{slug}-{len(used) + 1}")


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
    return entries.add("document", key, data, paper)


def _synonyms(extension: Taken) -> dict[str, str]:
    names = extension.raw("synonyms")
    told = [each for each in names if isinstance(each, str) and each] if isinstance(names, list) else []
    return {f"name-{number}": name for number, name in enumerate(told, start=1)}
