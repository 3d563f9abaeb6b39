"""What a translation file says, checked against its source and ready to be stored."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from cms.guides.content_files.alignment import AlignmentError, align, segments
from cms.guides.content_files.codecs import Markdown, Slot, Text
from cms.guides.content_files.names import Loader, Names
from cms.guides.content_files.nested import value_at
from cms.guides.content_files.problems import Place, Problem
from cms.guides.content_files.reading import ContentFile, leaves

ABOUT_THE_FILE = ("translated_by", "checked", "made_from", "voice")
UNKNOWN_PATH = "names no translated text of this file. Write the path of one, such as summary or steps.book.title."


@dataclass(frozen=True)
class TranslatedTexts:
    """The texts of a translation that follows its source segment by segment.

    All are by the place of the text in the file: `strings` holds the strings of each text's segments, "" for one that
    is missing; `checked` the numbers of those segments, from 0, that a person answers for although a machine wrote the
    rest; `made_from` the older source texts, as written, that some were translated from.
    """

    language: str
    by_machine: bool
    strings: dict[Place, list[str]] = field(default_factory=dict)
    made_from: dict[Place, str] = field(default_factory=dict)
    checked: dict[Place, frozenset[int]] = field(default_factory=dict)

    def is_by_machine(self, place: Place, number: int) -> bool:
        """Whether nobody has checked a segment."""
        return self.by_machine and number not in self.checked.get(place, ())


@dataclass(frozen=True)
class TextsByHand:
    """The texts of a translation that somebody wrote freely, as written, by their place in the file.

    They need not have the paragraphs of their source, so nothing says which of its sentences they translate.
    """

    language: str
    texts: dict[Place, str] = field(default_factory=dict)


Translated = TranslatedTexts | TextsByHand


def stored_text(slot: Slot, written: str, loader: Loader, *, gaps: bool = False) -> str:
    """A text of a file in the form in which the page has it; `gaps` lets paragraphs be missing."""
    codec = Markdown(headings=slot.headings, gaps=gaps) if slot.is_rich else Text()
    return str(codec.load(written, slot.place, loader))


def read_translation(file: ContentFile, source: Mapping[Place, Slot], names: Names) -> tuple[Translated, list[Problem]]:
    """Align the texts of a translation file with those of its source, and say what does not fit."""
    problems: list[Problem] = []
    loader = Loader(names, lambda place, message: problems.append(file.problem(place, message)))
    by = file.data.get("translated_by")
    if by == "hand":
        return TextsByHand(file.language, _texts_by_hand(file, source, loader, problems)), problems
    texts = TranslatedTexts(file.language, by == "machine")
    texts.made_from.update(_made_from(file, source, problems))

    def describe(link: dict[str, Any]) -> str:
        return str(link.get("href") or names.reference(int(link["id"])) or "a page")

    for slot, written in _written(file, source, problems):
        before = len(problems)
        original = segments(_original(slot, texts, loader), is_rich=slot.is_rich)
        translated = segments(stored_text(slot, written, loader, gaps=True), is_rich=slot.is_rich)
        if len(problems) > before:
            continue
        try:
            texts.strings[slot.place] = align(original, translated, describe)
        except AlignmentError as error:
            problems.append(file.problem(slot.place, str(error)))
    if not problems:
        texts.checked.update(_checked(file, texts, source, problems))
    return texts, problems


def _written(file: ContentFile, source: Mapping[Place, Slot], problems: list[Problem]) -> Iterator[tuple[Slot, str]]:
    """The texts of a file and what they translate."""
    for place, written in leaves(file.data):
        if place[0] in ABOUT_THE_FILE:
            continue
        if (slot := source.get(place)) is None:
            problems.append(file.problem(place, "has no text in the source. Take it out, or correct its key."))
        else:
            yield slot, str(written)


def _texts_by_hand(
    file: ContentFile, source: Mapping[Place, Slot], loader: Loader, problems: list[Problem]
) -> dict[Place, str]:
    message = "is about sentences of the source, and a text by hand follows none. Take it out."
    problems += [file.problem((name,), message) for name in ("checked", "made_from") if name in file.data]
    texts = {}
    for slot, written in _written(file, source, problems):
        stored_text(slot, written, loader)  # says what is wrong with it; names of pages get their ids when it is stored
        texts[slot.place] = written
    return texts


def _original(slot: Slot, texts: TranslatedTexts, loader: Loader) -> str:
    """The source text that a text was translated from, which may be an older one."""
    older = texts.made_from.get(slot.place)
    return slot.text if older is None else stored_text(slot, older, loader)


def _made_from(file: ContentFile, source: Mapping[Place, Slot], problems: list[Problem]) -> Iterator[tuple[Place, str]]:
    places = {field_path(place): place for place in source}
    for name, older in (file.data.get("made_from") or {}).items():
        place = places.get(name)
        if place is None or value_at(file.data, place) is None:
            problems.append(file.problem(("made_from", name), UNKNOWN_PATH))
        else:
            yield place, older


def _checked(
    file: ContentFile, texts: TranslatedTexts, source: Mapping[Place, Slot], problems: list[Problem]
) -> dict[Place, frozenset[int]]:
    """The segments that `checked` names: all of a text by its path, one of its paragraphs by its number after that."""
    paths = file.data.get("checked") or []
    if paths and not texts.by_machine:
        message = "says what a person answers for of a machine's translation. Write `translated_by: machine`."
        problems.append(file.problem(("checked",), message))
    known: dict[str, tuple[Place, set[int]]] = {}
    for place, strings in texts.strings.items():
        present = {number for number, string in enumerate(strings) if string}
        known[field_path(place)] = (place, present)
        if source[place].is_rich:
            known |= {segment_path(place, number): (place, {number}) for number in present}
    checked: dict[Place, frozenset[int]] = {}
    for index, path in enumerate(paths):
        if path in known:
            place, numbers = known[path]
            checked[place] = checked.get(place, frozenset()) | numbers
        else:
            problems.append(file.problem(("checked", index), UNKNOWN_PATH))
    return checked


def field_path(place: Place) -> str:
    """`place` as `made_from` and `checked` write it: keys and numbers (from 1) with dots between them."""
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in place)


def segment_path(place: Place, number: int) -> str:
    """The path of one paragraph, heading or list item of a text, `number` counting from 0."""
    return f"{field_path(place)}.{number + 1}"


__all__ = [
    "TextsByHand",
    "Translated",
    "TranslatedTexts",
    "field_path",
    "read_translation",
    "segment_path",
    "stored_text",
]
