"""Which theme a theme extends: what it does not have itself is taken from there."""

from __future__ import annotations

import re
from pathlib import Path

from site_builder.errors import AssetError

THEME_FILE = "theme.toml"
THEMES = Path(__file__).parent.parent / "themes"  # those that come with the builder
_NAME = re.compile(r"[\w-]+").fullmatch


def lineage(folder: Path) -> tuple[Path, ...]:
    """The folder of a theme, of the theme that it extends, and so on. Raises AssetError."""
    found = [folder]
    while (name := _extended(found[-1])) is not None:
        beside = [found[-1].resolve().parent / name, THEMES / name]
        parent = next((path for path in beside if path.is_dir()), None)
        if parent is None:
            raise AssetError(f"{found[-1] / THEME_FILE} extends “{name}”, and there is no theme at {beside[0]}.")
        if parent.resolve() in {each.resolve() for each in found}:
            raise AssetError(f"{found[-1] / THEME_FILE} extends “{name}”, which extends it in turn: leave one out.")
        found.append(parent)
    return tuple(found)


def _extended(folder: Path) -> str | None:
    """The name of the theme that a theme extends; None if it stands alone."""
    file = folder / THEME_FILE
    if not file.is_file():
        return None
    import tomllib  # a theme that stands alone needs none of it

    try:
        told = tomllib.loads(file.read_text())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise AssetError(f"{file} is not TOML: {error}.") from error
    name = told.get("extends")
    if set(told) != {"extends"} or not isinstance(name, str) or not _NAME(name):
        raise AssetError(f'{file} has to say one thing: extends = "waymark", or another theme\'s name.')
    return name


def find(themes: tuple[Path, ...], name: str) -> Path | None:
    """A file of a theme, or else of the first theme that it extends and that has it."""
    return next((path for folder in themes if (path := folder / name).is_file()), None)
