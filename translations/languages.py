"""What the path of a segment has to know of a language: its tag's relatives, its script, whether it spaces words."""

from __future__ import annotations

from functools import lru_cache

import langcodes
from babel.core import Locale, UnknownLocaleError

from site_builder.languages import OwnLocale

# Written without spaces between words: words cannot be counted, and sentences are joined without a space.
UNSPACED = frozenset({"zh", "ja", "th", "lo", "km", "my"})


def base(tag: str) -> str:
    """The language subtag alone: "fa" for "fa-AF"."""
    return tag.split("-", maxsplit=1)[0].lower()


def same_language(source: str, target: str) -> bool:
    """Whether two tags name varieties of one language, as "de" and "de-simple" do."""
    return base(source) == base(target)


def fallbacks(tag: str) -> list[str]:
    """The tag, and the tag without its region: an engine for Persian drafts Dari, an engine for German no easy German.

    Script and variant subtags stay, since text in another script or another register is no draft of this one.
    """
    first, *rest = tag.split("-")
    kept = [subtag for subtag in rest if not _is_region(subtag)]
    return list(dict.fromkeys([tag, "-".join([first, *kept])]))


def _is_region(subtag: str) -> bool:
    return (len(subtag) == 2 and subtag.isalpha()) or (len(subtag) == 3 and subtag.isdigit())


def unspaced(tag: str) -> bool:
    """Whether the language is written without spaces between words."""
    return base(tag) in UNSPACED


@lru_cache(maxsize=256)
def script(tag: str) -> str:
    """The ISO 15924 code of the script a language is usually written in, "" where that is unknown."""
    return langcodes.Language.get(tag).maximize().script or ""


@lru_cache(maxsize=256)
def cldr(tag: str) -> Locale | None:
    """The language's data in CLDR, that of its base language if the tag has none, None if CLDR does not know it."""
    for candidate in dict.fromkeys([tag, *fallbacks(tag), base(tag)]):
        try:
            return OwnLocale.parse(candidate, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return None
