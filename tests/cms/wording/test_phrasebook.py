"""A glossary of 200 words in 35 languages, written by people who help newcomers: the real thing, in all scripts."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import langcodes
import pytest
from wagtail.models import Locale

from tests.engines import MirrorEngine
from translations.checks import Pair
from translations.checks.glossary import check_glossary
from translations.exchange.entries import Entry
from translations.exchange.tbx import tbx
from translations.exchange.term_tables import table
from translations.glossary.exchange import export_glossary, import_glossary
from translations.glossary.lookup import listed_terms
from translations.glossary.records import GlossaryTerm
from translations.inflection import occurs
from translations.memory.owners import INSTALLATION
from translations.pipeline import Segment, translate_segments
from translations.terms import Term

pytestmark = pytest.mark.corpus

# The phrasebook's codes, and the tags of a guide.
TAGS = {"apc": "ar", "hbs": "sr-Latn", "nor": "nb", "pes": "fa", "prs": "fa-AF"}
CODES = (
    *("apc", "ben", "bul", "cat", "ces", "ckb", "dan", "deu", "ell", "fin", "fra", "hbs", "hun", "hye", "ita", "lit"),
    *("mkd", "nld", "nor", "pes", "pol", "por", "prs", "pus", "rus", "slk", "slv", "som", "spa", "sqi", "swe", "tam"),
    *("tir", "tur", "urd"),
)
LANGUAGES = tuple(TAGS.get(code) or langcodes.standardize_tag(code) for code in CODES)
# Several words for one thing, and what is said about a word, stand in one field.
_FIRST = re.compile(r"\s*[/,;(\[].*", re.DOTALL)


@pytest.fixture(scope="module")
def words(corpora: Path) -> list[Entry]:
    """English words with their translations; of those with several meanings the first."""
    concepts = json.loads((corpora / "refugee-phrasebook" / "lexemes.json").read_text(encoding="utf-8"))
    found: dict[str, Entry] = {}
    for concept in concepts.values():
        texts = {code: _word(entry["orthographic"]) for code, entry in concept["lgs"].items()}
        kept = {tag: texts[code] for code, tag in zip(CODES, LANGUAGES, strict=True) if texts.get(code)}
        if english := texts["eng"]:
            found.setdefault(english.casefold(), Entry("en", english, kept))
    return list(found.values())


def _word(text: str) -> str:
    return " ".join(_FIRST.sub("", text).strip(" .…!?؟").split())


def file(pieces: Iterator[str]) -> io.BytesIO:
    return io.BytesIO("".join(pieces).encode())


class RecordingEngine(MirrorEngine):
    """Remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def pairs(self) -> set[tuple[str, str]]:
        return {("en", language) for language in LANGUAGES}

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        self.asked += texts
        return list(texts)


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["csv", "tbx"])
def test_all_words_come_in_and_go_out_again_in_every_language(words: list[Entry], kind: str) -> None:
    for tag in ("en", *LANGUAGES):
        Locale.objects.get_or_create(language_code=tag)
    pieces = table(words, "en") if kind == "csv" else tbx(words, "en")
    report = import_glossary(file(pieces), kind, INSTALLATION)
    assert report.unknown_languages == {}
    assert report.added == len(words) > 150
    english = Locale.objects.get(language_code="en")
    again = import_glossary(file(export_glossary(kind, INSTALLATION, english)), kind, INSTALLATION)
    assert (again.added, again.changed, again.unchanged) == (0, 0, len(words))
    assert GlossaryTerm.objects.count() == len(words)
    for tag in LANGUAGES:
        agreed = {term.source: term.target for term in listed_terms("", "en", tag)}
        assert agreed == {entry.term: entry.translations[tag] for entry in words if tag in entry.translations}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_agreed_word_stands_in_the_draft_and_no_check_misses_it(words: list[Entry], language: str) -> None:
    entries = [entry for entry in words if language in entry.translations]
    terms = [Term(entry.term, entry.translations[language], keep_source=True) for entry in entries]
    engine = RecordingEngine()
    segments = [Segment(str(number), f"Ask about “{term.source}” first.") for number, term in enumerate(terms)]
    drafts = translate_segments(segments, "en", language, engine, terms=terms)
    assert len(drafts) > 20
    for term, draft in zip(terms, drafts, strict=True):
        assert f"{term.target} ({term.source})".casefold() in draft.html.replace("&amp;", "&").casefold()
        assert {finding.code for finding in draft.findings}.isdisjoint({"term_missing", "official_term_missing"})


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_word_for_something_else_is_seldom_taken_for_a_form_of_a_word(words: list[Entry], language: str) -> None:
    texts = [entry.translations[language] for entry in words if language in entry.translations]
    pairs = [(one, other) for one in texts for other in texts if one.casefold() not in other.casefold()]
    taken = [(one, other) for one, other in pairs if occurs(one, other, language)]
    assert len(taken) / len(pairs) < 0.005, taken[:20]


def test_a_translation_without_the_agreed_word_is_told(words: list[Entry]) -> None:
    word = next(entry for entry in words if "de" in entry.translations and len(entry.translations["de"]) > 5)
    pair = Pair(f"The {word.term}.", "Etwas anderes.", "en", "de", (Term(word.term, word.translations["de"]),))
    assert [finding.code for finding in check_glossary(pair)] == ["term_missing"]
