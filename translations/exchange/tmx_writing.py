"""Writing TMX 1.4, unit by unit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from translations.exchange.inline_tags import segment_of, xml_attribute

TOOL, TOOL_VERSION = "Waymark", "1"


@dataclass(frozen=True, slots=True)
class Written:
    """A unit to write: its source, its translations by language and when each was made."""

    source: str
    targets: dict[str, tuple[str, datetime]]


def tmx(units: Iterable[Written], source_language: str) -> Iterator[str]:
    """The file in pieces."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n'
    yield (
        f'<header creationtool="{TOOL}" creationtoolversion="{TOOL_VERSION}" segtype="block" o-tmf="{TOOL}" '
        f'adminlang="en" srclang={xml_attribute(source_language)} datatype="html"/>\n<body>\n'
    )
    for unit in units:
        yield "<tu>\n" + _variant(source_language, unit.source)
        for language, (html, changed_at) in unit.targets.items():
            yield _variant(language, html, f' changedate="{changed_at:%Y%m%dT%H%M%SZ}"')
        yield "</tu>\n"
    yield "</body>\n</tmx>\n"


def _variant(language: str, html: str, attributes: str = "") -> str:
    return f"<tuv xml:lang={xml_attribute(language)}{attributes}><seg>{segment_of(html)}</seg></tuv>\n"
