"""What a build tells while it runs: lines for people, and how far it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Advance:
    """How far the files of a shard are: a language, or what belongs to none. The first of a shard says 0."""

    shard: str
    done: int
    total: int
    written: int = 0
    """How many of them the last release does not have."""

    @property
    def is_whole(self) -> bool:
        """Whether all are made."""
        return self.done == self.total

    def __str__(self) -> str:
        if self.is_whole:
            return f"{self.shard}: {self.total} files, {self.written} of them new or changed"
        return f"{self.shard}: {self.done} of {self.total} files"


Event = str | Advance
Progress = Callable[[Event], None]
