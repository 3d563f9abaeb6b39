"""Segments per CPU second through the tiny Argos package: stock argostranslate against our engine and our whole path.

    python -m bench.translation

Stock argostranslate translates one text per call, in batches of 32 tokens, with beam 4; its own sentence splitting is
left out in its favour, and it is measured with one thread too, since its default spends as much again on threads that
wait for one another. The ways take turns, and the figures are medians of CPU time. With a tiny model the cost of each
call weighs more than with one of Argos' usual size, which bench.argos measures.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from translations.engines.argos import ArgosEngine
from translations.engines.argos_packages import install_package
from translations.engines.lean_argos import stock_translation
from translations.pipeline import Segment, translate_segments
from translations.tiny_model import __path__ as tiny_model_path
from translations.tiny_model.sentences import combinations

SEGMENTS = 400
ROUNDS = 5
SEED = 11


def main() -> None:
    """Measure and print the table."""
    texts = [pair.english for pair in combinations(SEGMENTS, SEED)]
    segments = [Segment(str(number), text) for number, text in enumerate(texts)]
    [archive] = Path(tiny_model_path[0]).glob("*.argosmodel")
    with tempfile.TemporaryDirectory() as folder:
        package = install_package(archive, Path(folder))
        stock, stock_one_thread = (stock_translation(package.folder, lambda language, text: [text]) for _ in range(2))
        stock.translate(texts[0])
        # Read when the model is loaded, which is at the first text.
        vars(import_module("argostranslate.settings")).update(intra_threads=1)
        stock_one_thread.translate(texts[0])
        beam_4, beam_2 = ArgosEngine(Path(folder), beam_size=4), ArgosEngine(Path(folder))
        ways: dict[str, Callable[[], object]] = {
            "stock argostranslate, beam 4": lambda: [stock.translate(text) for text in texts],
            "stock, beam 4, one thread": lambda: [stock_one_thread.translate(text) for text in texts],
            "our engine, beam 4": lambda: beam_4.translate(texts, "en", "de"),
            "our engine, beam 2 (as used)": lambda: beam_2.translate(texts, "en", "de"),
            "the whole path of a segment": lambda: translate_segments(segments, "en", "de", beam_2),
        }
        seconds = measure(ways)
    first = seconds["stock, beam 4, one thread"]
    print(f"{SEGMENTS} segments, medians of {ROUNDS} rounds: segments per CPU second, times stock with one thread")
    for name, median in seconds.items():
        print(f"{name:30} {SEGMENTS / median:7.0f} {first / median:6.1f}")


def measure(ways: dict[str, Callable[[], object]]) -> dict[str, float]:
    """The median CPU seconds of each way; a first round, which loads models, does not count."""
    spent: dict[str, list[float]] = {name: [] for name in ways}
    for round_number in range(ROUNDS + 1):
        for name, way in ways.items():
            before = time.process_time()
            way()
            if round_number:
                spent[name].append(time.process_time() - before)
    return {name: statistics.median(times) for name, times in spent.items()}


if __name__ == "__main__":
    main()
