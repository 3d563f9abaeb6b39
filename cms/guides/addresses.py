"""Where readers find what has no page of its own in the guide: “view live” leads there."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page, ReferenceIndex

from cms.cities.trees import city_of, home_of
from site_builder.guide import THEME_PATHS, anchor

# As Wagtail wants it: id of the site, root of its addresses, path. None where readers find nothing.
UrlParts = tuple[int | None, str, str] | None


def place_on_theme_page(page: Page, name: str) -> UrlParts:
    """The entry of `page` on one of the theme's own pages, by its name in THEME_PATHS."""
    home = home_of(page)
    parts = home.get_url_parts() if home else None
    if parts is None:
        return None
    site, root, path = parts
    return site, root, f"{path}{THEME_PATHS[name]}/#{anchor(str(page.translation_key))}"


def first_page_of(page: Page, places: list[Page | None]) -> UrlParts:
    """The first of `places`, pages in the source language, that is live in the language of `page`; without any places
    the home page.
    """
    home = home_of(page)
    if home is None:
        return None
    keys = [place.translation_key for place in places if place is not None]
    found = Page.objects.descendant_of(home).filter(translation_key__in=keys, live=True).order_by("path").first()
    shown_on = (found.specific if found else None) if places else home
    parts: UrlParts = shown_on.get_url_parts() if shown_on else None
    return parts


def page_that_names(page: Page) -> UrlParts:
    """The first live page, in the language of `page`, that refers to it by field, block or link.

    References name pages in the source language, so a translation is looked up by its source.
    """
    city = city_of(page)
    source = page.get_translation_or_none(city.source_locale) if city else None
    if source is None:
        return None
    named_by = [int(pk) for pk in ReferenceIndex.get_references_to(source).values_list("object_id", flat=True)]
    keys = Page.objects.filter(pk__in=named_by).values("translation_key")
    found: Any = (
        Page.objects.filter(translation_key__in=keys, locale=page.locale_id, live=True)
        .exclude(pk=page.pk)
        .order_by("path")
        .specific()
        .first()
    )
    parts: UrlParts = found.get_url_parts() if found else None
    return parts
