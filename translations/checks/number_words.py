"""The words for one to twelve, as far as texts use them instead of digits: cardinal, ordinal, and inflected."""

from __future__ import annotations

import re
from functools import lru_cache

from translations.languages import base

LARGEST_IN_WORDS = 12

# By language the words for 1 to 12, each a regular expression without its boundaries.
_WORDS: dict[str, tuple[str, ...]] = {
    "ar": (
        r"واحد\w*|أول\w*|الأول\w*|لأول|أحد|إحدى",
        r"اثن\w*|ثان\w*|الثان\w*|مرت[اي]ن|\w{2,}ت[اي]ن|\w{2,}(?:ان|ين)",
        r"ثلاث\w*|ثالث\w*|الثالث\w*|ثلث\w*",
        r"أربع\w*|رابع\w*|الرابع\w*|الأربع\w*|ربع",
        r"خمس\w*|خامس\w*|الخامس\w*",
        r"ست\w?|سادس\w*|السادس\w*|الست\w*",
        r"سبع\w*|سابع\w*|السابع\w*",
        r"ثمان\w*|ثامن\w*|الثامن\w*",
        r"تسع\w*|تاسع\w*|التاسع\w*",
        r"عشر\w*|عاشر\w*|العاشر\w*",
        r"أحد عشر|إحدى عشرة|الحادي\w* عشر\w*",
        r"اثن\w* عشر\w*|الثان\w* عشر\w*",
    ),
    "de": (
        r"ein\w{0,2}|erst\w*|einmal\w*",
        r"zwei\w*|zweit\w*|beide\w*",
        r"drei\w*|dritt\w*",
        r"vier\w*",
        r"fünf\w*",
        r"sechs\w*",
        r"sieb\w*",
        r"acht\w*",
        r"neun\w*",
        r"zehn\w*",
        r"elf\w*",
        r"zwölf\w*",
    ),
    "en": (
        r"one|an?|first|once|single",
        r"two|second|twice|both",
        r"three|third\w*",
        r"four\w*",
        r"five|fifth",
        r"six\w*",
        r"seven\w*",
        r"eight\w*",
        r"nine|ninth",
        r"ten|tenth",
        r"eleven\w*",
        r"twelve|twelfth",
    ),
    "es": (
        r"un[oa]?s?|primer\w*",
        r"dos|segund\w*|ambos",
        r"tres|tercer\w*",
        r"cuatro|cuart\w*",
        r"cinco|quint\w*",
        r"seis|sext\w*",
        r"siete|séptim\w*",
        r"ocho|octav\w*",
        r"nueve|noven\w*",
        r"diez|décim\w*",
        r"once|undécim\w*",
        r"doce|duodécim\w*",
    ),
    "fr": (
        r"une?|premi\w+",
        r"deux\w*|second\w*",
        r"trois\w*|tiers",
        r"quatre|quatrième\w*",
        r"cinq\w*",
        r"six\w*",
        r"sept|septième\w*",
        r"huit\w*",
        r"neuf|neuvième\w*",
        r"dix|dixième\w*",
        r"onz\w*",
        r"douz\w*",
    ),
    "it": (
        r"un[oa]?|prim[oaie]",
        r"due|second\w*",
        r"tre|terz\w*",
        r"quattro|quart\w*",
        r"cinque|quint\w*",
        r"sei|sest\w*",
        r"sette|settim[oaie]",
        r"otto|ottav\w*",
        r"nove|non[oaie]",
        r"dieci|decim\w*",
        r"undici\w*",
        r"dodici\w*",
    ),
    "pt": (
        r"uma?|primeir\w*",
        r"dois|duas|segund\w*",
        r"três|terceir\w*",
        r"quatro|quart\w*",
        r"cinco|quint\w*",
        r"seis|sext\w*",
        r"sete|sétim\w*",
        r"oito|oitav\w*",
        r"nove|non[oa]s?",
        r"dez|décim\w*",
        r"onze",
        r"doze",
    ),
    "ru": (
        r"один|одн\w+|перв\w*",
        r"дв[аеу]\w*|втор\w*|оба|обе",
        r"тр[иеёь]\w*",
        r"четыр\w*|четв[её]рт\w*",
        r"пят\w*",
        r"шест\w*",
        r"сем[ьи]\w*|седьм\w*",
        r"вос[еь]м\w*",
        r"девят\w*",
        r"десят\w*",
        r"одиннадцат\w*",
        r"двенадцат\w*",
    ),
    "uk": (
        r"один|одн\w+|перш\w*|раз",
        r"дв[аіоу]\w*|друг\w*|обидв\w*",
        r"тр[иьео]\w*|трет\w*",
        r"чотир\w*|четвер\w*",
        r"п['’ʼ]?ят\w*",
        r"шіст\w*|шест\w*|шост\w*",
        r"сім\w*|сьом\w*|сем\w*",
        r"вісім\w*|восьм\w*",
        r"дев['’ʼ]?ят\w*",
        r"десят\w*",
        r"одинадцят\w*",
        r"дванадцят\w*",
    ),
}
# What Arabic joins to the front of a word: and, so, in, like, to, the.
_JOINED = {"ar": r"[وفبلك]{0,2}(?:ال|ل)?"}


def in_words(number: int, text: str, language: str) -> bool:
    """Whether ``text`` may say ``number``, 1 to 12, in a word; False for languages whose words are not known."""
    pattern = _pattern(number, base(language))
    return pattern is not None and pattern.search(text) is not None


@lru_cache(maxsize=512)
def _pattern(number: int, language: str) -> re.Pattern[str] | None:
    words = _WORDS.get(language)
    if words is None or not 1 <= number <= LARGEST_IN_WORDS:
        return None
    return re.compile(rf"(?<!\w){_JOINED.get(language, '')}(?:{words[number - 1]})(?!\w)", re.IGNORECASE)
