"""Pairs of sentences that are translations of each other: those of a real guide, and Spanish ones of our own.

The real ones are the page texts of the OMoS-QA data, line by line: German and English originals with their French,
Ukrainian and Arabic translations, which a machine made and nobody marked. The data is no part of the product.
"""

from __future__ import annotations

import html
import json
import os
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

CORPORA = Path(os.environ.get("CORPORA", Path(__file__).resolve().parents[2] / "shared" / "corpora"))
TRANSLATIONS = ("fr", "uk", "ar")
SEED = 1


class SentencePair(NamedTuple):
    """A text and its translation, without markup, and the languages of both."""

    source: str
    target: str
    source_language: str
    target_language: str

    def turned(self) -> SentencePair:
        """The pair as if the translation were the source."""
        return SentencePair(self.target, self.source, self.target_language, self.source_language)


class Page(NamedTuple):
    """The lines of one page and of its translation, in their order."""

    key: int
    pairs: list[SentencePair]


def pages(corpora: Path = CORPORA) -> list[Page]:
    """All pages in all pairs of languages, from the originals and from the translations.

    Raises:
        FileNotFoundError: when the data is not there; CORPORA names its folder.
    """
    originals = {record["id"]: record for record in _records(corpora / "omos-qa" / "de_en.jsonl")}
    found: dict[tuple[int, str, str], Page] = {}
    for language in TRANSLATIONS:
        for record in _records(corpora / "omos-qa" / f"{language}.jsonl"):
            original = originals[record["id"]]
            lines = zip(original["context"].split("\n"), record["context"].split("\n"), strict=True)
            pairs = [SentencePair(a, b, original["language"], language) for a, b in lines if a.strip() and b.strip()]
            found.setdefault((original["pageId"], language, record["context"]), Page(original["pageId"], pairs))
    there = list(found.values())
    return there + [Page(page.key, [pair.turned() for pair in page.pairs]) for page in there]


def halves(all_pages: list[Page]) -> tuple[list[Page], list[Page]]:
    """The pages that the checks were tuned on, and those kept from it. A page is in one half in every language."""
    keys = sorted({page.key for page in all_pages})
    random.Random(SEED).shuffle(keys)
    tuned_on = set(keys[: len(keys) // 2])
    return [page for page in all_pages if page.key in tuned_on], [p for p in all_pages if p.key not in tuned_on]


def distinct(some_pages: list[Page]) -> list[SentencePair]:
    """Every pair once, since guides repeat themselves."""
    return list(dict.fromkeys(pair for page in some_pages for pair in page.pairs))


def spanish() -> list[SentencePair]:
    """Sentences of ours with a negation, English and Spanish, both ways."""
    there = [SentencePair(english, spanish, "en", "es") for english, spanish in _spanish()]
    return there + [pair.turned() for pair in there]


def as_html(text: str) -> str:
    """Plain text as the checks want it."""
    return html.escape(text, quote=False)


def _records(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _spanish() -> Iterator[tuple[str, str]]:
    lines = Path(__file__).with_name("negations.es.tsv").read_text(encoding="utf-8").splitlines()
    for line in lines:
        english, _, spanish = line.partition("\t")
        yield english, spanish
