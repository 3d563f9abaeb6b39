"""How bodies, required documents and the steps of a procedure become blocks of a page, and back.

Their keys in the files are the ids of the blocks: wagtail-localize finds a block's translations by its id, and a
branch its step.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, count
from typing import Any

from cms.guides.content_files.block_codecs import (
    dump_deadline,
    dump_duration,
    dump_law,
    load_deadline,
    load_duration,
    load_law,
    without_empty,
)
from cms.guides.content_files.codecs import Codec, Markdown, Slot, Stored, Written
from cms.guides.content_files.names import Loader, Names
from cms.guides.content_files.problems import Place

UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")

Blocks = list[dict[str, Any]]


class Body(Codec):
    """Text, notes and warnings: `key: {text: …}`."""

    forms = {"text": Markdown(headings=True), "info": Markdown(), "warning": Markdown()}

    def load(self, written: Written, place: Place, loader: Loader) -> Blocks:
        return [
            {"type": form, "value": self.forms[form].load(text, (*place, key, form), loader), "id": key}
            for key, block in (written or {}).items()
            for form, text in block.items()
        ]

    def dump(self, stored: Stored, names: Names) -> dict[str, Any] | None:
        return {
            block["id"]: {block["type"]: text}
            for block in stored
            if (text := self.forms[block["type"]].dump(block["value"], names)) is not None
        } or None

    def slots(self, stored: Stored, place: Place, context: str, names: Names) -> Iterator[Slot]:
        for block in stored:
            at = (*place, block["id"], block["type"])
            yield from self.forms[block["type"]].slots(block["value"], at, f"{context}.{block['id']}", names)


class Requirements(Codec):
    """Documents to bring, by key: the document's slug, or any other if the form names the document.

    `block` is the type of the blocks: items of a list in a step, else document.
    """

    def __init__(self, block: str) -> None:
        self.block = block

    def load(self, written: Written, place: Place, loader: Loader) -> Blocks:
        blocks = []
        for key, form in (written or {}).items():
            slug = (form or {}).get("document")
            document = loader.page((*place, key, *(["document"] if slug else [])), slug or key, ["document"])
            if document is not None:
                blocks.append({"type": self.block, "value": _requirement(document, form or {}), "id": key})
        return blocks

    def dump(self, stored: Stored, names: Names) -> dict[str, Any] | None:
        requirements = {}
        for key, slug, block in _keyed(stored, names):
            document = {} if key == slug else {"document": slug}
            requirements[key] = document | without_empty(_dumped_requirement(block["value"]))
        return requirements or None

    def slots(self, stored: Stored, place: Place, context: str, names: Names) -> Iterator[Slot]:
        for key, _slug, block in _keyed(stored, names):
            at, inside = (*place, key), f"{context}.{block['id']}"
            yield Slot((*at, "if"), f"{inside}.condition", block["value"]["condition"])
            yield Slot((*at, "note"), f"{inside}.note", block["value"]["note"])


def _keyed(stored: Stored, names: Names) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(key, slug of the document, block) of the requirements whose document there is.

    The key is the block's id as long as that came from a file; for one that the CMS gave it is the slug of the
    document, with a number if another requirement has it.
    """
    known = [(slug, block) for block in stored if (slug := names.slug(block["value"]["document"])) is not None]
    taken = {block["id"] for _slug, block in known}
    for slug, block in known:
        key = block["id"]
        if UUID.fullmatch(key):
            numbered = (f"{slug}-{number}" for number in count(2))
            key = next(name for name in chain([slug], numbered) if name not in taken)
            taken.add(key)
        yield key, slug, block


def _requirement(document: int, form: dict[str, Any]) -> dict[str, Any]:
    condition = (form.get("if") or "").strip()
    return {
        "document": document,
        "required": "if" if condition else "always",
        "condition": condition,
        "original": bool(form.get("original")),
        "copies": form.get("copies") or 0,
        "sworn_translation": bool(form.get("sworn_translation")),
        "note": (form.get("note") or "").strip(),
    }


def _dumped_requirement(value: dict[str, Any]) -> dict[str, Any]:
    return {
        "if": value.get("condition"),
        "original": value.get("original"),
        "copies": value.get("copies") or None,
        "sworn_translation": value.get("sworn_translation"),
        "note": value.get("note"),
    }


class Steps(Codec):
    """The steps of a procedure."""

    text = Markdown()
    documents = Requirements("item")

    def load(self, written: Written, place: Place, loader: Loader) -> Blocks:
        return [
            {"type": "step", "value": self._load_step(step, (*place, key), loader), "id": key}
            for key, step in (written or {}).items()
        ]

    def _load_step(self, step: dict[str, Any], place: Place, loader: Loader) -> dict[str, Any]:
        return {
            "kind": step.get("kind") or "do",
            "title": step["title"].strip(),
            "text": self.text.load(step.get("text"), (*place, "text"), loader),
            "documents": self.documents.load(step.get("documents"), (*place, "documents"), loader),
            "cost": _page(step, "cost", place, loader),
            "duration": load_duration(step.get("duration")),
            "deadline": load_deadline(step.get("deadline")),
            "office": _page(step, "office", place, loader),
            "link": step.get("link") or "",
            "legal_basis": [
                {"type": "item", "value": load_law(law), "id": f"law-{number}"}
                for number, law in enumerate(step.get("legal_basis") or (), start=1)
            ],
            "branches": [
                {"type": "item", "value": _branch(branch), "id": key}
                for key, branch in (step.get("branches") or {}).items()
            ],
        }

    def dump(self, stored: Stored, names: Names) -> dict[str, Any] | None:
        return {block["id"]: without_empty(self._dump_step(block["value"], names)) for block in stored} or None

    def _dump_step(self, value: dict[str, Any], names: Names) -> dict[str, Any]:
        return {
            "kind": None if value["kind"] == "do" else value["kind"],
            "title": value["title"],
            "text": self.text.dump(value["text"], names),
            "documents": self.documents.dump(value["documents"], names),
            "cost": names.slug(value["cost"]),
            "duration": dump_duration(value["duration"]),
            "deadline": dump_deadline(value["deadline"]),
            "office": names.slug(value["office"]),
            "link": value["link"],
            "legal_basis": [dump_law(law["value"]) for law in value["legal_basis"]],
            "branches": {
                branch["id"]: without_empty(
                    {"condition": branch["value"]["condition"], "step": branch["value"]["step"]}
                )
                for branch in value["branches"]
            },
        }

    def slots(self, stored: Stored, place: Place, context: str, names: Names) -> Iterator[Slot]:
        for block in stored:
            value, at, inside = block["value"], (*place, block["id"]), f"{context}.{block['id']}"
            yield Slot((*at, "title"), f"{inside}.title", value["title"])
            yield from self.text.slots(value["text"], (*at, "text"), f"{inside}.text", names)
            yield from self.documents.slots(value["documents"], (*at, "documents"), f"{inside}.documents", names)
            yield Slot((*at, "deadline", "event"), f"{inside}.deadline.event", value["deadline"]["event"])
            for branch in value["branches"]:
                yield Slot(
                    (*at, "branches", branch["id"], "condition"),
                    f"{inside}.branches.{branch['id']}.condition",
                    branch["value"]["condition"],
                )


def _page(step: dict[str, Any], kind: str, place: Place, loader: Loader) -> int | None:
    slug = step.get(kind)
    return loader.page((*place, kind), slug, [kind]) if slug else None


def _branch(branch: dict[str, Any]) -> dict[str, str]:
    return {"condition": (branch.get("condition") or "").strip(), "step": branch["step"]}
