"""What a build did, and what people should know of the guide that it leaves."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any

from site_builder.causes import Cause
from site_builder.storage import Storage
from site_builder.surveys import STRINGS, Surveys

WARNINGS = 200  # that a result lists; the rest is counted


@dataclass(frozen=True)
class Notice:
    """Something that harms nobody and that an editor, or whoever keeps the theme, can mend."""

    kind: str
    """`title`, `fragment`, `size` or `strings`."""
    uuid: str
    """Of the document; empty if it is none's."""
    language: str
    path: str
    """Of the page below the release; empty if it is about all of a language."""
    message: str


@dataclass(frozen=True)
class BuildResult:
    """What a build did. Sizes are in bytes, pages and files are counted in files."""

    city: str
    release: str
    """The live release; empty if the guide was taken offline because its city is not published any more."""
    created: bool
    """Whether it is a new one; else nothing that readers see has changed."""
    revision: int
    """The revision of the feed that has been built."""
    languages: list[str]
    files: int
    rendered: int
    """Files that were made again, without their compressed forms."""
    reused: int
    """Files that nothing had changed for: taken from the last release as they are."""
    written: int
    """Files that are new or look different."""
    removed: int
    size: int
    """Of all files."""
    written_size: int
    """Of those that are new or look different."""
    seconds: float
    causes: list[Cause]
    """Which change had how many files made, those with the most first."""
    warnings: list[Notice]
    """What is to be mended in the guide as it is now; the first of many."""
    warned: int
    """How many there are."""

    def as_dict(self) -> dict[str, Any]:
        """For `--json`."""
        return asdict(self)


def notices(storage: Storage) -> tuple[list[Notice], int]:
    """What is to be mended in a guide, the first of many; and how many there are."""
    surveys = Surveys(storage.connection)
    strings = list(_of_strings(json.loads(storage.fact(STRINGS) or "{}")))
    told = (Notice(each.kind, each.uuid, each.language, path, each.message) for path, each in surveys.warnings())
    return [*strings, *islice(told, max(0, WARNINGS - len(strings)))], len(strings) + surveys.count_of_warnings()


def _of_strings(missing: dict[str, list[str]]) -> Iterator[Notice]:
    for language, strings in missing.items():
        named = "; ".join(f"“{string}”" for string in strings) or "all of them"
        message = f"Strings of the theme's interface are in English, since its catalogue lacks them: {named}."
        yield Notice(STRINGS, "", language, "", message)
