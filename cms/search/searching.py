"""The search indexes of the installation: kept true to what is published, and asked."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from cms.publishing.models import CityRevision, PublishedDocument
from cms.search.entries import Body, Hit, entry
from cms.search.index import SearchError, SearchIndex

FORMAT = "2"  # of the indexes: those of another one are not read, and those of this one are made anew
_NAME = re.compile(r"[A-Za-z0-9_-]{1,80}")


def search(city: str, language: str, query: str, limit: int = 10) -> list[Hit]:
    """The documents of a city that fit a question best, as readers of a language get them.

    Raises SearchError if the city or the language has no index.
    """
    return _index(city, language).search(query, language, limit)


def update_city(city: str, *, afresh: bool = False) -> int:
    """Index what was published and withdrawn since the last time, or everything; return the revision reached.

    What is due follows from the feed, so a call that was lost or killed is made good by the next one.

    Raises SearchError if nothing was ever published in the city, or if another process keeps writing its indexes.
    """
    reached = CityRevision.objects.filter(city__slug=city).values_list("revision", flat=True).first()
    if reached is None:
        raise SearchError(f"Nothing was ever published in a city {city!r}.")
    known = 0 if afresh else indexed_revision(city)
    if known == reached:
        return reached
    published = PublishedDocument.objects.of_city(city)
    languages = set(published.current().values_list("language", flat=True).distinct())
    if known > reached or languages - _indexed(city):  # a database put back, or a new language: nothing to go on from
        known = 0
    changed = [str(uuid) for uuid in published.after(known).values_list("uuid", flat=True).distinct()]
    bodies = published.current() if not known else published.current().filter(uuid__in=changed)
    index_documents(
        city,
        bodies.order_by("path", "uuid").values_list("body", flat=True),
        languages | _indexed(city),
        withdrawn=changed,
        replace=not known,
    )
    _remember(city, reached)
    return reached


def index_documents(
    city: str,
    documents: Iterable[Body],
    languages: Iterable[str],
    *,
    withdrawn: Iterable[str] = (),
    replace: bool = False,
) -> None:
    """Put documents into the city's indexes: all that is published of each, in all languages.

    Each language's index takes the body in that language, or else the one in the source language, as readers do. UUIDs
    in `withdrawn` that have neither are removed; with `replace`, so is everything else.
    """
    found: dict[str, dict[str, Body]] = {uuid: {} for uuid in withdrawn}
    for body in documents:
        found.setdefault(body["uuid"], {})[body["language"]] = body
    for language in languages:
        entries, removed = [], []
        for uuid, bodies in found.items():
            source = next((body for body in bodies.values() if body["language"] == body["source_language"]), None)
            body_here = bodies.get(language, source)
            if body_here is None:
                removed.append(uuid)
            else:
                entries.append(entry(body_here, source))
        _index(city, language).write(entries, removed, replace=replace)


def _index(city: str, language: str) -> SearchIndex:
    return SearchIndex(_folder(city) / _safe(language))


def _folder(city: str) -> Path:
    folder: Path = settings.SEARCH_INDEX_DIR
    return folder / FORMAT / _safe(city)


def _safe(name: str) -> str:
    """The name, if it can be that of a folder and of nothing else."""
    if not _NAME.fullmatch(name):
        raise SearchError(f"{name[:40]!r} is neither a city nor a language.")
    return name


def _indexed(city: str) -> set[str]:
    """The languages that have an index."""
    return {each.name for each in _folder(city).glob("*") if _NAME.fullmatch(each.name) and each.is_dir()}


def indexed_revision(city: str) -> int:
    """The revision up to which the city's indexes are right, 0 before the first: they are due above it."""
    marker = _folder(city) / "revision"
    return int(marker.read_text()) if marker.exists() else 0


def _remember(city: str, revision: int) -> None:
    folder = _folder(city)
    written = folder / f"revision.{os.getpid()}"
    written.write_text(str(revision))
    written.replace(folder / "revision")
