"""What a release is made from, and so which parts of the last one still hold.

A shard is a language, or what belongs to no language. Its pages are made from the documents of its language, those of
the source language (what is not translated is shown in it), the city in every language, and of all other documents no
more than their envelope: where they stand, so that a page can link to itself in them. A shard is *given* nothing else,
so its digest covers all that its pages can show; nobody has to guess what a template reads.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any

from site_builder.errors import AssetError
from site_builder.manifest import Manifest
from site_builder.snapshot import Record, Snapshot

CITY = "city"  # the shard of what belongs to no language
# Their output is part of every page: formats of numbers and dates, escaping, white space.
RENDERING_PACKAGES = ("babel", "jinja2", "markupsafe")


@dataclass(frozen=True)
class Inputs:
    """All that the files of a release are made from."""

    snapshot: Snapshot
    theme: str
    """Digest of the theme and of the code that renders it."""
    site_url: str | None = None
    """The address that replaces the one in the city's document."""

    @cached_property
    def languages(self) -> list[str]:
        """The languages of the guide, the source language first; empty before the city is published."""
        return list(self._city["languages"]) if self._city else []

    @cached_property
    def _city(self) -> dict[str, Any] | None:
        bodies = (record.body for record in self._cities)
        return next((body for body in bodies if body["language"] == body["source_language"]), None)

    @cached_property
    def _cities(self) -> list[Record]:
        languages = self.snapshot.languages
        return [r for language in languages for r in self.snapshot.of_language(language) if r.is_city]

    @property
    def shards(self) -> list[str]:
        """The shards of a release."""
        return [CITY, *self.languages]

    def documents(self, shard: str) -> Iterator[dict[str, Any]]:
        """What a shard is given: whole documents, and envelopes of the rest. They are shared between shards."""
        whole = self._whole(shard)
        for language in self.snapshot.languages:
            if language not in whole:
                yield from self._envelopes[language]
            elif language == self.languages[0]:
                yield from self._source
            else:
                yield from (record.body for record in self.snapshot.of_language(language))

    def _whole(self, shard: str) -> set[str]:
        """The languages of whose documents a shard knows everything."""
        return {shard, *self.languages[:1]} - {CITY}

    @cached_property
    def _source(self) -> list[dict[str, Any]]:
        return [record.body for record in self.snapshot.of_language(self.languages[0])]

    @cached_property
    def _envelopes(self) -> dict[str, list[dict[str, Any]]]:
        return {
            language: [r.body if r.is_city else r.envelope for r in self.snapshot.of_language(language)]
            for language in self.snapshot.languages
        }

    @cached_property
    def digests(self) -> dict[str, str]:
        """By shard: a digest of what it is made from. Equal digests, equal files."""
        languages = self.snapshot.languages
        records = {language: self.snapshot.of_language(language) for language in languages}
        whole = {language: _digest(record.hash for record in records[language]) for language in languages}
        placed = {language: _digest(record.envelope_json for record in records[language]) for language in languages}
        shared = [self.theme, self.site_url or "", *(record.hash for record in self._cities)]
        digests = {}
        for shard in self.shards:
            given = self._whole(shard)
            digests[shard] = _digest([*shared, shard, *((whole if tag in given else placed)[tag] for tag in languages)])
        return digests

    @property
    def digest(self) -> str:
        """A digest of everything."""
        return _digest(f"{shard} {digest}" for shard, digest in sorted(self.digests.items()))


def shards_to_render(inputs: Inputs, last: Manifest | None) -> list[str]:
    """The shards that the last release does not hold as they must be now."""
    known = last.shards if last else {}
    return [shard for shard in inputs.shards if shard not in known or known[shard].inputs != inputs.digests[shard]]


def theme_digest(theme_folder: Path) -> str:
    """A digest of a theme's files and of the code that renders them. Raises AssetError if there is no such theme."""
    code = Path(__file__).parent
    if not (theme_folder / "templates").is_dir():
        raise AssetError(f"{theme_folder} is no theme: it has no folder “templates”.")
    return _digest(
        [
            *(f"{package} {version(package)}" for package in RENDERING_PACKAGES),
            *_files(code, code.rglob("*.py")),
            *_files(theme_folder, theme_folder.rglob("*")),
        ]
    )


def _files(root: Path, paths: Iterable[Path]) -> Iterator[str]:
    """Each visible file with the digest of its bytes, in an order that does not depend on the file system."""
    named = {path.relative_to(root): path for path in paths if path.is_file()}
    for name in sorted(named):
        if not any(part[0] == "." or part == "__pycache__" for part in name.parts):
            yield f"{name.as_posix()} {hashlib.sha256(named[name].read_bytes()).hexdigest()}"


def _digest(parts: Iterable[str | bytes]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        raw = part.encode() if isinstance(part, str) else part
        digest.update(b"%d:" % len(raw) + raw)
    return digest.hexdigest()
