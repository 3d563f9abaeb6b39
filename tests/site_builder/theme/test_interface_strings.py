from __future__ import annotations

import gettext
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from jinja2.ext import babel_extract

from site_builder.languages import OwnLocale
from tests.site_builder.theme.conftest import THEME

ROOT = THEME.parents[1]
LANGUAGES = ["en", "de", "fr", "es", "pt", "ar", "fa", "uk", "tr", "ti"]
SCRIPTS = {"ar": r"[\u0600-\u06ff]", "fa": r"[\u0600-\u06ff]", "uk": r"[\u0400-\u04ff]", "ti": r"[\u1200-\u139f]"}
FOREIGN_WORDS = {"WCAG", "AA", "QR", "GraphQL", "cookie"}  # names that are written so in every script
PLACEHOLDER = re.compile(r"\{(\w+)\}")
MANY = range(201)  # numbers enough to meet every plural form


@cache
def used() -> dict[Any, str]:
    """The interface strings that templates and views ask for, each with a file that does."""
    found: dict[Any, str] = {}
    for template in sorted(THEME.glob("templates/**/*.html")):
        with template.open("rb") as file:
            for _line, _function, message, _comments in babel_extract(file, ("_",), [], {}):
                found[message] = template.name
    keywords = {"_": None, "gettext": None, "ngettext": (1, 2), "translate": (1, 2)}
    for module in sorted((ROOT / "site_builder").rglob("*.py")):
        with module.open("rb") as file:
            for _line, message, _comments, _context in extract("python", file, keywords=keywords):
                found[message if isinstance(message, str) else (message[0], message[1])] = module.name
    # The admin of the CMS has catalogues of its own; what its readers' forms say is asked for with `say`.
    for module in sorted((ROOT / "cms" / "contributions").rglob("*.py")):
        with module.open("rb") as file:
            for _line, message, _comments, _context in extract("python", file, keywords={"say": None}):
                found[message] = module.name
    return found


@cache
def catalogue(language: str) -> Catalog:
    with (THEME / "locale" / language / "LC_MESSAGES" / "waymark.po").open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def entries(language: str) -> list[Message]:
    return [message for message in catalogue(language) if message.id]


def texts(message: Message) -> list[str]:
    return list(message.string) if isinstance(message.string, (tuple, list)) else [str(message.string)]


def plural(language: str) -> list[int]:
    """For each number the index of its plural form."""
    form = gettext.c2py(catalogue(language).plural_expr)
    return [form(number) for number in MANY]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_string_is_translated_and_none_is_left_over(language: str) -> None:
    known = {message.id if isinstance(message.id, str) else tuple(message.id): message for message in entries(language)}
    assert not set(used()) - set(known), "missing"
    assert not set(known) - set(used()), "left over"
    assert [message.id for message in known.values() if not all(texts(message)) or message.fuzzy] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_plural_forms_are_complete_and_agree_with_cldr(language: str) -> None:
    forms = plural(language)
    for message in entries(language):
        if not isinstance(message.id, str):
            assert len(texts(message)) == catalogue(language).num_plurals == max(forms) + 1, message.id
    categories: dict[str, set[int]] = {}
    for number, form in zip(MANY, forms, strict=True):
        categories.setdefault(OwnLocale.parse(language).plural_form(number), set()).add(form)
    assert all(len(found) == 1 for found in categories.values()), categories


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_placeholder_is_lost_or_invented(language: str) -> None:
    # Where a form is used for one number only, the word says it: "يومان" is two days.
    forms = plural(language)
    for message in entries(language):
        wanted = set(PLACEHOLDER.findall(message.id if isinstance(message.id, str) else message.id[1]))
        for index, text in enumerate(texts(message)):
            lost = wanted - set(PLACEHOLDER.findall(text))
            allowed = {"count"} if not isinstance(message.id, str) and forms.count(index) == 1 else set()
            assert lost <= allowed, f"{message.id}: {text} lacks {lost}"
            assert not set(PLACEHOLDER.findall(text)) - wanted, f"{message.id}: {text}"


@pytest.mark.parametrize("language", sorted(SCRIPTS))
def test_strings_are_in_the_script_of_their_language(language: str) -> None:
    for message in entries(language):
        for text in texts(message):
            bare = PLACEHOLDER.sub("", text)
            latin = set(re.findall(r"[A-Za-z]+", bare)) - FOREIGN_WORDS
            assert not latin, f"{message.id}: {text}"
            assert re.search(SCRIPTS[language], bare) or not re.search(r"\w", bare), f"{message.id}: {text}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_strings_keep_the_punctuation_that_joins_them_to_what_follows(language: str) -> None:
    colons = (":", "፦", "：")
    for message in entries(language):
        if isinstance(message.id, str):
            assert message.id.endswith(":") == texts(message)[0].endswith(colons), message.id
            assert message.id.endswith(" ") == texts(message)[0].endswith(" "), message.id


def test_no_full_stop_follows_a_date_in_ukrainian_which_ends_with_one() -> None:
    assert [
        text for message in entries("uk") for text in texts(message) if re.search(r"\{(date|start|end)\}\.", text)
    ] == []


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_strings_are_translated_not_copied(language: str) -> None:
    worded = [message for message in entries(language) if re.search("[a-z]{2}", PLACEHOLDER.sub("", str(message.id)))]
    same = [message.id for message in worded if texts(message)[0] == message.id]
    # A few words are the same: "online", "Club", "Website", "Original".
    assert len(same) <= 8, same


def test_every_catalogue_is_for_a_language_that_this_test_knows() -> None:
    assert {path.name for path in (THEME / "locale").iterdir()} == set(LANGUAGES)
    assert Path(THEME / "locale" / "en").is_dir()
