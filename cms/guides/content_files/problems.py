"""What is wrong with content files, so that their author finds the place and knows what to write instead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

# Where in a file: the keys and list indices that lead to a value.
Place = tuple[str | int, ...]


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend. `line` counts from 1; `field` is empty when it is about the whole file."""

    file: str
    line: int
    field: str
    message: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}"
        return f"{where}: {self.field}: {self.message}" if self.field else f"{where}: {self.message}"


class ContentFilesError(Exception):
    """Content files cannot be brought in as they are. `problems` holds every one that was found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def field_name(place: Place) -> str:
    """`place` as an author writes it: steps.book.title, phones[2].number (the second, as people count)."""
    name = ""
    for part in place:
        name += f"[{part + 1}]" if isinstance(part, int) else f".{part}"
    return name.removeprefix(".")
