"""Running the checks over stored translations, and keeping what they find."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace

from wagtail_localize.models import StringTranslation

from translations.checks import Pair, run_checks
from translations.findings import Finding, Severity
from translations.glossary.lookup import terms_for
from translations.memory.owners import INSTALLATION, owners_of_objects
from translations.models import SegmentFinding
from translations.severities import as_strict, severities_of
from translations.terms import Term

# Guesses about the language. A machine that lost a "not" must be stopped; a person may have said "out of order" for
# "not working" or have inflected a name, and is only asked to look. What can be compared exactly (numbers, addresses,
# links) stops both.
GUESSES = frozenset(
    {"do_not_translate_changed", "length", "negation_lost", "repetition", "untranslated", "wrong_script"}
)
# Ids of the translations that were saved in a block of `checked_together`.
_saved: ContextVar[set[int] | None] = ContextVar("translations checked together", default=None)


@contextmanager
def checked_together() -> Iterator[None]:
    """Check what is saved inside at the end, at once: what holds for a city's texts is then looked up once a language.

    A block inside a block ends with the outer one. What is saved before an exception is not checked: use it within the
    transaction that takes it back.
    """
    if _saved.get() is not None:
        yield
        return
    saved: set[int] = set()
    token = _saved.set(saved)
    try:
        yield
    finally:
        _saved.reset(token)
    rows = StringTranslation.objects.filter(pk__in=saved)
    check_translations(rows.select_related("translation_of__locale", "locale", "context"))


def check_saved(translation: StringTranslation) -> None:
    """Check a translation that was saved, now or at the end of the block of `checked_together`."""
    saved = _saved.get()
    if saved is None:
        check_translations([translation])
    else:
        saved.add(translation.pk)


def check_translations(translations: Iterable[StringTranslation]) -> dict[StringTranslation, list[Finding]]:
    """Check stored translations against their sources and replace what was found before.

    Guesses about a text that a person wrote are warnings.

    A finding that a person declared right stays declared so while it is found again for the same text.

    The number of SQL statements grows with owners and languages alone, if the translations come with their strings,
    languages and contexts.
    """
    rows = list(translations)
    owners = _owners(rows)
    terms: dict[tuple[str, str, str], tuple[Term, ...]] = {}
    found: dict[StringTranslation, list[Finding]] = {}
    for each in rows:
        string = each.translation_of
        pair = (owners[each], string.locale.language_code, each.locale.language_code)
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
    owners = _owners([each for each, found in findings.items() if found])
    severities = {owner: severities_of(owner) for owner in set(owners.values())}
    return {each: as_strict(found, severities[owners[each]]) if found else [] for each, found in findings.items()}


def _owners(translations: Collection[StringTranslation]) -> dict[StringTranslation, str]:
    """Whose each text is; INSTALLATION for one that belongs to no page."""
    keys = {each: each.context.object_id for each in translations if each.context_id}
    owners = owners_of_objects(set(keys.values()))
    return {each: owners[keys[each]] if each in keys else INSTALLATION for each in translations}


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
