"""Puts the tags of a source text back into its translation.

A translated sentence does not say which of its words came from which, and place holders for tags spoil it. So each
tagged phrase is translated a second time on its own, and the words of the translation that are most like it get the
tag. What is like nothing loses its tag, for a check to report and a person to place.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from rapidfuzz import fuzz

from .markup import Markup, Span
from .terms import as_word

# Two forms of one phrase, such as "Ihr Reisepass" and "Ihren Reisepass", are 80 to 95 alike.
ALIKE_ENOUGH = 80
# Shorter words than this are alike by chance: they have to be the same.
SHORTEST_FUZZY = 4
_EDGES = " \t\n\u00a0.,;:!?…\"'„“”‚‘’«»‹›()[]،؛؟。、，：；！？።፣"


class Region(NamedTuple):
    """A stretch of the translated text."""

    start: int
    end: int


@dataclass(slots=True)
class _Node:
    """A span of the source with those inside it."""

    span: Span
    children: list[_Node] = field(default_factory=list)


def phrases(markup: Markup) -> list[str]:
    """The tagged phrases that have to be translated on their own, so that they can be found again."""
    whole = markup.text.strip()
    texts = (markup.text[span.start : span.end].strip() for span in markup.spans)
    return list(dict.fromkeys(text for text in texts if text and text != whole))


def project(source: Markup, text: str, wordings: Mapping[str, Sequence[str]], *, unspaced: bool = False) -> Markup:
    """Give ``text``, the translation of ``source.text``, those spans of the source that find their place in it.

    ``wordings`` has translations for each of ``phrases(source)``, the best first; ``unspaced`` says that the target
    language puts no spaces between words.
    """
    if text == source.text:
        return source
    projection = _Projection(source.text, text, wordings, unspaced)
    root = _tree(source)
    spans = projection.place(root.children, Region(0, len(source.text)), Region(0, len(text)), 0)
    return Markup(text, tuple(spans))


def phrases_without_place(source: Markup, projected: Markup) -> list[str]:
    """The phrases whose tags did not find a place; where equal tags are many, those of all of them."""
    lost = Counter((span.tag, span.id) for span in source.spans)
    lost -= Counter((span.tag, span.id) for span in projected.spans)
    spans = tuple(span for span in source.spans if (span.tag, span.id) in lost)
    return phrases(Markup(source.text, spans))


def _tree(source: Markup) -> _Node:
    root = _Node(Span(0, len(source.text), ""))
    path = [root]
    for span in source.spans:
        del path[span.depth + 1 :]
        node = _Node(span)
        path[-1].children.append(node)
        path.append(node)
    return root


class _Projection:
    def __init__(self, source: str, target: str, wordings: Mapping[str, Sequence[str]], unspaced: bool) -> None:
        self.source = source
        self.target = target
        self.wordings = wordings
        self.unspaced = unspaced

    def place(self, nodes: list[_Node], around: Region, within: Region, depth: int) -> list[Span]:
        """The spans of ``nodes``, which stand in ``around`` in the source, placed inside ``within`` in the target."""
        placed: list[tuple[Region, list[Span]]] = []
        waiting = list(nodes)
        while waiting:
            node = waiting.pop(0)
            region = self._find(node.span, around, within, sorted(region for region, _ in placed))
            if region is None:
                waiting = node.children + waiting
                continue
            span = replace(node.span, start=region.start, end=region.end, depth=depth)
            inner = self.place(node.children, Region(node.span.start, node.span.end), region, depth + 1)
            placed.append((region, [span, *inner]))
        return [span for _, spans in sorted(placed, key=lambda item: item[0]) for span in spans]

    def _find(self, span: Span, around: Region, within: Region, taken: list[Region]) -> Region | None:
        phrase = self.source[span.start : span.end].strip()
        if not phrase:
            # An anchor without text shows nothing: it only has to be kept, at the end that is nearer.
            nearer_start = span.start - around.start <= around.end - span.end
            return Region(within.start, within.start) if nearer_start else Region(within.end, within.end)
        if phrase == self.source[around.start : around.end].strip():
            return _trimmed(self.target, within, " \n")
        wordings = dict.fromkeys(wording for wording in (*self.wordings.get(phrase, ()), phrase) if wording.strip())
        best_score, best = 0.0, None
        for gap in _gaps(within, taken):
            for wording in wordings:
                score, region = self._most_alike(_fitting(wording, phrase), gap)
                if score > best_score:
                    best_score, best = score, region
        return best if best_score >= ALIKE_ENOUGH else None

    def _most_alike(self, wording: str, gap: Region) -> tuple[float, Region]:
        text = self.target[gap.start : gap.end]
        pattern = re.escape(wording) if self.unspaced else as_word(wording)
        same = re.search(pattern, text, re.IGNORECASE) if wording else None
        if same:
            return 100.0, Region(gap.start + same.start(), gap.start + same.end())
        if len(wording) < SHORTEST_FUZZY:
            return 0.0, gap
        if self.unspaced:
            found = fuzz.partial_ratio_alignment(wording, text)
            if found is None or found.dest_end == found.dest_start:
                return 0.0, gap
            return found.score, Region(gap.start + found.dest_start, gap.start + found.dest_end)
        best_score, best = 0.0, gap
        for window in _windows(text, len(wording.split())):
            score = fuzz.ratio(wording.lower(), text[window.start : window.end].lower(), score_cutoff=best_score)
            if score > best_score:
                best_score, best = score, Region(gap.start + window.start, gap.start + window.end)
        return best_score, best


def _windows(text: str, words: int) -> Iterator[Region]:
    """Every run of about as many words as the phrase has, without the punctuation at its ends."""
    tokens = [Region(*match.span()) for match in re.finditer(r"\S+", text)]
    for size in range(max(1, words - 1), words + 3):
        for first, last in zip(tokens, tokens[size - 1 :], strict=False):
            window = _trimmed(text, Region(first.start, last.end), _EDGES)
            if window.end > window.start:
                yield window


def _trimmed(text: str, region: Region, edges: str) -> Region:
    """The region without the characters of ``edges`` at its ends, or as it is if there is nothing else in it."""
    inner = text[region.start : region.end]
    start = region.start + len(inner) - len(inner.lstrip(edges))
    end = region.start + len(inner.rstrip(edges))
    return Region(start, end) if start < end else region


def _fitting(wording: str, phrase: str) -> str:
    """The wording without the full stop that an engine adds to a phrase that has none."""
    bare = wording.strip().rstrip(_EDGES)
    # The official word in brackets behind an agreed translation belongs to it.
    is_open = bare.count("(") > bare.count(")")
    return wording.strip() if is_open or phrase[-1:] in _EDGES else bare


def _gaps(within: Region, taken: list[Region]) -> list[Region]:
    """What is left of a region beside those that are taken."""
    edges = [within.start, *(edge for region in taken for edge in region), within.end]
    return [Region(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if start < end]
