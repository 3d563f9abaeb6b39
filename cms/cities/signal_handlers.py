"""Where Wagtail's signals meet cities."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page
from wagtail.signals import post_page_move

from cms.cities.following import move_translations


def connect() -> None:
    """Connect every handler of this module."""
    post_page_move.connect(_moved, dispatch_uid="waymark-translations-follow")


def _moved(instance: Page, parent_page_before: Page, parent_page_after: Page, **kwargs: Any) -> None:
    if parent_page_before.pk != parent_page_after.pk:
        move_translations(instance, parent_page_after)
