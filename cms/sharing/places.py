"""Where in a city a page that is taken over can stand."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page

from cms.cities.models import City, CityPage
from cms.guides.models import DirectoryPage, TopicPage
from cms.sharing.matching import MODELS


def places_for(city: City, kind: str, user: Any) -> list[Page]:
    """The topics of the city, or the one directory, below which the user may add such a page; in the tree's order."""
    home = CityPage.objects.get(city=city, locale=city.source_locale)
    if TopicPage in MODELS[kind].allowed_parent_page_models():
        places = list(TopicPage.objects.descendant_of(home).order_by("path"))
    else:
        places = list(DirectoryPage.objects.child_of(home).filter(holds=kind))
    return [place for place in places if place.permissions_for_user(user).can_add_subpage()]
