"""Checking a city's translations again after it changed what it makes of the checks; due until all are done."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from wagtail.models import Page
from wagtail_localize.models import StringTranslation

from cms.cities.models import City
from cms.locks import is_free
from cms.queueing import after_commit
from cms.strictness.models import Recheck
from translations.checking import check_translations
from translations.stored_states import mark_stale

TRANSLATIONS_AT_ONCE = 500


@transaction.atomic
def ask_again(city: City) -> None:
    """Have all translations of a city checked, from the first one on, in the background."""
    from cms.strictness.tasks import check_city_again

    Recheck.objects.update_or_create(city=city, defaults={"asked_at": timezone.now(), "done_to": 0, "attempts": 0})
    after_commit(check_city_again.enqueue, city.pk)


def check_again(city_id: int) -> int:
    """Check what is due of a city, going on where a worker stopped; return how many translations were checked."""
    checked = 0
    if not Recheck.objects.due().filter(city=city_id).update(attempts=F("attempts") + 1):
        return checked
    while recheck := Recheck.objects.filter(city=city_id).select_related("city").first():
        checked += _some(recheck)
    return checked


def left_behind() -> list[City]:
    """The cities that are to be checked again and that no worker is busy with."""
    due = Recheck.objects.due().select_related("city").order_by("city__slug")
    return [recheck.city for recheck in due if is_free(lock_of_city(recheck.city_id))]


def lock_of_city(city_id: int) -> str:
    """The name of the lock that a worker holds while it checks a city."""
    return f"check-city-{city_id}"


@transaction.atomic
def _some(recheck: Recheck) -> int:
    """Check the next translations and keep how far this is, in one commit; at the end forget that it was asked for."""
    home = recheck.city.pages.get(locale=recheck.city.source_locale)
    pages = Page.objects.descendant_of(home, inclusive=True)
    rows = list(
        StringTranslation.objects.filter(context__object__in=pages.values("translation_key"), pk__gt=recheck.done_to)
        .select_related("translation_of__locale", "locale", "context")
        .order_by("pk")[:TRANSLATIONS_AT_ONCE]
    )
    # Whoever asks again meanwhile has it begin anew.
    this = Recheck.objects.filter(pk=recheck.pk, asked_at=recheck.asked_at)
    if not rows:
        this.delete()
        return 0
    check_translations(rows)
    mark_stale(row.context.object_id for row in rows)
    this.update(done_to=rows[-1].pk, attempts=1)
    return len(rows)
