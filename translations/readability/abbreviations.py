"""Abbreviations that nobody explains, and short forms that are as well written out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from .marks import Code, Mark
from .passages import PageText, Reading
from .short_forms import GENERALLY_KNOWN, SHORT_FORMS, SHOUTED

_CAPITAL = "A-ZÀ-ÖØ-Þ"
# Two to six capitals, in a word of its own or before a hyphen; “NGOs” has its plural. Longer ones are shouted words.
_CAPITALS = re.compile(rf"(?<![\w@./&-])(?<![{_CAPITAL}]['’])([{_CAPITAL}]{{2,6}})s?(?![\w@&’'])(?!\.\w)")
_ROMAN = re.compile(r"[IVX]+")
_LETTERS = r"[^\W\d_]"
# Capitals that can be spoken as a word are a name: nobody asks what the letters of one stand for.
_SPOKEN = re.compile(r"(?=.{4})[^AEIOUÄÖÜ]*[AEIOUÄÖÜ]+[^AEIOUÄÖÜ]+[AEIOUÄÖÜ].*")
_STANDS_FOR = "steht für|bedeutet|stands for|means|signifie|significa|sta per"
_SHORT_FOR = "kurz|abgekürzt|heißt|abbreviated(?: to| as)?|for short|en abrégé|abreviado|en siglas|in breve|abbreviato"


def mark_abbreviations(reading: Reading, page: PageText) -> Iterator[Mark]:
    """Mark short forms wherever they stand, and each unexplained abbreviation where it first stands on the page."""
    if reading.language not in SHORT_FORMS:
        return
    yield from _short_forms(reading)
    for match in _CAPITALS.finditer(reading.words_only):
        word = match[1]
        if (
            not _is_known(word, reading.language, page)
            and not _is_shouted(match, reading, page)
            and page.first_mention(word)
            and not is_explained(word, page.text)
        ):
            yield Mark(Code.ABBREVIATION, match.start(), match.end(), {"word": word})


def is_explained(word: str, text: str) -> bool:
    """Whether ``text`` has the long form of ``word`` and one of the two in brackets, or says that it is short for it.

    `word` is capitals alone. In brackets the letters are not compared: a guide in English explains a German
    abbreviation in English words.
    """
    explained = _explained(word)
    places = re.finditer(rf"(?<!\w){word}s?(?!\w)", text)
    return any(explained.search(text, max(0, place.start() - 60), place.end() + 140) for place in places)


def _explained(word: str) -> re.Pattern[str]:
    after = rf"{word}s?\s*[(\[](?=[^()\[\]]*{_LETTERS}{{4}})[^()\[\]\d]{{6,120}}[)\]]"
    inside = rf"(?:[^()\[\]]{{0,30}}[\s“„\"'«/])?{word}s?(?!\w)[^()\[\]]{{0,40}}"
    before = rf"{_LETTERS}{{4}}[^()\[\]\n]{{0,12}}[(\[]{inside}[)\]]"
    long_form = rf"(?i:{word[0]}){_LETTERS}{{3}}|(?:[{_CAPITAL}]\w+\s){{2}}"
    dashed = rf"{word}\s*(?:[-–—:=]|{_STANDS_FOR})\s+[„“\"«]?(?:{long_form})"
    named = rf"(?:{_SHORT_FOR}):?\s+[„“\"«]?{word}(?!\w)|{word}[”“\"»]?\s+(?:{_SHORT_FOR})"
    return re.compile(rf"(?<!\w)(?:{after}|{dashed}|{named})|{before}")


def _is_known(word: str, language: str, page: PageText) -> bool:
    everywhere, here = GENERALLY_KNOWN[""], GENERALLY_KNOWN[language]
    is_name = _ROMAN.fullmatch(word) or _SPOKEN.fullmatch(word)
    return word in everywhere or word in here or is_name is not None or word.casefold() in page.known_words


def _is_shouted(match: re.Match[str], reading: Reading, page: PageText) -> bool:
    """Whether it is a common word in capitals, or stands among words in capitals."""
    lower = match[1].lower()
    if lower in page.lower_words or lower in SHOUTED[reading.language]:
        return True
    text = reading.words_only
    before = re.search(r"(\w+)\W{1,3}$", text[max(0, match.start() - 40) : match.start()])
    after = re.match(r"\W{1,3}(\w+)", text[match.end() : match.end() + 40])
    neighbours = [found[1] for found in (before, after) if found]
    return any(len(word) > 3 and word.isupper() for word in neighbours)


def _short_forms(reading: Reading) -> Iterator[Mark]:
    pattern, plain = _short_forms_of(reading.language)
    for match in pattern.finditer(reading.words_only):
        written_out = plain["".join(match[0].lower().split())]
        yield Mark(Code.SHORT_FORM, match.start(), match.end(), {"word": match[0], "plain": written_out})


@lru_cache
def _short_forms_of(language: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """An expression for the short forms of a language, and what each stands for, without white space inside."""
    forms = SHORT_FORMS[language]
    patterns = [
        # A space may or may not follow a full stop inside: “z. B.”, “z.B.”
        re.escape(form).replace(r"\ ", r"[^\S\n]?")
        for form in sorted(forms, key=len, reverse=True)
    ]
    plain = {form.replace(" ", "").lower(): words for form, words in forms.items()}
    return re.compile(rf"(?<![\w.-])(?:{'|'.join(patterns)})(?!\w)", re.IGNORECASE), plain
