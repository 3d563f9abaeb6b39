"""A segment's HTML as plain text and spans, and back.

wagtail-localize leaves only inline tags in a segment, without attributes except `id` on links: the reference by which
it finds the link's address again.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser

LINE_BREAK = "br"


@dataclass(frozen=True, slots=True)
class Span:
    """A tag and the text it encloses, from ``start`` to ``end`` in characters; ``depth`` counts the tags around it."""

    start: int
    end: int
    tag: str
    id: str = ""
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Markup:
    """Text without tags, line breaks as "\\n", and its spans in the order in which their tags open."""

    text: str
    spans: tuple[Span, ...] = ()


def parse(html: str) -> Markup:
    """Take the tags out of ``html``. A tag that is left open ends with the text; an end without a start is dropped."""
    parser = _Parser()
    parser.feed(html)
    parser.close()
    return parser.markup()


def render(markup: Markup) -> str:
    """The HTML of text and spans; for any HTML that ``parse`` read and this wrote, both together change nothing."""
    pieces: list[str] = []
    position = 0
    open_spans: list[Span] = []

    def text_until(end: int) -> None:
        nonlocal position
        pieces.append(escape(markup.text[position:end], quote=False).replace("\n", "<br/>"))
        position = end

    def close() -> None:
        span = open_spans.pop()
        text_until(span.end)
        pieces.append(f"</{span.tag}>")

    for span in markup.spans:
        while len(open_spans) > span.depth:
            close()
        text_until(span.start)
        pieces.append(f'<{span.tag} id="{escape(span.id)}">' if span.id else f"<{span.tag}>")
        open_spans.append(span)
    while open_spans:
        close()
    text_until(len(markup.text))
    return "".join(pieces)


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._text = ""
        self._spans: list[Span] = []
        self._open: list[int] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == LINE_BREAK:
            self._text += "\n"
            return
        place = len(self._text)
        self._open.append(len(self._spans))
        self._spans.append(Span(place, place, tag, dict(attrs).get("id") or "", len(self._open) - 1))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if not any(self._spans[index].tag == tag for index in self._open):
            return
        while True:
            if self._close_innermost() == tag:
                return

    def handle_data(self, data: str) -> None:
        # A line end in HTML is white space; only <br> breaks a line.
        self._text += data.replace("\r\n", " ").replace("\n", " ").replace("\r", " ")

    def _close_innermost(self) -> str:
        index = self._open.pop()
        span = self._spans[index]
        self._spans[index] = Span(span.start, len(self._text), span.tag, span.id, span.depth)
        return span.tag

    def markup(self) -> Markup:
        while self._open:
            self._close_innermost()
        return Markup(self._text, tuple(self._spans))
