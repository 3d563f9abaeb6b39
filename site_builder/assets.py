"""A theme's style sheet, scripts and other files as the site serves them: named by their content, kept for ever."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from site_builder.errors import AssetError

FOLDER = "assets"  # below the release
STYLE_SHEET = "waymark.css"  # the one name that templates ask for, whatever the theme is called
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
    """The assets of a theme: `css/` joined in the order of `css/ORDER` as `waymark.css`, scripts as `js/<name>`, both
    minified, and whatever lies in `static/` by its path there. Raises AssetError.
    """
    sources = {STYLE_SHEET: _style_sheet(theme_folder / "css")}
    sources |= {f"js/{path.name}": _script(path) for path in _visible(theme_folder / "js", "*.js")}
    static = theme_folder / "static"
    sources |= {path.relative_to(static).as_posix(): _read(path) for path in _visible(static, "**/*")}
    names = {name: _hashed(name, data) for name, data in sources.items()}
    return Assets(files={names[name]: data for name, data in sources.items()}, names=names)


def _visible(folder: Path, pattern: str) -> list[Path]:
    return sorted(path for path in folder.glob(pattern) if path.is_file() and not path.name.startswith("."))


def _style_sheet(folder: Path) -> bytes:
    order = folder / ORDER
    listed = [line.strip() for line in _text(order).splitlines() if line.strip() and not line.startswith("#")]
    forgotten = {path.name for path in folder.glob("*.css")} - set(listed)
    if forgotten:
        raise AssetError(f"{order} does not list {', '.join(sorted(forgotten))}: say where it belongs.")
    from site_builder.minify import minified_css  # 7 ms that an edit of a text need not wait for

    return minified_css("".join(_component(folder / name) for name in listed)).encode()


def _component(path: Path) -> str:
    css = _text(path)
    found = _OTHER_FILE.search(css)
    if found:
        raise AssetError(f"{path} names the file {found[1]}, whose name has a hash in a release: write it as data:.")
    return css


def _script(path: Path) -> bytes:
    source = _text(path)
    found = _RELATIVE_IMPORT.search(source)
    if found:
        raise AssetError(f"{path} imports {found[1]}, whose name has a hash in a release: scripts stand alone.")
    from site_builder.minify import minified_js  # see above

    return minified_js(source).encode()


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
