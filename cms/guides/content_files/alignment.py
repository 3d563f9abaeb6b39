"""Translated texts beside their source, segment by segment, as wagtail-localize stores them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import Any

from wagtail_localize.strings import StringValue, extract_strings

from cms.guides.content_files.markdown import GAP, GAP_IN_RICH_TEXT

# A segment's string and the attributes of its links, by the id under which the string has them.
Segment = tuple[str, dict[str, dict[str, Any]]]

LINK_ID = re.compile(r'<a id="(a\d+)">')


class AlignmentError(ValueError):
    """A translation does not have the segments or the links of its source."""


def segments(text: str, *, is_rich: bool) -> list[Segment]:
    """The segments of a text as wagtail-localize cuts it: one of plain text, one a paragraph of rich text."""
    if not is_rich:
        return [(StringValue.from_plaintext(text).data, {})] if text else []
    return [(string.data, attributes) for string, attributes in extract_strings(text)[1]]


def align(source: list[Segment], translated: list[Segment], describe: Callable[[dict[str, Any]], str]) -> list[str]:
    """The translated strings, one for each source segment, their links called as in the source; "" for a gap.

    Args:
        source: segments of the source.
        translated: segments of the translation.
        describe: names the target of a link for the message of an error.

    Raises:
        AlignmentError: when the counts or the targets of the links differ, or one string has two translations:
            wagtail-localize keeps one for each string and place.
    """
    if len(source) != len(translated):
        message = (
            f"has {len(translated)} paragraphs, headings and list items, the source has {len(source)}. "
            f"Give each of the source's its own, {GAP} where there is none."
        )
        raise AlignmentError(message)
    aligned = [
        _relinked(number, original, string, describe)
        for number, (original, string) in enumerate(zip(source, translated, strict=True), start=1)
    ]
    first: dict[str, str] = {}
    for (string, _links), translation in zip(source, aligned, strict=True):
        if translation and first.setdefault(string, translation) != translation:
            message = f"translates “{string}” in two ways. What the source says twice, the translation says twice."
            raise AlignmentError(message)
    return aligned


def _relinked(number: int, original: Segment, translated: Segment, describe: Callable[[dict[str, Any]], str]) -> str:
    """The translated string with the source's ids on its links, which are told by where they lead."""
    if translated[0] == GAP_IN_RICH_TEXT:
        return ""
    wanted = _numbered(original[1])
    found = _numbered(translated[1])
    lost = [describe(original[1][wanted[target]]) for target in wanted.keys() - found.keys()]
    new = [describe(translated[1][found[target]]) for target in found.keys() - wanted.keys()]
    if lost or new:
        parts = [f"lacks the link to {', '.join(sorted(lost))}"] if lost else []
        parts += [f"has a link to {', '.join(sorted(new))}, which the source has not"] if new else []
        message = f"{' and '.join(parts)} (paragraph {number}). A translation keeps the links of its source."
        raise AlignmentError(message)
    ids = {found[target]: wanted[target] for target in found}
    return LINK_ID.sub(lambda match: f'<a id="{ids[match[1]]}">', translated[0])


def _numbered(links: dict[str, dict[str, Any]]) -> dict[tuple[str, int], str]:
    """Ids of links by (target, how many links to it came before)."""
    seen: Counter[str] = Counter()
    numbered = {}
    for link_id, attributes in links.items():
        target = attributes.get("href") or f"page {attributes.get('id')}"
        numbered[target, seen[target]] = link_id
        seen[target] += 1
    return numbered
