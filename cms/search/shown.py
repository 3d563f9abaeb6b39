"""What the pages of a guide say of their documents: the very texts that the builder gives to readers' devices."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from cms.search.entries import Said
from site_builder.environment import ThemeEnvironment, make_environment
from site_builder.guide import Guide
from site_builder.views.edition import Edition
from site_builder.views.passages import HEADING, SOURCE, passages

# A guide has to have an address; no text depends on it.
_ANYWHERE = "https://guide.invalid"


class Shown:
    """The texts of a city's documents on the pages of one language, in the words of the city's theme.

    `lending` are the city's own document and those whose words stand on pages that name them (`passages.LENDING`), in
    that language and in the source language.
    """

    def __init__(self, lending: Iterable[dict[str, Any]], language: str, theme: Path) -> None:
        self._guide = Guide(lending, site_url=_ANYWHERE)
        self._edition = Edition(self._guide, language, _environment(theme))

    def of(self, body: dict[str, Any]) -> tuple[Said, ...]:
        """All that the page of a document says below its title."""
        with self._guide.reads.begun():  # what is noted in it is needed by nobody
            return tuple(map(self._said, passages(self._edition, body, body["kind"])))

    def _said(self, passage: str | list[str]) -> Said:
        text, marks = (passage, "") if isinstance(passage, str) else passage
        source = self._guide.source_language
        return Said(text, HEADING in marks, source if SOURCE in marks else self._edition.language)


@cache
def _environment(theme: Path) -> ThemeEnvironment:
    return make_environment(theme, {})
