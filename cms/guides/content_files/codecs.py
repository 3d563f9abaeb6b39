"""How single values of a content file and of a page become one another.

A codec has two directions: `load` takes a file's value (None where it is left out) and returns what the page stores,
`dump` goes back, None meaning that the file says nothing. Loading what was dumped stores the same again, so the import
compares what two stored values are dumped as, and the export needs no rules of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from cms.guides.content_files import markdown, rich_text
from cms.guides.content_files.kinds import NAMES
from cms.guides.content_files.names import Loader, Names
from cms.guides.content_files.problems import Place
from cms.guides.validators import e164

# What a page stores: text, numbers, ids of pages, or the raw blocks of a stream.
Stored = Any
# What a file says, as reading.py returns it.
Written = Any


@dataclass(frozen=True)
class Slot:
    """A text of a page that is translated.

    `place` is where files have it, `context` where wagtail-localize has it; `text` is plain, or rich text in Wagtail's
    database format.
    """

    place: Place
    context: str
    text: str
    is_rich: bool = False
    headings: bool = False


class Codec:
    """The base: a value that is the same in the file and on the page, empty text where the file has none."""

    def load(self, written: Written, place: Place, loader: Loader) -> Stored:
        """What the page stores."""
        return "" if written is None else written

    def dump(self, stored: Stored, names: Names) -> Written:
        """What the file says; None for nothing."""
        return stored or None

    def slots(self, stored: Stored, place: Place, context: str, names: Names) -> Iterator[Slot]:
        """The translated texts in a stored value, in the order of the page."""
        return iter(())


class Text(Codec):
    """A line of plain text."""

    def load(self, written: Written, place: Place, loader: Loader) -> str:
        return (written or "").strip()

    def dump(self, stored: Stored, names: Names) -> str | None:
        # Browsers send forms with the line ends of Windows.
        return "\n".join(stored.strip().splitlines()) or None

    def slots(self, stored: Stored, place: Place, context: str, names: Names) -> Iterator[Slot]:
        yield Slot(place, context, stored)


class Markdown(Codec):
    """Rich text, Markdown in the file."""

    def __init__(self, *, headings: bool = False, gaps: bool = False) -> None:
        self.headings = headings
        self.gaps = gaps

    def load(self, written: Written, place: Place, loader: Loader) -> str:
        def find_page(kind: str, slug: str) -> int | None:
            return loader.page(place, slug, [kind])

        try:
            return markdown.rich_text(written or "", find_page, NAMES, headings=self.headings, gaps=self.gaps)
        except markdown.MarkdownError as error:
            for problem in error.problems:
                where = f"Line {problem.line + 1} of the text: " if problem.line else ""
                loader.report(place, where + problem.message)
            return ""

    def dump(self, stored: Stored, names: Names) -> str | None:
        return rich_text.markdown(stored, names.reference) or None

    def slots(self, stored: Stored, place: Place, context: str, names: Names) -> Iterator[Slot]:
        yield Slot(place, context, stored, is_rich=True, headings=self.headings)


class Number(Text):
    """A phone number, or a short number such as 112."""

    def dump(self, stored: Stored, names: Names) -> str | None:
        return e164(stored) if stored else None


class Flag(Codec):
    """Yes or no; left out means no."""

    def load(self, written: Written, place: Place, loader: Loader) -> bool:
        return bool(written)

    def dump(self, stored: Stored, names: Names) -> bool | None:
        return True if stored else None


class Choice(Codec):
    """One word of a closed list; `default` is what leaving it out means."""

    def __init__(self, default: str) -> None:
        self.default = default

    def load(self, written: Written, place: Place, loader: Loader) -> str:
        return written or self.default

    def dump(self, stored: Stored, names: Names) -> str | None:
        return None if stored == self.default else stored


class Date(Codec):
    """A day."""

    def load(self, written: Written, place: Place, loader: Loader) -> str | None:
        return written

    def dump(self, stored: Stored, names: Names) -> str | None:
        return str(stored) if stored else None


class Time(Codec):
    """A time of the day."""

    def load(self, written: Written, place: Place, loader: Loader) -> str | None:
        return written

    def dump(self, stored: Stored, names: Names) -> str | None:
        return str(stored)[: len("18:00")] if stored else None


class Amount(Codec):
    """A decimal amount with two places, text in the file so that no digit is lost."""

    def load(self, written: Written, place: Place, loader: Loader) -> Decimal | None:
        return Decimal(written) if written is not None else None

    def dump(self, stored: Stored, names: Names) -> str | None:
        return f"{stored:.2f}" if stored is not None else None


class Degrees(Codec):
    """A coordinate."""

    def load(self, written: Written, place: Place, loader: Loader) -> Decimal | None:
        return Decimal(str(written)) if written is not None else None

    def dump(self, stored: Stored, names: Names) -> float | None:
        return float(stored) if stored is not None else None


class Country(Codec):
    """The country of an address. It is the city's, so the page stores none."""

    def load(self, written: Written, place: Place, loader: Loader) -> None:
        if written != loader.names.country:
            loader.report(place, f"“{written}” is not the country of the city. Write {loader.names.country}.")

    def dump(self, stored: Stored, names: Names) -> str:
        return names.country


class Reference(Codec):
    """Another entity, by slug; the id of its page on the page."""

    def __init__(self, kind: str) -> None:
        self.kind = kind

    def load(self, written: Written, place: Place, loader: Loader) -> int | None:
        return loader.page(place, written, [self.kind]) if written else None

    def dump(self, stored: Stored, names: Names) -> str | None:
        return names.slug(stored)


class Picture(Codec):
    """An image of the city, by the name of its file; its id on the page."""

    def load(self, written: Written, place: Place, loader: Loader) -> int | None:
        return loader.names.picture(written) if written else None

    def dump(self, stored: Stored, names: Names) -> str | None:
        return names.picture_name(stored)


class Stream(Codec):
    """A list of blocks of one type, each made from one item of the file's list. The blocks are numbered."""

    def __init__(self, block: str) -> None:
        self.block = block

    def load(self, written: Written, place: Place, loader: Loader) -> list[dict[str, Any]]:
        return [
            {"type": self.block, "value": value, "id": f"{self.block}-{number}"}
            for number, item in enumerate(written or (), start=1)
            if (value := self.load_item(item, (*place, number - 1), loader)) is not None
        ]

    def dump(self, stored: Stored, names: Names) -> list[Any] | None:
        items = [self.dump_item(block["value"], names) for block in stored]
        # What is named twice is named once: an editor may choose a language or a topic again.
        items = [item for index, item in enumerate(items) if not isinstance(item, str) or item not in items[:index]]
        return [item for item in items if item is not None] or None

    def load_item(self, written: Written, place: Place, loader: Loader) -> Any:
        """The value of one block; None leaves it out."""
        return written

    def dump_item(self, value: Any, names: Names) -> Any:
        """One item of the file's list; None leaves it out."""
        return value


class References(Stream):
    """A list of other entities, by slug. With several kinds, a slug means the first that has it."""

    def __init__(self, block: str, kinds: Sequence[str]) -> None:
        super().__init__(block)
        self.kinds = kinds

    def load_item(self, written: Written, place: Place, loader: Loader) -> int | None:
        kind, colon, slug = written.partition(":")
        return loader.page(place, slug, [kind]) if colon else loader.page(place, written, self.kinds)

    def dump_item(self, value: Any, names: Names) -> str | None:
        if (slug := names.slug(value)) is None:
            return None
        first = next((page for kind in self.kinds if (page := names.page(kind, slug)) is not None), None)
        return slug if first == value else names.reference(value)
