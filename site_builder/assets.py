"""A theme's style sheet, scripts and other files as the site serves them: named by their content, kept for ever."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from site_builder.errors import AssetError
from site_builder.lineage import find, lineage

FOLDER = "assets"  # below the release
STYLE_SHEET = "waymark.css"  # the one name that templates ask for, whatever the theme is called
PAGE_SCRIPT = "js/page.js"  # what every page loads: the parts in js/page/
ORDER = "ORDER"  # css/ORDER lists the components of the style sheet, a file name a line

_OTHER_FILE = re.compile(r"""url\(\s*["']?(?!data:|#|["'])([^"')]+)""")
_RELATIVE_IMPORT = re.compile(r"""\b(?:from|import)\b\s*\(?\s*["'](\.{1,2}/[^"']*)""")


@dataclass(frozen=True)
class Assets:
    """What a release holds beside its pages."""

    files: dict[str, bytes]
    """By path below the release."""
    names: dict[str, str]
    """From the name that templates use, for instance `js/menu.js`, to the path below the release."""

    def addresses(self, base_path: str) -> dict[str, str]:
        """From the name that templates use to a root-relative address; `base_path` is where the site's root is."""
        return {name: f"{base_path}/{path}" for name, path in self.names.items()}


def collect(theme_folder: Path) -> Assets:
    """The assets of a theme: `css/` joined in the order of `css/ORDER` as `waymark.css`, `js/page/` joined as
    `js/page.js`, those in another folder as the one module `js/<folder>.js`, other scripts as `js/<name>`, all
    minified, and whatever lies in `static/` by its path there. What a theme extends gives what it does not have.

    Raises AssetError.
    """
    themes = lineage(theme_folder)
    sources = {STYLE_SHEET: _style_sheet(themes), PAGE_SCRIPT: _page_script(themes)}
    sources |= {f"js/{name}": _script(path) for name, path in _every(themes, "js", "*.js").items()}
    sources |= _modules(themes)
    sources |= {name: _read(path) for name, path in _every(themes, "static", "**/*").items()}
    names = {name: _hashed(name, data) for name, data in sources.items()}
    return Assets(files={names[name]: data for name, data in sources.items()}, names=names)


def _visible(folder: Path, pattern: str) -> list[Path]:
    return sorted(path for path in folder.glob(pattern) if path.is_file() and not path.name.startswith("."))


def _every(themes: tuple[Path, ...], folder: str, pattern: str) -> dict[str, Path]:
    """The files in a folder of a theme and of those that it extends, by their path there."""
    found: dict[str, Path] = {}
    for theme in reversed(themes):
        found |= {path.relative_to(theme / folder).as_posix(): path for path in _visible(theme / folder, pattern)}
    return dict(sorted(found.items()))


def _style_sheet(themes: tuple[Path, ...]) -> bytes:
    order = find(themes, f"css/{ORDER}") or themes[0] / "css" / ORDER
    listed = [line.strip() for line in _text(order).splitlines() if line.strip() and not line.startswith("#")]
    components = _every(themes, "css", "*.css")
    forgotten = sorted(components.keys() - listed)
    extending = {
        name for name in forgotten if themes.index(components[name].parent.parent) < themes.index(order.parent.parent)
    }
    if set(forgotten) - extending:
        raise AssetError(f"{order} does not list {', '.join(forgotten)}: say where it belongs.")
    listed += forgotten  # a theme that extends another one adds to its end, unless it has an order of its own
    from site_builder.minify import minified_css  # 7 ms that an edit of a text need not wait for

    return minified_css("".join(_component(components.get(name, order.parent / name)) for name in listed)).encode()


def _component(path: Path) -> str:
    css = _text(path)
    found = _OTHER_FILE.search(css)
    if found:
        raise AssetError(f"{path} names the file {found[1]}, whose name has a hash in a release: write it as data:.")
    return css


def _page_script(themes: tuple[Path, ...]) -> bytes:
    from site_builder.minify import minified_js  # see above

    # Each in a block of its own: what one declares is no other's concern.
    parts = _every(themes, "js/page", "*.js").values()
    return "".join(f"{{{minified_js(_source(path))}}}\n" for path in parts).encode()


def _modules(themes: tuple[Path, ...]) -> dict[str, bytes]:
    """Modules whose parts stand in a folder of their own: joined, they share one scope."""
    from site_builder.minify import minified_js  # see above

    parts: dict[str, list[str]] = {}
    for name, path in _every(themes, "js", "*/*.js").items():
        folder = name.partition("/")[0]
        if folder != "page":
            parts.setdefault(f"js/{folder}.js", []).append(minified_js(_source(path)))
    return {name: "\n".join(found).encode() for name, found in parts.items()}


def _script(path: Path) -> bytes:
    from site_builder.minify import minified_js  # see above

    return minified_js(_source(path)).encode()


def _source(path: Path) -> str:
    source = _text(path)
    found = _RELATIVE_IMPORT.search(source)
    if found:
        raise AssetError(f"{path} imports {found[1]}, whose name has a hash in a release: scripts stand alone.")
    return source


def _hashed(name: str, data: bytes) -> str:
    path = PurePosixPath(name)
    hashed = path.with_name(f"{path.stem}-{hashlib.sha256(data).hexdigest()[:12]}{path.suffix}")
    return f"{FOLDER}/{hashed}"


def _text(path: Path) -> str:
    try:
        return _read(path).decode()
    except UnicodeDecodeError as error:
        raise AssetError(f"The theme's file {path} is not UTF-8: {error.reason} at byte {error.start}.") from error


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise AssetError(f"The theme's file {path} cannot be read: {error.strerror}.") from error
