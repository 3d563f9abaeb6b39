"""Which way each segment goes: straight, from what people wrote in another language, or through two engines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from wagtail.models import Locale
from wagtail_localize.models import StringSegment

from translations.engines.base import EngineError
from translations.engines.choices import choice_for, chosen_engines
from translations.engines.records import Way
from translations.engines.registry import NoEngineError, Route, find_direct, find_route, pivots_between
from translations.memory.reviewed import reviewed_rows

# A segment's string and its place: what wagtail-localize's translations belong to.
Key = tuple[int, int]


@dataclass(frozen=True)
class Passage:
    """Segments that go the same way. ``texts`` has, by key, what they say in the reviewed language ``pivot``."""

    route: Route
    segments: list[StringSegment]
    pivot: str = ""
    texts: Mapping[Key, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Plan:
    """The ways of some segments into a language; ``refused`` says why some have none, "" if all have one."""

    passages: list[Passage]
    refused: str = ""


def plan(segments: Sequence[StringSegment], locale: Locale, owner: str) -> Plan:
    """Find a way for each segment of one source language, as was chosen for the owner (translations.memory.owners).

    Only a translation that a person answers for and that belongs to exactly this wording is gone through.
    """
    if not segments:
        return Plan([])
    source, target = segments[0].source.locale.language_code, locale.language_code
    choice = choice_for(owner, source, target)
    passages: list[Passage] = []
    left = list(segments)
    try:
        available = chosen_engines(choice)
        straight = find_direct(available, source, target)
        if straight is None or choice.way == Way.REVIEWED_FIRST:
            for pivot in pivots_between(source, target):
                onwards = find_direct(available, pivot, target)
                texts = reviewed_texts(left, pivot) if onwards else {}
                if onwards and texts:
                    passages.append(Passage(onwards, [each for each in left if key_of(each) in texts], pivot, texts))
                    left = [each for each in left if key_of(each) not in texts]
        if left and straight is None:
            straight = find_route(available, source, target)
            if choice.way == Way.NEVER_TWICE:
                raise NoEngineError(_never_twice(source, target, straight.pivot))
    except EngineError as reason:
        return Plan(passages, str(reason))
    if left and straight:
        passages.append(Passage(straight, left))
    return Plan(passages)


def usual_route(owner: str, source: str, target: str) -> Route | None:
    """The way of what people wrote in no other language; None if there is none."""
    choice = choice_for(owner, source, target)
    try:
        route = find_route(chosen_engines(choice), source, target)
    except EngineError:
        return None
    return None if route.pivot and choice.way == Way.NEVER_TWICE else route


def reviewed_texts(segments: Sequence[StringSegment], language: str) -> dict[Key, str]:
    """By key what people wrote or accepted for these segments in another language, where they did."""
    rows = reviewed_rows().filter(
        context__object__in={segment.source.object_id for segment in segments}, locale__language_code=language
    )
    wanted = {key_of(segment) for segment in segments}
    found = {(string, context): data for string, context, data in rows.values_list("translation_of", "context", "data")}
    return {key: data for key, data in found.items() if key in wanted}


def key_of(segment: StringSegment) -> Key:
    """What a translation of the segment belongs to."""
    return segment.string_id, segment.context_id


def _never_twice(source: str, target: str, pivot: str) -> str:
    return (
        f"No engine translates straight from {source} to {target}, and text that a machine made in {pivot} is not to "
        f"be translated again. Review the page in {pivot} first, or choose another way."
    )
