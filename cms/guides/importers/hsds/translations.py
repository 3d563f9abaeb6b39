"""Texts of a guide's own dump in the other languages, as translation files: by whom the dump says that they are.

HSDS has one language. The extension repeats the texts of a record for each other one, with their state. What a machine
translated comes in as a machine's. So does what was outdated: which of its sentences say what the source says now, is
not told.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from cms.guides.content_files.kinds import BY_NAME
from cms.guides.importers.hsds.entries import Entries
from cms.guides.importers.hsds.files import Feed
from cms.guides.importers.hsds.taking import Taken
from cms.guides.importers.standards.content import Data
from cms.guides.importers.standards.words import TextError, as_markdown
from cms.languages import CONTENT_LANGUAGES

TAGS = frozenset(tag for tag, _name in CONTENT_LANGUAGES)
# Texts of content files that are Markdown; all others have one line.
RICH = frozenset({"description", "explanation", "for_whom", "outcome", "appeal", "if_it_fails", "text"})

Path = tuple[str, ...]


class Wording:
    """What a page says in one language."""

    def __init__(self, entries: Entries, words: Taken) -> None:
        self.entries, self.words = entries, words
        self.data: Data = {}

    def take(self, name: str, *path: str, of: Taken | None = None) -> str:
        """Take a text of the record, or of a part of it, to its place in the file, unless it is not translated."""
        holder = of or self.words
        is_rich = path[-1] in RICH
        text = holder.text(name) if is_rich else holder.line(name)
        return self.put(name, text, *path, of=holder)

    def put(self, name: str, text: str, *path: str, of: Taken | None = None) -> str:
        """The same for a text that was read already."""
        holder = of or self.words
        if not text or path[-1] in _untranslated(holder):
            return ""
        if path[-1] in RICH:
            try:
                text = as_markdown(text, self.entries.settings.country)
            except TextError as error:
                holder.leave(name, str(error))
                return ""
        data = self.data
        for part in path[:-1]:
            data = data.setdefault(part, {})
        data[path[-1]] = text
        return text


def translate(
    entries: Entries,
    kind: str,
    slug: str | None,
    extension: Taken | None,
    places: Mapping[str, Path],
    more: Callable[[Wording], None] = lambda wording: None,
) -> None:
    """Add the translations of an entry.

    Args:
        entries: where the entry is.
        kind: its kind.
        slug: its slug; None for one that was left out.
        extension: of its record.
        places: where in a content file the texts stand that have these names in the record.
        more: takes what is not a text in a fixed place.
    """
    holder = extension.one("translations") if extension else None
    if holder is None:
        return
    stem = f"{BY_NAME[kind].folder}/{slug}"
    for tag in holder.names():
        words = holder.one(tag)
        if words is None:
            continue
        if slug is None or f"{stem}.{tag}.yaml" in entries.files:
            words.ignore_all()
        elif tag not in entries.languages:
            words.leave("", "is in a language that the city does not speak. Add the language to the city.")
            words.ignore_all()
        else:
            wording = Wording(entries, words)
            for name, path in places.items():
                wording.take(name, *path)
            more(wording)
            words.ignore("in_source_language")
            state, outdated = words.line("translation"), words.number("outdated")
            is_checked = state == "reviewed" and not outdated
            if wording.data:
                by = "person" if is_checked else "machine"
                entries.files[f"{stem}.{tag}.yaml"] = {"translated_by": by, **wording.data}
                entries.records[f"{stem}.{tag}.yaml"] = words


def _untranslated(holder: Taken) -> list[str]:
    """The fields that show the source language."""
    names = holder.raw("in_source_language")
    return [name for name in names if isinstance(name, str)] if isinstance(names, list) else []


def languages_of(feed: Feed, own: str) -> list[str]:
    """The languages into which records of a feed are translated, of those that guides know."""
    found: set[str] = set()
    level: list[Any] = [raw.data for raw in (*feed.services, *feed.organizations, *feed.terms)]
    while level:
        value = level.pop()
        if isinstance(value, list):
            level += value
        elif isinstance(value, dict):
            extension = value.get("waymark")
            told = extension.get("translations") if isinstance(extension, dict) else None
            found |= set(told) if isinstance(told, dict) else set()
            level += value.values()
    return sorted((found & TAGS) - {own})
