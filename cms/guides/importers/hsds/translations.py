"""Texts of a guide's own dump in the other languages, as translation files: by whom the dump says that they are.

HSDS has one language. The extension repeats the texts of a record for each other one, with their state. What a machine
translated comes in as a machine's. So does what was outdated: which of its sentences say what the source says now, is
not told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from cms.cities.models import City
from cms.guides.content_files.exporting import export_city
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
KEPT = "is a machine's in {}, and a person has translated it here. That stays."
BY_HAND = "has a translation into {} that somebody wrote by hand here. That stays."

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


def laid_below(entries: Entries, city: City) -> dict[str, Data]:
    """The content files of a city in its own language; and what people have translated there is kept from the feed.

    A text whose source changes with the feed is no longer translated by what is here.
    """
    files = export_city(city, translations=any(map(_language, entries.files)), media=False).files
    for name in [name for name in entries.files if _language(name) and name in files]:
        _keep(entries, name, files)
    return {name: data for name, data in files.items() if not _language(name)}


def _keep(entries: Entries, name: str, files: Mapping[str, Data]) -> None:
    """Take out of a translation what would put a machine's words, or any in what is by hand, in a person's place."""
    here, said, taken, tag = files[name], entries.files[name], entries.records[name], _language(name)
    if here["translated_by"] == "hand":
        taken.leave("", BY_HAND.format(tag))
        del entries.files[name]
        return
    if said["translated_by"] != "machine":
        return
    source = name.replace(f".{tag}.yaml", ".yaml")
    own = files[source]
    changed = {**own, **entries.files.get(source, {})}
    for path in [*_leaves(said)]:
        stands = _at(here, path)
        if stands and _is_a_persons(here, path) and _at(own, path) == _at(changed, path):
            if stands != _at(said, path):
                taken.leave(".".join(path), KEPT.format(tag))
            _take_out(said, path)
    if said.keys() == {"translated_by"}:
        del entries.files[name]


def _is_a_persons(here: Data, path: Path) -> bool:
    """Whether a person answers for a text of a translation, or for a part of it."""
    name = f"{'.'.join(path)}."
    return here["translated_by"] == "person" or any(f"{each}.".startswith(name) for each in here.get("checked", ()))


def _language(name: str) -> str:
    """Of a content file; empty for one in the city's own."""
    return name.removesuffix(".yaml").rpartition("/")[2].partition(".")[2]


def _leaves(data: Data, *above: str) -> Iterator[Path]:
    for name, value in data.items():
        if isinstance(value, dict):
            yield from _leaves(value, *above, name)
        elif (*above, name) != ("translated_by",):
            yield (*above, name)


def _at(data: Data, path: Path) -> Any:
    value: Any = data
    for part in path:
        value = value.get(part) if isinstance(value, dict) else None
    return value


def _take_out(data: Data, path: Path) -> None:
    """Take a text out, and what held nothing else."""
    name, *below = path
    if below:
        _take_out(data[name], tuple(below))
    if not below or not data[name]:
        del data[name]
