"""How strict a city is: each check as it recommends itself, or always an error, a warning only, or off.

This package knows no cities. Whoever does names a function in TRANSLATION_SEVERITIES that takes the owner of a text
(translations.memory.owners) and gives its Severities; without it every check is as it recommends itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from enum import StrEnum

from django.conf import settings
from django.utils.module_loading import import_string

from translations.checks.catalogue import kind_of
from translations.findings import Finding, Severity


class Strictness(StrEnum):
    """What a city makes of a check's findings; a check that it does not name stays as it recommends itself."""

    ERROR = "error"
    WARNING = "warning"
    OFF = "off"


# By name of the check (translations.checks.catalogue).
Severities = Mapping[str, Strictness]

# A translation without text says nothing at all: no city's readers are served by that.
ALWAYS = frozenset({"empty"})


def severities_of(owner: str) -> Severities:
    """What the installation's settings say about the texts of an owner."""
    path: str = settings.TRANSLATION_SEVERITIES
    if not path:
        return {}
    known: Callable[[str], Severities] = import_string(path)
    return known(owner)


def as_strict(findings: Iterable[Finding], severities: Severities) -> list[Finding]:
    """The findings as a city wants them: with its severities, and without those of checks that it has turned off."""
    kept: list[Finding] = []
    for finding in findings:
        wanted = None if finding.code in ALWAYS else severities.get(kind_of(finding.code).name)
        if wanted is Strictness.OFF:
            continue
        kept.append(finding if wanted is None else replace(finding, severity=Severity(wanted.value)))
    return kept
