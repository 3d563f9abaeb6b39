"""Where cities meet Wagtail's hooks."""

from __future__ import annotations

from django.db.models import F, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet
from wagtail.models import Page
from wagtail.permissions import register_permission_policy

from cms.cities.boundary import home_paths_of
from cms.cities.contributing import seen_by
from cms.cities.dashboard import count_own_guides
from cms.cities.models import City, CityPage
from cms.cities.viewsets import CityPageViewSet, CityViewSet, InstallationPolicy

register_permission_policy(City, InstallationPolicy(City))


@hooks.register("construct_page_chooser_queryset")
def choose_within_the_city(pages: QuerySet[Page], request: HttpRequest) -> QuerySet[Page]:
    """Offer pages of the user's own cities, in the language in which they are written: references hold for all."""
    sources = CityPage.objects.filter(locale=F("city__source_locale")).values_list("path", flat=True)
    own = home_paths_of(request.user)
    within = Q(pk__in=[])
    for path in sources:
        if path in own:
            within |= Q(path__startswith=path)
    return seen_by(request.user, pages.filter(within))


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[ViewSet]:
    """The explorer for pages of all kinds, and the list of cities."""
    return [CityPageViewSet(), CityViewSet()]


@hooks.register("construct_reports_menu")
def hide_what_counts_all_cities(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """The report of page types counts over all cities; it is closed to everyone else."""
    if not request.user.is_superuser:
        url = reverse("wagtailadmin_reports:page_types_usage")
        menu_items[:] = [item for item in menu_items if getattr(item, "url", None) != url]


# Last, since it takes out what Wagtail put in.
hooks.register("construct_homepage_summary_items", count_own_guides, order=1000)
