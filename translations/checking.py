"""Running the checks over stored translations, and keeping what they find."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from wagtail_localize.models import StringTranslation

from translations.checks import Pair, run_checks
from translations.findings import Finding, Severity
from translations.glossary.lookup import terms_for
from translations.memory.owners import INSTALLATION, owner_of_object
from translations.models import SegmentFinding
from translations.severities import as_strict, severities_of
from translations.terms import Term

# Guesses about the language. A machine that lost a "not" must be stopped; a person may have said "out of order" for
# "not working" or have inflected a name, and is only asked to look. What can be compared exactly (numbers, addresses,
# links) stops both.
GUESSES = frozenset(
    {"do_not_translate_changed", "length", "negation_lost", "repetition", "untranslated", "wrong_script"}
)


def check_translation(translation: StringTranslation) -> list[Finding]:
    """Check one stored translation; see `check_translations`."""
    return check_translations([translation])[translation]


def check_translations(translations: Iterable[StringTranslation]) -> dict[StringTranslation, list[Finding]]:
    """Check stored translations against their sources and replace what was found before.

    Guesses about a text that a person wrote are warnings.

    A finding that a person declared right stays declared so while it is found again for the same text.
    """
    owners: dict[Any, str] = {}
    terms: dict[tuple[str, str, str], tuple[Term, ...]] = {}
    found: dict[StringTranslation, list[Finding]] = {}
    for each in translations:
        string, key = each.translation_of, each.context.object_id if each.context_id else None
        if key not in owners:
            owners[key] = owner_of_object(key) if key else INSTALLATION
        pair = (owners[key], string.locale.language_code, each.locale.language_code)
        if pair not in terms:
            terms[pair] = tuple(terms_for(*pair))
        findings = run_checks(Pair(string.data, each.data, pair[1], pair[2], terms[pair]))
        is_manual = each.translation_type == StringTranslation.TRANSLATION_TYPE_MANUAL
        found[each] = [_as_a_guess(finding) if is_manual else finding for finding in findings]
    return store_findings(found)


def _as_a_guess(finding: Finding) -> Finding:
    return replace(finding, severity=Severity.WARNING) if finding.code in GUESSES else finding


def store_findings(
    findings: Mapping[StringTranslation, Sequence[Finding]],
) -> dict[StringTranslation, list[Finding]]:
    """Make these the findings of these translations, as strict as their city is; return what was kept.

    Findings that are there already keep who dismissed them.
    """
    wanted = _as_strict(findings)
    _replace(wanted)
    return wanted


def _as_strict(findings: Mapping[StringTranslation, Sequence[Finding]]) -> dict[StringTranslation, list[Finding]]:
    objects = {each.context.object_id for each, found in findings.items() if found and each.context_id}
    severities = {key: severities_of(owner_of_object(key)) for key in objects}
    return {
        each: as_strict(found, severities.get(each.context.object_id, {}) if each.context_id else {})
        for each, found in findings.items()
    }


def _replace(findings: Mapping[StringTranslation, Sequence[Finding]]) -> None:
    stored: dict[int, dict[tuple[str, str, str], SegmentFinding]] = {}
    for row in SegmentFinding.objects.filter(translation__in=list(findings)):
        stored.setdefault(row.translation_id, {})[row.code, row.detail, row.severity] = row
    gone: list[int] = []
    new: list[SegmentFinding] = []
    for translation, found in findings.items():
        before = stored.get(translation.pk, {})
        now = {(finding.code, finding.detail, finding.severity.value): finding for finding in found}
        gone += [row.pk for key, row in before.items() if key not in now]
        new += [
            SegmentFinding(
                translation=translation, code=finding.code, detail=finding.detail, severity=finding.severity.value
            )
            for key, finding in now.items()
            if key not in before
        ]
    if gone:
        SegmentFinding.objects.filter(pk__in=gone).delete()
    SegmentFinding.objects.bulk_create(new)
