"""Translations stand where their sources stand."""

from __future__ import annotations

from wagtail.models import Page

from cms.cities.trees import home_of


def move_translations(source: Page, parent: Page) -> None:
    """Move the translations of a source page below those of its new parent, which are drafted where they are missing.

    Wagtail and wagtail-localize leave them behind (wagtail-localize issues 773 and 906), and a translation in another
    place has another address.
    """
    home = home_of(source)
    if home is None or source.locale_id != home.city.source_locale_id:
        return
    targets = set(home.city.pages.values_list("locale", flat=True))
    for translation in source.get_translations().filter(locale__in=targets).select_related("locale"):
        place = parent.get_translation_or_none(translation.locale)
        if place is None:
            place = parent.specific.copy_for_translation(translation.locale, copy_parents=True)
        if translation.get_parent().pk != place.pk:
            # The move before this one changed the tree under what was read earlier.
            Page.objects.get(pk=translation.pk).move(Page.objects.get(pk=place.pk), pos="last-child")
