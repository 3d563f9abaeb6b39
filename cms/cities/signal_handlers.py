"""Where Wagtail's signals meet cities."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import pre_delete
from wagtail.models import Page
from wagtail.signals import post_page_move

from cms.cities.following import delete_translations, move_translations


def connect() -> None:
    """Connect every handler of this module."""
    post_page_move.connect(_moved, dispatch_uid="waymark-translations-follow")
    pre_delete.connect(_to_be_deleted, dispatch_uid="waymark-translations-go-too")


def _moved(instance: Page, parent_page_before: Page, parent_page_after: Page, **kwargs: Any) -> None:
    if parent_page_before.pk != parent_page_after.pk:
        move_translations(instance, parent_page_after)


def _to_be_deleted(sender: type, instance: Any, **kwargs: Any) -> None:
    # Wagtail deletes pages as plain pages, each page of a subtree by itself.
    if sender == Page:
        delete_translations(instance)
