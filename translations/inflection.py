"""Whether a word of a text is a form of another, per language, without dictionaries.

A form shares the beginning of the word and ends in what its language puts at the end of words; what comes before the
word is an article, a preposition or the other part of a compound, where the language writes them together. That takes
some neighbours for forms. It is meant for questions to people, where a false alarm costs more than a missed one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from translations.languages import base, unspaced

_SLAVIC = ("be", "bg", "bs", "cs", "hr", "mk", "pl", "ru", "sk", "sl", "sr", "uk")
_COMPOUNDING = ("da", "de", "fi", "hu", "nb", "nl", "nn", "no", "sv")
_AGGLUTINATING = ("az", "et", "eu", "fi", "hu", "ka", "kmr", "ku", "tr", "uz")
# Letters that change inside a word when its ending does: uk дозвіл, дозволу; pl miejsce, miejsc; de Amt, Ämter.
_ALTERNATING = {"uk": "іоеє", "be": "оае", "pl": "oóeęą", "cs": "íůeěo", "sk": "íôeo", "ru": "оёе"}


@dataclass(frozen=True, slots=True)
class Rules:
    """How a language changes words: letters that may be cut, letters that may be added behind, and what stands before.

    ``attached`` matches what is written together with the next word; None where nothing is. ``article`` is the article
    that is, with which a term may be noted. ``compounds`` says that words are joined into longer ones.
    """

    cut: int = 1
    added: int = 3
    attached: str | None = None
    article: str = ""
    compounds: bool = False


_RULES: dict[str, Rules] = {
    **dict.fromkeys(_SLAVIC, Rules(cut=2, added=4)),
    **dict.fromkeys(_COMPOUNDING, Rules(cut=1, added=3, compounds=True)),
    **dict.fromkeys(_AGGLUTINATING, Rules(cut=1, added=9)),
    "fi": Rules(cut=2, added=9, compounds=True),
    "hu": Rules(cut=1, added=9, compounds=True),
    "en": Rules(cut=1, added=3),
    "ar": Rules(cut=1, added=4, attached="(?:[وف]?[بكل]?(?:ال)?|[وف]?لل)", article="ال"),
    "fa": Rules(cut=0, added=4, attached="(?:ن?می)?"),
    "ur": Rules(cut=1, added=3),
    "ckb": Rules(cut=1, added=5),
    "ps": Rules(cut=1, added=3),
    "he": Rules(cut=1, added=3, attached="ו?[כלבמש]?ה?"),
    # Ethiopic signs hold a consonant and a vowel, so an ending changes the last sign of the word.
    "am": Rules(cut=1, added=4, attached=r"(?:[በለከየስእ]|እን?ደ)?"),
    "ti": Rules(cut=1, added=4, attached=r"(?:[ብንካናዝ]|እን?ተ)?"),
    "mt": Rules(cut=1, added=4, attached="(?:l|[dnrstxzċż])?"),
}
_USUAL = Rules()
# Shorter words are abbreviations, or too much like others: nothing is cut off them.
SHORTEST_CUT = 5
SHORTEST_COMPOUND = 4
# What is left of a shorter word was no word: the letters of the article belong to it.
SHORTEST_WITHOUT_ARTICLE = 3
# In the scripts of India the signs of vowels are no letters by themselves, and part of the word.
_LETTER = r"[^\W_\u0900-\u0dff]|[\u0900-\u0963\u0966-\u0dff]"
_WORD = re.compile(f"(?:{_LETTER})+")
# Signs that change no word: marks of vowels and stress, the joiner and non-joiner, the Arabic tatweel.
_SILENT = re.compile("[\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u0655\u0670\u200c\u200d]")
_SAME = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ک": "ك", "ة": "ت"})


@dataclass(frozen=True, slots=True)
class Place:
    """Where a word or a row of words stands in a text, in characters."""

    start: int
    end: int


def occurrences(term: str, text: str, language: str, *, compounds: bool = True) -> Iterator[Place]:
    """Where a term stands in a text, each of its words in any of its forms, in the same order.

    Args:
        term: one or more words.
        text: without tags.
        language: BCP 47 tag of both.
        compounds: whether a longer word that holds the term counts too.
    """
    wanted = [match[0] for match in _words(term)]
    if not wanted or unspaced(language):
        for match in re.finditer(re.escape(term.strip()), text, re.IGNORECASE) if term.strip() else ():
            yield Place(*match.span())
        return
    words = _words(text)
    for start in range(len(words) - len(wanted) + 1):
        row = words[start : start + len(wanted)]
        if all(is_form(match[0], word, language, compounds=compounds) for match, word in zip(row, wanted, strict=True)):
            yield Place(row[0].start(), row[-1].end())


def occurs(term: str, text: str, language: str) -> bool:
    """Whether a term stands in a text in any of its forms."""
    return next(occurrences(term, text, language), None) is not None


def is_form(found: str, word: str, language: str, *, compounds: bool = True) -> bool:
    """Whether `found` may be a form of `word`, or a compound with it where the language makes compounds."""
    return _pattern(word, language, compounds).fullmatch(_folded(found)) is not None


@lru_cache(maxsize=8192)
def _pattern(word: str, language: str, compounds: bool) -> re.Pattern[str]:
    rules = _RULES.get(base(language), _USUAL)
    bare = word.removeprefix(rules.article)
    folded = _folded(bare if len(bare) >= SHORTEST_WITHOUT_ARTICLE else word)
    long = len(folded) >= SHORTEST_CUT
    kept = folded[: len(folded) - rules.cut] if long else folded
    stem = "".join(map(re.escape, kept))
    if alternating := _ALTERNATING.get(base(language), ""):
        letters = _folded(alternating)
        tail = "".join(f"[{letters}]?" if letter in letters else re.escape(letter) for letter in kept[-2:])
        stem = re.escape(kept[:-2]) + tail if long else stem
    added = rules.added + len(folded) - len(kept)
    if len(folded) < SHORTEST_COMPOUND:
        added = 0 if folded.isdigit() or len(folded) < 2 else 1
    ending = f"(?:{_LETTER}){{0,{added}}}"
    before = rules.attached or ""
    if compounds and rules.compounds and len(folded) >= SHORTEST_COMPOUND:
        before, ending = r"\w*", r"\w*"
    return re.compile(f"{before}{stem}{ending}")


@lru_cache(maxsize=2048)  # a text is searched for each term of a glossary, and each text for the same terms
def _words(text: str) -> tuple[re.Match[str], ...]:
    return tuple(_WORD.finditer(_readable(text)))


def _readable(text: str) -> str:
    """The text with each sign that would split a word, and does not, as a letter; equally long."""
    return _SILENT.sub("\u0640", text)


@lru_cache(maxsize=8192)
def _folded(word: str) -> str:
    """A word in lower case, with letters that are written in several ways in one of them."""
    plain = _SILENT.sub("", unicodedata.normalize("NFD", word.casefold()))
    return unicodedata.normalize("NFC", plain).translate(_SAME)
