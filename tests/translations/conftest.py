"""Engines for the tests: one that changes nothing, and the tiny Argos package."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from translations.engines.argos import ArgosEngine
from translations.engines.argos_packages import install_package
from translations.engines.base import Engine

TINY_PACKAGE = Path(__file__).parents[2] / "translations" / "tiny_model" / "translate-en_de-tiny.argosmodel"


class WordEngine(Engine):
    """Replaces whole texts that it knows and gives back all others as they are; remembers what it was asked."""

    name = "words"
    version = "1"

    def __init__(self, known: dict[str, str] | None = None, pairs: set[tuple[str, str]] | None = None) -> None:
        self.known = known or {}
        self.calls: list[list[str]] = []
        self._pairs = pairs or {("en", "de")}

    def pairs(self) -> set[tuple[str, str]]:
        return self._pairs

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        self.calls.append(list(texts))
        return [self.known.get(text, text) for text in texts]


@pytest.fixture(scope="session")
def argos_directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A packages folder with the tiny package installed."""
    directory = tmp_path_factory.mktemp("argos")
    install_package(TINY_PACKAGE, directory)
    return directory


@pytest.fixture(scope="session")
def argos(argos_directory: Path) -> ArgosEngine:
    """The Argos engine with the tiny English-German package."""
    return ArgosEngine(argos_directory)
