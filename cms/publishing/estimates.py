"""Telling what a translation costs before anybody asks for it, where an engine has a budget."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Locale

from cms.publishing.translating import pages_by_language
from translations.engines.budgets import Budget, budget_of, grouped
from translations.estimating import estimated_characters


@dataclass(frozen=True)
class Estimate:
    """About how many characters an engine would be given, and what its budget is."""

    characters: int
    budget: Budget

    @property
    def message(self) -> str:
        """It in words."""
        return _("%(engine)s gets about %(characters)s characters. Of %(limit)s a month, %(left)s are left.") % {
            "engine": self.budget.engine,
            "characters": grouped(self.characters),
            "limit": grouped(self.budget.limit),
            "left": grouped(self.budget.left),
        }

    @property
    def fits(self) -> bool:
        """Whether so many are left."""
        return self.characters <= self.budget.left


def estimates(page_ids: Iterable[int], languages: Sequence[str]) -> list[Estimate]:
    """For each engine with a budget that would be asked to draft what these pages lack; see `translate_pages`."""
    found: Counter[str] = Counter()
    if settings.TRANSLATION_BUDGETS:
        locales = {locale.language_code: locale for locale in Locale.objects.filter(language_code__in=languages)}
        for _city, tag, pages in pages_by_language(page_ids, languages):
            found += estimated_characters(pages, locales[tag])
    budgets = {engine: budget_of(engine) for engine in found}
    return [Estimate(found[engine], budget) for engine, budget in sorted(budgets.items()) if budget]


def question_of_cost(
    request: HttpRequest, page_ids: Iterable[int], languages: Sequence[str]
) -> TemplateResponse | None:
    """A page that tells the estimate and sends the same form again; None if it was agreed to, or costs nothing."""
    if "cost_is_known" in request.POST:
        return None
    found = estimates(page_ids, languages)
    if not found:
        return None
    sent = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name != "csrfmiddlewaretoken" and isinstance(value, str)
    ]
    title = _("Cost of the translation")
    context = {
        "estimates": found,
        "sent": sent,
        "header_title": title,
        "header_icon": "globe",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": request.get_full_path(), "label": _("Languages")},
            {"url": "", "label": title},
        ],
    }
    return TemplateResponse(request, "publishing/question_of_cost.html", context)
