"""Inline tags of a segment as XLIFF 2 writes them: codes that point to the native tags, which stand aside.

A code of the translation has the number of the source's code that it stands for, so that tools can show what is
missing. A tool may drop the native tags, write a pair as two halves, or cut a unit into sentences: numbers and kinds
suffice to put the tags together again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape, unescape
from typing import Literal, NamedTuple
from xml.sax.saxutils import escape as xml_escape

from translations.markup import parse, render

# Type and subtype of a tag, of those that XLIFF names.
KINDS = {
    "a": 'type="link"',
    "b": 'type="fmt" subType="xlf:b"',
    "strong": 'type="fmt" subType="xlf:b"',
    "i": 'type="fmt" subType="xlf:i"',
    "em": 'type="fmt" subType="xlf:i"',
    "br": 'type="fmt" subType="xlf:lb"',
}
OTHER_KIND = 'type="fmt"'
BREAK = "<br/>"
_FROM_SUBTYPES = {"xlf:b": "<b>", "xlf:i": "<i>", "xlf:lb": BREAK}
_OPENING = re.compile(r'<(?:abbr|acronym|b|code|em|i|strong)>|<a(?: id="[\w-]{1,40}")?>')
_BREAK = re.compile(r"<br ?/?>")
_TAG = re.compile(r"(<[^>]*>)")
# XML 1.0 has no place for them, not even escaped; XLIFF has an element.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_SURROGATES = re.compile("[\ud800-\udfff]")


CodeKind = Literal["opens", "closes", "alone"]


class Token(NamedTuple):
    """A part of a text: words, or a code with what is known of it."""

    kind: Literal["text"] | CodeKind
    text: str = ""
    code: str = ""
    data: str = ""
    subtype: str = ""
    copy_of: str = ""


@dataclass
class Codes:
    """The codes of one unit, numbered through its source, and its native tags by the ids under which they stand."""

    data: dict[str, str] = field(default_factory=dict)
    _numbers: dict[str, list[int]] = field(default_factory=dict)
    _last: int = 0

    def source(self, html: str) -> str:
        """The content of <source>. Comes first: it says which codes there are."""
        return self._written(html, self._numbers)

    def target(self, html: str) -> str:
        """The content of <target>: codes that the source has too get their numbers."""
        free = {tag: list(numbers) for tag, numbers in self._numbers.items()}
        return self._written(html, {}, free)

    def original_data(self) -> str:
        """The native tags, "" if there are none."""
        if not self.data:
            return ""
        entries = "".join(f'<data id="{key}">{xml_escape(tag)}</data>' for tag, key in self.data.items())
        return f"<originalData>{entries}</originalData>\n"

    def _written(self, html: str, used: dict[str, list[int]], free: Mapping[str, list[int]] | None = None) -> str:
        pieces: list[str] = []
        for piece in _TAG.split(render(parse(_SURROGATES.sub("", html)))):
            if not piece.startswith("<"):
                pieces.append(xliff_text(unescape(piece)))
            elif piece.startswith("</"):
                pieces.append("</pc>")
            else:
                numbers = (free or {}).get(piece)
                number = numbers.pop(0) if numbers else self._next()
                used.setdefault(piece, []).append(number)
                pieces.append(self._code(piece, number))
        return "".join(pieces)

    def _code(self, tag: str, number: int) -> str:
        name = tag.strip("</>").split(" ")[0]
        kind = KINDS.get(name, OTHER_KIND)
        if tag == BREAK:
            return f'<ph id="{number}" dataRef="{self._key(tag)}" {kind}/>'
        start, end = self._key(tag), self._key(f"</{name}>")
        # A link that is lost or doubled keeps a translation from readers: say so to the tool.
        rights = ' canCopy="no" canDelete="no"' if name == "a" else ""
        return f'<pc id="{number}" dataRefStart="{start}" dataRefEnd="{end}" {kind}{rights}>'

    def _key(self, tag: str) -> str:
        return self.data.setdefault(tag, f"d{len(self.data) + 1}")

    def _next(self) -> int:
        self._last += 1
        return self._last


def xliff_text(text: str) -> str:
    """Text as XLIFF writes it, with an element for each character that XML cannot hold."""
    escaped = xml_escape(text, {"\r": "&#13;"})
    return _NO_XML.sub(lambda match: f'<cp hex="{ord(match[0]):04X}"/>', escaped)


def code_point(digits: str) -> str:
    """The character that a <cp> stands for, "" for what is none. Raises ValueError for other digits."""
    number = int(digits, 16)
    return "" if number > 0x10FFFF or 0xD800 <= number <= 0xDFFF else chr(number)


def tag_of(token: Token, data: Mapping[str, str]) -> str:
    """The tag that a code stands for by itself, "" if nothing tells."""
    native = data.get(token.data, "").strip()
    if token.kind == "opens" and _OPENING.fullmatch(native):
        return native
    if token.kind == "alone" and _BREAK.fullmatch(native):
        return BREAK
    known = _FROM_SUBTYPES.get(token.subtype, "")
    return known if (known == BREAK) == (token.kind == "alone") else ""


def html_of(tokens: Sequence[Token], source: Sequence[Token], data: Mapping[str, str]) -> tuple[str, int]:
    """The HTML of a text, and how many of its codes stand for nothing that is known, or have but one half.

    Args:
        tokens: the text.
        source: the source's text, whose codes tell what those with the same numbers stand for.
        data: native tags by id.
    """
    known = {(token.kind, token.code): tag for token in source if (tag := tag_of(token, data))}
    pieces: list[str] = []
    is_open: dict[str, str] = {}
    broken = 0
    for token in tokens:
        if token.kind == "text":
            pieces.append(escape(token.text, quote=False))
        elif token.kind == "closes":
            broken += token.code not in is_open
            if opened := is_open.pop(token.code, ""):
                pieces.append(f"</{opened.strip('<>').split(' ')[0]}>")
        else:
            tag = tag_of(token, data) or known.get((token.kind, token.copy_of or token.code), "")
            broken += not tag
            pieces.append(tag)
            if token.kind == "opens":
                is_open[token.code] = tag
    # What is not closed would reach to the end of the text.
    return render(parse("".join(pieces))), broken + len(is_open)
