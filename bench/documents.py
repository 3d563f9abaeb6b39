"""A generated city: published documents of every weight that a real guide has, the same ones at each run."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any
from uuid import NAMESPACE_OID, uuid5

CITY = "harbourton"
SOURCE = "en"
Body = dict[str, Any]

# fmt: off
WORDS = [
    "address", "appointment", "bring", "certificate", "city", "claim", "clerk", "copy", "counter", "date", "decide",
    "document", "family", "fee", "form", "hand", "in", "identity", "language", "letter", "month", "move", "office",
    "paper", "pay", "permit", "person", "prove", "receive", "register", "rent", "sign", "stay", "week",
]
# fmt: on


def city_documents(count: int, languages: tuple[str, ...] = ("en", "ar", "de")) -> Iterator[Body]:
    """At least `count` documents of one city, the same entities in each language, sources first."""
    entities = [_city(languages)]
    shares = {"topic": 10, "organisation": 15, "office": 30, "cost": 30, "document_type": 40}
    directory = {kind: [_uuid(kind, n) for n in range(share)] for kind, share in shares.items()}
    chance = random.Random(1)
    entities += [_MAKE[kind](n, directory, chance) for kind, share in shares.items() for n in range(share)]
    pages = ("procedure", "service", "article", "article")
    for n in range(max(0, count // len(languages) - len(entities) + 1)):
        entities.append(_MAKE[pages[n % len(pages)]](n, directory, chance))
    for language in languages:
        state = "source" if language == SOURCE else "reviewed"
        translation = {"state": state, "outdated": 0, "segments": 20}
        yield from ({**entity, "language": language, "translation": translation} for entity in entities)


def _uuid(kind: str, number: int) -> str:
    return str(uuid5(NAMESPACE_OID, f"{kind}/{number}"))


def _text(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(WORDS, k=words)).capitalize() + "."


def _html(chance: random.Random, words: int) -> str:
    return f"<p>{_text(chance, words)}</p>"


def _entity(kind: str, number: int, chance: random.Random, **fields: Any) -> Body:
    return {
        "kind": kind,
        "uuid": _uuid(kind, number),
        "city": CITY,
        "source_language": SOURCE,
        "path": f"{kind}/{number}",
        "title": _text(chance, 4),
        "parent": _uuid("city", 0),
        "position": number,
        "topics": [],
        "situations": [],
        "owner": _uuid("organisation", 0),
        "checked_on": "2026-05-04",
        "review_due": "2027-05-04",
        "source_url": "https://www.example.org/",
        "valid_from": None,
        "valid_until": None,
        "sensitivity": "normal",
        **fields,
    }


def _city(languages: tuple[str, ...]) -> Body:
    facts = {
        "introduction": "<p>Welcome.</p>",
        "country": "GB",
        "region_code": "",
        "languages": list(languages),
        "time_zone": "Europe/London",
        "site_url": "https://guide.example.org",
        "publisher": "The council",
        "publisher_email": "",
        "publisher_address": "",
    }
    return _entity("city", 0, random.Random(0)) | {"path": "", "parent": None, "title": "Harbourton"} | facts


def _organisation(n: int, directory: dict[str, list[str]], chance: random.Random) -> Body:
    facts: Body = {"url": "https://www.example.org/", "email": None, "phones": [], "verified": True}
    parent = directory["organisation"][0] if n else None
    words = {"description": _html(chance, 40)}
    return _entity(
        "organisation", n, chance, organisation_kind="authority", parent_organisation=parent, **facts, **words
    )


def _office(n: int, directory: dict[str, list[str]], chance: random.Random) -> Body:
    hours = [{"days": [1, 2, 4], "opens": "09:00", "closes": "16:00", "by_appointment": False}]
    return _entity(
        "office",
        n,
        chance,
        organisation=chance.choice(directory["organisation"]),
        address={"street": f"{n} Quay Street", "postal_code": "HB1 1AA", "locality": "Harbourton", "country": "GB"},
        latitude=50.0,
        longitude=0.1,
        access_notes=_text(chance, 12),
        accessibility={"step_free": "yes", "toilet": "yes", "lift": "unknown", "hearing_loop": "no"},
        phones=[{"number": "+441632960001", "languages": ["en"]}],
        email=None,
        url=None,
        opening_hours=hours,
        closures=[],
        appointment_url=None,
        languages_spoken=["en"],
    )


def _cost(n: int, _directory: dict[str, list[str]], chance: random.Random) -> Body:
    facts = {"amount": f"{n}.50", "currency": "GBP", "free": False, "payment_methods": ["cash", "card"]}
    return _entity("cost", n, chance, reduction="", condition=_text(chance, 8), **facts)


def _document_type(n: int, directory: dict[str, list[str]], chance: random.Random) -> Body:
    words = {"official_name": _text(chance, 2), "description": _html(chance, 40), "synonyms": []}
    issued_by = chance.choice(directory["organisation"])
    return _entity("document_type", n, chance, issued_by=issued_by, how_to_get=None, **words)


def _topic(n: int, _directory: dict[str, list[str]], chance: random.Random) -> Body:
    return _entity("topic", n, chance, summary=_text(chance, 12), icon="home")


def _requirement(n: int, directory: dict[str, list[str]], chance: random.Random) -> Body:
    facts = {"required": "always", "original": True, "copies": 1, "sworn_translation": False}
    paper = chance.choice(directory["document_type"])
    return {"id": f"paper-{n}", "document": paper, "condition": "", "note": _text(chance, 8), **facts}


def _step(n: int, directory: dict[str, list[str]], chance: random.Random) -> Body:
    return {
        "id": f"step-{n}",
        "kind": "do",
        "title": _text(chance, 5),
        "text": _html(chance, 50),
        "documents": [_requirement(k, directory, chance) for k in range(3)],
        "cost": chance.choice(directory["cost"]),
        "duration": {"value": 2, "maximum": 3, "unit": "week"},
        "deadline": {"days": 14, "event": _text(chance, 5)},
        "office": chance.choice(directory["office"]),
        "link": None,
        "legal_basis": [],
        "branches": [],
    }


def _procedure(n: int, directory: dict[str, list[str]], chance: random.Random) -> Body:
    return _page("procedure", n, directory, chance) | {
        "outcome": _html(chance, 20),
        "for_whom": _html(chance, 20),
        "authority": chance.choice(directory["organisation"]),
        "deadline": {"days": 14, "event": _text(chance, 5)},
        "duration": {"value": 6, "maximum": None, "unit": "week"},
        "online": False,
        "appeal": _html(chance, 30),
        "if_it_fails": _html(chance, 30),
        "legal_basis": [{"title": "Registration Act", "url": None}],
        "steps": [_step(k, directory, chance) for k in range(6)],
    }


def _service(n: int, directory: dict[str, list[str]], chance: random.Random) -> Body:
    return _page("service", n, directory, chance) | {
        "for_whom": _html(chance, 20),
        "body": _blocks(chance),
        "documents": [_requirement(k, directory, chance) for k in range(3)],
        "authority": chance.choice(directory["organisation"]),
        "offices": chance.sample(directory["office"], 2),
        "channels": [{"kind": "visit", "url": None}],
        "costs": [chance.choice(directory["cost"])],
        "processing_time": None,
        "deadline": None,
        "if_it_fails": _html(chance, 30),
        "legal_basis": [],
        "contact": None,
        "procedure": None,
    }


def _article(n: int, directory: dict[str, list[str]], chance: random.Random) -> Body:
    return _page("article", n, directory, chance) | {"body": _blocks(chance), "attribution": ""}


def _page(kind: str, n: int, directory: dict[str, list[str]], chance: random.Random) -> Body:
    topics = chance.sample(directory["topic"], 2)
    return _entity(kind, n, chance, topics=topics, summary=_text(chance, 15))


def _blocks(chance: random.Random) -> list[Body]:
    return [{"id": f"block-{k}", "type": "text", "html": _html(chance, 60)} for k in range(5)]


_MAKE = {
    "topic": _topic,
    "organisation": _organisation,
    "office": _office,
    "cost": _cost,
    "document_type": _document_type,
    "procedure": _procedure,
    "service": _service,
    "article": _article,
}
