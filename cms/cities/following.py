"""Translations stand where their sources stand, and go when their sources go."""

from __future__ import annotations

from wagtail.models import Page
from wagtail.query import PageQuerySet

from cms.cities.trees import home_of


def move_translations(source: Page, parent: Page) -> None:
    """Move the translations of a source page below those of its new parent, which are drafted where they are missing.

    Wagtail and wagtail-localize leave them behind (wagtail-localize issues 773 and 906), and a translation in another
    place has another address.
    """
    for translation in translations_of(source).select_related("locale"):
        place = parent.get_translation_or_none(translation.locale)
        if place is None:
            place = parent.specific.copy_for_translation(translation.locale, copy_parents=True)
        if translation.get_parent().pk != place.pk:
            # The move before this one changed the tree under what was read earlier.
            Page.objects.get(pk=translation.pk).move(Page.objects.get(pk=place.pk), pos="last-child")


def delete_translations(source: Page) -> None:
    """Delete the translations of a source page that is about to be deleted.

    Wagtail and wagtail-localize leave them behind: pages that nobody can publish any more and that no source explains.
    """
    for translation in translations_of(source).order_by("path"):
        # One that stood below another is gone by then.
        if page := Page.objects.filter(pk=translation.pk).first():
            page.delete()


def translations_of(source: Page) -> PageQuerySet[Page]:
    """The pages that live from a source page: its translations into the other languages of its city, drafts included.

    A translation has none, nor has a page outside every city.
    """
    home = home_of(source)
    if home is None or source.locale_id != home.city.source_locale_id:
        return Page.objects.none()
    targets = home.city.pages.values("locale")
    return Page.objects.filter(translation_key=source.translation_key, locale__in=targets).exclude(pk=source.pk)
