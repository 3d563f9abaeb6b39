"""What became of a feed: what came in, which records did not, and what of the others was not taken."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from cms.guides.characters import printable, whole

LONGEST = 120  # characters of a value in the report


class FeedError(Exception):
    """Nothing of a feed can be brought in."""


@dataclass(frozen=True, order=True)
class Loss:
    """Something that was not brought in. `id` is that of its record; `field` is empty for all of it."""

    file: str
    id: str
    field: str
    why: str

    def __str__(self) -> str:
        where = f"{self.file}: {self.id or '?'}"
        return f"{where}: {self.field}: {self.why}" if self.field else f"{where}: {self.why}"


@dataclass
class FeedReport:
    """`left_out` are records that nobody will find here, `not_taken` fields of records that came in."""

    services: int = 0
    organizations: int = 0
    terms: int = 0
    created: int = 0
    changed: int = 0
    unchanged: int = 0
    published: dict[str, int] = field(default_factory=dict)
    """Translated pages that went live, by language."""
    drafted: dict[str, int] = field(default_factory=dict)
    """Those that wait, since they are not complete or nobody may rely on them before they are checked."""
    left_out: list[Loss] = field(default_factory=list)
    not_taken: list[Loss] = field(default_factory=list)

    def leave_out(self, file: str, record: str, name: str, why: str) -> None:
        """Note a record that does not come in."""
        self.left_out.append(_loss(file, record, name, why))

    def leave(self, file: str, record: str, name: str, why: str) -> None:
        """Note a field that is not taken."""
        self.not_taken.append(_loss(file, record, name, why))

    def as_data(self) -> dict[str, Any]:
        """All of it, for programs."""
        return asdict(self)


def _loss(file: str, record: str, name: str, why: str) -> Loss:
    """A loss in characters that can be shown and stored."""
    return Loss(file, *(whole(printable(part)) for part in (record[:LONGEST], name, why)))
