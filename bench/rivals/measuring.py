"""Builds of the same guide by each generator, one after the other, round by round."""

from __future__ import annotations

import filecmp
import os
import shutil
import statistics
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from bench.rivals.content import READ, write_content
from bench.rivals.sites import RIVALS, theme_environment

Build = Callable[[], tuple[float, float, float]]
"""Seconds of wall and CPU time, and MiB of the largest process."""


def run(command: list[str], folder: Path) -> tuple[float, float, float]:
    """What a command takes, its processes with it. Raises CalledProcessError."""
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def compare(
    folder: Path, theme: Path, total: int, languages: tuple[str, ...], rounds: int, ours: Build, live: Path
) -> None:
    """Have every generator make the guide `rounds` times, in turn with `ours`; print a table.

    `live` is where our pages are. Raises SystemExit if another's are not the same, byte for byte.
    """
    content = folder / "content"
    pages = write_content(content, theme, total, languages)
    environment = theme_environment(theme)
    taken: dict[str, list[tuple[float, float, float]]] = {"Waymark": []}
    for rival in RIVALS:
        rival.prepare(content, folder / rival.name, environment)
        taken[rival.name] = []
    for _ in range(rounds):
        taken["Waymark"].append(ours())
        for rival in RIVALS:
            site = folder / rival.name
            shutil.rmtree(site / rival.output, ignore_errors=True)
            taken[rival.name].append(run(rival.command(site), site))
    for rival in RIVALS:
        _check(live, folder / rival.name / rival.output, rival.name)
    print(f"\n{pages:,} pages, the same from each\n")
    print("| generator | wall s | CPU s | MiB | CPU, times ours |\n|---|---|---|---|---|")
    medians = {name: [statistics.median(each) for each in zip(*runs, strict=True)] for name, runs in taken.items()}
    for name, (wall, cpu, memory) in medians.items():
        print(f"| {name} | {wall:.2f} | {cpu:.2f} | {memory:.0f} | {cpu / medians['Waymark'][1]:.1f} |")


def _check(ours: Path, theirs: Path, name: str) -> None:
    pages, expected = (
        {path.relative_to(folder) for path in folder.rglob("*") if path.name.endswith(READ)}
        for folder in (theirs, ours)
    )
    if pages != expected:
        raise SystemExit(f"{name} made other pages, for instance {sorted(pages ^ expected)[:3]}.")
    differing = [path for path in pages if not filecmp.cmp(ours / path, theirs / path, shallow=False)]
    if differing:
        raise SystemExit(f"{name} made {len(differing)} pages that differ, for instance {min(differing)}.")
