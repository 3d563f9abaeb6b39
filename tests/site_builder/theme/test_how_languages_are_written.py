"""Punctuation, digits and courtesy of each language, in the interface and in the cities of the demo."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.site_builder.theme.test_interface_strings import LANGUAGES, PLACEHOLDER, entries, texts

CONTENT = Path(__file__).parents[3] / "content"
ADDRESS = re.compile(r"\]\(([^)]*)\)")
NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
PARTS_OF_WORDS = ", 112"  # the list of how words begin in an emergency is split at its commas, and read by nobody
NOT_TEXT = ("translated_by", "checked", "made_from")

ARABIC_SCRIPT = {
    "a comma, semicolon or question mark of the Latin script": r"[\u0600-\u06ff»)\]][,;?]",
    # What is read has to be compared with keypads, forms and door signs: see site_builder/formats.py.
    "digits that stand on no keypad": r"[٠-٩۰-۹]",
}
MISTAKES = {
    "ar": ARABIC_SCRIPT,
    "fa": {
        **ARABIC_SCRIPT,
        "a letter of Arabic keyboards": "[يك]",
        "a space inside a word": r"(?:^|\s)ن?می\s|\sها(?:ی)?(?=\s)",
    },
    "fr": {
        "a mark that may start a line": r"[^\u00a0\u202f](?:[?!;»]|:(?=\s|$))|«[^\u00a0\u202f]",
        "a straight apostrophe": "'",
    },
    "es": {"a question that does not open": r"^[^¿]*\?"},
    "uk": {
        "a straight apostrophe": r"[а-яіїєґ]'[а-яіїєґ]",
        "a letter of Russian": "[ыэъё]",
        "the other «ви»": r"(?<=[а-яіїєґ,] )(?:Ви|Вас|Вам|Вами|Ваш\w*)\b",
    },
    "tr": {"a straight apostrophe or quotation mark": r"['\"]"},
    "ti": {
        "punctuation of another script": r"[?:;,፡]",
        "one man who is addressed without courtesy": r"[ካኻ](?![\u1200-\u137f])",
    },
}
# Two words for one thing make people look for the second thing.
OTHER_WORDS = {
    "de": r"Portal",  # Wegweiser
    "es": r"\bmóvil",  # teléfono
    "pt": r"\baparelho\b|\bidioma",  # dispositivo, língua
    "uk": r"путівник",  # довідник
    "ti": r"ቴሌፎን|ቴለፎን|መተግበሪ",  # ተሌፎን, ኣፕ
}


def mistakes(language: str, text: str) -> list[str]:
    bare = PLACEHOLDER.sub("{}", ADDRESS.sub("]", text))
    return [why for why, pattern in MISTAKES.get(language, {}).items() if re.search(pattern, bare, re.MULTILINE)]


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, child in value.items():
            yield from leaves(child, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list):
        for number, child in enumerate(value):
            yield from leaves(child, f"{path}.{number}")
    elif isinstance(value, str):
        yield path, value


@cache
def demo() -> list[tuple[str, str, str, str]]:
    """Each text of the demo that is a translation of today's source: its place, its language, the source and itself."""
    found = []
    for path in sorted(CONTENT.rglob("*.*.yaml")):
        slug, language, _suffix = path.name.split(".")
        data, source = (
            yaml.load(each.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
            for each in (path, path.with_name(f"{slug}.yaml"))
        )
        older, sources = data.get("made_from", {}), dict(leaves(source))
        found += [
            (f"{path.relative_to(CONTENT)}: {key}", language, sources[key], text)
            for key, text in leaves(data)
            if key.partition(".")[0] not in NOT_TEXT and key in sources and key not in older
        ]
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_interface_is_written_as_its_language_is(language: str) -> None:
    said = [text for message in entries(language) for text in texts(message) if not text.endswith(PARTS_OF_WORDS)]
    assert [(text, why) for text in said for why in mistakes(language, text)] == []
    other = OTHER_WORDS.get(language)
    assert [text for text in said if other and re.search(other, text)] == []


def test_the_cities_of_the_demo_are_written_as_their_languages_are() -> None:
    assert len(demo()) > 3000
    assert [(place, why) for place, language, _source, text in demo() for why in mistakes(language, text)] == []


@pytest.mark.parametrize("pattern", [ADDRESS, NUMBER], ids=["references", "numbers"])
def test_the_translations_of_the_demo_keep_what_must_not_change(pattern: re.Pattern[str]) -> None:
    def kept(text: str) -> Counter[str]:
        return Counter(pattern.findall(text if pattern is ADDRESS else ADDRESS.sub("]", text)))

    assert [place for place, _language, source, text in demo() if kept(source) != kept(text)] == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "هل تريد, أن تبدأ؟"),
        ("fa", "۵۵ را بزنید."),
        ("fa", "ما می خوانیم."),
        ("fr", "Où aller ?"),
        ("fr", "l'adresse"),
        ("es", "Gracias. Qué quiere saber?"),
        ("uk", "Ім'я не потрібне."),
        ("uk", "Сторінка, яку Ви відкрили"),
        ("tr", "Birkenfurt'ta"),
        ("ti", "እንታይ ክትፈልጡ ትደልዩ?"),
        ("ti", "ኣብ ተሌፎንካ የለን"),
    ],
)
def test_a_mistake_of_each_kind_is_found(language: str, text: str) -> None:
    assert mistakes(language, text)
