"""How often the search finds the page that answers what people may ask the demo's two cities.

    make guides                             # writes build/
    python -m bench.demo_search --show

Their guides have what a real guide of running text lacks: procedures beside papers, offices and words of the glossary.
The questions are ours (demo_questions.tsv: city, language, pages any of which answers, question). The weights for such
guides were chosen with those about Birkenfurt; nothing was chosen with those about Eastmere.
"""

from __future__ import annotations

import argparse
import csv
import json
from pathlib import Path
from typing import Any

from site_builder.search import Entry, Index, Passage, fitting
from site_builder.search.ask import ask
from site_builder.search.ranking import READ

QUESTIONS = Path(__file__).with_name("demo_questions.tsv")
FIRST = (1, 3, 5)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=Path, default=Path("build"), help="the folder of guides (default: %(default)s)")
    parser.add_argument(
        "--show", action="store_true", help="print the questions whose page is not among the first three"
    )
    arguments = parser.parse_args()
    asked: dict[tuple[str, str], list[tuple[set[str], str]]] = {}
    with QUESTIONS.open(encoding="utf-8", newline="") as file:
        for city, language, pages, question in csv.reader(file, delimiter="\t"):
            asked.setdefault((city, language), []).append((set(pages.split()), question))
    print(f"{'':16}{'asked':>6}{'R@1':>7}{'R@3':>7}{'R@5':>7}{'sure':>7}{'right':>7}")
    for (city, language), questions in asked.items():
        folder = arguments.build / city / "current" / language / "search"
        if not folder.is_dir():
            print(f"There is no {folder}: not measured. `make guides` writes it.")
            continue
        index = Index(_entries(folder), language)
        ranks, right = [], []
        for answers, question in questions:
            answer = ask(index, question)
            if answer.is_sure:
                right.append(any(quote.key in answers for quote in answer.quotes))
            found = [hit.key for hit in fitting(index.search(question, READ))]
            ranks.append(next((rank for rank, page in enumerate(found, 1) if page in answers), READ + 1))
            if arguments.show and ranks[-1] > 3:
                print(f"  {question}\n    {', '.join(sorted(pages))}; found: {', '.join(found[:3])}")
        shares = "".join(f"{sum(rank <= first for rank in ranks) / len(ranks):7.2f}" for first in FIRST)
        quoted = f"{len(right) / len(ranks):7.2f}{sum(right) / max(1, len(right)):7.2f}"
        print(f"{city:12}{language:4}{len(ranks):6}{shares}{quoted}")


def _entries(folder: Path) -> list[Entry[str]]:
    """What a reader's device searches, as the reference takes it."""
    head = json.loads((folder / "head.json").read_text(encoding="utf-8"))
    files = (json.loads((folder / name).read_text(encoding="utf-8")) for name in head["files"])
    return [_entry(entry) for entries in files for entry in entries]


def _entry(entry: dict[str, Any]) -> Entry[str]:
    passages = tuple(Passage(_text(each), not isinstance(each, str) and "h" in each[1]) for each in entry["text"])
    above = tuple(map(_text, entry.get("above", ())))
    return Entry(entry["url"], _text(entry["title"]), passages, tuple(entry.get("names", ())), above, entry["kind"])


def _text(passage: str | list[str]) -> str:
    return passage if isinstance(passage, str) else passage[0]


if __name__ == "__main__":
    main()
