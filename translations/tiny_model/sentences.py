"""The sentences that the tiny model learns: a phrasebook and combinations of offices, papers, days and numbers.

All text is the project's own. The combinations teach a model of a million weights four things that the tests rely on:
to copy numbers, to carry placeholders (X0X), to keep a "must not", and to translate a phrase alone as it does inside
a sentence (inline tags are put back by that).
"""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

PLACEHOLDERS = tuple(f"X{index}X" for index in range(20))
PHRASEBOOK = Path(__file__).with_name("phrasebook.tsv")


class Pair(NamedTuple):
    """One English text and its German translation."""

    english: str
    german: str


class Place(NamedTuple):
    """An office: its English name, and its German name in the nominative, dative and accusative."""

    english: str
    nominative: str
    dative: str
    accusative: str


PLACES = (
    Place("the town hall", "das Rathaus", "dem Rathaus", "das Rathaus"),
    Place("the registration office", "das Meldeamt", "dem Meldeamt", "das Meldeamt"),
    Place("the immigration office", "die Ausländerbehörde", "der Ausländerbehörde", "die Ausländerbehörde"),
    Place("the job centre", "das Jobcenter", "dem Jobcenter", "das Jobcenter"),
    Place("the tax office", "das Finanzamt", "dem Finanzamt", "das Finanzamt"),
    Place("the housing office", "das Wohnungsamt", "dem Wohnungsamt", "das Wohnungsamt"),
    Place("the youth office", "das Jugendamt", "dem Jugendamt", "das Jugendamt"),
    Place("the health office", "das Gesundheitsamt", "dem Gesundheitsamt", "das Gesundheitsamt"),
    Place("the advice centre", "die Beratungsstelle", "der Beratungsstelle", "die Beratungsstelle"),
    Place("the school office", "das Schulamt", "dem Schulamt", "das Schulamt"),
    Place("the library", "die Bücherei", "der Bücherei", "die Bücherei"),
)
# Papers in the accusative, as every pattern below uses them.
PAPERS = (
    Pair("your passport", "Ihren Reisepass"),
    Pair("your rental contract", "Ihren Mietvertrag"),
    Pair("your work contract", "Ihren Arbeitsvertrag"),
    Pair("your birth certificate", "Ihre Geburtsurkunde"),
    Pair("your marriage certificate", "Ihre Heiratsurkunde"),
    Pair("your residence permit", "Ihre Aufenthaltserlaubnis"),
    Pair("your insurance card", "Ihre Versicherungskarte"),
    Pair("your vaccination record", "Ihren Impfpass"),
    Pair("a passport photo", "ein Passfoto"),
    Pair("a copy of the contract", "eine Kopie des Vertrags"),
    Pair("a registration certificate", "eine Meldebestätigung"),
    Pair("proof of income", "einen Einkommensnachweis"),
    Pair("the form", "das Formular"),
)
GOALS = (
    Pair("a residence permit", "eine Aufenthaltserlaubnis"),
    Pair("a work permit", "eine Arbeitserlaubnis"),
    Pair("a tax number", "eine Steuernummer"),
    Pair("child benefit", "Kindergeld"),
    Pair("housing benefit", "Wohngeld"),
    Pair("a language course", "einen Sprachkurs"),
    Pair("a bank account", "ein Bankkonto"),
    Pair("a driving licence", "einen Führerschein"),
    Pair("a nursery place", "einen Kitaplatz"),
    Pair("asylum", "Asyl"),
)
DAYS = (
    Pair("Monday", "Montag"),
    Pair("Tuesday", "Dienstag"),
    Pair("Wednesday", "Mittwoch"),
    Pair("Thursday", "Donnerstag"),
    Pair("Friday", "Freitag"),
    Pair("Saturday", "Samstag"),
)
SPANS = (Pair("days", "Tagen"), Pair("weeks", "Wochen"), Pair("months", "Monaten"))
# The same words after a number without a preposition.
SHORT_SPANS = {"days": "Tage", "weeks": "Wochen", "months": "Monate"}


class Draw:
    """What one combination is filled with, drawn at random."""

    def __init__(self, dice: random.Random) -> None:
        self.place = dice.choice(PLACES)
        self.paper, self.other_paper = dice.sample(PAPERS, 2)
        self.goal = dice.choice(GOALS)
        self.day, self.other_day = dice.sample(DAYS, 2)
        self.span = dice.choice(SPANS)
        self.number, self.other_number = (str(dice.choice((dice.randint(2, 31), dice.randint(32, 999)))) for _ in "ab")
        self.slot, self.other_slot = dice.sample(PLACEHOLDERS, 2)


def capital(text: str) -> str:
    """The text with its first letter in upper case, the rest as it is."""
    return text[0].upper() + text[1:]


PATTERNS: tuple[Callable[[Draw], Pair], ...] = (
    lambda d: Pair(
        f"Bring {d.paper.english} to {d.place.english}.", f"Bringen Sie {d.paper.german} zu {d.place.dative} mit."
    ),
    lambda d: Pair(
        f"Bring {d.paper.english} and {d.other_paper.english}.",
        f"Bringen Sie {d.paper.german} und {d.other_paper.german} mit.",
    ),
    lambda d: Pair(f"You need {d.paper.english}.", f"Sie brauchen {d.paper.german}."),
    lambda d: Pair(
        f"You need {d.paper.english} and {d.other_paper.english}.",
        f"Sie brauchen {d.paper.german} und {d.other_paper.german}.",
    ),
    lambda d: Pair(f"You do not need {d.paper.english}.", f"Sie brauchen {d.paper.german} nicht."),
    lambda d: Pair(f"You must not sign {d.paper.english}.", f"Sie dürfen {d.paper.german} nicht unterschreiben."),
    lambda d: Pair(f"You must sign {d.paper.english}.", f"Sie müssen {d.paper.german} unterschreiben."),
    lambda d: Pair(
        f"Show {d.paper.english} at {d.place.english}.", f"Zeigen Sie {d.paper.german} bei {d.place.dative}."
    ),
    lambda d: Pair(
        f"You can apply for {d.goal.english} at {d.place.english}.",
        f"Sie können {d.goal.german} bei {d.place.dative} beantragen.",
    ),
    lambda d: Pair(
        f"You must apply for {d.goal.english} within {d.number} {d.span.english}.",
        f"Sie müssen {d.goal.german} innerhalb von {d.number} {d.span.german} beantragen.",
    ),
    lambda d: Pair(
        f"You can appeal within {d.number} {d.span.english}.",
        f"Sie können innerhalb von {d.number} {d.span.german} Widerspruch einlegen.",
    ),
    lambda d: Pair(f"The form costs {d.number} euros.", f"Das Formular kostet {d.number} Euro."),
    lambda d: Pair(
        f"It costs {d.number} euros and takes {d.other_number} {d.span.english}.",
        f"Es kostet {d.number} Euro und dauert {d.other_number} {SHORT_SPANS[d.span.english]}.",
    ),
    lambda d: Pair(f"The fee is {d.slot}.", f"Die Gebühr beträgt {d.slot}."),
    lambda d: Pair(
        f"The fee is {d.slot} and you must pay before {d.other_slot}.",
        f"Die Gebühr beträgt {d.slot} und Sie müssen vor dem {d.other_slot} bezahlen.",
    ),
    lambda d: Pair(f"Pay {d.slot} before {d.other_slot}.", f"Bezahlen Sie {d.slot} vor dem {d.other_slot}."),
    lambda d: Pair(f"Call {d.slot}.", f"Rufen Sie {d.slot} an."),
    lambda d: Pair(f"Write to {d.slot}.", f"Schreiben Sie an {d.slot}."),
    lambda d: Pair(
        f"Call {d.slot} or write to {d.other_slot}.", f"Rufen Sie {d.slot} an oder schreiben Sie an {d.other_slot}."
    ),
    lambda d: Pair(f"In an emergency call {d.slot}.", f"Rufen Sie im Notfall {d.slot} an."),
    lambda d: Pair(
        f"Contact {d.place.english} at {d.slot}.", f"Wenden Sie sich unter {d.slot} an {d.place.accusative}."
    ),
    lambda d: Pair(f"You can find the form at {d.slot}.", f"Sie finden das Formular unter {d.slot}."),
    lambda d: Pair(f"The law says this in {d.slot}.", f"Das Gesetz sagt dies in {d.slot}."),
    lambda d: Pair(f"Ask {d.slot} for help.", f"Bitten Sie {d.slot} um Hilfe."),
    lambda d: Pair(
        f"You can ask for {d.slot} at {d.place.english}.", f"Sie können bei {d.place.dative} nach {d.slot} fragen."
    ),
    lambda d: Pair(
        f"{capital(d.place.english)} is closed on {d.day.english}.",
        f"{capital(d.place.nominative)} ist am {d.day.german} geschlossen.",
    ),
    lambda d: Pair(
        f"{capital(d.place.english)} is open on {d.day.english}.",
        f"{capital(d.place.nominative)} ist am {d.day.german} geöffnet.",
    ),
    lambda d: Pair(
        f"{capital(d.place.english)} is open from {d.day.english} to {d.other_day.english}.",
        f"{capital(d.place.nominative)} ist von {d.day.german} bis {d.other_day.german} geöffnet.",
    ),
    lambda d: Pair(f"Go to {d.place.english} on {d.day.english}.", f"Gehen Sie am {d.day.german} zu {d.place.dative}."),
    lambda d: Pair(f"Go to {d.place.english}.", f"Gehen Sie zu {d.place.dative}."),
    lambda d: Pair(f"Book an appointment at {d.place.english}.", f"Buchen Sie einen Termin bei {d.place.dative}."),
    lambda d: Pair(capital(d.place.english), capital(d.place.nominative)),
    lambda d: Pair(d.place.english, d.place.nominative),
    lambda d: Pair(d.paper.english, d.paper.german),
    lambda d: Pair(capital(d.paper.english), capital(d.paper.german)),
    lambda d: Pair(d.goal.english, d.goal.german),
    lambda d: Pair(f"within {d.number} {d.span.english}", f"innerhalb von {d.number} {d.span.german}"),
    lambda d: Pair(f"{d.number} {d.span.english}", f"{d.number} {SHORT_SPANS[d.span.english]}"),
    lambda d: Pair(d.slot, d.slot),
)


def phrasebook() -> list[Pair]:
    """The hand-written pairs, in the order of the file."""
    return [Pair(*line.split("\t")) for line in PHRASEBOOK.read_text(encoding="utf-8").splitlines()]


def combinations(count: int, seed: int) -> list[Pair]:
    """``count`` different pairs made from the patterns, the same ones for the same seed."""
    dice = random.Random(seed)
    made: dict[Pair, None] = {}
    while len(made) < count:
        made.setdefault(dice.choice(PATTERNS)(Draw(dice)))
    return list(made)
