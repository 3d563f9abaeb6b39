"""How often the page that answers a question is among the first found, by the reference, which is what readers' devices
do, and by the API; beside plain 4-grams and MiniSearch.

    python -m bench.search                  # the half of the pages that nothing was tuned on
    python -m bench.search --half tuned --show de

The corpus is no part of the product: CORPORA names the folder that has omos-qa/ and integreat-lkaugsburg/. MiniSearch
is installed from npm into a folder that is deleted afterwards; without npm it is left out.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bench.real_questions import HALVES, LANGUAGES, Question, RealGuide
from bench.search_api import Installation, installation, ranked_by_api
from bench.sentence_pairs import CORPORA
from site_builder.search import Entry, Index, fitting
from site_builder.search.plain import Index as PlainIndex
from site_builder.search.plain import frequencies
from site_builder.search.ranking import READ

RIVAL = Path(__file__).with_name("search_rivals")
SHOWN = 5
FIRST = (1, 3, 5)

Ranking = list[list[int]]  # for each question the pages that were found, the best first


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=HALVES, default="kept", help="of the pages (default: %(default)s)")
    parser.add_argument("--show", nargs="*", default=[], help="languages whose missed questions are printed")
    parser.add_argument("--languages", nargs="*", default=LANGUAGES)
    arguments = parser.parse_args()
    if not (CORPORA / "omos-qa").is_dir():
        print(f"There is no {CORPORA}/omos-qa: nothing was measured. Name the folder with CORPORA.")
        return
    guide = RealGuide()
    print(f"{'':4}{'':32}{'pages':>6}{'asked':>6}{'R@1':>7}{'R@3':>7}{'R@5':>7}{'ms CPU':>9}")
    with tempfile.TemporaryDirectory() as folder, installation() as server:
        rival = _installed(Path(folder))
        for language in arguments.languages:
            entries = guide.entries(language)
            asked = [question for question in guide.questions(language, arguments.half) if question.answers]
            for name, found, milliseconds in _measured(entries, asked, language, rival, server):
                shares = "".join(f"{share:7.3f}" for share in recall(found, asked))
                timed = f"{milliseconds:9.1f}" if milliseconds else ""
                print(f"{language:4}{name:32}{len(entries):6}{len(asked):6}{shares}{timed}")
            if language in arguments.show:
                _show(entries, asked, ranked(entries, asked, language))


def recall(found: Ranking, asked: Sequence[Question]) -> list[float]:
    """The share of questions whose page is among the first one, three and five."""
    return [
        sum(question.page in pages[:first] for question, pages in zip(asked, found, strict=True)) / len(asked)
        for first in FIRST
    ]


def plain(entries: Sequence[Entry[int]], asked: Sequence[Question]) -> Ranking:
    """What BM25 over 4-grams finds, the title counted three times."""
    index = PlainIndex({entry.key: frequencies(entry.title, _body(entry)) for entry in entries})
    return [[key for key, _ in index.search(question.text, SHOWN)] for question in asked]


def ranked(entries: Sequence[Entry[int]], asked: Sequence[Question], language: str) -> Ranking:
    """What a reader of the guide is shown first."""
    return _shown(Index(entries, language), asked)


def _shown(index: Index[int], asked: Sequence[Question]) -> Ranking:
    return [[hit.key for hit in fitting(index.search(question.text, READ))[:SHOWN]] for question in asked]


def _measured(
    entries: Sequence[Entry[int]], asked: Sequence[Question], language: str, rival: Path | None, server: Installation
) -> list[tuple[str, Ranking, float]]:
    rows = [("plain 4-gram BM25, title x 3", plain(entries, asked), 0.0)]
    if rival:
        rows += [(name, found, 0.0) for name, found in _minisearch(entries, asked, rival).items()]
    index = Index(entries, language)
    started = time.process_time()
    found = _shown(index, asked)
    rows.append(("this search", found, 1000 * (time.process_time() - started) / len(asked)))
    return [*rows, ("this search by the API", *ranked_by_api(server, entries, asked, language, SHOWN))]


def _installed(folder: Path) -> Path | None:
    """A folder with MiniSearch."""
    if not shutil.which("npm"):
        print("npm is missing: MiniSearch was not measured.")
        return None
    shutil.copytree(RIVAL, folder, dirs_exist_ok=True)
    subprocess.run(["npm", "ci", "--no-audit", "--no-fund", "--silent"], cwd=folder, check=True)
    return folder


def _minisearch(entries: Sequence[Entry[int]], asked: Sequence[Question], folder: Path) -> dict[str, Ranking]:
    given = {
        "pages": [{"id": entry.key, "title": entry.title, "body": _body(entry)} for entry in entries],
        "questions": [question.text for question in asked],
        "shown": SHOWN,
    }
    command = ["node", "minisearch.mjs"]
    done = subprocess.run(command, cwd=folder, input=json.dumps(given), capture_output=True, text=True, check=True)
    found: dict[str, Ranking] = json.loads(done.stdout)
    return found


def _body(entry: Entry[int]) -> str:
    return "\n".join(passage.text for passage in entry.passages)


def _show(entries: Sequence[Entry[int]], asked: Sequence[Question], found: Ranking) -> None:
    titles = {entry.key: entry.title for entry in entries}
    for question, pages in zip(asked, found, strict=True):
        if question.page not in pages[:3]:
            print(f"  {question.text}\n    {titles[question.page]}; found: {', '.join(titles[page] for page in pages)}")


if __name__ == "__main__":
    main()
