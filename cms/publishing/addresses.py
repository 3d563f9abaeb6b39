"""Where the guide of a city is found."""

from __future__ import annotations

from django.conf import settings

from cms.cities.models import City


def site_url_of(city: City) -> str:
    """Public address of the guide without a slash at its end.

    An installation that serves its guides elsewhere than their cities say (a demo, a staging machine) sets
    GUIDE_SITE_ROOT; the city's slug is then the path below it.
    """
    root: str = settings.GUIDE_SITE_ROOT
    return f"{root}/{city.slug}" if root else city.site_url
