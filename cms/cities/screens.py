"""What the admin's screens about one city, or one page, share; and for whom entries of the menu are."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from cms.cities.models import City
from cms.cities.models.city import CityQuerySet


class CityScreen(WagtailAdminTemplateMixin):
    """A screen about one city: the one that the address names in `city`, or the first of those that are offered.

    Its template includes `cities/choose_city.html`. A person to whom no city is offered is refused.
    """

    cities: list[City]
    city: City

    def offered_cities(self, user: Any) -> CityQuerySet:
        """The cities that the person may choose from: those in which they have a role."""
        return City.objects.of_user(user)

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the city before anything is done."""
        super().setup(request, *args, **kwargs)
        self.cities = list(self.offered_cities(request.user).select_related("source_locale"))
        if not self.cities:
            raise PermissionDenied
        self.city = _named(self.cities, request.GET.get("city", ""))

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, then this screen."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The city, and those to choose from."""
        context: dict[str, Any] = super().get_context_data(cities=self.cities, city=self.city, **kwargs)
        return context


class OfPageScreen(WagtailAdminTemplateMixin):
    """A screen about the last draft of a page, for those who may edit it."""

    page: Page

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the draft."""
        super().setup(request, *args, **kwargs)
        self.page = get_object_or_404(Page, pk=kwargs["page_id"]).get_latest_revision_as_object()
        if not self.page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied

    def get_page_subtitle(self) -> str:
        """The page that it is about."""
        return str(self.page.get_admin_display_title())

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, the page, then this."""
        edit = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        return [
            *self.breadcrumbs_items,
            {"url": edit, "label": self.get_page_subtitle()},
            {"url": "", "label": self.get_header_title()},
        ]


class ForAdministrators(MenuItem):
    """An entry of the menu for people who administer a city."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person administers any."""
        return City.objects.administered_by(request.user).exists()


class ForEditors(MenuItem):
    """An entry of the menu for people who edit a city's guide."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person edits any."""
        return City.objects.edited_by(request.user).exists()


class ForInsiders(MenuItem):
    """An entry of the menu for people who are more in a city than a contributor from outside."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person knows any city from inside."""
        return City.objects.known_inside_by(request.user).exists()


def _named(cities: list[City], slug: str) -> City:
    for city in cities:
        if slug in ("", city.slug):
            return city
    raise Http404(slug)
