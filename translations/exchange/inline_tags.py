"""Inline tags of a segment as TMX writes them: the native tag inside <bpt>, <ept> and <ph>, with what kind it is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape, unescape
from xml.sax.saxutils import escape as xml_escape
from xml.sax.saxutils import quoteattr

from translations.markup import parse, render

# What TMX 1.4 recommends to call them.
TYPES = {"a": "link", "abbr": "x-abbr", "b": "bold", "code": "x-code", "em": "italic", "i": "italic", "strong": "bold"}
FROM_TYPES = {"bold": "b", "italic": "i"}
LINE_BREAK_TYPE = "lb"
# Tags without anything of a page in them; a link names its address by an id.
_OPENING = re.compile(r'<(abbr|acronym|b|code|em|i|strong)>|<a(?: id="[\w-]{1,40}")?>')
_BREAK = re.compile(r"<br ?/?>")
_TAG = re.compile(r"(<[^>]*>)")
# XML 1.0 has no place for them, not even escaped.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def xml_text(text: str) -> str:
    """Text as XML writes it."""
    return xml_escape(_NO_XML.sub("", text))


def xml_attribute(text: str) -> str:
    """The value of an attribute as XML writes it, in quotation marks."""
    return quoteattr(_NO_XML.sub("", text))


def segment_of(html: str) -> str:
    """The content of a <seg> for a segment's HTML."""
    pieces: list[str] = []
    open_tags: list[int] = []
    number = 0
    for piece in _TAG.split(render(parse(html))):
        if not piece.startswith("<"):
            pieces.append(xml_text(unescape(piece)))
        elif piece.startswith("</"):
            pieces.append(f'<ept i="{open_tags.pop()}">{xml_text(piece)}</ept>')
        else:
            number += 1
            if _BREAK.fullmatch(piece):
                pieces.append(f'<ph x="{number}" type="{LINE_BREAK_TYPE}">{xml_text(piece)}</ph>')
                continue
            kind = TYPES.get(piece.strip("<>").split(" ")[0], "x-tag")
            pieces.append(f'<bpt i="{number}" x="{number}" type="{kind}">{xml_text(piece)}</bpt>')
            open_tags.append(number)
    return "".join(pieces)


@dataclass
class SegmentReader:
    """Puts a segment's HTML together again. Tags that a segment cannot have are left out and counted."""

    left_out: int = 0
    _pieces: list[str] = field(default_factory=list)
    _open: dict[str, str] = field(default_factory=dict)

    def text(self, text: str) -> None:
        """Text between tags."""
        self._pieces.append(escape(text, quote=False))

    def opens(self, pair: str, native: str, kind: str) -> None:
        """A <bpt>: its number, the native tag inside it and its type."""
        tag = native.strip() if _OPENING.fullmatch(native.strip()) else ""
        if not tag and kind in FROM_TYPES:
            tag = f"<{FROM_TYPES[kind]}>"
        if not tag:
            self.left_out += 1
        self._open[pair] = tag
        self._pieces.append(tag)

    def closes(self, pair: str) -> None:
        """An <ept>. Raises KeyError when no <bpt> has its number."""
        if tag := self._open.pop(pair):
            self._pieces.append(f"</{tag.strip('<>').split(' ')[0]}>")

    def stands_alone(self, native: str, kind: str) -> None:
        """A <ph>, <it> or <ut>."""
        if _BREAK.fullmatch(native.strip()) or kind == LINE_BREAK_TYPE:
            self._pieces.append("<br/>")
        else:
            self.left_out += 1

    @property
    def never_closed(self) -> list[str]:
        """The numbers of each <bpt> without <ept>."""
        return list(self._open)

    def html(self) -> str:
        """The segment as wagtail-localize writes its strings."""
        return render(parse("".join(self._pieces))).strip()
