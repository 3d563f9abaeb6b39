"""The German passive: a form of “werden”, and the participle at the end of its clause."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .word_lists import alternatives, listed

# Not “würde”, which is polite more often than passive.
_AUXILIARY = re.compile(r"werde|wirst|wird|werden|werdet|wurde|wurden|worden|würde|würden")
_FINITE = re.compile(
    r"(?:werden|worden|wird|wurde|wurden|können|kann|müssen|muss|sollen|soll|dürfen|darf|sollten|könnte|konnten?)"
)
# With one of these another clause has begun.
_OTHER_FINITE = re.compile(
    r"ist|sind|bist|seid|war|waren|hat|haben|hast|kann|kannst|können|muss|musst|müssen|soll|sollst|sollen|darf|darfst|dürfen"
    r"|will|willst|wollen|möchten?|gibt|geht|wird|werden"
)
# What ends the part of a clause in which the participle stands last.
_CLAUSE = re.compile(r"[^,;:.!?()\n–„“”\"]+")
_JOINS = listed("und oder sowie aber bzw als wie denn sondern beziehungsweise falls wenn bevor damit dass weil")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")

_STRONG_STEMS = (
    "gebeten geblasen geboten gebracht gebrochen gebunden gefahren gefallen gefangen geflogen gefunden gegeben gegessen"
    " gegossen gehalten gehoben geholfen geladen gelassen gelesen geliehen gelogen genommen gepfiffen geraten gerieben"
    " gerissen gerufen geschlagen geschlossen geschnitten geschoben geschrieben gesehen gesenkt gesprochen gestiegen"
    " gestohlen gestoßen gestrichen gesungen getan getragen getrieben getroffen getrunken gewaschen gewiesen gewogen"
    " gewonnen geworben geworfen gezogen gezwungen"
)
_STRONG_WITHOUT_GE = (
    "angeboten befohlen beschrieben besprochen betroffen bewiesen beworben bezogen empfohlen enthoben entnommen"
    " entschieden"
    " erhoben erschlossen erwiesen erworben hinterlegt missverstanden überwiesen übernommen unterbrochen unternommen"
    " unterschieden unterschrieben überschritten verboten verbrochen verbunden vergoren verliehen verloren vermieden"
    " verschoben verschlossen verschrieben versprochen verstanden vertrieben verwiesen verworfen widersprochen"
    " vorgeschrieben zugeschrieben beschlossen ausgeschlossen abgeschlossen begonnen anerkannt genannt erkannt"
    " verbrannt"
)
_STRONG = re.compile(rf"\w*{alternatives(_STRONG_STEMS)}|\w*{alternatives(_STRONG_WITHOUT_GE)}")
_WEAK = re.compile(
    r"\w*ge\w{2,}t|\w{2,}iert|\w*(?:be|emp|ent|er|ver|zer|miss|über|unter|wider|durch|hinter|voll|wieder|um)\w{2,}t"
)
_NO_PARTICIPLES = listed(
    "alt angst bekannt beliebt berechtigt bereit berufstätig bewusst direkt durchsicht echt erst geeignet gerecht"
    " gesamt"
    " gesundheit geht getrennt gewohnt insgesamt interessiert kompliziert leicht oft obdachlos recht schlecht selbst"
    " selbstbewusst übernacht unberechtigt unbekannt überhaupt ungerecht unterschiedlicht verheiratet verliebt vermehrt"
    " verrückt verstärkt vertraut verwandt verwirrt wert dement umsonst bestimmt vielleicht begeistert erwünscht"
)

# Nobody writes longer ones; an expression would take minutes for a word of a hundred thousand letters.
MOST_WORDS_BETWEEN = 40
LONGEST_PARTICIPLE = 40


def german_passive(text: str) -> Iterator[tuple[int, int]]:
    """Where a clause in the passive has its verbs: both, where they stand together, or else from one to the other."""
    for clause in _CLAUSE.finditer(text):
        words = list(_WORD.finditer(text, clause.start(), clause.end()))
        taken = -1
        for index, word in enumerate(words):
            if index <= taken or not _AUXILIARY.fullmatch(word[0].lower()):
                continue
            place = _participle_before(words, index) or _participle_after(words, index)
            if place:
                first, last = sorted((index, place[0]))
                taken = max(last, place[1])
                yield words[first].start(), words[taken].end()


def _participle_before(words: list[re.Match[str]], auxiliary: int) -> tuple[int, int] | None:
    """“… beantragt wird”, “… beantragt werden kann”: the participle, and the last word of the verb group."""
    if auxiliary == 0 or not _is_participle(words[auxiliary - 1][0]) or words[auxiliary][0].lower().startswith("würde"):
        return None
    last = auxiliary
    while last + 1 < len(words) and _FINITE.fullmatch(words[last + 1][0]):
        last += 1
    return auxiliary - 1, last


def _participle_after(words: list[re.Match[str]], auxiliary: int) -> tuple[int, int] | None:
    """“wird … beantragt”: the participle is the last word before the clause ends or is joined to another."""
    if words[auxiliary][0].lower() == "worden":
        return None
    for index in range(auxiliary + 1, min(len(words), auxiliary + MOST_WORDS_BETWEEN)):
        is_last = index + 1 == len(words) or words[index + 1][0].lower() in _JOINS
        if _OTHER_FINITE.fullmatch(words[index][0]):
            return None
        if is_last and _is_participle(words[index][0]):
            return index, index
    return None


def _is_participle(word: str) -> bool:
    if not word[0].islower() or len(word) > LONGEST_PARTICIPLE or word in _NO_PARTICIPLES:
        return False
    return bool(_STRONG.fullmatch(word) or _WEAK.fullmatch(word))
