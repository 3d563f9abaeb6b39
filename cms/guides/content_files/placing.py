"""Bringing pages to their place in the tree. Objects of moved pages that were loaded before are stale afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from wagtail.models import Page

from cms.guides.content_files.bulk import saved_together
from cms.guides.content_files.targets import ensure_target


def move_below(page: Page, parent: Page) -> Page:
    """Move a page and its translations below another parent, which gets drafts in their languages if it has none."""
    with saved_together():
        for translation in page.get_translations().select_related("locale"):
            ensure_target(parent.specific, translation.locale)
            translation.move(parent.get_translation(translation.locale), pos="last-child")
        page.move(Page.objects.get(pk=parent.pk), pos="last-child")
    return Page.objects.get(pk=page.pk)


def arrange(pages: Sequence[Page]) -> None:
    """Bring siblings into this order. Pages among them that no file describes keep their neighbours on the left."""
    paths = dict(Page.objects.filter(pk__in=[page.pk for page in pages]).values_list("pk", "path"))
    for before, page in pairwise(pages):
        if paths[page.pk] < paths[before.pk]:
            with saved_together():
                Page.objects.get(pk=page.pk).move(Page.objects.get(pk=before.pk), pos="right")
            paths = dict(Page.objects.filter(pk__in=paths).values_list("pk", "path"))
