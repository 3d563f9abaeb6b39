"""A term as files hold it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Entry:
    """A term with its translations by BCP 47 tag, and the line of the file on which it begins."""

    language: str
    term: str
    translations: dict[str, str] = field(default_factory=dict)
    definition: str = ""
    do_not_translate: bool = False
    keep_source: bool = False
    line: int | None = field(default=None, compare=False)
