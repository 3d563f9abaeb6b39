"""Papers that are asked for and what is to be paid."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from site_builder.guide import Guide
from site_builder.library import Document
from site_builder.parts import told_once
from site_builder.standards.hsds.records import EXTENSION, Record, address, in_languages, made_id, said, text

Requirement = dict[str, Any]


def required_documents(guide: Guide, page: Document) -> Iterator[Record]:
    """Each paper that a service asks for, then those of the steps of a procedure."""
    for requirement in page.get("documents", ()):
        yield from _required(guide, page["uuid"], requirement, None)
    for step in page.get("steps", ()):
        for requirement in step["documents"]:
            yield from _required(guide, page["uuid"], requirement, step["id"])


def _required(guide: Guide, owner: str, requirement: Requirement, step: str | None) -> Iterator[Record]:
    paper = _paper(guide, requirement["document"])
    if paper is not None:
        condition = f" ({requirement['condition']})" if requirement["condition"] else ""
        yield {
            "id": made_id(owner, "document", step or "", requirement["id"]),
            "document": paper["name"] + condition,
            **({"uri": paper["uri"]} if paper["uri"] else {}),
            EXTENSION: paper["extension"]
            | said(
                {
                    "key": requirement["id"],
                    "step": step,
                    "required": requirement["required"],
                    "condition": requirement["condition"],
                    "original": requirement["original"] or None,
                    "copies": requirement["copies"] or None,
                    "sworn_translation": requirement["sworn_translation"] or None,
                    "note": requirement["note"],
                }
            ),
        }


@told_once
def _paper(guide: Guide, uuid: str) -> Record | None:
    """What is the same wherever a paper is asked for: its name, with the word on the form where that is another."""
    document = guide.source(uuid)
    if document is None:
        return None
    title, official = document["title"], document["official_name"]
    return {
        "name": _named(document),
        "uri": address(guide, uuid),
        "extension": said(
            {
                "uuid": uuid,
                "name": title,
                "official_name": official,
                "description": text(guide, document, "description"),
                "synonyms": [each["name"] for each in document["synonyms"]],
                **in_languages(guide, uuid, lambda each: _words_of_paper(guide, each)),
            }
        ),
    }


def _words_of_paper(guide: Guide, document: Document) -> Record:
    synonyms = [each["name"] for each in document["synonyms"]]
    description = text(guide, document, "description")
    return {"document": _named(document), "name": document["title"], "description": description, "synonyms": synonyms}


def _named(document: Document) -> str:
    """The name of a paper, and the word on the form where that is another."""
    title, official = document["title"], document["official_name"]
    return title if official in ("", title) else f"{title} – {official}"


def cost_options(guide: Guide, owner: str, uuids: list[str | None]) -> Iterator[Record]:
    """What is to be paid, each cost once. Where no amount is known there is none, and nothing is free by silence."""
    for uuid in dict.fromkeys(uuids):
        found = _option(guide, uuid)
        if found:
            yield {"id": made_id(owner, "cost", str(uuid)), **found}


@told_once
def _option(guide: Guide, uuid: str | None) -> Record | None:
    """A cost, as all say it that cost so much."""
    document = guide.source(uuid)
    if document is None:
        return None
    words = (document["condition"], document["reduction"])
    return said(
        {
            "option": document["title"],
            "currency": document["currency"],
            "amount": 0 if document["free"] else _number(document["amount"]),
            "amount_description": " · ".join(word for word in words if word),
            "valid_from": document["valid_from"],
            "valid_to": document["valid_until"],
            EXTENSION: said(
                {
                    "uuid": document["uuid"],
                    "free": document["free"] or None,
                    "condition": document["condition"],
                    "reduction": document["reduction"],
                    "payment_methods": document["payment_methods"],
                    **in_languages(guide, document["uuid"], _words),
                }
            ),
        }
    )


def _words(cost: Document) -> Record:
    return {"option": cost["title"], "condition": cost["condition"], "reduction": cost["reduction"]}


def _number(amount: str | None) -> float | None:
    """An amount as JSON has numbers; two places of decimals survive that."""
    if amount is None:
        return None
    number = float(amount)
    return int(number) if number.is_integer() else number


def fees(options: list[Record]) -> str:
    """The costs in one text."""
    lines = []
    for option in options:
        price = f"{option['amount']:.2f} {option['currency']}".replace(".00 ", " ") if "amount" in option else ""
        words = (f"{option['option']}: {price}".removesuffix(": "), option.get("amount_description", ""))
        lines.append(" · ".join(word for word in words if word))
    return "\n".join(lines)
