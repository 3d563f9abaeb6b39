"""The first steps of somebody who is new to a guide that is new too, shown on the start page.

They go away with the first page that a person edits, and each of them once it is done, by whomever.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component
from wagtail.models import PageLogEntry

from cms.cities.models import City, CityPage
from cms.guides.models import DirectoryPage, Holding, ProcedurePage, ServicePage

# What procedures and services mention: with these in place, they are written without leaving the form.
MENTIONED = (Holding.OFFICE, Holding.DOCUMENT_TYPE, Holding.COST)


class FirstStepsPanel(Component):
    """What to do first in each city of a person, by what they may do there."""

    name = "first_steps"
    template_name = "guides/first_steps.html"
    order = 120

    def __init__(self, cities: list[City], user: Any) -> None:
        self.cities = cities
        self.user = user

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """The home page of each city, and its links: address and text."""
        homes = (city.pages.get(locale=city.source_locale) for city in self.cities)
        steps = ((home, _steps(home, self.user)) for home in homes)
        return {"cities": [{"home": home, "steps": open_steps} for home, open_steps in steps if open_steps]}


def _steps(home: CityPage, user: Any) -> list[tuple[str, Any]]:
    """What is still to be done; for those who fill the guide nothing, once it is filled."""
    languages = reverse("insights_languages_report"), _("See in which languages each page stands, and what is missing.")
    if not home.permissions_for_user(user).can_add_subpage():
        return [languages]
    filling = list(_filling(home))
    return [*filling, languages] if filling else []


def _filling(home: CityPage) -> Iterator[tuple[str, Any]]:
    for directory in DirectoryPage.objects.child_of(home).filter(holds__in=MENTIONED, numchild=0):
        text = _("Fill the directory: %(directory)s. What stands there once is right on every page.")
        yield reverse("wagtailadmin_explore", args=[directory.pk]), text % {"directory": directory.title}
    if not home.get_descendants().type(ProcedurePage, ServicePage).exists():
        yield (
            reverse("wagtailadmin_explore", args=[home.pk]),
            _("Choose a topic and add a procedure or a service to it."),
        )


def offer_first_steps(request: HttpRequest, panels: list[Component]) -> None:
    """Add the panel for people with a role in a city who have not edited a page yet."""
    cities = [] if request.user.is_superuser else list(City.objects.of_user(request.user))
    if cities and not PageLogEntry.objects.filter(user=request.user).exists():
        panels.append(FirstStepsPanel(cities, request.user))
