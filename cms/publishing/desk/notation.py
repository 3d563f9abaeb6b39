"""A segment's HTML as a person edits it in a text field, and back.

Text stands as it reads, with `&` and not `&amp;`, and a line break is a new line. Inline tags stay visible as short
marks, a link as `<a1>…</a1>` with the reference by which wagtail-localize finds its address again.

In a language that is written from right to left, marks, phone numbers and addresses are wrapped in isolates (U+2066 and
U+2069). Without them the groups of a phone number stand in reverse order, and `</b>` reads `>b/<`. They are taken out
again before the text is stored.
"""

from __future__ import annotations

import re
from html import unescape

from wagtail_localize.strings import INLINE_TAGS

from translations.markup import parse, render
from translations.values import find_values

ISOLATE, END = "\u2066", "\u2069"
_NAMES = "|".join(sorted(set(INLINE_TAGS) - {"a", "br"}, key=len, reverse=True))
# What a person edits: a mark. Text that reads like one is taken for one.
MARK = re.compile(rf"<(?P<end>/?)(?P<name>a\d*|{_NAMES})>")
_TAG = re.compile(r'<(?P<end>/?)(?P<name>\w+)(?:\s+id="(?P<id>[^"]*)")?\s*/?>')
_LINK = re.compile(r"a\d+")


def to_text(html: str, direction: str = "ltr") -> str:
    """What the text field shows for a segment's HTML.

    Args:
        html: a segment, as wagtail-localize's strings are.
        direction: of the language, `ltr` or `rtl`.
    """
    pieces: list[str] = []
    names: list[str] = []
    position = 0
    html = html.replace("\r\n", " ").replace("\n", " ")
    for tag in _TAG.finditer(html):
        pieces.append(unescape(html[position : tag.start()]))
        position = tag.end()
        if tag["name"] == "br":
            pieces.append("\n")
        elif tag["end"]:
            pieces.append(f"</{names.pop() if names else tag['name']}>")
        else:
            names.append(tag["id"] or tag["name"])
            pieces.append(f"<{names[-1]}>")
    text = "".join([*pieces, unescape(html[position:])])
    return isolated(text) if direction == "rtl" else text


def to_html(text: str, *, one_line: bool = False) -> str:
    """The HTML of what stands in the text field. A mark left open ends with it, a stray end is dropped.

    Args:
        text: as `to_text` gives it, changed by a person or not.
        one_line: line breaks become spaces, where the source has none.
    """
    text = without_isolates(text).replace("\r\n", "\n").strip()
    if one_line:
        text = " ".join(text.split("\n"))
    pieces: list[str] = []
    position = 0
    for mark in MARK.finditer(text):
        pieces += [_escaped(text[position : mark.start()]), _tag(mark)]
        position = mark.end()
    return render(parse("".join([*pieces, _escaped(text[position:])])))


def isolated(text: str) -> str:
    """The text with everything in it that is read from left to right isolated from the text around it."""
    places = [(mark.start(), mark.end()) for mark in MARK.finditer(text)]
    places += [(value.start, value.end) for value in find_values(text)]
    pieces: list[str] = []
    position = 0
    for start, end in sorted(places):
        if start >= position:
            pieces += [text[position:start], ISOLATE, text[start:end], END]
            position = end
    return "".join([*pieces, text[position:]])


def without_isolates(text: str) -> str:
    """The text as it is stored."""
    return text.replace(ISOLATE, "").replace(END, "")


def _tag(mark: re.Match[str]) -> str:
    name = mark["name"]
    if not _LINK.fullmatch(name):
        return mark[0]
    return "</a>" if mark["end"] else f'<a id="{name}">'


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", "<br/>")
