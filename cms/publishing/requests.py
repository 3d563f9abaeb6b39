"""Asking for translations: a row that is due until a worker has done it, and a task that wakes the worker."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from wagtail.models import Page

from cms.locks import is_free
from cms.publishing.models import TranslationRequest
from cms.queueing import after_commit


@transaction.atomic
def request_translation(
    page: Page, page_ids: Sequence[int], languages: Sequence[str], *, publish: bool, user: Any
) -> TranslationRequest:
    """Have pages drafted in the background.

    Args:
        page: the source page whose languages screen tells what became of it.
        page_ids: ids of the source pages, `page` among them.
        languages: BCP 47 tags.
        publish: see `translate_pages`.
        user: who asks.
    """
    from cms.publishing.tasks import translate_city_pages

    TranslationRequest.objects.filter(page=page, outcome__isnull=False).delete()
    request = TranslationRequest.objects.create(
        page=page, page_ids=list(page_ids), languages=list(languages), publish=publish, user=user
    )
    after_commit(translate_city_pages.enqueue, request.pk)
    return request


def latest_request(page: Page) -> TranslationRequest | None:
    """What was asked for last on a page."""
    return TranslationRequest.objects.filter(page_id=page.pk).order_by("-pk").first()


def abandoned_requests() -> list[TranslationRequest]:
    """Requests that are due and that no worker is busy with."""
    due = TranslationRequest.objects.due().select_related("page").order_by("pk")
    return [request for request in due if is_free(lock_of(request.pk))]


def lock_of(request_id: int) -> str:
    """The name of the lock that a worker holds while it does a request."""
    return f"translation-{request_id}"
