"""The files of an HSDS feed: JSON lists of services, organisations or taxonomy terms, or an answer of HSDS's API."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cms.guides.importers.standards.report import FeedError, FeedReport

LARGEST = 64 * 1024 * 1024  # bytes of a file
MOST_RECORDS = 50_000  # in all files together
DEEPEST = 40  # levels; HSDS needs 12
# What each list of an object holds. `contents` is a page of an answer of the API, of any kind.
LISTS = {"services": "service", "organizations": "organization", "taxonomy_terms": "taxonomy_term", "contents": ""}


class HsdsError(FeedError):
    """A file is nothing that could be brought in."""


@dataclass(frozen=True)
class RawRecord:
    """A record as it stands in its file. `place` says where, for those without an id."""

    file: str
    place: str
    data: dict[str, Any]


@dataclass
class Feed:
    """The records of all files, each kind in the order in which it was read."""

    services: list[RawRecord] = field(default_factory=list)
    organizations: list[RawRecord] = field(default_factory=list)
    terms: list[RawRecord] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.services) + len(self.organizations) + len(self.terms)


def read_feed(paths: list[Path], report: FeedReport) -> Feed:
    """Read files; what is no record of a known kind is left out and reported.

    Raises:
        HsdsError: when a file cannot be read as a whole, or there is too much.
    """
    feed = Feed()
    for path in paths:
        for kind, record in _records(path, report):
            {"service": feed.services, "organization": feed.organizations}.get(kind, feed.terms).append(record)
            if len(feed) > MOST_RECORDS:
                message = f"{path}: there are more than {MOST_RECORDS:,} records. Bring them in in several parts."
                raise HsdsError(message)
    return feed


def _records(path: Path, report: FeedReport) -> Iterator[tuple[str, RawRecord]]:
    loaded = _load(path)
    found: list[tuple[str, str, Any]] = []
    if isinstance(loaded, list):
        found += (("", f"[{number}]", raw) for number, raw in enumerate(loaded, start=1))
    elif any(isinstance(loaded.get(name), list) for name in LISTS):
        for name, kind in LISTS.items():
            items = loaded.get(name)
            found += (
                (kind, f"{name}[{number}]", raw)
                for number, raw in enumerate(items if isinstance(items, list) else [], start=1)
            )
    else:
        found.append(("", "", loaded))
    for kind, place, raw in found:
        if not isinstance(raw, dict):
            report.leave_out(path.name, place, "", "is no object. A record is an object with an id and a name.")
        elif known := kind or _kind(raw):
            yield known, RawRecord(path.name, place, raw)
        else:
            why = "is neither a service (with a status), an organisation nor a taxonomy term. Add what HSDS requires."
            report.leave_out(path.name, str(raw.get("id") or place), "", why)


def _kind(raw: dict[str, Any]) -> str:
    """The kind of a record in a list that does not say it, by what only that kind has."""
    if any(name in raw for name in ("status", "service_at_locations", "organization", "organization_id")):
        return "service"
    if any(name in raw for name in ("taxonomy", "taxonomy_id", "taxonomy_detail", "term_uri")):
        return "taxonomy_term"
    return "organization" if "name" in raw else ""


def _load(path: Path) -> Any:
    try:
        if path.stat().st_size > LARGEST:
            message = f"{path} is larger than {LARGEST // 1024 // 1024} MB. Divide it into several files."
            raise HsdsError(message)
        loaded = json.loads(path.read_text(encoding="utf-8-sig"), parse_constant=_refuse)
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        message = f"{path} is not JSON in UTF-8: {error}. Export it again."
        raise HsdsError(message) from error
    except (OSError, ValueError, RecursionError) as error:
        message = f"{path} cannot be read: {error}. Export it again."
        raise HsdsError(message) from error
    if not isinstance(loaded, list | dict):
        message = f"{path} holds no records. It should be a list of services or organisations, as HSDS's API answers."
        raise HsdsError(message)
    if _depth(loaded) > DEEPEST:
        message = f"{path} is nested more than {DEEPEST} levels deep, which no record of HSDS is. Export it again."
        raise HsdsError(message)
    return loaded


def _refuse(constant: str) -> Any:
    message = f"{constant} is no number of JSON"
    raise ValueError(message)


def _depth(loaded: Any) -> int:
    depth, level = 0, [loaded]
    while level and depth <= DEEPEST:
        depth += 1
        level = [
            child
            for value in level
            for child in (value.values() if isinstance(value, dict) else value)
            if isinstance(child, dict | list)
        ]
    return depth
