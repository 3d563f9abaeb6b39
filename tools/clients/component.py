"""The web component: its script made small, and its words in every language of the interface."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path

import rcssmin
import rjsmin

from site_builder.environment import ThemeEnvironment
from site_builder.formats import DATE_FIELD
from site_builder.languages import OwnLocale
from tools.clients.component_words import ONLY_HERE
from tools.clients.shortening import shortened

# What stands in the theme's catalogues, so that a guide and what is embedded of it say the same.
FROM_THE_THEME = {
    "papers": "What you need",
    "costs": "What it costs",
    "where": "Where to go",
    "original": "original",
    "sworn": "sworn translation",
    "only": "Only in this case:",
    "free": "free",
    "varies": "The amount varies",
    "run": "{first} to {last}",
    "comma": ", ",
    "span": "{opens}–{closes}",
    "booked": "by appointment only",
    "book": "Book an appointment",
    "closedDay": "Closed on {date}",
    "closed": "Closed from {start} to {end}",
    "checked": "Facts checked on {date}",
    "machine": "Translated by a machine, not checked by a person yet",
    "fallback": "This page is not translated yet. It is in the original language: {source}.",
    "unknown": "This page does not exist",
}
LANGUAGES = ("ar", "de", "en", "es", "fa", "fr", "pt", "ti", "tr", "uk")
# The parts of a date as the API gives it.
DATE = {"d": "{day}", "MMMM": "{month}", "M": "{number}", "y": "{year}"}


def query(source: Path) -> tuple[str, str]:
    """What the component asks, in one line, and its SHA-256: the API knows it by that (cms.api.standing)."""
    text = " ".join((source / "query.graphql").read_text().split())
    return text, hashlib.sha256(text.encode()).hexdigest()


def script(source: Path) -> str:
    """The component as pages load it: the hash of its query and its style are in it."""
    parts = {
        "__HASH__": json.dumps(query(source)[1]),
        "__LANGUAGES__": json.dumps(LANGUAGES, separators=(",", ":")),
        "__CSS__": json.dumps(rcssmin.cssmin((source / "component.css").read_text()).replace('"', "'")),
    }
    text = rjsmin.jsmin((source / "component.js").read_text())
    for name, value in parts.items():
        text = text.replace(name, value)
    return f"{shortened(text.strip())}\n"


def words(environment: ThemeEnvironment) -> Mapping[str, str]:
    """By language, what the component says in it, as JSON: pages run one file of ours and no other."""
    return {language: _words(environment, language) for language in LANGUAGES}


def _words(environment: ThemeEnvironment, language: str) -> str:
    gettext = environment.catalogue(language).gettext
    locale = OwnLocale(language)
    names = locale.days["stand-alone"]["wide"]
    months = locale.months["format"]["wide"]
    said = {
        "lang": language,
        **{name: gettext(text) for name, text in FROM_THE_THEME.items()},
        **{name: texts[language] for name, texts in ONLY_HERE.items()},
        "days": [names[day] for day in range(7)],
        "months": [months[month] for month in range(1, 13)],
        "date": DATE_FIELD.sub(_placeholder, locale.date_formats["long"].pattern),
    }
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")) + "\n"


def _placeholder(match: re.Match[str]) -> str:
    return match[1] if match[1] is not None else DATE.get(match[0], match[0])
