"""Which engine translates a pair of languages, and which way: as its owner chose, else as the settings say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings

from .base import Engine
from .records import EngineChoice, Way
from .registry import NoEngineError, engines


@dataclass(frozen=True, slots=True)
class Choice:
    """The name of an engine, "" for the first one that can, and the way."""

    engine: str = ""
    way: Way = Way.DIRECT


def choice_for(owner: str, source: str, target: str) -> Choice:
    """What was chosen for an owner's texts in a pair of languages, as BCP 47 tags; else by TRANSLATION_CHOICES."""
    row = EngineChoice.objects.filter(owner=owner, source=source, target=target).first()
    if row is not None:
        return Choice(row.engine, Way(row.way))
    chosen = settings.TRANSLATION_CHOICES.get((source, target), {})
    return Choice(chosen.get("engine", ""), Way(chosen.get("way", Way.DIRECT)))


def chosen_engines(choice: Choice) -> Sequence[Engine]:
    """The engines that the choice leaves to choose from.

    Raises:
        NoEngineError: when the one that was chosen is not installed. No other takes its place: who chose it may have
            had reasons of cost or of where the text goes.
    """
    if not choice.engine:
        return engines()
    found = [engine for engine in engines() if engine.name == choice.engine]
    if not found:
        msg = f"The engine “{choice.engine}” was chosen and is not installed."
        raise NoEngineError(f"{msg} Add it to TRANSLATION_ENGINES, or choose another one.")
    return found
