"""What the checks find, in short."""

from __future__ import annotations

from translations.checks import Pair, run_checks
from translations.findings import Severity
from translations.terms import Term


def found(source: str, target: str, languages: str = "en de", terms: tuple[Term, ...] = ()) -> set[str]:
    """The codes of what the checks find, errors with an exclamation mark."""
    source_language, target_language = languages.split()
    findings = run_checks(Pair(source, target, source_language, target_language, terms))
    return {finding.code + ("!" if finding.severity is Severity.ERROR else "") for finding in findings}
