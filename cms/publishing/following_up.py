"""After translations came in from a file: pages without a translation are begun, and readers are told of the rest."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F
from wagtail.models import Locale, Page

from cms.locks import is_free
from cms.publishing.recording import record_page
from cms.publishing.translating import begin_by_hand
from translations.completeness import translation_behind
from translations.exchange.records import TakenIn


def follow_up(locale_id: int) -> int:
    """Do what is due in a language, each page in one commit with the end of its mark; return how many were begun."""
    begun = 0
    due = TakenIn.objects.due().filter(locale=locale_id).select_related("source", "locale", "user")
    # Pages at which a worker failed come last, and keep no other waiting.
    for mark in due.order_by("attempts", "pk"):
        TakenIn.objects.filter(pk=mark.pk).update(attempts=F("attempts") + 1)
        with transaction.atomic():
            begun += _is_begun(mark)
            # A file that was taken in meanwhile has made it due again.
            TakenIn.objects.filter(pk=mark.pk, at=mark.at).delete()
    return begun


def languages_left_behind() -> list[Locale]:
    """The languages in which something is due that no worker is busy with."""
    found = Locale.objects.filter(pk__in=TakenIn.objects.due().values("locale")).order_by("language_code")
    return [locale for locale in found if is_free(lock_of_language(locale.pk))]


def lock_of_language(locale_id: int) -> str:
    """The name of the lock that a worker holds while it follows up what came in in a language."""
    return f"taken-in-{locale_id}"


def _is_begun(mark: TakenIn) -> bool:
    """Begin the page if it has no translation yet, and tell whether; the document of a live one says its new state."""
    page = Page.objects.filter(translation_key=mark.source.object_id, locale=mark.source.locale_id).first()
    if page is None:
        return False
    target = page.get_translation_or_none(mark.locale)
    if target is None or translation_behind(target) is None:
        begin_by_hand(page.specific, mark.locale.language_code, mark.user)
        return True
    if target.live and target.alias_of_id is None:
        record_page(target.specific)
    return False
