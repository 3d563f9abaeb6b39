"""The table in which the audit ends: a row for each instrument and each budget."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from tools.audit.findings import Finding, Outcome

MOST_SHOWN = 8
"""Findings of a rule under the table; all of them are in the report."""


def show(outcomes: Sequence[Outcome], caption: str, console: Console) -> None:
    """Print the table, and below it the first findings."""
    table = Table(title="Audit", caption=caption, title_justify="left", caption_justify="left")
    for heading in ("instrument", "pages", "budget", "worst", "limit", "findings", "seconds"):
        table.add_column(heading, justify="left" if heading in ("instrument", "budget") else "right")
    for row in rows(outcomes):
        table.add_row(*row, style=None if row[5] in ("", "0") else "red")
    console.print(table)
    for outcome in outcomes:
        if outcome.failure:
            console.print(f"\n{outcome.instrument} failed: {outcome.failure}", markup=False, soft_wrap=True)
    for rule, findings in by_rule(outcomes):
        console.print(f"\n{rule}: {len(findings)}. Right would be: {findings[0].limit}", markup=False, soft_wrap=True)
        for finding in findings[:MOST_SHOWN]:
            console.print(f"  {finding.page}  {finding.value}", markup=False, highlight=False, soft_wrap=True)
        if len(findings) > MOST_SHOWN:
            console.print(f"  … and {len(findings) - MOST_SHOWN} more, in the report")


def by_rule(outcomes: Sequence[Outcome]) -> list[tuple[str, list[Finding]]]:
    """All findings, by the rule that is broken."""
    found: dict[str, list[Finding]] = defaultdict(list)
    for outcome in outcomes:
        for finding in outcome.findings:
            found[finding.rule].append(finding)
    return sorted(found.items())


def rows(outcomes: Sequence[Outcome]) -> list[tuple[str, ...]]:
    """The cells of the table: the instrument's own row, then its budgets."""
    found: list[tuple[str, ...]] = []
    for outcome in outcomes:
        seconds = f"{outcome.seconds:.0f}"
        count = "failed" if outcome.failure else str(len(outcome.findings))
        found.append((outcome.instrument, str(outcome.pages), "", "", "", count, seconds))
        found += [("", "", each.name, each.shown, each.shown_limit, "", "") for each in outcome.measures.values()]
    return found
