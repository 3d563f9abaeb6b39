"""Segments as hypothesis makes them: any text with inline tags within one another, line breaks and odd characters."""

from __future__ import annotations

from hypothesis import strategies as st

from translations.exchange.work import PageOfWork, Piece, Progress, Work
from translations.markup import Markup, Span, render

# All that a database holds: no halves of surrogate pairs, and none of what HTML reads as white space.
characters = st.characters(exclude_categories=["Cs"], exclude_characters="\r\x00")
special = st.sampled_from(
    ["&", "<", ">", '"', "'", "&amp;", "&lt;b&gt;", "<b>", "</b>", "<br/>", "]]>", "=1+1", "\u202e", "\u2067", "\x0b",
     "\ufffe", "\x1b", ";", ",", "\t", "  ", "\u00a0"]
)  # fmt: skip
texts = st.lists(st.one_of(special, st.text(characters, max_size=6)), min_size=1, max_size=8).map("".join)
tags = st.sampled_from(["a", "abbr", "b", "code", "em", "i", "strong"])


@st.composite
def segments(draw: st.DrawFn) -> str:
    """HTML of a segment, with up to three tags around or beside one another."""
    text = draw(texts)
    marks = sorted(draw(st.lists(st.integers(0, len(text)), min_size=4, max_size=4)))
    spans: list[Span] = []
    shape = draw(st.sampled_from(["none", "one", "nested", "beside"]))
    if shape != "none":
        outer, end = draw(tags), marks[3] if shape != "beside" else marks[1]
        spans.append(Span(marks[0], end, outer, "a1" if outer == "a" else ""))
    if shape == "nested":
        spans.append(Span(marks[1], marks[2], draw(tags.filter(lambda tag: tag != "a")), "", 1))
    if shape == "beside":
        second = draw(tags)
        spans.append(Span(marks[2], marks[3], second, "a2" if second == "a" else ""))
    return render(Markup(text, tuple(spans)))


def work(*pieces: Piece, target: str = "de") -> Work:
    """One page of these segments."""
    return Work("en", target, [PageOfWork("5b6c6f3e-6d0e-4a55-9d0e-3c1a5a1f0001", "Register", tuple(pieces))])


def piece(source: str, target: str = "", *, number: int = 1, progress: Progress = Progress.REVIEWED) -> Piece:
    """A segment without anything beside it."""
    return Piece(f"{number:016x}-{number:016x}", "Title", source, target, progress, "0123456789abcdef")
