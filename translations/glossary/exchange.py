"""The glossary's way out to files and back, whatever their format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Locale

from translations.exchange.entries import Entry
from translations.exchange.problems import ExchangeError
from translations.exchange.tbx import read_tbx, tbx
from translations.exchange.term_tables import read_table, table
from translations.glossary.records import GlossaryTerm, GlossaryTranslation
from translations.languages import fallbacks

LONGEST = 200  # characters of a word or its translation

READERS: dict[str, Callable[[BinaryIO], Iterable[Entry]]] = {"csv": read_table, "tbx": read_tbx}


@dataclass
class GlossaryReport:
    """What became of the terms of a file."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    # Words in languages that the installation does not have, by tag.
    unknown_languages: dict[str, int] = field(default_factory=dict)


@transaction.atomic
def import_glossary(stream: BinaryIO, kind: str, owner: str) -> GlossaryReport:
    """Take a file into the list of an owner, as a whole or not at all.

    Terms that are there get what the file says of them; translations that it does not have stay.

    Args:
        stream: the file.
        kind: "csv" or "tbx".
        owner: whose list (`translations.memory.owners`), INSTALLATION for everyone's.

    Raises:
        ExchangeError: when the file is not sound; it names the line.
    """
    report = GlossaryReport()
    locales = {locale.language_code.lower(): locale for locale in Locale.objects.all()}
    for entry in READERS[kind](stream):
        _check(entry)
        source = _locale(entry.language, locales)
        if source is None:
            report.unknown_languages[entry.language] = report.unknown_languages.get(entry.language, 0) + 1
            continue
        translations: dict[Locale, str] = {}
        for tag, text in entry.translations.items():
            locale = _locale(tag, locales)
            if locale is None:
                report.unknown_languages[tag] = report.unknown_languages.get(tag, 0) + 1
            elif locale != source:
                translations.setdefault(locale, text)
        _store(entry, owner, source, translations, report)
    return report


def export_glossary(kind: str, owner: str, source: Locale) -> Iterator[str]:
    """The list of an owner in one language with all its translations, as a file in pieces."""
    rows = GlossaryTerm.objects.filter(owner=owner, locale=source).prefetch_related("translations__locale")
    entries = [
        Entry(
            language=source.language_code,
            term=row.text,
            translations={each.locale.language_code: each.text for each in row.translations.all()},
            definition=row.definition,
            do_not_translate=row.do_not_translate,
            keep_source=row.keep_source,
        )
        for row in rows
    ]
    return table(entries, source.language_code) if kind == "csv" else tbx(entries, source.language_code)


def _check(entry: Entry) -> None:
    if not entry.term:
        raise ExchangeError(_("The term is empty."), entry.line)
    for text in (entry.term, *entry.translations.values()):
        if len(text) > LONGEST:
            raise ExchangeError(_("“%(text)s…” is longer than a term can be.") % {"text": text[:40]}, entry.line)
    if entry.do_not_translate and entry.keep_source:
        raise ExchangeError(
            _("“%(term)s” is both left as it is and kept behind its translation. Choose one.") % {"term": entry.term},
            entry.line,
        )


def _locale(tag: str, locales: dict[str, Locale]) -> Locale | None:
    return next((locales[each.lower()] for each in fallbacks(tag) if each.lower() in locales), None)


def _store(entry: Entry, owner: str, source: Locale, translations: dict[Locale, str], report: GlossaryReport) -> None:
    facts = {
        "definition": entry.definition,
        "do_not_translate": entry.do_not_translate,
        "keep_source": entry.keep_source,
    }
    term, is_new = GlossaryTerm.objects.get_or_create(owner=owner, locale=source, text=entry.term, defaults=facts)
    is_changed = any(getattr(term, name) != value for name, value in facts.items())
    if is_changed:
        for name, value in facts.items():
            setattr(term, name, value)
        term.save()
    present = {row.locale_id: row for row in GlossaryTranslation.objects.filter(term=term)}
    for locale, text in translations.items():
        row = present.get(locale.pk) or GlossaryTranslation(term=term, locale=locale)
        if row.text != text:
            row.text = text
            row.save()
            is_changed = True
    if is_new:
        report.added += 1
    elif is_changed:
        report.changed += 1
    else:
        report.unchanged += 1
