"""How many cities one, two and three workers build in a second, in turns."""

from __future__ import annotations

import random
import resource
import shutil
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.cities import edit
from bench.waiting import wait_until_built, wake_everything
from bench.workers import WORKERS, crew

SEED = 5
EDITS = 5  # in each city


def rates(folder: Path, cities: list[Any], rounds: int) -> dict[str, Any]:
    """By the number of workers, what `rate` measures; medians of so many rounds."""
    measured: dict[int, list[dict[str, float]]] = {count: [] for count in range(1, WORKERS + 1)}
    for number in range(rounds):
        for count, results in measured.items():
            results.append(rate(folder / f"{number}-{count}", cities, count))
    return {
        str(count): {key: round(statistics.median(r[key] for r in results), 3) for key in results[0]}
        for count, results in measured.items()
    }


def rate(folder: Path, cities: list[Any], count: int) -> dict[str, float]:
    """Every city from nothing, then edits in each. CPU time is the workers', in seconds."""
    from django.conf import settings

    chance = random.Random(SEED)
    settings.GUIDE_TARGETS = []
    settings.GUIDE_BUILD_DIR = folder / "build"
    before = _cpu()
    with crew(folder, count) as running:
        whole = timed(wake_everything)
        timer = timed(wake_everything)
    built, builds = _cpu(), running.builds()
    with crew(folder, count) as running:
        edits = timed(lambda: edit_each(cities, chance))
    builds_of_edits = len(running.builds()) - len(builds)
    edited = _cpu()
    shutil.rmtree(folder)
    files = sum(build.files for build in builds)
    return {
        "cities/s": len(cities) / whole,
        "files/s": files / whole,
        "CPU s a city": (built - before) / len(cities),
        "edits/s": len(cities) * EDITS / edits,
        "builds for an edit": builds_of_edits / len(cities) / EDITS,
        "CPU s an edit": (edited - built) / len(cities) / EDITS,
        "ms of the timer a city": timer / 2 * 1000 / len(cities),  # it looks, and looks again whether all is built
    }


def edit_each(cities: list[Any], chance: random.Random) -> None:
    """Some edits in every city."""
    for number in range(EDITS):
        for city in cities:
            edit(city, number, chance)


def timed(wake: Callable[[], object]) -> float:
    """Seconds from a wake-up call until everything is built."""
    began = time.monotonic()
    wake()
    wait_until_built()
    return time.monotonic() - began


def _cpu() -> float:
    """Of processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
