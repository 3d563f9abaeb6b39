"""From another city's published document to the values of a page of this city.

Text is taken. What the law says is taken within its country, and is to be checked. References are those of this city
or gaps; other facts of the place (ways to use a service, how long it takes, links, whom it concerns) are left out, and
what they were in the other city is noted for those who fill them in.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.guides.choices import CHANNELS, DURATION_UNITS
from cms.sharing.matching import MODELS, Matching
from cms.sharing.notes import Note, Sort
from cms.sharing.pieces import Values, pieces_of
from cms.sharing.wording import plain
from translations.values import Kind, find_values

Body = Mapping[str, Any]

_ANCHOR = re.compile(r"<a ([^>]*)>(.*?)</a>", re.DOTALL)
_NAMED = re.compile(r'data-ref="([^"]+)"')
_ADDRESS = re.compile(r'href="([^"]+)"')
# Values in running text that may be another city's. The names of laws hold in their country.
_OF_A_PLACE = (Kind.URL, Kind.EMAIL, Kind.IBAN, Kind.AMOUNT, Kind.DATE, Kind.TIME, Kind.PHONE)


class Drafting:
    """The draft that a document becomes in another city; `notes` fills while `values` are made.

    Args:
        matching: knows this city's pages.
        law: whether both cities are in one country.
        names: of the other city, by which its text may speak of itself.
    """

    def __init__(self, body: Body, matching: Matching, *, law: bool, names: Iterable[str]) -> None:
        self.body = body
        self.model: type[Page] = MODELS[body["kind"]]
        self.law = law
        self.notes: list[Note] = []
        self._matching = matching
        self.values: Values = {"title": body["title"], **getattr(self, f"_{body['kind']}")(body)}
        self._note_values(names)

    def _article(self, body: Body) -> Values:
        self._left_out_of_pages(body)
        return {"summary": body["summary"], "body": self._blocks(body), "attribution": body["attribution"]}

    def _service(self, body: Body) -> Values:
        self._left_out_of_pages(body)
        for channel in body["channels"]:
            self._fill("channels", " ".join(filter(None, (_label(CHANNELS, channel["kind"]), channel["url"]))))
        self._fill("processing_time", _span(body["processing_time"]))
        return {
            "summary": body["summary"],
            **{name: self._html(body[name], name) for name in ("for_whom", "if_it_fails")},
            "body": self._blocks(body),
            "documents": [
                _entry("document", each["id"], self._requirement(each, f"documents/{each['id']}"))
                for each in body["documents"]
            ],
            **{f"{name}_id": self._one(body[name], f"{name}_id") for name in ("authority", "contact", "procedure")},
            **{name: self._many(body[name], name, entry) for name, entry in (("offices", "office"), ("costs", "cost"))},
            **self._law(body, "law"),
        }

    def _procedure(self, body: Body) -> Values:
        self._left_out_of_pages(body)
        self._fill("duration", _span(body["duration"]))
        if body["online"]:
            self._fill("online", "✓")
        return {
            "summary": body["summary"],
            **{name: self._html(body[name], name) for name in ("outcome", "for_whom", "appeal", "if_it_fails")},
            "authority_id": self._one(body["authority"], "authority_id"),
            "steps": [_entry("step", each["id"], self._step(each, f"steps/{each['id']}")) for each in body["steps"]],
            **self._law(body, "law"),
        }

    def _situation(self, body: Body) -> Values:
        return {
            "summary": body["summary"],
            "checklist": body["checklist"],
            "procedures": self._many(body["procedures"], "procedures", "procedure"),
        }

    def _document_type(self, body: Body) -> Values:
        official = body["official_name"] if body["official_name"] != body["title"] else ""
        self._law_or_gap("official_name", official)
        return {
            "official_name": official if self.law else "",
            "description": self._html(body["description"], "description"),
            "synonyms": [_entry("synonym", each["id"], each["name"]) for each in body["synonyms"]],
            **{f"{name}_id": self._one(body[name], f"{name}_id") for name in ("issued_by", "how_to_get")},
        }

    def _term(self, body: Body) -> Values:
        return {
            "explanation": self._html(body["explanation"], "explanation"),
            "do_not_translate": body["do_not_translate"],
        }

    def _step(self, step: Body, path: str) -> Values:
        self._fill(f"{path}/link", step["link"])
        self._fill(f"{path}/duration", _span(step["duration"]))
        deadline = step["deadline"] or {}
        self._law_or_gap(f"{path}/deadline", _days(step["deadline"]))
        return {
            "kind": step["kind"],
            "title": step["title"],
            "text": self._html(step["text"], f"{path}/text"),
            "documents": [
                _entry("item", each["id"], self._requirement(each, f"{path}/documents/{each['id']}"))
                for each in step["documents"]
            ],
            "cost": self._one(step["cost"], f"{path}/cost"),
            "duration": {"shortest": None, "longest": None, "unit": "week"},
            "deadline": _deadline(deadline if self.law else {}),
            "office": self._one(step["office"], f"{path}/office"),
            "link": "",
            "legal_basis": self._laws(step["legal_basis"], f"{path}/legal_basis", "item"),
            "branches": [
                _entry("item", each["id"], {"condition": each["condition"], "step": each["step"]})
                for each in step["branches"]
            ],
        }

    def _requirement(self, requirement: Body, path: str) -> Values:
        said = ("required", "condition", "original", "copies", "sworn_translation", "note")
        document = self._one(requirement["document"], f"{path}/document")
        return {"document": document, **{name: requirement[name] for name in said}}

    def _blocks(self, body: Body) -> list[Values]:
        return [
            _entry(block["type"], block["id"], self._html(block["html"], f"body/{block['id']}"))
            for block in body["body"]
        ]

    def _law(self, body: Body, entry: str) -> Values:
        """Deadline and legal basis of a service or a procedure."""
        self._law_or_gap("deadline", _days(body["deadline"]))
        deadline = body["deadline"] if self.law else None
        return {
            "deadline": [_entry("deadline", _made_id(body, "deadline"), _deadline(deadline))] if deadline else [],
            "legal_basis": self._laws(body["legal_basis"], "legal_basis", entry),
        }

    def _laws(self, laws: list[Body], path: str, entry: str) -> list[Values]:
        for law in laws:
            self._law_or_gap(path, law["title"])
        if not self.law:
            return []
        return [_entry(entry, _made_id(law, path), {"title": law["title"], "url": law["url"] or ""}) for law in laws]

    def _one(self, uuid: str | None, path: str) -> int | None:
        """This city's page for what the other city's document names."""
        theirs = self._matching.document(uuid) if uuid else None
        if uuid is None or theirs is None:
            return None
        found = self._matching.find(uuid)
        sort = Sort.LINKED if found else Sort.FILL
        self.notes.append(Note(sort, path, theirs["title"], theirs["kind"], uuid))
        return found

    def _many(self, uuids: list[str], path: str, entry: str) -> list[Values]:
        found = {uuid: self._one(uuid, path) for uuid in uuids}
        return [_entry(entry, _made_id(uuid, path), pk) for uuid, pk in found.items() if pk]

    def _html(self, html: str, path: str) -> str:
        """Rich text as the database holds it; links to what this city does not have keep their words."""

        def link(match: re.Match[str]) -> str:
            named, words = _NAMED.search(match[1]), match[2]
            if named is None:
                if address := _ADDRESS.search(match[1]):
                    self.notes.append(Note(Sort.CHECK, path, address[1]))
                return match[0]
            found = self._matching.find(named[1])
            if found is None:
                theirs = self._matching.document(named[1]) or {}
                self.notes.append(Note(Sort.CHECK, path, plain(words), theirs.get("kind", ""), named[1]))
                return words
            return f'<a linktype="page" id="{found}">{words}</a>'

        return _ANCHOR.sub(link, html)

    def _fill(self, path: str, theirs: str | None) -> None:
        if theirs:
            self.notes.append(Note(Sort.FILL, path, theirs))

    def _law_or_gap(self, path: str, theirs: str) -> None:
        if theirs:
            self.notes.append(Note(Sort.CHECK if self.law else Sort.FILL, path, theirs))

    def _left_out_of_pages(self, body: Body) -> None:
        if body.get("audience"):
            self._fill(
                "audience", ", ".join(each["facet"] for group in body["audience"] for each in group["conditions"])
            )
        if body.get("picture"):
            self._fill("picture_id", body["picture"]["alt"])

    def _note_values(self, names: Iterable[str]) -> None:
        """Facts in running text, and the other city's name: they look like this city's once they stand on its page."""
        for path, value in pieces_of(self.model, self.values, law=False).items():
            if not isinstance(value, str):
                continue
            text = plain(re.sub(r"<a [^>]*>|</a>", "", value))
            told = [found.text for found in find_values(text) if found.kind in _OF_A_PLACE]
            told += [name for name in names if name and name.casefold() in text.casefold()]
            self.notes += [Note(Sort.CHECK, path, each) for each in told]


def _entry(kind: str, block_id: str, value: Any) -> Values:
    return {"type": kind, "id": block_id, "value": value}


def _made_id(of: Any, path: str) -> str:
    """The same id for the same thing each time: documents carry none for it."""
    told = of["uuid"] if isinstance(of, Mapping) and "uuid" in of else json.dumps(of, sort_keys=True)
    return str(uuid.uuid5(uuid.NAMESPACE_OID, f"{path} {told}"))


def _deadline(deadline: Body) -> Values:
    return {
        "days": deadline.get("days"),
        "event": deadline.get("event", ""),
        "counted": deadline.get("counted", ""),
    }


def _days(deadline: Body | None) -> str:
    return _("%(days)d days %(event)s") % deadline if deadline else ""


def _span(duration: Body | None) -> str:
    if not duration:
        return ""
    value = "–".join(str(each) for each in (duration["value"], duration["maximum"]) if each)
    return f"{value} ({_label(DURATION_UNITS, duration['unit'])})"


def _label(choices: Iterable[tuple[str, Any]], value: str) -> str:
    return str(dict(choices)[value])
