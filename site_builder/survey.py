"""What a page says of other pages and of itself, taken from its bytes while it is made.

A page is searched for a few strings and not parsed, since that would take longer than to make it. So what is found is a
suspicion: `integrity` parses the page before anybody is told.
"""

from __future__ import annotations

import re
import zlib
from html import unescape
from typing import NamedTuple
from urllib.parse import unquote

from site_builder import index_parts
from site_builder.guide import Guide
from site_builder.outputs import CITY
from site_builder.reading import key_of
from site_builder.standards.formats import FOLDER as DATA

Alternates = tuple[tuple[str, str], ...]
"""Languages and the paths of the files that hold the page in them."""

BUDGET = 12_000  # bytes of a compressed page (docs/developers/theme.md)
# Compressed, pages are smaller by this factor at least: those below keep to the budget without being compressed.
COMPRESSES = 3.5
FEW = 2  # places on a page: to search it for more takes longer than to list all places
KEY = 8  # bytes of the key of a link
ABSOLUTE = re.compile(r"//|[A-Za-z][A-Za-z0-9+.-]*:").match
_PLAIN = re.compile(r"[A-Za-z0-9_~/-]*/").fullmatch


class Survey(NamedTuple):
    """What is kept of a page, as keys of 64 bits."""

    title: int
    """Of its title and its language."""
    alternates: int
    """Of the list of alternates; 0 for none."""
    links: bytes
    """Of each file of the release that it links to, or place in one, one after the other in no order (link_key)."""


class Suspect(NamedTuple):
    """Something about one page alone that looks wrong."""

    output: str
    path: str
    kind: str
    about: str


class Surveyor:
    """Looks at the pages of a guide; what several of them say alike is told once."""

    def __init__(self, guide: Guide, keys: LinkKeys) -> None:
        self.alternates: dict[int, Alternates] = {}
        """By key: lists of alternates, since they were last taken from here."""
        self.suspects: list[Suspect] = []
        self._keys = keys
        self._linked: set[bytes] = set()
        self._told: set[bytes] = set()
        self._blocks: dict[bytes, tuple[int, Alternates]] = {}
        self._source_language = guide.source_language

    def look(self, output: str, path: str, data: bytes) -> Survey:
        """Look at a page."""
        shard = output[: output.index("/")]
        language = self._source_language if shard == CITY else shard
        end = data.find(b"</head>")
        keys = self._keys
        links = {keys[piece.partition(b'"')[0]] for piece in data[end:].split(b' href="')[1:]}
        own = keys.own & links
        links -= own
        self._linked |= links
        for fragment in _missing_places({keys.places[key] for key in own}, data, end):
            self._suspect(output, path, "fragment", "#" + fragment.decode())
        start = data.find(b"<html")
        if data.find(b' lang="%b"' % language.encode(), start, data.find(b">", start)) < 0:
            self._suspect(output, path, "language", language)
        if len(data) > BUDGET * COMPRESSES and len(zlib.compress(data, 1)) > BUDGET:
            self._suspect(output, path, "size", "")
        start = data.find(b">", data.find(b"<title")) + 1
        title = key_of(output if shard == CITY else shard, data[start : data.find(b"</title>", start)].decode())
        return Survey(title, self._alternates(output, path, data, end), b"".join(links))

    def targets(self) -> dict[bytes, str]:
        """By key: what the pages link to, but for what was told before."""
        found = {key: self._keys.targets[key] for key in self._linked - self._told if key}
        self._told |= self._linked
        self._linked.clear()
        return found

    def _alternates(self, output: str, path: str, data: bytes, end: int) -> int:
        first = data.find(b' hreflang="', 0, end)
        shard, kind, _ = output.split("/", 2)
        if first < 0:
            if kind in ("document", "theme", index_parts.KIND):
                self._suspect(output, path, "alternate", "")
            return 0
        block = data[data.rfind(b"<link", 0, first) : data.find(b">", data.rfind(b' hreflang="', 0, end))]
        known = self._blocks.get(block)
        if known is None:
            found = alternates_in(block, self._keys)
            known = self._blocks[block] = key_of(*map("/".join, found)), found
            self.alternates[known[0]] = found
        if shard != CITY and (shard, path) not in known[1]:
            self._suspect(output, path, "alternate", shard)
        return known[0]

    def _suspect(self, output: str, path: str, kind: str, about: str) -> None:
        self.suspects.append(Suspect(output, path, kind, about))


class LinkKeys(dict[bytes, bytes]):
    """By what an attribute says: the key of the file of the release, or place in one, that it leads to; else empty."""

    def __init__(self, guide: Guide) -> None:
        super().__init__()
        self._base = f"{guide.base_path}/"
        self._origin = guide.absolute("")
        self.targets: dict[bytes, str] = {}
        """By key: all that was linked to."""
        self.places: dict[bytes, bytes] = {}
        """By key: places on the page itself."""
        self.own: set[bytes] = set()
        """Their keys."""

    def target(self, link: bytes) -> str:
        """Where it leads to: a path below the release, maybe with a fragment; empty if to no file of the release. What
        cannot be told without knowing the page is no path of a file, and dumps of data are made after pages."""
        text = link.decode()
        if "&" in text:
            text = unescape(text)
        if text.startswith(self._origin):
            text = text[len(self._origin) :]
            if not text.startswith(self._base):
                return ""  # the host has other pages than the guide's
        elif ABSOLUTE(text):
            return ""
        if not text.startswith(self._base):
            return "" if text in ("", "#") or text[0] == "?" else text
        below = text[len(self._base) :]
        return "" if below.startswith(f"{DATA}/") else file_of(below)

    def __missing__(self, link: bytes) -> bytes:
        target = self.target(link)
        self[link] = key = link_key(target) if target else b""
        if target.startswith("#"):
            self.places[key] = target[1:].encode()
            self.own.add(key)
        elif key:
            self.targets[key] = target
        return key


def _missing_places(fragments: set[bytes], data: bytes, start: int) -> set[bytes]:
    """Those of some fragments that are no places on the page itself."""
    if len(fragments) > FEW:
        return fragments.difference(piece.partition(b'"')[0] for piece in data[start:].split(b' id="')[1:])
    return {fragment for fragment in fragments if data.find(b' id="%b"' % fragment, start) < 0}


def link_key(target: str) -> bytes:
    """The key of a target, as it stands in Survey.links."""
    return key_of(target).to_bytes(KEY, "big", signed=True)


def alternates_in(block: bytes, keys: LinkKeys) -> Alternates:
    """The alternates of a page but for readers of no listed language."""
    found = []
    for tag in block.split(b"<link")[1:]:
        language = _attribute(tag, b' hreflang="')
        if language and language != "x-default":
            found.append((language, keys.target(_attribute(tag, b' href="').encode())))
    return tuple(found)


def _attribute(tag: bytes, name: bytes) -> str:
    return tag.partition(name)[2].partition(b'"')[0].decode()


def file_of(address: str) -> str:
    """The path of the file, and the fragment, of an address below the root of the site."""
    if _PLAIN(address):
        return f"{address}index.html"
    path, _, fragment = address.partition("#")
    path = unquote(path.partition("?")[0])
    if not path or path.endswith("/"):
        path += "index.html"
    elif "." not in path.rpartition("/")[2] and path != "_headers":
        path += "/index.html"
    return f"{path}#{fragment}" if fragment else path
