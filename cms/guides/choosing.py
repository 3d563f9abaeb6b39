"""Choosers of pages open where there is something to choose: in the city of the page that is being written."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from wagtail.admin.views.chooser import BrowseView
from wagtail.models import Page

from cms.cities.models import City
from cms.cities.trees import city_of
from cms.guides.models import DirectoryPage, Holding

DIRECTORY_OF_TYPE = {f"guides.{holding.value.replace('_', '')}page": holding for holding in Holding}
# Arguments that name, in the address of a form, its page or the page below which the new one is made.
PLACES = ("page_id", "parent_page_id", "page_to_move_id")


class ChooseInTheCityView(BrowseView):
    """Wagtail's chooser, which begins in the folder of the wanted kind where Wagtail would begin at the root."""

    def get(self, request: HttpRequest, parent_page_id: int | None = None) -> HttpResponse:
        """The list of a folder; without one in the address, of the folder in which to begin."""
        if parent_page_id is None:
            beginning = first_folder(request)
            parent_page_id = beginning.pk if beginning else None
        response: HttpResponse = super().get(request, parent_page_id)
        return response


def first_folder(request: HttpRequest) -> Page | None:
    """Where a chooser without a choice begins, or None if no city can be told: then at the root."""
    city = _city_of_request(request)
    home = city.pages.filter(locale=city.source_locale).first() if city else None
    if home is None:
        return None
    types = request.GET.get("page_type", "").lower().split(",")
    holding = DIRECTORY_OF_TYPE.get(types[0]) if len(types) == 1 else None
    directory = DirectoryPage.objects.child_of(home).filter(holds=holding).first() if holding else None
    return directory or home


def _city_of_request(request: HttpRequest) -> City | None:
    """The city of the pages to be moved, else of the page whose form is open, else the only one of the person.

    The chooser's address does not say from which form it was opened; browsers do, by the address of that form.
    """
    cities = City.objects.of_user(request.user)
    for page in Page.objects.filter(pk__in=_pages_named(request)):
        city = city_of(page)
        if city is not None and city in cities:
            return city
    return cities.get() if cities.count() == 1 else None


def _pages_named(request: HttpRequest) -> list[int]:
    try:
        arguments = resolve(urlsplit(request.headers.get("Referer", "")).path).kwargs
    except Resolver404:
        arguments = {}
    named: list[Any] = [*request.GET.getlist("target_pages[]"), *(arguments.get(name, "") for name in PLACES)]
    return [int(value) for value in named if str(value).isdecimal()]
