"""The glossary's terms that stand on pages of a city: its own, explained to readers."""

from __future__ import annotations

from wagtail_localize.models import StringTranslation

from cms.cities.models import CityPage
from cms.guides.models import TermPage
from translations.markup import parse
from translations.terms import Term


def page_terms(owner: str, source: str, target: str) -> list[Term]:
    """The city's terms with their approved translation, and its own name, which is never translated.

    Approved is what readers see and no machine wrote unchecked: a machine's word for a term would otherwise be put into
    every text.

    Args:
        owner: the translation key of the city's home pages.
        source: BCP 47 tag of the language of the text; the terms are in the language in which the city writes.
        target: BCP 47 tag of the translation.
    """
    home = CityPage.objects.filter(translation_key=owner, locale__language_code=source).first() if owner else None
    if home is None or home.city.source_language != source:
        return []
    terms = list(TermPage.objects.descendant_of(home).live())
    keys = [term.translation_key for term in terms]
    translated = TermPage.objects.filter(
        locale__language_code=target, live=True, alias_of=None, translation_key__in=keys
    ).values_list("translation_key", "title")
    by_machine = {
        (key, parse(text).text)
        for key, text in StringTranslation.objects.filter(
            locale__language_code=target,
            context__path="title",
            context__object_id__in=keys,
            translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE,
        ).values_list("context__object_id", "data")
    }
    approved = {key: title for key, title in translated if (key, title) not in by_machine}
    return [Term(home.title, do_not_translate=True)] + [
        Term(term.title, approved.get(term.translation_key, ""), do_not_translate=term.do_not_translate)
        for term in terms
        if term.do_not_translate or term.translation_key in approved
    ]
