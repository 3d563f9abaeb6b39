"""False alarms of the checks on a real guide, and how many planted errors they find.

    python -m bench.checks                  # both, on the half of the pages that the checks were not tuned on
    python -m bench.checks --half tuned --show negation_lost

The corpus is no part of the product: CORPORA names the folder that has omos-qa/. A finding counts as a false alarm
unless somebody read it and found the translation wrong; those are in bench/real_mistakes.txt, by hash.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import time
from collections import Counter
from pathlib import Path

from bench.planting import KINDS, Planted, plant
from bench.sentence_pairs import CORPORA, Page, SentencePair, as_html, distinct, halves, pages, spanish
from translations.checks import CHECKS, Pair, run_checks
from translations.findings import Finding

WANTED = 100
NEGATION_LANGUAGES = ("en", "de", "fr", "es")
SENTENCES = 3
SEED = 7
MISTAKES = Path(__file__).with_name("real_mistakes.txt")


def main() -> None:
    """Measure and print both tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=("tuned", "kept"), default="kept", help="of the pages (default: %(default)s)")
    parser.add_argument("--show", nargs="*", default=[], help="codes whose findings are printed")
    parser.add_argument("--missed", nargs="*", default=[], help="kinds of errors whose missed ones are printed")
    asked = parser.parse_args()
    if not (CORPORA / "omos-qa").is_dir():
        print(f"There is no {CORPORA}/omos-qa: nothing was measured. Name the folder with CORPORA.")
        return
    tuned, kept = halves(pages())
    half = tuned if asked.half == "tuned" else kept
    false_alarms(distinct(half), set(asked.show))
    recall(half, set(asked.missed))


def false_alarms(pairs: list[SentencePair], show: set[str]) -> None:
    """The share of pairs, per check and pair of languages, with a finding that nobody has found to be right."""
    known = {line for line in MISTAKES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")}
    total: Counter[tuple[str, str]] = Counter()
    alarms: Counter[tuple[str, tuple[str, str]]] = Counter()
    real: Counter[str] = Counter()
    started = time.process_time()
    for pair in pairs:
        languages = (pair.source_language, pair.target_language)
        total[languages] += 1
        checked = Pair(as_html(pair.source), as_html(pair.target), *languages)
        for check in CHECKS:
            found = list(check(checked))
            if not found:
                continue
            if mistake(pair, check.__name__) in known:
                real[check.__name__] += 1
            else:
                alarms[check.__name__, languages] += 1
            _print(pair, check.__name__, [finding for finding in found if finding.code in show])
    seconds = time.process_time() - started
    print(
        f"{len(pairs):,} pairs of sentences, {len(pairs) / seconds:,.0f} a CPU second; % with a false alarm, by check:"
    )
    columns = sorted(total)
    print(f"{'':14}" + "".join(f"{'-'.join(column):>7}" for column in columns) + "   real mistakes found")
    for name in (check.__name__ for check in CHECKS):
        shares = "".join(f"{100 * alarms[name, column] / total[column]:7.2f}" for column in columns)
        print(f"{name.removeprefix('check_'):14}{shares}   {real[name]:4}")
    print(f"{'pairs':14}" + "".join(f"{total[column]:7}" for column in columns))


def mistake(pair: SentencePair, check: str) -> str:
    """The hash under which a finding is remembered as right."""
    return hashlib.sha256("\x00".join((check, *pair)).encode()).hexdigest()[:16]


def recall(half: list[Page], missed: set[str]) -> None:
    """The share of planted errors that are found, by kind."""
    pairs = distinct(half)
    print(f"\n{'planted':32}{'errors':>7}{'found':>7}{'%':>7}   false alarms on the same texts before")
    everything = 0
    for kind in KINDS:
        if kind == "negation":
            for language in NEGATION_LANGUAGES:
                candidates = spanish() if language == "es" else pairs
                chosen = [pair for pair in candidates if pair.target_language == language]
                everything += _row(f"negation in {language}", kind, plant(kind, chosen, WANTED, SEED), missed)
        else:
            planted = _missing_sentences(half) if kind == "sentence" else plant(kind, pairs, WANTED, SEED)
            everything += _row(kind, kind, planted, missed)
    print(f"{'all':32}{everything:7}")


def _row(label: str, kind: str, planted: list[Planted], missed: set[str]) -> int:
    codes = KINDS[kind].codes
    found = before = 0
    for each in planted:
        good, bad = (
            {(finding.code, finding.detail) for finding in _findings(each, text) if finding.code in codes}
            for text in (each.good, each.bad)
        )
        before += bool(good)
        found += bool(bad - good)
        if kind in missed and not bad - good:
            print(f"  missed, {each.source_language}-{each.target_language}: {each.source}")
            print(f"    {each.good}\n    {each.bad}")
    print(f"{label:32}{len(planted):7}{found:7}{100 * found / max(1, len(planted)):7.1f}{before:7}")
    return len(planted)


def _findings(planted: Planted, target: str) -> tuple[Finding, ...]:
    return run_checks(Pair(planted.source, target, planted.source_language, planted.target_language))


def _missing_sentences(half: list[Page]) -> list[Planted]:
    """Three lines of a page as one text, of whose translation one line is missing."""
    draw = random.Random(f"sentence {SEED}")
    texts: list[Planted] = []
    for page in half:
        for three in _threes(page):
            if len(three) == SENTENCES and all(pair.source.rstrip().endswith((".", "!", "?")) for pair in three):
                source, good = (" ".join(as_html(pair[side]) for pair in three) for side in (0, 1))
                gone = draw.randrange(SENTENCES)
                bad = " ".join(as_html(pair.target) for number, pair in enumerate(three) if number != gone)
                texts.append(Planted(source, good, bad, three[0].source_language, three[0].target_language))
    draw.shuffle(texts)
    return texts[:WANTED]


def _threes(page: Page) -> list[list[SentencePair]]:
    return [page.pairs[at : at + SENTENCES] for at in range(0, len(page.pairs), SENTENCES)]


def _print(pair: SentencePair, check: str, found: list[Finding]) -> None:
    for finding in found:
        languages = f"{pair.source_language}-{pair.target_language}"
        print(
            f"{mistake(pair, check)} {finding.code} {languages} {finding.detail}\n    {pair.source}\n    {pair.target}"
        )


if __name__ == "__main__":
    main()
