"""Which file of which release answers an address: pure path work, no HTTP."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path, PurePosixPath
from urllib.parse import quote, unquote

from site_builder.serving.headers import SECURITY_HEADERS, cache_control
from site_builder.serving.negotiation import VARY, preferred

INDEX = "index.html"
NOT_FOUND = "404.html"


@dataclass(frozen=True)
class Answer:
    """What to send: a status with a file of a release, or with the address to go to instead."""

    status: int
    file: Path | None = None
    location: str | None = None
    kept: str = cache_control("")
    """Its Cache-Control."""
    varies: str | None = None
    """The header of the request that another answer may follow from."""


def cities(build: Path) -> list[str]:
    """The cities with a live release, by name."""
    return sorted(entry.name for entry in build.iterdir() if is_name(entry.name) and (entry / "current").is_dir())


def find(build: Path, address: str, languages: str = "") -> Answer:
    """The answer to an address such as `/eastmere/ar/services/`, its query left out.

    `languages` is the reader's Accept-Language, which only a guide's first address heeds.

    The first part names the city, the rest a file of its live release. The link to the live release is followed once,
    so that an answer is never put together from two releases. Nothing outside the release is ever found.
    """
    parts = split(address)
    if not parts:
        return Answer(404)
    current = build / parts[0] / "current"
    if not current.is_dir():
        return Answer(404)
    release = current.resolve()
    wanted = release.joinpath(*parts[1:])
    varies = None
    if wanted.is_dir():
        if not address.endswith("/"):
            return Answer(301, location=quote("/" + "/".join(parts) + "/"))
        if wanted == release:
            varies = VARY
            language = preferred(languages, languages_of(release))
            if language:
                return Answer(302, location=quote(f"/{parts[0]}/{language}/"), varies=varies)
        wanted /= INDEX
    if wanted.is_file() and is_inside(wanted, release):
        return Answer(200, file=wanted, kept=cache_control(address), varies=varies)
    return not_found(release, parts[1:])


def languages_of(release: Path) -> list[str]:
    """The languages of a release: each has a page for what is not there."""
    return [page.parent.name for page in release.glob(f"*/{NOT_FOUND}")]


def headers_of(build: Path, address: str) -> dict[str, str]:
    """What the guide at an address says with every answer: the first part of its file `_headers`."""
    parts = split(address)
    file = build / parts[0] / "current" / "_headers" if parts else None
    if file is None or not file.is_file():
        return SECURITY_HEADERS
    _place, *lines = file.read_text().splitlines()
    return dict(line.strip().split(": ", 1) for line in takewhile(lambda line: line.startswith(" "), lines))


def split(address: str) -> list[str]:
    """The decoded parts of an address; none if any of them could lead out of its folder or names a hidden file."""
    parts = [unquote(part) for part in PurePosixPath(address.lstrip("/")).parts]
    return parts if all(is_name(part) for part in parts) else []


def is_name(part: str) -> bool:
    """Whether this is the plain name of one file or folder that is meant to be seen."""
    return not part.startswith(".") and not any(character in part for character in "/\\\0")


def is_inside(path: Path, release: Path) -> bool:
    """Whether the path, all links followed, lies within the release."""
    return path.resolve().is_relative_to(release)


def not_found(release: Path, parts: list[str]) -> Answer:
    """The release's 404 page that is nearest to the address: the one in the reader's language, if she was in one."""
    for depth in range(len(parts), -1, -1):
        page = release.joinpath(*parts[:depth], NOT_FOUND)
        if page.is_file() and is_inside(page, release):
            return Answer(404, file=page)
    return Answer(404)
