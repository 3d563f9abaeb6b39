"""Where cities meet Wagtail's hooks."""

from __future__ import annotations

from django.db.models import F, Q, QuerySet
from django.http import HttpRequest
from wagtail import hooks
from wagtail.models import Page

from cms.cities.boundary import home_paths_of
from cms.cities.models import CityPage


@hooks.register("construct_page_chooser_queryset")
def choose_within_the_city(pages: QuerySet[Page], request: HttpRequest) -> QuerySet[Page]:
    """Offer pages of the user's own cities, in the language in which they are written: references hold for all."""
    sources = CityPage.objects.filter(locale=F("city__source_locale")).values_list("path", flat=True)
    own = home_paths_of(request.user)
    within = Q(pk__in=[])
    for path in sources:
        if path in own:
            within |= Q(path__startswith=path)
    return pages.filter(within)
