"""What the configuration of a server has to know of one guide."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from site_builder.serving.headers import TYPES, UTF8

GENERATED = "# Written by the site builder with every release; changes are lost. See docs/operators/serving.md.\n"


@dataclass(frozen=True)
class Site:
    """A guide as a server sees it."""

    name: str
    """Slug of the city."""
    live: Path
    """The link to the live release."""
    base_path: str
    """What comes before the guide's addresses: empty for a host of its own, else for instance `/eastmere`."""
    languages: tuple[str, ...]
    desk: str = ""
    """Scheme and host of the desk, to which pages may send forms; empty without one."""


def types() -> list[tuple[str, str]]:
    """Ends of file names with their bare media type, without a charset."""
    return [(suffix, kind.removesuffix(UTF8)) for suffix, kind in TYPES.items()]


def quoted(text: str | Path) -> str:
    """A word in the configuration of nginx or Caddy, whatever it holds."""
    escaped = str(text).replace("\\", "\\\\") if isinstance(text, Path) else text
    return '"' + escaped.replace('"', '\\"') + '"'
