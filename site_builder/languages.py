"""What the site knows of a language beyond CLDR: its own name and its direction, as text and as markup."""

from __future__ import annotations

from copy import deepcopy
from functools import cache, cached_property
from typing import Any

from babel import Locale, localedata  # noqa: TID251 -- OwnLocale is made of it
from babel.core import UnknownLocaleError
from markupsafe import Markup, escape

# The names that speakers look for in a language switch. CLDR writes some in lower case, some with a country.
OWN_NAMES = {
    "ar": "العربية",
    "bg": "Български",
    "ckb": "کوردیی ناوەندی",
    "de": "Deutsch",
    "de-simple": "Leichtes Deutsch",
    "en": "English",
    "es": "Español",
    "fa": "فارسی",
    "fa-AF": "دری",
    "fr": "Français",
    "it": "Italiano",
    "kmr": "Kurmancî",
    "pl": "Polski",
    "ps": "پښتو",
    "pt": "Português",
    "ro": "Română",
    "ru": "Русский",
    "so": "Soomaali",
    "sq": "Shqip",
    "ti": "ትግርኛ",
    "tr": "Türkçe",
    "uk": "Українська",
    "ur": "اردو",
    "vi": "Tiếng Việt",
    "zh": "中文",
}

# The parts of CLDR that have aliases in its root.
WITH_ALIASES = ("days", "months", "quarters", "eras", "currency_formats")

RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
RIGHT_TO_LEFT_SCRIPTS = frozenset({"Arab", "Hebr", "Thaa"})


def primary(language: str) -> str:
    """The language subtag of a BCP 47 tag: `fa` of `fa-AF`."""
    return language.partition("-")[0]


@cache
def direction(language: str) -> str:
    """`rtl` or `ltr`, as in the HTML attribute `dir`."""
    subtags = language.split("-")
    script = next((subtag.title() for subtag in subtags[1:] if len(subtag) == 4 and subtag.isalpha()), None)
    if script:
        return "rtl" if script in RIGHT_TO_LEFT_SCRIPTS else "ltr"
    return "rtl" if subtags[0] in RIGHT_TO_LEFT else "ltr"


def attributes(language: str) -> Markup:
    """The HTML attributes that mark a fragment as being in a language, with a space before them."""
    return Markup(' lang="{}" dir="{}"').format(language, direction(language))


def isolated(language: str, text: str) -> Markup:
    """Text in another language inside a sentence, kept apart from the sentence's direction."""
    return Markup("<bdi{}>{}</bdi>").format(attributes(language), escape(text))


def own_name(language: str) -> str:
    """The name of a language in that language."""
    if language in OWN_NAMES:
        return OWN_NAMES[language]
    locale = locale_of(language)
    name = locale.get_language_name(locale) if locale else None
    return name[:1].upper() + name[1:] if name else language


class OwnLocale(Locale):
    """A CLDR locale that shares with no other what it looks up.

    Babel 2.18 writes what an alias of CLDR's root leads to into data that all locales share: once a page in Urdu named
    a weekday, pages in Turkish named it in Urdu (https://github.com/python-babel/babel/issues/1234). So nobody in a
    process may use `babel.Locale` itself: what it wrote is copied here.
    """

    @cached_property
    def _data(self) -> localedata.LocaleDataDict:
        shared: dict[Any, Any] = localedata.load(str(self))
        return localedata.LocaleDataDict({**shared, **{name: deepcopy(shared[name]) for name in WITH_ALIASES}})


@cache
def locale_of(language: str, country: str | None = None) -> Locale | None:
    """The CLDR locale of a language as it is used in a country, or the language's; None if CLDR has neither."""
    subtags = language.split("-")
    candidates = [language, subtags[0]]
    if country and len(subtags) == 1:
        candidates.insert(0, f"{language}-{country}")
    for candidate in candidates:
        try:
            return OwnLocale.parse(candidate, sep="-")
        except (UnknownLocaleError, ValueError):  # ValueError: `simple` is a variant that Babel cannot read
            continue
    return None
