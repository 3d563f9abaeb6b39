"""What a build did, in lines for people."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from site_builder.causes import ANEW, FIRST, GROUND, LISTS, MANY, THEME, Cause
from site_builder.result import BuildResult

SHOWN = 10  # causes; the rest is counted

_REASONS = {
    FIRST: "It is the first build.",
    ANEW: "There was nothing to build upon.",
    GROUND: "The theme, the builder, the guide's address or its languages changed.",
    LISTS: "lists in which several documents changed places",
    MANY: "many documents at once",
}
_PLURALS = {"city": "cities", "authority": "authorities"}
_UNITS = ("bytes", "kB", "MB", "GB")


def summary(result: BuildResult) -> list[str]:
    """The lines of a summary, the first of which says all that matters."""
    return [*_done(result), *_to_mend(result)]


def _done(result: BuildResult) -> list[str]:
    if not result.release:
        return [f"{result.city}: offline, since its home page is not published any more"]
    state = "new release" if result.created else "unchanged release"
    lines = [
        f"{result.city}: {state} {result.release}, {_count(result.files, 'file')}, {size(result.size)}, "
        f"{result.seconds} s",
    ]
    if not (result.rendered or result.removed):
        return lines
    lines.append(
        f"  rendered {result.rendered}, reused {result.reused}, removed {result.removed}; "
        f"new or changed {result.written} ({size(result.written_size)})"
    )
    if result.causes and result.causes[0].kind in (FIRST, ANEW, GROUND):
        return [*lines, f"  Everything was made. {_REASONS[result.causes[0].kind]}"]
    return [*lines, *(f"  {line}" for line in _kinds(result.causes)), *(f"    {line}" for line in _each(result.causes))]


def _to_mend(result: BuildResult) -> Iterator[str]:
    """A line for each of the first warnings."""
    if result.warned:
        yield f"  {_count(result.warned, 'warning')}"
    for notice in result.warnings[:SHOWN]:
        yield f"    {notice.path or notice.language}: {notice.message}"
    if result.warned > SHOWN:
        yield f"    and {result.warned - SHOWN} more"


def _kinds(causes: list[Cause]) -> Iterator[str]:
    """`1 office changed: 12 files show it`, a line for each kind and change."""
    counts: Counter[tuple[str, str]] = Counter()
    made: defaultdict[tuple[str, str], int] = defaultdict(int)
    for cause in causes:
        counts[cause.kind, cause.change] += 1
        made[cause.kind, cause.change] += cause.made + cause.removed
    for (kind, change), number in counts.items():
        files = _count(made[kind, change], "file")
        if kind in _REASONS:
            yield f"{_REASONS[kind]}: {files}"
        else:
            yield f"{_named(number, kind)} {change}: {files}"


def _each(causes: list[Cause]) -> Iterator[str]:
    for cause in causes[:SHOWN]:
        if cause.kind not in _REASONS:
            languages = f" ({', '.join(cause.languages)})" if cause.languages else ""
            yield f"{cause.name or cause.uuid}{languages}: {_count(cause.made + cause.removed, 'file')}"
    if len(causes) > SHOWN:
        yield f"and {len(causes) - SHOWN} more"


def _named(number: int, kind: str) -> str:
    name = "part of the theme" if kind == THEME else kind.replace("_", " ")
    if number == 1:
        return f"1 {name}"
    if kind == THEME:
        return f"{number} parts of the theme"
    return f"{number} {_PLURALS.get(kind, f'{name}s')}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def size(number: int) -> str:
    """Bytes as a person reads them: 1.2 MB."""
    value, unit = float(number), 0
    while value >= 1000 and unit < len(_UNITS) - 1:
        value, unit = value / 1000, unit + 1
    return f"{number} bytes" if unit == 0 else f"{value:.1f} {_UNITS[unit]}"
