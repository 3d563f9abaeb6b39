"""Events and courses: what editors can enter, and the document that follows from it."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from cms.guides.document_context import DocumentContext
from cms.guides.documents import document_body
from cms.guides.models import EventPage, OfficePage
from site_builder.documents import validate
from tests.cms.factories import make_city, make_page

pytestmark = pytest.mark.django_db

MONDAY = date(2027, 1, 4)


def weekly(*days: str, until: date = date(2027, 3, 29)) -> list[Any]:
    return [("recurrence", {"days": list(days), "until": until})]


def body_of(**facts: Any) -> dict[str, Any]:
    city = make_city()
    page = make_page(EventPage, city, **facts)
    page.full_clean()
    body = document_body(page, DocumentContext(city))
    validate(body)
    return body


def test_an_hour_has_a_beginning_and_an_end() -> None:
    body = body_of(starts_on=MONDAY, starts_at=time(18), ends_at=time(19, 30))
    assert (body["starts"], body["ends"], body["recurrence"]) == ("2027-01-04T18:00", "2027-01-04T19:30", None)


def test_a_whole_day_has_no_hours() -> None:
    body = body_of(starts_on=MONDAY, ends_on=date(2027, 1, 6))
    assert (body["starts"], body["ends"]) == ("2027-01-04", "2027-01-06")


def test_a_course_is_on_days_of_the_week_until_its_last_day() -> None:
    body = body_of(event_kind="course", starts_on=MONDAY, starts_at=time(9), recurrence=weekly("4", "1"), level="A1")
    assert body["recurrence"] == {"days": [1, 4], "until": "2027-03-29"}
    assert (body["event_kind"], body["level"]) == ("course", "A1")


def test_a_place_that_is_no_office_has_an_address() -> None:
    body = body_of(venue="Café Lantern", street="3 Mill Lane", locality="Mill Town")
    assert body["venue"] == {
        "name": "Café Lantern",
        "street": "3 Mill Lane",
        "postal_code": "",
        "locality": "Mill Town",
        "country": "GB",
    }


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"ends_on": date(2027, 1, 3)}, "ends_on"),
        ({"ends_at": time(9)}, "starts_at"),
        ({"starts_at": time(10), "ends_at": time(9)}, "ends_at"),
        ({"recurrence": weekly("2")}, "starts_on"),
        ({"recurrence": weekly("1", until=date(2027, 1, 1))}, "recurrence"),
        ({"recurrence": weekly("1"), "ends_on": date(2027, 1, 5)}, "ends_on"),
        ({"street": "3 Mill Lane"}, "locality"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(facts: dict[str, Any], field: str) -> None:
    page = make_page(EventPage, make_city(), live=False, starts_on=MONDAY)
    for name, value in facts.items():
        setattr(page, name, value)
    with pytest.raises(ValidationError) as problem:
        page.full_clean()
    assert field in problem.value.message_dict


def test_an_event_takes_place_in_one_place() -> None:
    city = make_city()
    office = make_page(OfficePage, city)
    page = make_page(EventPage, city, live=False, office=office, street="3 Mill Lane", locality="Mill Town")
    with pytest.raises(ValidationError, match="not both"):
        page.full_clean()
