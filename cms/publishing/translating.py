"""Having source pages drafted by machine, in every language asked for, and published where that is sound."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

from django.contrib.auth import get_user_model
from wagtail.models import Locale, Page

from cms.cities.models import City
from cms.cities.trees import HOME_PATH_LENGTH, city_of
from translations.completeness import translation_behind
from translations.draft_report import DraftReport
from translations.drafting import draft_language
from translations.engines.budgets import Account
from translations.glossary.lookup import terms_for
from translations.memory.owners import owner_of
from translations.saving import save_translation
from translations.sources import ensure_translations, sync_source
from translations.terms import Term


def translate_pages(
    page_ids: Iterable[int],
    languages: Sequence[str],
    *,
    publish: bool,
    user_id: int | None = None,
    holder: str = "",
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> DraftReport:
    """Draft what these source pages lack in these languages.

    Ancestors that have no page in a language yet are drafted too, since a translation needs a parent. Pages that are
    not live are left out: a draft is not ready to be translated.

    Args:
        page_ids: ids of pages in their city's source language; pages of several cities are fine.
        languages: BCP 47 tags; those that are not languages of a page's city are ignored for it.
        publish: publish translations that are complete and pass their checks, except on pages marked sensitive.
        user_id: who asked, for the history.
        holder: the name of the work, for whoever does it again after a worker died (translations.engines.budgets).
        progress: called with (pages done, pages in all); a page counts once for each of its languages.
    """
    user = get_user_model().objects.filter(pk=user_id).first() if user_id else None
    account = Account(holder)
    report = DraftReport()
    work = pages_by_language(page_ids, languages)
    total, before = sum(len(pages) for _city, _tag, pages in work), 0
    progress(0, total)
    for city, tag, pages in work:
        report += draft_language(
            pages,
            Locale.objects.get(language_code=tag),
            terms=glossary(city, tag),
            may_publish=may_be_published if publish else _never,
            user=user,
            account=account,
            progress=partial(_in_all, progress, before, total),
        )
        before += len(pages)
    return report


def pages_by_language(page_ids: Iterable[int], languages: Sequence[str]) -> list[tuple[City, str, list[Page]]]:
    """What `translate_pages` has to look at: by city and target language the pages, parents before children."""
    return [
        (city, tag, wanted)
        for city, pages in _by_city(page_ids).items()
        for wanted in [_with_ancestors(pages)]
        for tag in city.language_tags
        if tag in languages and tag != city.source_language
    ]


def begin_by_hand(page: Page, language: str, user: Any) -> Page:
    """The draft in which a person writes the translation of `page`; made where it is missing, with what is above it.

    A home page is there from the beginning, as a copy without a record of its translation: it gets one.
    """
    locale = Locale.objects.get(language_code=language)
    for source_page in _with_ancestors([page]):
        target = source_page.get_translation_or_none(locale)
        if target is None or (source_page.pk == page.pk and translation_behind(target) is None):
            (translation,) = ensure_translations(sync_source(source_page)[0], [locale])
            save_translation(translation, user, publish=False)
    written: Page = page.get_translation(locale)
    return written


def glossary(city: City, language: str) -> list[Term]:
    """What is agreed on for the city's translations into `language`: on its pages, in its list, in everyone's."""
    return terms_for(owner_of(city.pages.get(locale=city.source_locale)), city.source_language, language)


def may_be_published(page: Any) -> bool:
    """Whether machine text of this page may go live unchecked: not where a wrong word puts a reader in danger."""
    return not page.is_sensitive


def _in_all(progress: Callable[[int, int], None], before: int, total: int, done: int, _of_language: int) -> None:
    progress(before + done, total)


def _never(page: Page) -> bool:
    return False


def _by_city(page_ids: Iterable[int]) -> dict[City, list[Page]]:
    found: dict[City, list[Page]] = {}
    for page in Page.objects.filter(pk__in=list(page_ids), live=True).select_related("locale"):
        city = city_of(page)
        if city is not None and page.locale_id == city.source_locale_id:
            found.setdefault(city, []).append(page)
    return found


def _with_ancestors(pages: Sequence[Page]) -> list[Page]:
    """The pages and everything above them up to the home page, parents before children."""
    by_path = {page.path: page for page in pages}
    missing = {page.path[:end] for page in pages for end in range(HOME_PATH_LENGTH, len(page.path), Page.steplen)}
    for page in Page.objects.filter(path__in=missing - by_path.keys()):
        by_path[page.path] = page
    return [by_path[path].specific for path in sorted(by_path)]
