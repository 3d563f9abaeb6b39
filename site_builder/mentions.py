"""Mentions in rich text: what an editor refers to by identity becomes what a reader needs in that place.

A mention is `<a data-ref="UUID" data-kind="KIND">label</a>`. Its target's kind decides what it becomes:

| target | becomes |
|---|---|
| page, office, organisation | a link with the label |
| document type | a link with the label, the official name after it where the text is in another language |
| term | a link to its entry in the glossary |
| contact | the label, then the number to call |
| cost | the amount, or the word for free; the label where no amount is known |
| nothing (not published, withdrawn) | the label |

A number or amount is read from the fact itself, so that no translation can show another one.
"""

from __future__ import annotations

import re
from typing import Protocol

from markupsafe import Markup

from site_builder.formats import telephone
from site_builder.guide import Guide
from site_builder.languages import isolated
from site_builder.library import Document

# Rich text is sanitised where it is written: its tags are balanced and its attributes quoted.
MENTION = re.compile(r'<a\b[^>]*\bdata-ref="([0-9a-f-]{36})"[^>]*>(.*?)</a>', re.DOTALL)
# A paragraph or an entry of a list that is nothing but a link: it stands in no sentence, so a finger needs room for it.
LONE_LINK = re.compile(r"<(p|li)>(?=<a\b[^>]*>(?:[^<]|<(?!/?(?:a|p|li)\b))*</a>(?:</\1>|<[uo]l>))")


class Reading(Protocol):
    """What the resolution of a mention asks of the language that the text is written in."""

    guide: Guide
    language: str

    def price(self, cost: Document) -> Markup | None:
        """The amount of a cost in words; None if none is known."""


def resolve(html: str, reading: Reading, page_language: str) -> Markup:
    """Rich text with its mentions resolved.

    `reading` is the language of the text, `page_language` that of the page around it and so of the pages linked to:
    they differ where a page shows source text.
    """
    if "data-ref=" in html:
        html = MENTION.sub(lambda found: _become(found[1], found[2], reading, page_language), html)
    if "<a" in html:
        html = LONE_LINK.sub(r'<\1 class="lone">', html)
    return Markup(html)  # noqa: S704 -- rich text is sanitised before it is published


def _become(uuid: str, label: str, reading: Reading, page_language: str) -> str:
    guide = reading.guide
    target = guide.document(uuid, page_language)
    if target is None:
        return label
    if target["kind"] == "contact":
        return f"{label} {telephone(target['number'])}"
    if target["kind"] == "cost":
        return str(reading.price(target) or label)
    url = guide.url(uuid, page_language)
    if url is None:
        return label
    link = f'<a href="{url}">{label}</a>'
    if target["kind"] == "document_type" and reading.language != guide.source_language:
        return f"{link} ({isolated(guide.source_language, target['official_name'])})"
    return link
