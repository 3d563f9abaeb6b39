"""What a translation file says, checked against its source and ready to be stored."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from cms.guides.content_files.alignment import AlignmentError, align, segments
from cms.guides.content_files.codecs import Markdown, Slot, Text
from cms.guides.content_files.fields import value_at
from cms.guides.content_files.names import Loader, Names
from cms.guides.content_files.problems import Place, Problem, field_name
from cms.guides.content_files.reading import ContentFile, leaves

ABOUT_THE_FILE = ("translated_by", "made_from")


@dataclass(frozen=True)
class TranslatedTexts:
    """The texts of one translation.

    `strings` holds the strings of each text's segments, `made_from` the older source texts, as written, that some of
    them were translated from; both by the place of the text in the file.
    """

    language: str
    by_machine: bool
    strings: dict[Place, list[str]] = field(default_factory=dict)
    made_from: dict[Place, str] = field(default_factory=dict)


def stored_text(slot: Slot, written: str, loader: Loader) -> str:
    """A text of a file in the form in which the page has it."""
    codec = Markdown(headings=slot.headings) if slot.is_rich else Text()
    return str(codec.load(written, slot.place, loader))


def read_translation(
    file: ContentFile, source: Mapping[Place, Slot], names: Names
) -> tuple[TranslatedTexts, list[Problem]]:
    """Align the texts of a translation file with those of its source, and say what does not fit."""
    problems: list[Problem] = []
    loader = Loader(names, lambda place, message: problems.append(file.problem(place, message)))
    texts = TranslatedTexts(file.language, file.data.get("translated_by") == "machine")
    texts.made_from.update(_made_from(file, source, problems))

    def describe(link: dict[str, Any]) -> str:
        return str(link.get("href") or names.reference(int(link["id"])) or "a page")

    for place, written in leaves(file.data):
        if place[0] in ABOUT_THE_FILE:
            continue
        slot = source.get(place)
        if slot is None:
            problems.append(file.problem(place, "has no text in the source. Take it out, or correct its key."))
            continue
        before = len(problems)
        original = segments(_original(slot, texts, loader), is_rich=slot.is_rich)
        translated = segments(stored_text(slot, str(written), loader), is_rich=slot.is_rich)
        if len(problems) > before:
            continue
        try:
            texts.strings[place] = align(original, translated, describe)
        except AlignmentError as error:
            problems.append(file.problem(place, str(error)))
    return texts, problems


def _original(slot: Slot, texts: TranslatedTexts, loader: Loader) -> str:
    """The source text that a text was translated from, which may be an older one."""
    older = texts.made_from.get(slot.place)
    return slot.text if older is None else stored_text(slot, older, loader)


def _made_from(file: ContentFile, source: Mapping[Place, Slot], problems: list[Problem]) -> Iterator[tuple[Place, str]]:
    places = {field_path(place): place for place in source}
    for name, older in (file.data.get("made_from") or {}).items():
        place = places.get(name)
        if place is None or value_at(file.data, place) is None:
            message = (
                "names no translated text of this file. Write the path of one, such as summary or steps.book.title."
            )
            problems.append(file.problem(("made_from", name), message))
        else:
            yield place, older


def field_path(place: Place) -> str:
    """`place` as `made_from` writes it: keys and numbers (from 1) with dots between them."""
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in place)


__all__ = ["TranslatedTexts", "field_name", "field_path", "read_translation", "stored_text"]
