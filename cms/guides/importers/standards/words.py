"""Texts of a feed, plain or HTML that nobody vouches for, as the Markdown of content files."""

from __future__ import annotations

import re
from html import escape, unescape

from cms.guides.content_files.rich_text import markdown
from cms.guides.importers.html_text import TooDeepError, read_html, write_rich_text
from cms.guides.richtext import MAXIMUM_LENGTH

LONGEST_SUMMARY = 400
_MARKUP = re.compile(
    r"</?(p|br|ul|ol|li|b|strong|i|em|u|a|div|span|h[1-6]|table|script|style|img|font)\b[^>]*>", re.IGNORECASE
)
_UNSHOWN = re.compile(r"<(script|style)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
INLINE = ("b", "strong", "i", "em", "u", "a", "span", "font")
_POINT = re.compile(r"(?P<indent> *)(?P<mark>[-*•]|\d{1,3}[.)]) +(?P<words>\S.*)")
_ADDRESS = re.compile(r"(https?://|mailto:|tel:)\S+", re.IGNORECASE)


class TextError(ValueError):
    """A text cannot be shown; the message says why and what to do."""


def as_markdown(text: str, country: str) -> str:
    """`text` as Markdown; markup is sanitised, points of lists and empty lines of plain text are kept.

    Args:
        text: of the feed.
        country: ISO code, whose telephone numbers are written without a country code.

    Raises:
        TextError: for a text that is too long or nested too deeply.
    """
    if len(text) > MAXIMUM_LENGTH:
        message = f"has {len(text):,} characters; at most {MAXIMUM_LENGTH:,} fit. Shorten it."
        raise TextError(message)
    html = text if _MARKUP.search(text) else _html(text)
    try:
        blocks = read_html(html, _link, country)
    except TooDeepError as error:
        raise TextError(f"{error} Write it with less markup.") from error
    return markdown(write_rich_text(blocks, lambda key: None), lambda page: None)


def as_line(text: str) -> str:
    """`text` without markup and in one line."""
    plain = unescape(_MARKUP.sub(_space, _UNSHOWN.sub("", text))) if _MARKUP.search(text) else text
    return " ".join(plain.split())


def _space(tag: re.Match[str]) -> str:
    """What stands for a tag: nothing for one inside words."""
    return "" if tag[1].lower() in INLINE else " "


def summary_of(text: str, longest: int = LONGEST_SUMMARY) -> str:
    """The first paragraph of a text, or as many of its sentences or words as fit into a summary."""
    blocks = re.split(r"\n\s*\n|</p>|</h\d>", text.strip(), maxsplit=1)
    line = as_line(blocks[0])
    if len(line) <= longest:
        return line
    start = line[:longest]
    sentences = re.match(r".*[.!?。؟](?=\s)", start)
    return sentences[0] if sentences else start[: longest - 1].rpartition(" ")[0] + "…"


def _link(address: str) -> str | None:
    return address if _ADDRESS.fullmatch(address) else None


def _html(text: str) -> str:
    """Plain text as HTML: empty lines part paragraphs, lines that begin like points are points."""
    return "".join(_paragraph(each.split("\n")) for each in re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n")))


def _paragraph(lines: list[str]) -> str:
    html, words, index = "", [], 0
    while index < len(lines):
        point = _POINT.match(lines[index])
        if point and point["mark"] not in ("1.", "1)") and point["mark"][0].isdigit():
            point = None  # a number in running text, or a list that does not begin here
        if point is None:
            words.append(escape(lines[index].strip(), quote=False))
            index += 1
            continue
        html, words = html + _joined(words), []
        written, index = _list(lines, index, len(point["indent"]))
        html += written
    return html + _joined(words)


def _joined(words: list[str]) -> str:
    text = "<br>".join(word for word in words if word)
    return f"<p>{text}</p>" if text else ""


def _list(lines: list[str], index: int, indent: int) -> tuple[str, int]:
    """The list that begins in a line, and the line after it. Lines further in belong to the point above."""
    first = _POINT.match(lines[index])
    tag = "ol" if first and first["mark"][0].isdigit() else "ul"
    items: list[str] = []
    while index < len(lines):
        line = lines[index]
        inside = len(line) - len(line.lstrip(" "))
        point = _POINT.match(line)
        if point and inside > indent:
            inner, index = _list(lines, index, inside)
            items[-1] += inner
            continue
        if point is None and (inside <= indent or not items):
            break
        if point and (inside < indent or (tag == "ol") != point["mark"][0].isdigit()):
            break
        if point:
            items.append(escape(point["words"].strip(), quote=False))
        else:
            items[-1] += "<br>" + escape(line.strip(), quote=False)
        index += 1
    return f"<{tag}>" + "".join(f"<li>{item}</li>" for item in items) + f"</{tag}>", index
