"""What is left to do on a page that was taken over: gaps to fill, facts to check, and what was linked by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from cms.sharing.pieces import at, has


class Sort(StrEnum):
    """What a person does about a note."""

    FILL = "fill"  # a fact of the other city was left out, and this city's is missing
    CHECK = "check"  # something in the text, or said by law, may hold in the other city only
    LINKED = "linked"  # a page of this city stands where the other one had its own


@dataclass(frozen=True)
class Note:
    """One thing to look at: where it is, and what the other city has there."""

    sort: str
    path: str
    text: str
    kind: str = ""
    """Of the other city's entity, where it is one."""
    uuid: str = ""

    @property
    def key(self) -> str:
        """What names it in a form."""
        return f"{self.sort}|{self.path}|{self.text}"


def stored(notes: Iterable[Note]) -> list[dict[str, str]]:
    """As the database keeps them, each once."""
    return [asdict(note) for note in dict.fromkeys(notes)]


def open_notes(kept: Iterable[Mapping[str, str]], values: Mapping[str, Any]) -> list[Note]:
    """Those that still hold of the page as its values are now.

    A gap closes when something stands there, a list when it is as long as the other city's; what is to be checked in a
    text is gone with the words. What a person has dealt with is not kept any more.
    """
    notes = [Note(**note) for note in kept]
    expected = Counter(note.path for note in notes if note.sort != Sort.CHECK)
    return [note for note in notes if _is_open(note, values, expected[note.path])]


def _is_open(note: Note, values: Mapping[str, Any], expected: int) -> bool:
    if note.path.split("/")[0] in values and not has(values, note.path):
        return False
    value = at(values, note.path)
    if note.sort == Sort.FILL:
        return not (len(value) >= expected if isinstance(value, list) else is_filled(value))
    if note.sort == Sort.CHECK and isinstance(value, str):
        return note.text.casefold() in value.casefold()
    return True


def is_filled(value: Any) -> bool:
    """Whether somebody has written something; the unit of a duration has a value from the beginning."""
    if isinstance(value, dict):
        return any(each for name, each in value.items() if name != "unit")
    return bool(value)
