"""The path of a segment: values are protected, one batch goes to the engine, tags return, checks follow."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from . import markup
from .checks import Pair, run_checks
from .engines.base import Engine, EngineError
from .findings import Finding, blocks_publishing, error
from .languages import unspaced
from .markup import Markup
from .memory import Memory, recall
from .projection import phrases, phrases_without_place, project
from .protection import Protected, Restored, protect, restore, without_placeholders
from .quotation import quotation, quoted
from .sentences import Sentence, split
from .terms import Term


class Provenance(StrEnum):
    """Where text comes from that nobody here answers for yet."""

    MACHINE = "machine"  # an engine translated it
    MEMORY = "memory"  # the same text, numbers apart, was translated before
    COPIED = "copied"  # there was nothing to translate: only numbers, addresses, names
    FILE = "file"  # people outside translated it, and it came back in a file


@dataclass(frozen=True, slots=True)
class Segment:
    """A text to translate: HTML with inline tags, as wagtail-localize's StringValue has it, and the caller's key."""

    key: str
    html: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A machine-made translation of one segment and what the checks found in it.

    ``pivot`` is the language it went through, "" for a direct translation, and ``pivot_reviewed`` whether a person had
    written or checked it in that language; ``engine``, ``engine_version`` and ``engine_model`` are "" unless an engine
    made it.
    """

    key: str
    html: str
    findings: tuple[Finding, ...]
    provenance: Provenance
    engine: str = ""
    engine_version: str = ""
    engine_model: str = ""
    pivot: str = ""
    pivot_reviewed: bool = False

    @property
    def publishable(self) -> bool:
        """Whether no check found an error."""
        return not blocks_publishing(self.findings)


@dataclass(frozen=True, slots=True)
class _Part:
    """A text on its way through the engine: with place holders, and cut into sentences."""

    protected: Protected
    sentences: list[Sentence]


def translate_segments(
    segments: Sequence[Segment],
    source: str,
    target: str,
    engine: Engine | None,
    *,
    terms: Iterable[Term] = (),
    memory: Memory | None = None,
) -> list[Draft]:
    """Draft all segments, in their order, with one call of the engine for what the memory does not know.

    A second call looks again at the few tagged phrases whose place was not found.

    ``source`` and ``target`` are BCP 47 tags. Raises EngineError when the engine fails, or there is none and the memory
    does not know everything; a segment that comes back damaged is no failure but a draft with findings.
    """
    known_terms = tuple(terms)
    drafts: dict[str, Draft] = {}
    for html in dict.fromkeys(segment.html for segment in segments):
        remembered = None if memory is None else recall(memory, html, target)
        if remembered is not None:
            drafts[html] = Draft("", remembered, (), Provenance.MEMORY)
    new = [html for html in dict.fromkeys(segment.html for segment in segments) if html not in drafts]
    if new and engine is None:
        msg = f"The memory does not know {len(new)} of the segments, and no engine was given for them."
        raise EngineError(msg)
    if engine is not None:
        drafts |= _Batch(source, target, engine, known_terms).drafts(new)
    checked = {html: _checked(draft, html, source, target, known_terms) for html, draft in drafts.items()}
    return [replace(checked[segment.html], key=segment.key) for segment in segments]


def translate_through(
    segments: Sequence[Segment],
    pivots: Mapping[str, str],
    source: str,
    pivot: str,
    target: str,
    engine: Engine,
    *,
    terms: Iterable[Term] = (),
    pivot_terms: Iterable[Term] = (),
) -> list[Draft]:
    """Draft segments from what people wrote for them in another language, and check the drafts against the source.

    Args:
        segments: what is to be drafted.
        pivots: by key of the segment its text in the language `pivot`.
        source, pivot, target: BCP 47 tags.
        engine: one that translates `pivot` to `target`.
        terms: the glossary from `source` to `target`, for the checks.
        pivot_terms: the glossary from `pivot` to `target`, for the engine.

    Raises:
        EngineError: when the engine fails.
    """
    known_terms = tuple(terms)
    drafts = _Batch(pivot, target, engine, tuple(pivot_terms)).drafts(list(dict.fromkeys(pivots.values())))
    return [
        replace(
            _checked(drafts[pivots[segment.key]], segment.html, source, target, known_terms),
            key=segment.key,
            pivot=pivot,
            pivot_reviewed=True,
        )
        for segment in segments
    ]


def _checked(draft: Draft, html: str, source: str, target: str, terms: tuple[Term, ...]) -> Draft:
    pair = Pair(html, draft.html, source, target, terms)
    return replace(draft, findings=(*draft.findings, *run_checks(pair)))


class _Batch:
    """Everything that goes through the engine together, each sentence once."""

    def __init__(self, source: str, target: str, engine: Engine, terms: tuple[Term, ...]) -> None:
        self.source, self.target, self.engine = source, target, engine
        self.keep = [term.source for term in terms if term.do_not_translate]
        self.agreed = {term.source: term.agreed for term in terms if term.agreed and not term.do_not_translate}
        self.pivot = str(getattr(engine, "pivot", ""))
        self.translated: dict[str, str] = {}

    def drafts(self, htmls: list[str]) -> dict[str, Draft]:
        """A draft for each of ``htmls``, without the findings of the checks."""
        parsed = {html: markup.parse(html) for html in htmls}
        parts: dict[str, _Part] = {}
        for text in parsed.values():
            for wording in (text.text, *phrases(text)):
                if wording not in parts:
                    parts[wording] = self._part(wording)
        self._translate(s.text for part in parts.values() for s in part.sentences if _has_words(s.text))
        texts = {html: self._restored(parts[text.text]) for html, text in parsed.items()}
        wordings = {phrase: [self._restored(part).text] for phrase, part in parts.items()}
        results = {html: self._project(text, texts[html].text, wordings) for html, text in parsed.items()}
        # Where a tag found no place, its phrase is looked at again inside its sentence.
        lost = {html: self._quotations(text, parts[text.text], results[html]) for html, text in parsed.items()}
        self._translate(sentence for quotations in lost.values() for sentence in quotations.values())
        for html, quotations in lost.items():
            more = {phrase: [*wordings[phrase], self._quotation(quoted)] for phrase, quoted in quotations.items()}
            if more:
                results[html] = self._project(parsed[html], texts[html].text, wordings | more)
        return {html: self._draft(texts[html], parts[parsed[html].text], results[html]) for html in htmls}

    def _part(self, text: str) -> _Part:
        protected = protect(text, self.keep, self.agreed)
        return _Part(protected, split(protected.text, self.source))

    def _translate(self, sentences: Iterable[str]) -> None:
        """Have the engine translate the sentences, each one once, if there are any."""
        asked = list(dict.fromkeys(sentences))
        if not asked:
            return
        answers = self.engine.translate(asked, self.source, self.target)
        if len(answers) != len(asked):
            msg = f"{self.engine.name} returned {len(answers)} translations for {len(asked)} sentences."
            raise EngineError(msg)
        self.translated |= zip(asked, answers, strict=True)

    def _restored(self, part: _Part) -> Restored:
        """The translated sentences with the white space of the source between them, and the values in place."""
        pieces: list[str] = []
        for sentence in part.sentences:
            gap = sentence.gap.replace(" ", "") if unspaced(self.target) and sentence.text else sentence.gap
            pieces += [self.translated.get(sentence.text, sentence.text), gap]
        return restore("".join(pieces), part.protected.values)

    def _project(self, text: Markup, translation: str, wordings: Mapping[str, Sequence[str]]) -> Markup:
        return project(text, translation, wordings, unspaced=unspaced(self.target))

    def _quotations(self, text: Markup, part: _Part, result: Markup) -> dict[str, str]:
        """By phrase whose tag was lost, its sentence with the phrase in quotation marks."""
        found = {
            phrase: next(filter(None, (quoted(sentence.text, phrase) for sentence in part.sentences)), None)
            for phrase in phrases_without_place(text, result)
        }
        return {phrase: sentence for phrase, sentence in found.items() if sentence}

    def _quotation(self, sentence: str) -> str:
        return quotation(self.translated[sentence]) or ""

    def _draft(self, text: Restored, part: _Part, result: Markup) -> Draft:
        html = markup.render(result)
        if not any(_has_words(sentence.text) for sentence in part.sentences):
            return Draft("", html, (), Provenance.COPIED)
        # A tag without a place was left out, which check_tags reports.
        findings = tuple(error("protected_lost", value) for value in text.lost)
        engine, model = self.engine, self.engine.model(self.source, self.target)
        return Draft("", html, findings, Provenance.MACHINE, engine.name, engine.version, model, self.pivot)


def _has_words(sentence: str) -> bool:
    """Whether anything is left to translate beside place holders, numbers and punctuation."""
    return any(character.isalpha() for character in without_placeholders(sentence))
