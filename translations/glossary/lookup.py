"""The terms that hold for somebody's text in a pair of languages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from django.conf import settings
from django.utils.module_loading import import_string

from translations.glossary.records import GlossaryTerm, GlossaryTranslation
from translations.memory.owners import INSTALLATION
from translations.terms import Term

# Terms that stand on pages: called with an owner and the tags of the source and the target language.
PageTerms = Callable[[str, str, str], list[Term]]


def terms_for(owner: str, source: str, target: str) -> list[Term]:
    """What the glossary says, each word once: what stands on a page first, then the owner's list, then everyone's.

    A list may ask for the official word behind the translation that stands on a page.

    Args:
        owner: whose text is translated (`translations.memory.owners`).
        source: BCP 47 tag of the text.
        target: BCP 47 tag of the translation.
    """
    page_terms: PageTerms | None = import_string(settings.TRANSLATION_TERMS) if settings.TRANSLATION_TERMS else None
    found = {term.source.casefold(): term for term in (page_terms(owner, source, target) if page_terms else [])}
    for term in listed_terms(owner, source, target):
        known = found.setdefault(term.source.casefold(), term)
        if term.keep_source and not known.do_not_translate:
            found[term.source.casefold()] = replace(known, keep_source=True)
    return list(found.values())


def listed_terms(owner: str, source: str, target: str) -> list[Term]:
    """The owner's list and everyone's, the owner's words before the same words of everyone's."""
    rows = list(GlossaryTerm.objects.filter(owner__in={owner, INSTALLATION}, locale__language_code=source))
    agreed = dict(
        GlossaryTranslation.objects.filter(term__in=rows, locale__language_code=target).values_list("term_id", "text")
    )
    rows.sort(key=lambda row: row.owner != owner)
    return [
        Term(row.text, agreed.get(row.pk, ""), row.do_not_translate, row.keep_source)
        for row in rows
        if row.do_not_translate or row.keep_source or row.pk in agreed
    ]
