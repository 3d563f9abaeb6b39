"""What changed in a document and when, as readers and the API are told."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import Page

from cms.cities.models import City
from cms.guides.models import ArticlePage, ContactPage, CostPage, OfficePage
from cms.publishing.models import PublishedDocument
from cms.publishing.recording import newest_revision, rebuild_city
from tests.cms.factories import edit, make_city, make_page, make_translation, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    return make_city()


def today_is(monkeypatch: pytest.MonkeyPatch, day: int, hour: int = 12) -> None:
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 11, day, hour, tzinfo=UTC))


def history(page: Page, language: str = "en") -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = PublishedDocument.objects.get(uuid=page.translation_key, language=language).body.get(
        "history", []
    )
    return told


def change(day: int, field: str, before: str = "", after: str = "") -> dict[str, str]:
    return {"on": f"2026-11-{day:02}", "field": field, "before": before, "after": after}


def test_what_is_new_has_no_history_and_a_save_without_change_makes_none(city: City) -> None:
    page = make_page(ArticlePage, city)
    publish(page)
    assert history(page) == []


def test_the_day_on_which_each_language_went_live_is_kept(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    today_is(monkeypatch, 3)
    page = make_page(ArticlePage, city, title="One")
    today_is(monkeypatch, 5)
    edit(page, title="Another")
    translation = make_translation(page, "de")
    publish(translation)
    appeared = PublishedDocument.objects.filter(uuid=page.translation_key).values_list("language", "appeared_on")
    assert dict(appeared) == {"en": date(2026, 11, 3), "de": date(2026, 11, 5)}
    today_is(monkeypatch, 7)
    ArticlePage.objects.get(pk=translation.pk).unpublish()
    today_is(monkeypatch, 9)
    publish(translation)
    assert dict(appeared.all()) == {"en": date(2026, 11, 3), "de": date(2026, 11, 9)}


def test_a_fee_is_told_with_what_it_was(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    cost = make_page(CostPage, city, amount=Decimal(28), currency="EUR", free=False)
    today_is(monkeypatch, 3)
    edit(cost, amount=Decimal(30))
    today_is(monkeypatch, 5)
    edit(cost, amount=None, free=True)
    assert history(cost) == [change(5, "amount", "30.00 EUR", "free"), change(3, "amount", "28.00 EUR", "30.00 EUR")]


def test_several_changes_on_a_day_are_one(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    cost = make_page(CostPage, city, amount=Decimal(28), currency="EUR", free=False)
    today_is(monkeypatch, 3)
    edit(cost, amount=Decimal(3))
    edit(cost, amount=Decimal(30))
    assert history(cost) == [change(3, "amount", "28.00 EUR", "30.00 EUR")]


def test_what_was_mistyped_and_mended_on_a_day_is_no_change(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    cost = make_page(CostPage, city, amount=Decimal(28), currency="EUR", free=False)
    today_is(monkeypatch, 3)
    edit(cost, amount=Decimal(82))
    edit(cost, amount=Decimal(28))
    assert history(cost) == []


def test_a_day_is_that_of_the_city(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    city.time_zone = "Pacific/Auckland"
    city.save()
    page = make_page(ArticlePage, city, title="Rent")
    today_is(monkeypatch, 3, hour=23)
    edit(page, title="Rents")
    assert history(page) == [change(4, "text")]


def test_an_old_telephone_number_is_not_told_again(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    contact = make_page(ContactPage, city, number="+442079460001")
    office = make_page(OfficePage, city, email="old@example.org")
    today_is(monkeypatch, 3)
    edit(contact, number="+442079460002")
    edit(office, email="new@example.org")
    assert history(contact) == [change(3, "number")]
    assert history(office) == [change(3, "email")]


def test_every_language_tells_the_same_and_a_translation_that_catches_up_tells_nothing(
    city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = make_page(ArticlePage, city, title="Rent", summary="Pay on time.")
    translation = make_translation(page, "de")
    publish(translation)
    today_is(monkeypatch, 3)
    edit(page, summary="Pay at once.")
    told = [change(3, "text")]
    assert (history(page), history(page, "de")) == (told, told)
    today_is(monkeypatch, 9)
    translation.refresh_from_db()
    edit(translation, title="Miete!")
    assert (history(page), history(page, "de")) == (told, told)


def test_a_rebuild_from_the_pages_forgets_nothing(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    page = make_page(ArticlePage, city, title="Rent")
    today_is(monkeypatch, 3)
    edit(page, title="Rents")
    told, newest = history(page), newest_revision(city)
    rebuild_city(city)
    assert (history(page), newest_revision(city)) == (told, newest)
    PublishedDocument.objects.filter(city=city).delete()
    rebuild_city(city)
    assert history(page) == told


def test_the_ten_newest_changes_are_told(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    page = make_page(ArticlePage, city, title="Rent")
    for day in range(1, 13):
        today_is(monkeypatch, day)
        edit(page, title=f"Rent {day}")
    assert [told["on"][-2:] for told in history(page)] == [f"{day:02}" for day in range(12, 2, -1)]
