"""What pages are made with besides documents: the theme's files and the code, by digests that tell what changed."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from site_builder.errors import AssetError
from site_builder.lineage import THEME_FILE, lineage
from site_builder.reading import listed

CATALOGUES = "catalogues"  # the facet of which languages the interface speaks
ASSET_FOLDERS = ("css", "js", "static")
# Their output is part of pages and assets: formats of numbers, dates and telephones, escaping, white space.
RENDERING_PACKAGES = ("babel", "jinja2", "markupsafe", "phonenumbers", "rcssmin", "rjsmin")


@dataclass(frozen=True)
class Theme:
    """The files of a theme."""

    folder: Path
    sources: dict[str, str]
    """By facet that a page may read: digests of templates and of catalogues of interface strings."""
    assets: str
    """Digest of all that assets are made from, the code that minifies them included."""
    rest: str
    """Digest of everything else, on which any page may depend."""


_read: dict[Path, tuple[object, Theme]] = {}


def read_theme(folder: Path) -> Theme:
    """The theme in a folder; its files are read again only if one of them changed. Raises AssetError."""
    themes = lineage(folder)
    for needed in ("templates", "css/ORDER"):
        if not (themes[-1] / needed).exists():
            raise AssetError(
                f"{themes[-1]} is no theme of its own: it has no {needed}. If it extends another, {THEME_FILE} "
                'has to say so: extends = "waymark"'
            )
    stamp = [
        (each, name, status.st_mtime_ns, status.st_ctime_ns, status.st_size)
        for each in themes
        for name, status in _walk(each)
    ]
    if folder not in _read or _read[folder][0] != stamp:
        _read[folder] = stamp, _theme(themes, [(each, name) for each, name, *_ in stamp])
    return _read[folder][1]


def _theme(themes: tuple[Path, ...], files: list[tuple[Path, str]]) -> Theme:
    folder = themes[0]
    sources: dict[str, str] = {}
    assets, rest = [], []
    for theme, name in files:
        digest = hashlib.sha256((theme / name).read_bytes()).hexdigest()
        first, _, below = name.partition("/")
        if first == "templates":
            sources.setdefault(listed("template", below), digest)
            # As a theme that extends this one asks for it (environment.UnindentedLoader).
            for extended in themes[1 : themes.index(theme) + 1]:
                sources.setdefault(listed("template", extended.name, below), digest)
        elif first == "locale":
            language = listed("catalogue", below.partition("/")[0].replace("_", "-"))
            sources[language] = digest_of([sources[language], digest]) if language in sources else digest
        elif first in ASSET_FOLDERS:
            assets.append(f"{theme.name}/{name} {digest}")
        else:
            rest.append(f"{theme.name}/{name} {digest}")
    sources[CATALOGUES] = digest_of(name for name in sources if name.startswith("catalogue/"))
    return Theme(folder, sources, digest_of([code_digest(), *assets]), digest_of(rest))


def _walk(folder: Path, below: str = "") -> Iterator[tuple[str, os.stat_result]]:
    """Every visible file, in an order that does not depend on the file system."""
    with os.scandir(folder / below) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        if entry.name[0] == "." or entry.name == "__pycache__":
            continue
        if entry.is_dir():
            yield from _walk(folder, f"{below}{entry.name}/")
        else:
            yield f"{below}{entry.name}", entry.stat()


@cache
def code_digest() -> str:
    """A digest of the code that makes pages, as it was when this process first asked."""
    here = Path(__file__).parent
    names = [name for name, _ in _walk(here) if name.endswith((".py", ".json"))]
    files = (f"{name} {hashlib.sha256((here / name).read_bytes()).hexdigest()}" for name in names)
    return digest_of([*versions(RENDERING_PACKAGES), *files])


def versions(packages: Iterable[str]) -> list[str]:
    """Name and version of installed packages, from the names of their folders: importlib.metadata takes 20 ms to load.

    Raises importlib.metadata.PackageNotFoundError.
    """
    installed: dict[str, str] = {}
    for folder in sys.path:
        try:
            with os.scandir(folder) as found:
                names = sorted(entry.name for entry in found)
        except OSError:  # an archive, or a folder that is not there
            continue
        for name in names:
            if name.endswith(".dist-info"):
                installed.setdefault(name.partition("-")[0], name)
    return [installed.get(package) or _told_version(package) for package in packages]


def _told_version(package: str) -> str:
    from importlib.metadata import version

    return f"{package}-{version(package)}"


def digest_of(parts: Iterable[str]) -> str:
    """A digest of several texts, in hexadecimal."""
    digest = hashlib.sha256()
    for part in parts:
        raw = part.encode()
        digest.update(b"%d:" % len(raw) + raw)
    return digest.hexdigest()
