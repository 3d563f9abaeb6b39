"""The report of pages × languages: what is missing, machine-made, outdated or reviewed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page
from wagtail_localize.models import TranslationSource

from cms.cities.models import City
from cms.guides.models import DirectoryPage
from cms.languages import CONTENT_LANGUAGES
from translations.states import TranslationState, translation_states

PAGES_PER_SCREEN = 50


@dataclass(frozen=True)
class Row:
    """A source page with its state in each target language, in the order of the columns."""

    title: str
    kind: str
    url: str
    states: list[TranslationState]


@dataclass(frozen=True)
class Column:
    """A target language with the numbers of its pages by status."""

    tag: str
    name: str
    counts: list[tuple[str, int]]


class LanguagesReportView(WagtailAdminTemplateMixin, TemplateView):
    """The languages of one city of the user: the one named in the address, or the first."""

    template_name = "insights/languages_report.html"
    page_title = gettext_lazy("Languages")
    header_icon = "globe"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, then this report."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The cities to choose from, and the table of the one chosen."""
        cities = list(City.objects.of_user(self.request.user).select_related("source_locale"))
        city = _chosen(cities, self.request.GET.get("city", ""))
        report = report_of(city, self.request.GET.get("p", "1")) if city else {}
        return super().get_context_data(cities=cities, city=city, **report, **kwargs)


def report_of(city: City, page_number: str = "1") -> dict[str, Any]:
    """Rows and columns of a city's report, in a number of SQL statements that does not grow with its pages."""
    home = city.pages.get(locale=city.source_locale)
    pages = list(
        home.get_descendants(inclusive=True)
        .live()
        .not_type(DirectoryPage)
        .select_related("content_type")
        .only("pk", "title", "draft_title", "path", "translation_key", "content_type", "locale")
    )
    languages = list(city.languages.exclude(locale=city.source_locale).select_related("locale"))
    sources = dict(
        TranslationSource.objects.filter(
            object__in=[page.translation_key for page in pages], locale=city.source_locale
        ).values_list("object_id", "pk")
    )
    states = translation_states(sources.values(), [language.locale_id for language in languages])
    nothing = TranslationState()
    by_page = {
        page.pk: [
            states.get((sources.get(page.translation_key, 0), language.locale_id), nothing) for language in languages
        ]
        for page in pages
    }
    screen: PaginatorPage[Page] = Paginator(pages, PAGES_PER_SCREEN).get_page(page_number)
    return {
        "columns": _columns(languages, list(by_page.values())),
        "rows": [_row(page, by_page[page.pk]) for page in screen],
        "screen": screen,
        "total": len(pages),
    }


def _chosen(cities: Sequence[City], slug: str) -> City | None:
    if not slug:
        return cities[0] if cities else None
    for city in cities:
        if city.slug == slug:
            return city
    raise Http404(slug)


def _row(page: Page, states: list[TranslationState]) -> Row:
    kind = page.content_type.model_class()
    return Row(
        title=page.title,
        kind=str(kind._meta.verbose_name) if kind else "",
        url=reverse("publishing_translate_page", args=[page.pk]),
        states=states,
    )


def _columns(languages: Sequence[Any], rows: Sequence[Sequence[TranslationState]]) -> list[Column]:
    names = dict(CONTENT_LANGUAGES)
    columns = []
    for index, language in enumerate(languages):
        counts = Counter(row[index].status for row in rows)
        tag = language.locale.language_code
        columns.append(
            Column(tag, names.get(tag, tag), [(str(status.label), number) for status, number in sorted(counts.items())])
        )
    return columns
