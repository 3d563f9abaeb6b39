"""How much of what the guide quotes as an answer was marked as one, and what it answers that it cannot.

    python -m bench.ask                     # the half of the pages that nothing was tuned on
    python -m bench.ask --half tuned --thresholds

Per language, over the answerable questions: the share of quoted sentences that were marked (precision), the share of
marked sentences that were quoted (recall), once with the right page given and once as readers ask, over the whole
guide; and the share of questions with at least one marked sentence among the quoted ones. Then what readers get, to
whom nothing is quoted where the guide is not sure: how many of the answerable and of the unanswerable questions are
answered, how many of these answers hold a marked sentence, and precision and recall over the sentences of all
questions, the unanswerable ones included. The corpus is no part of the product: CORPORA names its folder.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bench.real_questions import HALVES, LANGUAGES, Question, RealGuide
from bench.sentence_pairs import CORPORA
from site_builder.search import Entry, Index, words
from site_builder.search.ask import SURE, ask, quotes

SURELY_THE_SAME = 15  # characters: a shorter sentence within another one is another sentence
STEPS = [step / 20 for step in range(1, 20)]


@dataclass
class Tally:
    """Counts of sentences."""

    quoted: int = 0
    right: int = 0
    marked: int = 0
    found: int = 0
    hits: list[bool] = field(default_factory=list)

    def count(self, quoted: Iterable[str], marked: Iterable[str]) -> None:
        """Add what was quoted for a question, and what was marked."""
        ours, theirs = ([" ".join(words(text)) for text in texts] for texts in (quoted, marked))
        theirs = [text for text in theirs if text]
        right = sum(any(_is_same(one, other) for other in theirs) for one in ours)
        self.quoted += len(ours)
        self.right += right
        self.marked += len(theirs)
        self.found += sum(any(_is_same(one, other) for one in ours) for other in theirs)
        self.hits.append(right > 0)

    def rates(self) -> str:
        """Precision, recall and their harmonic mean over all sentences."""
        precision, recall = self.right / max(1, self.quoted), self.found / max(1, self.marked)
        harmonic = 2 * precision * recall / (precision + recall) if self.right else 0.0
        return f"{precision:7.2f}{recall:7.2f}{harmonic:7.2f}"

    def __str__(self) -> str:
        return f"{self.rates()}{sum(self.hits) / len(self.hits):7.2f}"


def main() -> None:
    """Measure and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=HALVES, default="kept", help="of the pages (default: %(default)s)")
    parser.add_argument("--thresholds", action="store_true", help="print what each threshold would answer")
    arguments = parser.parse_args()
    if not (CORPORA / "omos-qa").is_dir():
        print(f"There is no {CORPORA}/omos-qa: nothing was measured. Name the folder with CORPORA.")
        return
    guide = RealGuide()
    rates = f"{'P':>7}{'R':>7}{'F':>7}{'any':>7}"
    print(
        f"{'':4}{'the right page given':^28}{'the whole guide':^28}{'where it is sure: answered, of':^37}{'of all':^21}"
    )
    print(f"{'':4}{rates}{rates}{'answerable':>15}{'others':>15}{'right':>7}{rates[:-7]}")
    told: list[tuple[float, bool]] = []
    for language in LANGUAGES:
        entries = guide.entries(language)
        told += _language(language, entries, guide.questions(language, arguments.half))
    if arguments.thresholds:
        for threshold in STEPS:
            yes, no = _answered(told, threshold)
            print(
                f"{threshold:.2f}: {yes:.2f} of the answerable, {no:.2f} of the others; {(yes + 1 - no) / 2:.3f} right"
            )


def _language(language: str, entries: Sequence[Entry[int]], questions: Sequence[Question]) -> list[tuple[float, bool]]:
    """Print a language's row; return each question's confidence and whether it has an answer."""
    index = Index(entries, language)
    pages = {entry.key: entry for entry in entries}
    given, asked, read = Tally(), Tally(), Tally()
    told = []
    for question in questions:
        answer = ask(index, question.text)
        told.append((answer.confidence, bool(question.answers)))
        quoted = [each.text for quote in answer.quotes for each in quote.sentences]
        read.count(quoted if answer.is_sure else (), question.answers)
        if question.answers:
            found = quotes(pages[question.page].passages, index.gains(question.text))
            given.count([each.text for _, sentences in found for each in sentences], question.answers)
            asked.count(quoted, question.answers)
    shares = _answered(told, SURE)
    counts = (sum(has for _, has in told), sum(not has for _, has in told))
    rates = "".join(f"{share:9.2f} ({count:3})" for share, count in zip(shares, counts, strict=True))
    right = sum(read.hits) / max(1, sum(sure >= SURE for sure, _ in told))
    print(f"{language:4}{given}{asked}{rates}{right:7.2f}{read.rates()}")
    return told


def _answered(told: Sequence[tuple[float, bool]], threshold: float) -> tuple[float, float]:
    """The share of questions that are answered, of those that have an answer and of the others."""
    yes, no = ([sure >= threshold for sure, has in told if has == answerable] for answerable in (True, False))
    return sum(yes) / max(1, len(yes)), sum(no) / max(1, len(no))


def _is_same(one: str, other: str) -> bool:
    """Whether two sentences are one, or one holds the other: not all sentences were parted alike."""
    shorter, longer = sorted((one, other), key=len)
    return shorter == longer or (len(shorter) > SURELY_THE_SAME and shorter in longer)


if __name__ == "__main__":
    main()
