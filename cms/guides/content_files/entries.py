"""The entities of a content folder: each source file with its translations, its identity and its place in the guide."""

from __future__ import annotations

import math
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from cms.guides.content_files.kinds import BY_FOLDER, CITY_KIND, KINDS, Kind
from cms.guides.content_files.problems import Problem
from cms.guides.content_files.reading import CITY, ContentFile

NAMESPACE = uuid.UUID("0c8a4f0e-6b1d-5d0a-9f0e-5a3f1c2b7d11")


@dataclass
class Entry:
    """An entity: its source file and its translations by language."""

    kind: Kind
    slug: str
    uuid: uuid.UUID
    file: ContentFile
    translations: dict[str, ContentFile] = field(default_factory=dict)

    @property
    def data(self) -> dict[str, Any]:
        """What the source file says."""
        return self.file.data

    @property
    def topic(self) -> str | None:
        """The slug of the topic it lives under; None for topics of the first level and what lives in a directory."""
        return self.data.get("parent") if self.kind.name == "topic" else self.data.get("topic")

    @property
    def place_among_siblings(self) -> tuple[float, str]:
        """What the pages below one parent are sorted by."""
        return (self.data.get("order", math.inf), str(self.data.get("title", "")).casefold())


def derived_uuid(city: str, kind: str, slug: str) -> uuid.UUID:
    """The UUID of an entity whose file gives none."""
    return uuid.uuid5(NAMESPACE, f"{city}/{kind}/{slug}")


def entries_of(city: str, files: Iterable[ContentFile]) -> tuple[Entry, list[Entry], list[Problem]]:
    """The city's own entry, those of its entities in the order of KINDS, and translations that translate nothing."""
    sources: dict[tuple[str, str], Entry] = {}
    translations = []
    for file in files:
        if file.language:
            translations.append(file)
        else:
            kind = BY_FOLDER[file.folder]
            given = file.data.get("uuid")
            key = uuid.UUID(given) if given else derived_uuid(city, kind.name, file.slug)
            sources[file.folder, file.slug] = Entry(kind, file.slug, key, file)
    problems = []
    for file in translations:
        entry = sources.get((file.folder, file.slug))
        if entry is None:
            original = file.name.replace(f".{file.language}.yaml", ".yaml")
            problems.append(
                file.problem((), f"translates nothing: {original} does not exist. Add it, or rename this file.")
            )
        else:
            entry.translations[file.language] = file
    ranks = {kind.name: rank for rank, kind in enumerate(KINDS)}
    entities = sorted(
        (entry for entry in sources.values() if entry.kind is not CITY_KIND),
        key=lambda entry: (ranks[entry.kind.name], entry.place_among_siblings, entry.slug),
    )
    return sources["", ""], entities, problems


def facts_of_city(entry: Entry, slug: str) -> dict[str, Any]:
    """The fields of the city's record."""
    names = ("country", "time_zone", "site_url", "publisher")
    optional = ("region_code", "publisher_email", "publisher_address", "licence")
    data = entry.data
    return {"slug": slug} | {name: data[name] for name in names} | {name: data.get(name, "") for name in optional}


__all__ = ["CITY", "Entry", "derived_uuid", "entries_of", "facts_of_city"]
