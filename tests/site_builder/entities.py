"""Factories for published documents, and the identities of the small city that the tests share."""

from __future__ import annotations

from typing import Any
from uuid import NAMESPACE_URL, uuid5

from site_builder.documents import merge_translation

SITE_URL = "http://127.0.0.1:8001/harbourton"
LANGUAGES = ["en", "ar", "de"]

Body = dict[str, Any]


def uuid_of(kind: str, slug: str) -> str:
    """The UUID that the small city gives to an entity."""
    return str(uuid5(NAMESPACE_URL, f"https://harbourton.example.org/{kind}/{slug}"))


def mention(kind: str, uuid: str, label: str) -> str:
    """A mention in rich text, as editors' links to entities are stored."""
    return f'<a data-ref="{uuid}" data-kind="{kind}">{label}</a>'


def document(kind: str, slug: str, *, path: str | None = None, **fields: Any) -> Body:
    """A source document: the fields of every kind with calm values, and what the test cares for."""
    return {
        "kind": kind,
        "uuid": uuid_of(kind, slug),
        "city": "harbourton",
        "language": "en",
        "source_language": "en",
        "path": slug if path is None else path,
        "title": slug.replace("-", " ").capitalize(),
        "parent": None if kind == "city" else CITY,
        "position": 0,
        "topics": [],
        "situations": [],
        "translation": {"state": "source", "outdated": 0, "segments": 0},
        "owner": None,
        "checked_on": None,
        "review_due": None,
        "source_url": None,
        "valid_from": None,
        "valid_until": None,
        "sensitivity": "normal",
        **fields,
    }


def translate(source: Body, language: str, *, state: str = "reviewed", outdated: int = 0, **texts: Any) -> Body:
    """The same document in another language; text that is left out falls back to the source, marked so."""
    envelope = {
        **{name: source[name] for name in ("kind", "uuid", "city", "path")},
        "language": language,
        "translation": {"state": state, "outdated": outdated, "segments": 12},
    }
    return merge_translation(source, envelope | texts)


def requirement(slug: str, **fields: Any) -> Body:
    """A document type that is asked for: always, as an original, unless told otherwise."""
    return {
        "id": slug,
        "document": uuid_of("document_type", slug),
        "required": "if" if fields.get("condition") else "always",
        "condition": "",
        "original": True,
        "copies": 0,
        "sworn_translation": False,
        "note": "",
        **fields,
    }


def step(key: str, **fields: Any) -> Body:
    """A step of a procedure with nothing but a title, and what the test cares for."""
    return {
        "id": key,
        "kind": "do",
        "title": key.replace("-", " ").capitalize(),
        "text": "",
        "documents": [],
        "cost": None,
        "duration": None,
        "deadline": None,
        "office": None,
        "link": None,
        "legal_basis": [],
        "branches": [],
        **fields,
    }


def opening(days: list[int], opens: str, closes: str, *, by_appointment: bool = False) -> Body:
    """Opening hours on some ISO weekdays."""
    return {"days": days, "opens": opens, "closes": closes, "by_appointment": by_appointment}


CITY = uuid_of("city", "harbourton")
TOPIC = uuid_of("topic", "home")
SUBTOPIC = uuid_of("topic", "renting")
SITUATION = uuid_of("situation", "just-arrived")
COUNCIL = uuid_of("organisation", "city-council")
HARBOUR_AID = uuid_of("organisation", "harbour-aid")
OFFICE = uuid_of("office", "civic-centre")
LIBRARY = uuid_of("office", "central-library")
PASSPORT = uuid_of("document_type", "passport")
TENANCY = uuid_of("document_type", "tenancy-agreement")
FEE = uuid_of("cost", "registration-fee")
NO_FEE = uuid_of("cost", "no-fee")
EMERGENCY = uuid_of("contact", "emergency")
ADVICE_LINE = uuid_of("contact", "advice-line")
TERM = uuid_of("term", "council-tax")
PROCEDURE = uuid_of("procedure", "register-address")
SERVICE = uuid_of("service", "welcome-advice")
ARTICLE = uuid_of("article", "first-days")
ALERT = uuid_of("alert", "boil-water")
MOVE = uuid_of("alert", "rent-office-moves")
COURSE = uuid_of("event", "english-for-mothers")
FAIR = uuid_of("event", "street-fair")
READING = uuid_of("event", "reading-aloud")
ONLY_ENGLISH = uuid_of("article", "rubbish")
UNKNOWN = "00000000-0000-4000-8000-000000000000"
