"""Where Wagtail's signals meet the published documents."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished, post_page_move

from cms.cities.models import City, CityPage
from cms.cities.signals import city_provisioned
from cms.guides.models import OfficePage, VoiceNote
from cms.publishing.home_pages import record_home
from cms.publishing.pictures import pages_showing
from cms.publishing.recording import pages_naming, record_page, record_subtree, withdraw_page


def connect() -> None:
    """Connect every handler of this module."""
    page_published.connect(_published, dispatch_uid="waymark-published")
    page_unpublished.connect(_unpublished, dispatch_uid="waymark-unpublished")
    post_page_move.connect(_moved, dispatch_uid="waymark-moved")
    pre_delete.connect(_to_be_deleted, dispatch_uid="waymark-to-be-deleted")
    post_delete.connect(_deleted, dispatch_uid="waymark-deleted")
    post_save.connect(_picture_saved, sender=get_image_model(), dispatch_uid="waymark-picture-saved")
    post_save.connect(_voice_changed, sender=VoiceNote, dispatch_uid="waymark-voice-saved")
    post_delete.connect(_voice_deleted, sender=VoiceNote, dispatch_uid="waymark-voice-deleted")
    city_provisioned.connect(_provisioned, dispatch_uid="waymark-city-facts")


def _published(instance: Page, **kwargs: Any) -> None:
    page = instance.specific
    if isinstance(page, CityPage):
        record_home(page)
    # A new slug changes the paths below. Wagtail tells of it after the commit only; documents change within it.
    elif record_page(page):
        record_subtree(instance)


def _unpublished(instance: Page, **kwargs: Any) -> None:
    page = instance.specific
    if isinstance(page, CityPage):
        record_home(page)
    else:
        withdraw_page(page)


def _moved(instance: Page, parent_page_after: Page, **kwargs: Any) -> None:
    # It pushes its new siblings aside. Those that it leaves keep their places: the tree closes no gaps.
    record_subtree(parent_page_after)


def _picture_saved(instance: Any, created: bool, **kwargs: Any) -> None:
    # Another file, or another focus: the documents that show it name the file as it is.
    if not created:
        for page in pages_showing(instance):
            record_page(page)


def _voice_changed(instance: VoiceNote, **kwargs: Any) -> None:
    record_page(instance.page.specific)


def _voice_deleted(instance: VoiceNote, origin: Any, **kwargs: Any) -> None:
    storage, name = instance.recording.storage, str(instance.recording)
    transaction.on_commit(lambda: storage.delete(name))
    # One that goes with its page leaves no document behind that could tell of it.
    if origin is instance:
        record_page(instance.page.specific)


def _to_be_deleted(sender: type, instance: Any, **kwargs: Any) -> None:
    if sender == get_image_model():
        instance.shown_on = [page.pk for page in pages_showing(instance)]
    # Wagtail deletes pages as plain pages, whose row goes last.
    if sender == Page and instance.live:
        withdraw_page(instance.specific)


def _deleted(sender: type, instance: Any, **kwargs: Any) -> None:
    # Pages that named it do so no more; their documents follow.
    if sender == Page:
        for page in pages_naming(instance):
            record_page(page)
    elif sender == get_image_model():
        for page in Page.objects.filter(pk__in=instance.shown_on).specific():
            record_page(page)


def _provisioned(city: City, **kwargs: Any) -> None:
    # The city's facts and languages are part of its home page's document, its country of its offices' addresses.
    home = city.pages.filter(locale=city.source_locale, live=True).first()
    if home is not None:
        for page in (home, *OfficePage.objects.descendant_of(home).live()):
            record_page(page)
