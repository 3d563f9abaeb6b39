"""A page that a person publishes for the first time gets a next check, if nobody gave it one."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import pre_save
from django.utils import timezone
from wagtail.log_actions import get_active_log_context
from wagtail.signals import page_published

from cms.cities.trees import home_of
from cms.contributions.reviews.confirming import write_into_revisions
from cms.contributions.reviews.due import kinds, today_in
from cms.contributions.reviews.intervals import next_check
from cms.guides.models import GuidePage


def connect() -> None:
    """Connect every handler of this module."""
    for model in kinds():
        pre_save.connect(_about_to_be_saved, sender=model, dispatch_uid=f"waymark-first-check-{model.__name__}")
        page_published.connect(_published, sender=model, dispatch_uid=f"waymark-first-check-kept-{model.__name__}")


def _about_to_be_saved(instance: GuidePage, **kwargs: Any) -> None:
    # What a command brings in keeps the dates of its files, and has nobody's name on it.
    if instance.review_due or not _goes_live_first(instance) or get_active_log_context().user is None:
        return
    home = home_of(instance)
    if home and home.locale_id == home.city.source_locale_id:
        now = timezone.now()
        instance.review_due = next_check(type(instance), today_in(home.city, now))


def _published(instance: GuidePage, revision: Any, **kwargs: Any) -> None:
    # The form shows the newest draft, which does not know of it yet.
    if instance.review_due and _goes_live_first(instance) and not revision.content.get("review_due"):
        write_into_revisions(instance, {"review_due": instance.review_due})


def _goes_live_first(page: GuidePage) -> bool:
    return page.live and page.first_published_at is not None and page.first_published_at == page.last_published_at
