"""Background tasks: wake-up calls that look at the data for what is due, so a lost or doubled one harms nothing."""

from __future__ import annotations

from typing import Any

from django_tasks import task

from cms.cities.models import City
from cms.locks import held
from cms.publishing.build_recording import build_and_record
from cms.publishing.due import build_due, lock_of_guide
from cms.publishing.following_up import follow_up, lock_of_language
from cms.publishing.models import TranslationRequest
from cms.publishing.requests import lock_of
from cms.publishing.translating import translate_pages
from cms.search.searching import update_city
from translations.exchange.records import TakenIn


@task(queue_name="build")
def build_city_guide(city_id: int) -> str:
    """Build the guide of a city until it is up to its newest documents; return the live release's name if it was built.

    One worker at a time builds a city, whatever machine it runs on. Another leaves it to that one, which looks once
    more after it has let go: so whoever published while it was busy is not overlooked.

    A city whose home page was never published has no guide yet, and nothing is built; one whose home page was
    withdrawn has its guide taken offline.
    """
    city = City.objects.get(pk=city_id)
    release, before = "", None
    # A build that got nowhere is not tried again at once.
    while (due := build_due(city)) and due != before:
        before = due
        with held(lock_of_guide(city)) as is_mine:
            if not is_mine:
                break
            release = build_and_record(city).release
    return release


@task()
def index_city_documents(city_id: int) -> int:
    """Bring the search indexes of a city up to its newest documents; return the revision that they hold."""
    return update_city(City.objects.get(pk=city_id).slug)


@task(queue_name="translate")
def translate_city_pages(request_id: int) -> dict[str, Any]:
    """Draft what was asked for and is still missing; return what became of it.

    A request that is done, or that another worker is busy with, is left alone.
    """
    with held(lock_of(request_id)) as is_mine:
        request = TranslationRequest.objects.due().filter(pk=request_id).first()
        if request is None or not is_mine:
            return {}
        request.attempts += 1
        request.save(update_fields=["attempts"])
        report = translate_pages(
            request.page_ids,
            request.languages,
            publish=request.publish,
            user_id=request.user_id,
            holder=lock_of(request_id),
            progress=request.advance,
        )
        request.outcome = {**report.counts(), "not_drafted": report.not_drafted}
        request.save(update_fields=["outcome"])
        return request.outcome


@task(queue_name="translate")
def follow_up_import(locale_id: int) -> int:
    """After translations into a language came in from files: see `follow_up`. One worker at a time does a language.

    Another leaves it to that one, which looks once more after it has let go.
    """
    begun = 0
    # It ends: each time all that is due is done, or an attempt of it is spent.
    while TakenIn.objects.due().filter(locale=locale_id).exists():
        with held(lock_of_language(locale_id)) as is_mine:
            if not is_mine:
                break
            begun += follow_up(locale_id)
    return begun
