"""What content files refuse goes, piece by piece, and is reported: one bad field keeps no record out."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from cms.guides.content_files.checking import CheckedFolder, check_folder
from cms.guides.content_files.problems import ContentFilesError, Problem
from cms.guides.content_files.yaml_writer import yaml_text
from cms.guides.importers.standards.content import Content, Data
from cms.guides.importers.standards.report import FeedError

MOST_ROUNDS = 30
WHOLE = ("title", "summary", "topic", "address", "explanation", "number", "uuid", "starts_on")
_PART = re.compile(r"([^.\[\]]+)|\[(\d+)\]")


def checked(entries: Content, base: dict[str, Data], folder: Path) -> CheckedFolder:
    """Write the city as content files, its own and those of a feed, and take out of the feed what is refused.

    Args:
        entries: those of the feed.
        base: the files of the city as it is, or the city's own file alone.
        folder: an empty one, whose name is the city's slug.

    Raises:
        FeedError: when the city itself is not as it should be.
    """
    for name, data in base.items():
        _write(folder / name, data)
    for name, data in entries.files.items():
        _write(folder / name, laid_over(base.get(name, {}), data))
    for _round in range(MOST_ROUNDS):
        try:
            return check_folder(folder)
        except ContentFilesError as error:
            _mend(error.problems, entries, base, folder)
    message = f"{folder.name}: the records contradict one another in too many ways. Bring them in in several parts."
    raise FeedError(message)


def laid_over(present: Data, said: Data) -> Data:
    """What a page says, with what the feed says of it: the feed is silent on what it leaves out."""
    both = {**present, **said}
    for name, value in said.items():
        if isinstance(value, dict) and isinstance(present.get(name), dict) and name in ("address", "accessibility"):
            both[name] = {**present[name], **value}
    return both


def _mend(problems: list[Problem], entries: Content, base: dict[str, Data], folder: Path) -> None:
    unknown = [problem for problem in problems if problem.file not in entries.files]
    if unknown:
        raise FeedError("\n".join(["The city itself has to be mended first:", *map(str, unknown)]))
    for name in dict.fromkeys(problem.file for problem in problems):
        told = [problem for problem in problems if problem.file == name]
        fatal = next((each for each in told if _is_fatal(each, entries.files[name])), None)
        if fatal is not None:
            _leave_out(name, fatal, entries, base, folder)
            continue
        for problem in told:
            if _take_out(entries.files[name], _path(problem.field)):
                _report(name, problem, entries)
        _write(folder / name, laid_over(base.get(name, {}), entries.files[name]))


def _is_fatal(problem: Problem, data: Data) -> bool:
    """Whether nothing is left of a page without the field, or the field is not the feed's."""
    first = problem.field.partition(".")[0].partition("[")[0]
    return first in WHOLE or first not in data


def _leave_out(name: str, problem: Problem, entries: Content, base: dict[str, Data], folder: Path) -> None:
    taken = entries.records[name]
    entries.report.leave_out(taken.file, taken.record, problem.field, f"{name} {problem.message}")
    del entries.files[name]
    if name in base:
        _write(folder / name, base[name])
    else:
        (folder / name).unlink()


def _report(name: str, problem: Problem, entries: Content) -> None:
    taken = entries.records[name]
    entries.report.leave(taken.file, taken.record, f"{name.partition('/')[0]}.{problem.field}", problem.message)


def _path(field: str) -> list[str | int]:
    return [int(number) - 1 if number else key for key, number in _PART.findall(field)]


def _take_out(data: Data, path: list[str | int]) -> bool:
    """Take a value out, or what holds it where it is missing there; False where it went with another one."""
    holders: list[Any] = [data]
    for part in path:
        try:
            holders.append(holders[-1][part])
        except (KeyError, IndexError, TypeError):
            break
    # Of a list or mapping that lacks something, the whole goes: what it holds says nothing without that.
    depth = len(holders) - 1
    if depth == 0:
        return False
    del holders[depth - 1][path[depth - 1]]
    return True


def _write(path: Path, data: Data) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml_text(data), encoding="utf-8")
