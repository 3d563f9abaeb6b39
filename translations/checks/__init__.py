"""Deterministic quality checks of a translation against its source. None of them asks a model for its opinion.

An error keeps a translation from being published: what it reports is wrong whatever a person thinks of the style. A
warning asks a person to look. Each check is one function from a Pair to its findings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from translations.findings import Finding, error

from .addresses import check_addresses
from .amounts import check_amounts
from .calendar_names import check_calendar_names
from .characters import check_characters
from .clock import check_clock
from .dates import check_dates
from .glossary import check_glossary
from .length import check_length
from .negation import check_negation
from .numbers import check_numbers
from .pair import Pair
from .references import check_references
from .repetition import check_repetition
from .scripts import check_script
from .tags import check_tags
from .untranslated import check_untranslated

__all__ = ["CHECKS", "Pair", "run_checks"]

Check = Callable[[Pair], Iterable[Finding]]

CHECKS: tuple[Check, ...] = (
    check_addresses,
    check_numbers,
    check_amounts,
    check_dates,
    check_clock,
    check_calendar_names,
    check_references,
    check_tags,
    check_glossary,
    check_negation,
    check_repetition,
    check_untranslated,
    check_script,
    check_characters,
    check_length,
)


def run_checks(pair: Pair) -> tuple[Finding, ...]:
    """Everything that the checks find in one translated segment. An empty translation has only that one finding."""
    if pair.source_text.strip() and not pair.target_text.strip():
        return (error("empty"),)
    return tuple(finding for check in CHECKS for finding in check(pair))
