"""What of a page the search of the admin looks through: its texts, and facts that people know it by."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import phonenumbers
from wagtail.models import Page

from cms.cities.trees import home_of
from cms.guides.texts import texts_of
from cms.guides.validators import SHORT_NUMBER
from site_builder.search.folding import words

TAG = re.compile(r"<[^>]+>")
# Facts that are one line of text.
FACTS = ("official_name", "street", "postal_code", "locality", "venue", "email", "website", "attribution", "source_url")
# How often a word of the title counts as much as one of the text.
TITLE_WEIGHT = 3
# The same for facts. Those of a translation are its source's, where they are changed, so the source comes first.
SOURCE_WEIGHT = 3


def search_text(page: Page) -> str:
    """The folded words of a page, those of the text once each, and its telephone numbers in every spelling's digits."""
    texts = [html.unescape(TAG.sub(" ", text.content)) if text.is_rich else text.content for text in texts_of(page)]
    found = dict.fromkeys(word for text in texts for word in words(text))
    facts = dict.fromkeys(word for name in FACTS for word in words(str(getattr(page, name, "") or "")))
    known = [*facts, *_numbers(page)]
    weight = SOURCE_WEIGHT if known and _is_source(page) else 1
    return " ".join([*words(page.title) * TITLE_WEIGHT, *found, *known * weight])


def spellings(number: str) -> list[str]:
    """The digits that a telephone number has in the ways people write it: with and without country and area code."""
    digits = "".join(character for character in number if character.isdigit())
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return [digits] if digits else []
    national = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.NATIONAL)
    significant = phonenumbers.national_significant_number(parsed)
    area = phonenumbers.length_of_geographical_area_code(parsed)
    found = [
        f"{parsed.country_code}{significant}",
        "".join(character for character in national if character.isdigit()),
        significant,
        significant[area:],
    ]
    return list(dict.fromkeys(found))


def _is_source(page: Page) -> bool:
    home = home_of(page)
    return home is not None and home.is_source


def _numbers(page: Page) -> Iterator[str]:
    number = getattr(page, "number", "")
    if number:
        yield from [number] if SHORT_NUMBER.match(number) else spellings(number)
    for block in getattr(page, "phones", ()) or ():
        yield from spellings(block.value.get("number") or "")
