"""The pages of an Integreat guide as its API delivers them: one JSON file for each language, a list of page records."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cms.guides.characters import HALF, UNPRINTABLE, code_point, printable, whole
from cms.guides.richtext import MAXIMUM_LENGTH
from cms.languages import CONTENT_LANGUAGES

# Integreat's tags for languages that have another tag of BCP 47 here.
TAGS = {"de-si": "de-simple", "fa-af": "fa-AF", "prs": "fa-AF", "ku": "kmr", "zh-CN": "zh", "pt-BR": "pt"}
LONGEST_TITLE = 255
LONGEST_IN_REPORT = 100
HOST = "https://integreat.app"


class GuideError(Exception):
    """A folder is no Integreat guide that could be brought in."""


@dataclass(frozen=True)
class Record:
    """A page in one language. Paths begin and end with a slash; `slug` is the last part of the path.

    Integreat's `id` is that of a version and changes with every edit; a slug is unique in a region and language and
    stays when the page is moved.
    """

    id: int
    path: str
    title: str
    html: str
    parent_path: str
    order: int
    last_updated: str
    # Path of the same page in other languages, by Integreat's tag.
    translations: Mapping[str, str]

    @property
    def slug(self) -> str:
        """The last part of the path."""
        return self.path.strip("/").rpartition("/")[2]

    @property
    def address(self) -> str:
        """Where readers find the page."""
        return HOST + self.path


@dataclass(frozen=True)
class BadRecord:
    """A record that could not be brought in, and why, in words."""

    id: str
    title: str
    why: str


@dataclass
class IntegreatGuide:
    """The records of a guide by Integreat's language tag, and the bad ones among them."""

    records: dict[str, list[Record]] = field(default_factory=dict)
    bad: list[BadRecord] = field(default_factory=list)


def language_tag(tag: str) -> str:
    """The BCP 47 tag for Integreat's."""
    return TAGS.get(tag, tag)


def read_guide(folder: Path, source: str) -> IntegreatGuide:
    """Read the files of a guide; `source` is Integreat's tag of the language that the others are translations of.

    Raises:
        GuideError: when a file cannot be read, or the source language is not among them.
    """
    known = {tag for tag, _name in CONTENT_LANGUAGES}
    guide = IntegreatGuide()
    for path in sorted(folder.glob("*.json")):
        if language_tag(path.stem) not in known:
            guide.bad.append(BadRecord("", path.name, f"“{path.stem}” is no language of cms/languages.py."))
            continue
        guide.records[path.stem] = [
            record for raw in _load(path) if (record := _record(raw, path.stem, guide.bad)) is not None
        ]
    if source not in guide.records:
        message = f"{folder}/{source}.json does not exist. Name the source language with --source."
        raise GuideError(message)
    return guide


def _load(path: Path) -> list[Any]:
    try:
        loaded = json.loads(path.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        message = f"{path} is not JSON: {error}. Download it again."
        raise GuideError(message) from error
    except (OSError, ValueError, RecursionError) as error:
        # ValueError is Python's for numbers of thousands of digits.
        message = f"{path} cannot be read: {error}. Download it again."
        raise GuideError(message) from error
    if not isinstance(loaded, list):
        message = f"{path} holds no list of pages. It should be the answer of Integreat's API for pages."
        raise GuideError(message)
    return loaded


def _record(raw: Any, language: str, bad: list[BadRecord]) -> Record | None:
    if not isinstance(raw, dict):
        bad.append(BadRecord("", "", f"A record of {language}.json is no object."))
        return None
    why = _fault(raw)
    if why:
        bad.append(BadRecord(_shown(raw.get("id", "")), _shown(raw.get("title", "")), why))
        return None
    parent = raw.get("parent") or {}
    translations = raw.get("available_languages") or {}
    return Record(
        id=raw["id"],
        path=_with_slashes(raw["path"]),
        title=_title(raw["title"]),
        html=printable(raw["content"]),
        parent_path=_with_slashes(parent.get("path") or ""),
        order=raw.get("order") or 0,
        last_updated=raw.get("last_updated") or "",
        translations={
            tag: _with_slashes(other["path"])
            for tag, other in translations.items()
            if isinstance(other, dict) and isinstance(other.get("path"), str)
        },
    )


def _fault(raw: dict[str, Any]) -> str:
    """What is wrong with a record, or nothing."""
    wanted: list[tuple[str, type]] = [("id", int), ("path", str), ("title", str), ("content", str)]
    for name, kind in wanted:
        if not isinstance(raw.get(name), kind) or isinstance(raw[name], bool):
            return f"“{name}” is missing or is not what it should be."
    for name in ("path", "title", "content"):
        if half := HALF.search(raw[name]):
            return f"“{name}” has half a character, {code_point(half)}."
    if control := UNPRINTABLE.search(raw["path"]):
        return f"“path” has a control character, {code_point(control)}."
    return _fault_of_texts(raw) or _fault_of_places(raw)


def _fault_of_texts(raw: dict[str, Any]) -> str:
    if not raw["path"].strip("/"):
        return "“path” is empty."
    title = _title(raw["title"])
    if not title:
        return "“title” is empty."
    if len(title) > LONGEST_TITLE:
        return f"The title has {len(title)} characters; at most {LONGEST_TITLE} fit."
    if len(raw["content"]) > MAXIMUM_LENGTH:
        return f"The text has {len(raw['content']):,} characters; at most {MAXIMUM_LENGTH:,} fit."
    return ""


def _fault_of_places(raw: dict[str, Any]) -> str:
    if not isinstance(raw.get("order") or 0, int):
        return "“order” is no number."
    parent = raw.get("parent") or {}
    for name, value, kind in (
        ("parent", parent, dict),
        ("parent", (parent.get("path") if isinstance(parent, dict) else None) or "", str),
        ("available_languages", raw.get("available_languages") or {}, dict),
        ("last_updated", raw.get("last_updated") or "", str),
    ):
        if not isinstance(value, kind):
            return f"“{name}” is not what it should be."
    return ""


def _title(text: str) -> str:
    return " ".join(printable(text).split())


def _shown(value: Any) -> str:
    """What a bad record says, as it can be printed."""
    return whole(printable(str(value)))[:LONGEST_IN_REPORT]


def _with_slashes(path: str) -> str:
    return f"/{path.strip('/')}/" if path.strip("/") else ""
