"""What a translator is shown from the memory: the same text, and texts that are only like it.

Similar texts are never used by themselves: "you must sign" and "you must not sign" are 88 % alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from wagtail.models import Locale

from translations.markup import parse
from translations.memory.matching import entries, recall
from translations.memory.reviewed import Origin, Reviewed, reviewed_translations
from translations.memory.source_texts import source_texts
from translations.word_diff import Piece, word_diff

# Most of what is similar has no translation in the language that is asked for.
CANDIDATES = 50
# Texts that differ in tags or numbers alone are as good as the same, and yet not the same.
ALMOST = 99


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A translation of the same or a similar text.

    `source` and `target` are HTML as wagtail-localize's strings; where only numbers differ, `target` has those that are
    asked for. `percent` is 100 for the same text alone. `pieces` lead from the remembered source to the one asked for.
    """

    source: str
    target: str
    percent: int
    pieces: tuple[Piece, ...]
    origin: Origin
    translated_at: datetime


def suggestions(
    source_html: str, source_language: str, target_language: str, owner: str, limit: int = 5
) -> list[Suggestion]:
    """What `owner` may use for a segment, the most alike first, and of equals its own and then the newest.

    Args:
        source_html: the segment, as wagtail-localize's string.
        source_language: BCP 47 tag of the source.
        target_language: BCP 47 tag of the translation.
        owner: whose text is being translated (`translations.memory.owners.owner_of`).
        limit: how many at most.
    """
    target = Locale.objects.filter(language_code=target_language).first()
    if target is None:
        return []
    percents = dict(source_texts(source_language).similar(source_html, CANDIDATES))
    found = [
        _suggestion(each, source_html, target_language, percents[each.string_id])
        for each in reviewed_translations(percents, target, owner)
    ]
    found.sort(key=lambda each: (each.percent, each.origin, each.translated_at), reverse=True)
    # Of several that say the same the best stands for all.
    best = {parse(each.target).text: each for each in reversed(found)}
    return sorted(best.values(), key=lambda each: (each.percent, each.origin, each.translated_at), reverse=True)[:limit]


def _suggestion(reviewed: Reviewed, asked: str, language: str, similarity: float) -> Suggestion:
    known = entries(reviewed.source, reviewed.target, language)
    recalled = recall(known, asked, language)
    percent = min(int(similarity), ALMOST)
    if recalled is not None:
        percent = 100 if recalled == reviewed.target and _words(reviewed.source) == _words(asked) else ALMOST
    return Suggestion(
        source=reviewed.source,
        target=reviewed.target if recalled is None else recalled,
        percent=percent,
        pieces=tuple(word_diff(parse(reviewed.source).text, parse(asked).text)),
        origin=reviewed.origin,
        translated_at=reviewed.translated_at,
    )


def _words(html: str) -> list[str]:
    return html.split()
