"""Errors put into good translations on purpose, the kinds that machines and people in a hurry make."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from typing import NamedTuple

from bench import carriers, negations
from bench.sentence_pairs import SentencePair, as_html
from site_builder.languages import OwnLocale
from translations.values import Kind, find_values


class Planted(NamedTuple):
    """A translation before and after an error was put into it, as HTML."""

    source: str
    good: str
    bad: str
    source_language: str
    target_language: str


Planter = Callable[[random.Random, SentencePair], tuple[str, str, str] | None]
"""Gives (source, good translation, bad translation) as HTML, None where a pair has nothing to spoil."""


def plant(kind: str, candidates: list[SentencePair], wanted: int, seed: int) -> list[Planted]:
    """``wanted`` errors of a kind of KINDS in pairs drawn with ``seed``, fewer if there are no more places for it."""
    drawn = random.Random(f"{kind} {seed}")
    pairs = sorted(candidates)
    drawn.shuffle(pairs)
    planted: list[Planted] = []
    for pair in pairs:
        spoilt = KINDS[kind].planter(drawn, pair)
        if spoilt is not None and spoilt[1] != spoilt[2]:
            planted.append(Planted(*spoilt, pair.source_language, pair.target_language))
        if len(planted) == wanted:
            break
    return planted


def _digit(draw: random.Random, pair: SentencePair) -> tuple[str, str, str] | None:
    """One digit of a number is another one."""
    address = {Kind.URL, Kind.EMAIL, Kind.PHONE, Kind.CODE}
    taken = [range(value.start, value.end) for value in find_values(pair.target) if value.kind in address]
    places = [i for i, c in enumerate(pair.target) if c.isdecimal() and not any(i in span for span in taken)]
    return _spoilt(pair, _other_digit(draw, pair.target, draw.choice(places))) if places else None


def _phone(draw: random.Random, pair: SentencePair) -> tuple[str, str, str] | None:
    """A digit of a phone number is another one or missing, or two have changed places, or it is another number."""
    number, here, there = carriers.phone(draw)
    ways = [
        carriers.phone(draw)[2],
        _other_digit(draw, there, _last_digit(there)),
        _dropped(draw, there),
        _exchanged(draw, there),
    ]
    return _carried(pair, f" {here}", f" {there}", f" {draw.choice(ways)}") if number else None


def _amount(draw: random.Random, pair: SentencePair) -> tuple[str, str, str] | None:
    """A digit of an amount is another one, a digit is missing, or the currency is another one."""
    fee = carriers.amount(draw)
    here, there = (carriers.written(fee, language) for language in (pair.source_language, pair.target_language))
    worse = draw.choice([carriers.other_currency(draw, fee), carriers.other_sum(draw, fee), carriers.tenth(fee)])
    return _carried(pair, here, there, carriers.written(worse, pair.target_language))


def _clock(draw: random.Random, pair: SentencePair) -> tuple[str, str, str] | None:
    """A time is in the other half of the day."""
    hour = draw.choice([*range(1, 12), *range(13, 24)])
    here, there, bad = (
        carriers.closing_time(when, language)
        for when, language in (
            (hour, pair.source_language),
            (hour, pair.target_language),
            ((hour + 12) % 24, pair.target_language),
        )
    )
    # 9 Uhr and 21 Uhr are different numbers in languages of 24 hours; only the others can hide it.
    return _carried(pair, here, there, bad)


def _date(draw: random.Random, pair: SentencePair) -> tuple[str, str, str] | None:
    """A day is another one, or day and month have changed places."""
    day, month, year = draw.randint(1, 12), draw.randint(1, 12), draw.randint(2024, 2029)
    worse = (month, day, year) if day != month else (day % 28 + 1, month, year)
    named = draw.random() < 1 / 2
    here, good, bad = (
        carriers.date(date, language, named=named)
        for date, language in (
            ((day, month, year), pair.source_language),
            ((day, month, year), pair.target_language),
            (worse, pair.target_language),
        )
    )
    return _carried(pair, here, good, bad)


def _address(kind: Kind) -> Planter:
    def planter(draw: random.Random, pair: SentencePair) -> tuple[str, str, str] | None:
        """An address has a letter more, less or another, or a space, or another sign for its hyphen or point."""
        there = [value for value in find_values(pair.target) if value.kind is kind]
        if not there:
            return None
        value = draw.choice(there)
        at = draw.randrange(1, len(value.text) - 1)
        ways = [
            value.text[:at] + value.text[at + 1 :],
            value.text[:at] + draw.choice("aeiostrn") + value.text[at:],
            value.text.replace("-", ":", 1),
            value.text.replace(".", " .", 1),
            value.text.replace("_", " ", 1),
        ]
        worse = draw.choice([way for way in ways if way != value.text])
        return _spoilt(pair, pair.target[: value.start] + worse + pair.target[value.end :])

    return planter


def _negation(draw: random.Random, pair: SentencePair) -> tuple[str, str, str] | None:
    """One "not" is gone."""
    worse = negations.dropped(draw, pair.target, pair.target_language)
    return None if worse is None else _spoilt(pair, worse)


def _calendar(draw: random.Random, pair: SentencePair) -> tuple[str, str, str] | None:
    """A weekday or month is another one; not in Ukrainian and Arabic, which would have to inflect it."""
    if pair.target_language not in ("de", "en", "fr"):
        return None
    locale = OwnLocale.parse(pair.target_language)
    for table in (locale.days["format"]["wide"], locale.months["format"]["wide"]):
        names = [name for name in table.values() if name.lower() not in ("may", "mai", "march", "mars")]
        there = [name for name in names if re.search(rf"\b{name}\b", pair.target, re.IGNORECASE)]
        if there:
            gone = draw.choice(there)
            other = draw.choice([name for name in names if name not in there])
            return _spoilt(pair, re.sub(rf"\b{gone}\b", other, pair.target, flags=re.IGNORECASE))
    return None


def _code(draw: random.Random, pair: SentencePair) -> tuple[str, str, str] | None:
    """B1 has become A1."""
    match = re.search(r"\b([A-C])([12])\b", pair.target)
    if match is None:
        return None
    other = draw.choice(sorted({"A", "B", "C"} - {match[1]}))
    return _spoilt(pair, pair.target[: match.start()] + other + pair.target[match.start() + 1 :])


def _copy(draw: random.Random, pair: SentencePair) -> tuple[str, str, str] | None:
    """Nothing was translated. Sentences only: a heading may be a name."""
    words = re.findall(r"[^\W\d_]+", pair.source)
    return _spoilt(pair, pair.source) if len(words) > 4 and pair.source.rstrip().endswith((".", "!", "?")) else None


def _loop(draw: random.Random, pair: SentencePair) -> tuple[str, str, str] | None:
    """A word again and again."""
    words = re.findall(r"[^\W\d_]{3,}", pair.target)
    return _spoilt(pair, " ".join([pair.target, *[draw.choice(words)] * 4])) if words else None


def _link(draw: random.Random, pair: SentencePair) -> tuple[str, str, str] | None:
    """A link is gone."""
    source, target = as_html(pair.source), as_html(pair.target)
    return f'<a id="a1">{source}</a>', f'<a id="a1">{target}</a>', target


def _bidi(draw: random.Random, pair: SentencePair) -> tuple[str, str, str] | None:
    """A character that turns the direction of the text."""
    at = draw.randrange(len(pair.target))
    return _spoilt(pair, pair.target[:at] + draw.choice("\u202a\u202b\u202d\u202e\u2067") + pair.target[at:])


def _script(draw: random.Random, pair: SentencePair) -> tuple[str, str, str] | None:
    """A letter that looks the same in another script."""
    swap = {"о": "o", "а": "a", "е": "e"} if pair.target_language == "uk" else {"o": "о", "a": "а", "e": "е"}
    places = [m.start() + 1 for m in re.finditer(r"(?<=\b[^\W\d_])[^\W\d_](?=[^\W\d_]{2})", pair.target)]
    places = [at - 1 for at in places if pair.target[at - 1] in swap and pair.target not in pair.source]
    if not places:
        return None
    at = draw.choice(places)
    return _spoilt(pair, pair.target[:at] + swap[pair.target[at]] + pair.target[at + 1 :])


class ErrorKind(NamedTuple):
    """How errors of a kind are planted, and the findings of which one counts as having found it."""

    planter: Planter
    codes: frozenset[str]


def _kind(planter: Planter, codes: str) -> ErrorKind:
    return ErrorKind(planter, frozenset(codes.split()))


KINDS = {
    "number": _kind(_digit, "number_changed number_in_words date_changed"),
    "amount": _kind(_amount, "number_changed number_in_words currency_changed"),
    "phone": _kind(_phone, "phone_changed"),
    "web address": _kind(_address(Kind.URL), "url_changed"),
    "e-mail address": _kind(_address(Kind.EMAIL), "email_changed"),
    "date": _kind(_date, "date_changed number_changed number_in_words date_name_changed"),
    "half of the day": _kind(_clock, "time_changed number_changed number_in_words"),
    "weekday, month": _kind(_calendar, "date_name_changed date_name_missing date_changed"),
    "code": _kind(_code, "reference_changed"),
    "negation": _kind(_negation, "negation_lost"),
    "sentence": ErrorKind(lambda draw, pair: None, frozenset({"sentence_missing", "length"})),
    "link": _kind(_link, "link_lost"),
    "untranslated": _kind(_copy, "untranslated wrong_script"),
    "loop": _kind(_loop, "repetition"),
    "letter of another script": _kind(_script, "mixed_script"),
    "direction": _kind(_bidi, "bidi_control"),
}


def _spoilt(pair: SentencePair, worse: str) -> tuple[str, str, str]:
    return as_html(pair.source), as_html(pair.target), as_html(worse)


def _carried(pair: SentencePair, here: str, good: str, bad: str) -> tuple[str, str, str]:
    """The pair with a sentence of ours behind it, which is wrong in the bad translation."""
    source, target = as_html(pair.source), as_html(pair.target)
    return f"{source} {here}", f"{target} {good}", f"{target} {bad}"


def _other_digit(draw: random.Random, text: str, at: int) -> str:
    zero = ord(text[at]) - int(text[at])
    other = draw.choice([digit for digit in range(1, 10) if digit != int(text[at])])
    return text[:at] + chr(zero + other) + text[at + 1 :]


def _last_digit(text: str) -> int:
    return max(i for i, c in enumerate(text) if c.isdecimal())


def _dropped(draw: random.Random, text: str) -> str:
    at = _last_digit(text)
    return text[:at] + text[at + 1 :]


def _exchanged(draw: random.Random, text: str) -> str:
    places = [i for i in range(1, len(text) - 1) if text[i : i + 2].isdecimal() and text[i] != text[i + 1]]
    if not places:
        return _dropped(draw, text)
    at = draw.choice(places)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
