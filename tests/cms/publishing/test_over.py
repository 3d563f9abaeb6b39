"""What is over is taken out by itself, on the day after its last one, as the city's clocks say."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from wagtail.models import Page

from cms.cities.models import City
from cms.guides.models import AlertPage, ArticlePage, EventPage
from cms.publishing.models import PublishedDocument
from cms.publishing.over import withdraw_what_is_over
from cms.publishing.wakeup import wake_due_tasks
from tests.cms.factories import edit, make_city, make_page, make_translation

pytestmark = pytest.mark.django_db

NOON = datetime(2027, 1, 5, 12, tzinfo=UTC)


def published_languages(page: Page) -> set[str]:
    rows = PublishedDocument.objects.current().filter(uuid=page.translation_key)
    return set(rows.values_list("language", flat=True))


def test_an_alert_is_taken_out_in_every_language_after_its_last_day() -> None:
    alert = make_page(AlertPage, make_city(), valid_until=date(2027, 1, 4))
    make_translation(alert, "de").save_revision().publish()
    assert published_languages(alert) == {"en", "de"}
    assert [page.pk for page in withdraw_what_is_over(NOON)] == [alert.pk]
    alert.refresh_from_db()
    assert (alert.live, alert.expired, published_languages(alert)) == (False, True, set())
    assert withdraw_what_is_over(NOON) == []


def test_an_alert_stays_all_its_last_day() -> None:
    alert = make_page(AlertPage, make_city(), valid_until=date(2027, 1, 5))
    assert withdraw_what_is_over(NOON) == []
    assert published_languages(alert) == {"en"}


def test_the_day_ends_when_it_ends_in_the_city() -> None:
    city = make_city()
    City.objects.filter(pk=city.pk).update(time_zone="Pacific/Auckland")  # 13 hours ahead: the 6th has begun there
    make_page(AlertPage, city, valid_until=date(2027, 1, 5))
    assert len(withdraw_what_is_over(NOON)) == 1


def test_whoever_moves_the_last_day_publishes_the_alert_again() -> None:
    alert = make_page(AlertPage, make_city(), valid_until=date(2027, 1, 4))
    withdraw_what_is_over(NOON)
    alert.refresh_from_db()
    edit(alert, valid_until=date(2027, 2, 1))
    assert withdraw_what_is_over(NOON) == []
    assert published_languages(alert) == {"en"}


def test_other_pages_stay_whatever_they_say_of_their_validity() -> None:
    article = make_page(ArticlePage, make_city(), valid_until=date(2020, 1, 1))
    assert withdraw_what_is_over(NOON) == []
    assert published_languages(article) == {"en"}


def test_the_timer_takes_out_what_is_over() -> None:
    make_page(AlertPage, make_city(), title="Flood", valid_until=date(2020, 1, 1))
    assert "“Flood” is over and taken out" in wake_due_tasks()


def test_an_event_is_taken_out_after_it_took_place_for_the_last_time() -> None:
    city = make_city()
    once = make_page(EventPage, city, starts_on=date(2027, 1, 4))
    days = make_page(EventPage, city, starts_on=date(2027, 1, 4), ends_on=date(2027, 1, 5))
    weekly = make_page(
        EventPage,
        city,
        starts_on=date(2026, 11, 2),
        recurrence=[("recurrence", {"days": ["1"], "until": date(2027, 1, 11)})],
    )
    assert [page.pk for page in withdraw_what_is_over(NOON)] == [once.pk]
    assert published_languages(days) == published_languages(weekly) == {"en"}
