"""Words per CPU second and memory of the Argos engine with models of real size, against stock argostranslate.

    python -m bench.argos

The model is Argos' own architecture with random weights and a stop rule (bench.random_argos), the texts are the English
paragraphs of the demo city's content files. Stock argostranslate translates one text per call, its sentences in batches
of 32 tokens, with beam 4; both get the sentences of our splitter. By default it gives one sentence to as many threads
as there are cores, which wait for one another; with one thread it is at its best per CPU second. The ways take turns,
each on the next part of the texts, and the figures are medians of the rounds. Memory is that of a fresh process: what
it has more than one with everything imported and no model.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import re
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from bench.random_argos import write_package
from translations.engines.argos import ArgosEngine
from translations.engines.lean_argos import stock_translation
from translations.sentences import split

CONTENT = Path(__file__).resolve().parents[1] / "content" / "eastmere"
SEED = 3
ROUNDS = 5
FEW, MANY = 30, 200  # paragraphs a round: stock needs ten times as long
PAIRS = [("en", "de"), ("en", "ar"), ("en", "uk"), ("en", "fa"), ("en", "fr")]
LOADED = 3

Way = Callable[[Sequence[str]], object]


def main() -> None:
    """Write the models, measure and print both tables."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.test")
    texts = list(paragraphs())
    random.Random(SEED).shuffle(texts)
    print(f"{len(texts)} paragraphs, {words(texts) / len(texts):.1f} words each")
    with tempfile.TemporaryDirectory() as folder:
        for source, target in PAIRS:
            write_package(Path(folder) / f"{source}_{target}", source, target)
        print("\nmemory: pairs asked, pairs kept, MiB over a process without a model, MiB a pair kept")
        for asked in (1, 2, LOADED, len(PAIRS)):
            mib, kept = in_new_process(_memory, folder, asked, texts[:MANY])
            print(f"{asked} {kept} {mib:.0f} {mib / kept:.0f}")
        print(f"\nspeed, {ROUNDS} rounds: words per CPU second, times stock with one thread, words per second")
        compare(Path(folder), texts)


def compare(folder: Path, texts: Sequence[str]) -> None:
    """Measure the ways by turns and print the table."""
    package = folder / "_".join(PAIRS[0])
    stock, stock_one_thread = (stock_translation(package, lambda language, text: sentences([text])) for _ in range(2))
    stock.translate(texts[0])
    # Read when the model is loaded, which is at the first text.
    vars(import_module("argostranslate.settings")).update(intra_threads=1)
    stock_one_thread.translate(texts[0])
    ways: dict[str, tuple[int, Way]] = {
        "stock argostranslate, beam 4": (FEW, lambda some: [stock.translate(text) for text in some]),
        "stock, beam 4, one thread": (FEW, lambda some: [stock_one_thread.translate(text) for text in some]),
    }
    for beam in (4, 2, 1):
        ways[f"our engine, beam {beam}"] = (MANY, _ours(ArgosEngine(folder, beam_size=beam)))
    rates = measure(ways, texts)
    first = rates["stock, beam 4, one thread"][0]
    for name, (per_cpu, per_wall) in rates.items():
        print(f"{name:30} {per_cpu:7.0f} {per_cpu / first:6.1f} {per_wall:7.0f}")


def measure(ways: dict[str, tuple[int, Way]], texts: Sequence[str]) -> dict[str, tuple[float, float]]:
    """By way, the median words per CPU second and per second; a first round, which loads models, does not count."""
    spent: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
    for number in range(ROUNDS + 1):
        for name, (size, way) in ways.items():
            some = [texts[(number * size + place) % len(texts)] for place in range(size if number else 2)]
            cpu, wall = time.process_time(), time.perf_counter()
            way(some)
            if number:
                spent[name].append(
                    (words(some) / (time.process_time() - cpu), words(some) / (time.perf_counter() - wall))
                )
    return {
        name: (statistics.median(cpu for cpu, _ in rates), statistics.median(wall for _, wall in rates))
        for name, rates in spent.items()
    }


def paragraphs() -> Iterator[str]:
    """The English paragraphs of the demo city, without the markup of its content files, each one once."""
    seen: set[str] = set()
    for file in sorted(CONTENT.rglob("*.yaml")):
        if "." in file.stem:  # another language
            continue
        for text in _texts(YAML(typ="safe").load(file)):
            plain = re.sub(r"\[([^]]*)\]\([^)]*\)|[*#]+|^\s*(?:-|\d+\.) ", r"\1", text, flags=re.MULTILINE)
            for paragraph in filter(None, map(str.strip, plain.split("\n"))):
                if " " in paragraph and paragraph not in seen:
                    seen.add(paragraph)
                    yield paragraph


def sentences(texts: Iterable[str]) -> list[str]:
    """The sentences of some paragraphs, as every way gets them."""
    return [sentence.text for text in texts for sentence in split(text, "en") if sentence.text]


def _texts(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict | list):
        for child in node.values() if isinstance(node, dict) else node:
            yield from _texts(child)


def words(texts: Sequence[str]) -> int:
    """How many words there are."""
    return sum(len(text.split()) for text in texts)


def in_new_process(work: Callable[..., Any], *arguments: Any) -> Any:
    """What the function answers in a process that has done nothing else."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(work, arguments)


def _memory(folder: str, asked: int, texts: Sequence[str]) -> tuple[float, int]:
    import django

    django.setup()
    from django.conf import settings

    from translations.engines.argos_models import loaded_models

    settings.ARGOS_LOADED_PAIRS = LOADED
    engine = ArgosEngine(Path(folder))
    cut = sentences(texts)
    before = _mib("VmRSS")
    for source, target in PAIRS[:asked]:
        engine.translate(cut, source, target)
    # The peak, not what is left: it is what the machine must have.
    return _mib("VmHWM") - before, len(loaded_models.folders())


def _mib(name: str) -> float:
    # Not getrusage, whose peak is that of the process that started this one, if that was larger.
    found = re.search(rf"{name}:\s+(\d+)", Path("/proc/self/status").read_text(encoding="ascii"))
    assert found
    return int(found[1]) / 1024


def _ours(engine: ArgosEngine) -> Way:
    source, target = PAIRS[0]
    return lambda some: engine.translate(sentences(some), source, target)


if __name__ == "__main__":
    main()
