"""Links and formatting: every link of the source, and no other, must be in the translation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from translations.findings import Finding, error, warning
from translations.markup import Span

from .pair import Pair, difference


def check_tags(pair: Pair) -> Iterator[Finding]:
    """Lost, invented and doubled links are errors, other tags warnings."""
    source, target = pair.source_markup.spans, pair.target_markup.spans
    lost, invented = _links(source) - _links(target), _links(target) - _links(source)
    if lost:
        text = pair.source_text
        yield error("link_lost", ", ".join(text[s.start : s.end] or s.id for s in source if _link(s) in lost))
    if invented:
        yield error("link_invented", " ".join(invented.elements()))
    if changed := difference(_formatting(source), _formatting(target)):
        yield warning("markup_changed", changed)


def _links(spans: tuple[Span, ...]) -> Counter[str]:
    """The links by the id under which their addresses are kept."""
    return Counter(_link(span) for span in spans if span.tag == "a")


def _link(span: Span) -> str:
    return (span.id or "<a>") if span.tag == "a" else ""


def _formatting(spans: tuple[Span, ...]) -> Counter[str]:
    return Counter(f"<{span.tag}>" for span in spans if span.tag != "a")
