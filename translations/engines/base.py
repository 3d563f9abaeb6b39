"""What an engine is: something that turns plain sentences of one language into another's."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence


class EngineError(Exception):
    """An engine could not do its work; the message says what a person can do about it."""


class Engine(ABC):
    """One machine translation engine. Its class, or a function that returns one, is named in TRANSLATION_ENGINES.

    ``name`` is shown to editors; ``version`` changes when the same input may give another output. Languages are BCP 47
    tags. An engine that lacks an optional package or its models has no pairs; it does not fail.
    """

    name: str
    version: str

    @abstractmethod
    def pairs(self) -> set[tuple[str, str]]:
        """The (source, target) pairs that ``translate`` accepts at this moment."""

    @abstractmethod
    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        """The translation of each of ``texts``, in their order. A text is one sentence or phrase without markup.

        Raises EngineError when the pair is not there or the engine fails.
        """

    def model(self, source: str, target: str) -> str:
        """The model that translates this pair with its version; "" for an engine that tells none."""
        return ""
