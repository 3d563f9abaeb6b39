"""What of a text is compared: its folded words, and their grams. The same on the server and in the reader's browser."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache

GRAM = 4  # characters
EDGE = "_"  # marks the beginning and the end of a word

_FOLDED = str.maketrans(
    {
        **dict.fromkeys("أإآٱ", "ا"),
        **dict.fromkeys("ىیې", "ي"),  # alef maksura, and the ya of Persian and Pashto keyboards
        "ک": "ك",
        "ة": "ه",
        "ß": "ss",
        "ı": "i",
        "ـ": "",  # tatweel
        **dict.fromkeys(map(chr, [*range(0x64B, 0x660), 0x670]), ""),  # Arabic vowel signs
        **{chr(zero + digit): str(digit) for zero in (0x660, 0x6F0) for digit in range(10)},
    }
)
_ACCENTS = dict.fromkeys(range(0x300, 0x370), "")  # the combining marks of Latin, Greek and Cyrillic letters
_CYRILLIC_APOSTROPHE = re.compile("(?<=[\u0400-\u04ff])['’ʼ`´](?=[\u0400-\u04ff])")
_RUN = re.compile(r"\S+")
_ARABIC_ARTICLE = re.compile("^(?:[وبكف]?ال|و?لل)(?=..)")


class _ByCategory(dict[int, int | str]):
    """For `str.translate`: each character whose category fits is another one, the others are themselves."""

    def __init__(self, fits: Callable[[str], bool], other: str) -> None:
        super().__init__()
        self._fits = fits
        self._other = other

    def __missing__(self, number: int) -> int | str:
        self[number] = self._other if self._fits(unicodedata.category(chr(number))) else number
        return self[number]


_VISIBLE = _ByCategory(lambda category: category == "Cf", "")
_SPACED = _ByCategory(lambda category: category[0] not in "LNM", " ")


def fold(text: str) -> str:
    """The form in which two spellings of a word are equal: without case, accents, vowel signs and compatibility forms.

    Folding twice is folding once.
    """
    text = unicodedata.normalize("NFKC", text).lower().translate(_VISIBLE).translate(_FOLDED)
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFD", text).translate(_ACCENTS))


def words(text: str) -> list[str]:
    """The folded words of a text: runs of letters, digits and the marks that belong to them.

    An apostrophe between Cyrillic letters belongs to the word (сім'я); elsewhere it parts two words (l'aide).
    """
    text = _CYRILLIC_APOSTROPHE.sub("", fold(text))
    return text.translate(_SPACED).split()


def edged(word: str) -> str:
    """A folded word as it is searched by: its edges marked, without the Arabic article."""
    return f"{EDGE}{_ARABIC_ARTICLE.sub('', word)}{EDGE}"


@lru_cache(maxsize=50_000)
def terms(word: str) -> tuple[str, ...]:
    """What a folded word is searched by: the 4-grams of the word with its edges marked, and the whole marked word.

    Arabic glues the article, and "and", "with", "like" before it, to the word; it says nothing and is left off.
    """
    return terms_of_edged(edged(word))


@lru_cache(maxsize=50_000)
def terms_of_edged(marked: str) -> tuple[str, ...]:
    """What a word is searched by whose edges are marked."""
    found = [marked[start : start + GRAM] for start in range(max(1, len(marked) - GRAM + 1))]
    return (*found, marked) if len(marked) > GRAM else tuple(found)


def runs(text: str) -> Iterator[tuple[int, int]]:
    """Where the words of a text as it is written begin and end: runs of letters, digits and their marks."""
    return (found.span() for found in _RUN.finditer(text.translate(_SPACED)))


def terms_of(text: str) -> list[str]:
    """The terms of all words of a text, in order, with repeats."""
    return [term for word in words(text) for term in terms(word)]
