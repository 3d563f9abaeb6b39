"""Copies of pages that were taken over."""

from __future__ import annotations

from wagtail.models import Page

from cms.sharing.models import TakenPage


def copy_link(page: Page, copied: Page) -> None:
    """Give the copy, and what was copied with it, the credit of the original. Its origin is not followed twice."""
    pairs = zip(
        page.get_descendants(inclusive=True).order_by("path"),
        copied.get_descendants(inclusive=True).order_by("path"),
        strict=False,
    )
    for original, copy in pairs:
        link = TakenPage.objects.filter(page=original.pk, is_credited=True).first()
        if link is not None:
            link.pk, link.page_id, link.is_followed, link.notes = None, copy.pk, False, []
            link._state.adding = True
            link.save()
