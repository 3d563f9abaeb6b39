"""Services, organisations and places of a feed in HSDS 3.0 become pages, and what does not is told."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command

from cms.cities.models import City
from cms.guides.importers.hsds.hours import days_of, time_of
from cms.guides.importers.standards.words import as_markdown, summary_of
from cms.guides.models import ContactPage, CostPage, DocumentTypePage, OfficePage, OrganisationPage, ServicePage
from cms.publishing.recording import newest_revision
from tests.cms.factories import edit
from tests.cms.guides.hsds_feed import CLOSED, HALL, LEGAL, NAMELESS, PANTRY, feed, hall, legal
from tests.cms.guides.importing import document, footprint, page_of

CITY = "springfield"
NEW = {"name": "Springfield", "country": "US", "time_zone": "America/Chicago", "site_url": "https://s.example.org"}
COMMAND: dict[str, Any] = {"city": CITY, "language": "en", "json": True, **NEW}

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rows_of_the_module")]


def bring_in(path: Path, records: Any, **options: Any) -> dict[str, Any]:
    """Write a file, import it, and return the report."""
    file = path / "feed.json"
    file.write_text(json.dumps(records), encoding="utf-8")
    told = io.StringIO()
    call_command("import_hsds", str(file), stdout=told, stderr=io.StringIO(), **{**COMMAND, **options})
    said: dict[str, Any] = json.loads(told.getvalue())
    return said


def fields(report: dict[str, Any], record: str) -> dict[str, str]:
    """Why fields of a record were not taken."""
    return {each["field"]: each["why"] for each in report["not_taken"] if each["id"] == record}


@pytest.fixture(scope="module")
def report(rows_of_the_module: None, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What is said of the feed when it is brought into a new city, once for all tests of this module."""
    return bring_in(tmp_path_factory.mktemp("feed"), feed())


def test_a_feed_becomes_services_with_their_organisations_and_offices(report: dict[str, Any]) -> None:
    service = page_of(ServicePage, "food-pantry", city=CITY)
    assert (str(service.translation_key), service.live) == (PANTRY, True)
    body = document(service).body
    assert (body["summary"], body["checked_on"]) == ("Free food for everybody.", "2026-05-04")
    assert body["source_url"] == "https://food.example.org/pantry"
    office = document(page_of(OfficePage, "main-street-hall", city=CITY)).body
    assert body["offices"] == [office["uuid"]] == [HALL]
    assert office["address"] == {
        "street": "12 Main St, Suite 4",
        "postal_code": "62701",
        "locality": "Springfield, IL",
        "country": "US",
    }
    assert [each["number"] for each in office["phones"]] == ["+12175550142", "+12177892000"]
    assert office["languages_spoken"] == ["es", "en"]
    assert [
        (each["days"], each["opens"], each["closes"], each["by_appointment"]) for each in office["opening_hours"]
    ] == [
        ([1, 3], "09:00", "17:00", False),
        ([5], "09:00", "12:00", True),
    ]
    assert office["access_notes"] == "Enter from the parking lot. Bus 1 stops outside. Ramp at the side door."
    organisation = document(page_of(OrganisationPage, "food-bank", city=CITY)).body
    assert (organisation["organisation_kind"], organisation["description"]) == (
        "ngo",
        "<p>Collects food &amp; shares it.</p>",
    )
    assert (body["authority"], office["organisation"]) == (organisation["uuid"], organisation["uuid"])


def test_costs_papers_and_numbers_of_a_service_become_pages_of_their_own(report: dict[str, Any]) -> None:
    body = document(page_of(ServicePage, "food-pantry", city=CITY)).body
    cost, paper, contact = (
        document(page_of(model, slug, city=CITY)).body
        for model, slug in ((CostPage, "delivery"), (DocumentTypePage, "photo-id"), (ContactPage, "food-pantry"))
    )
    assert (cost["amount"], cost["currency"], cost["condition"]) == ("2.50", "USD", "Per box.")
    assert (contact["number"], contact["when_to_call"]) == ("+12177892003", "Pantry desk")
    assert (body["costs"], body["contact"]) == ([cost["uuid"]], contact["uuid"])
    assert [each["document"] for each in body["documents"]] == [paper["uuid"]]


def test_html_of_a_feed_is_sanitised_and_its_words_are_kept(report: dict[str, Any]) -> None:
    html = "".join(block["html"] for block in document(page_of(ServicePage, "food-pantry", city=CITY)).body["body"])
    assert "<b>everybody</b>" in html
    assert "<li>Bring a bag</li>" in html
    assert 'href="https://food.example.org/"' in html
    assert "<ol><li>Take a number</li><li>Wait</li></ol>" in html
    assert "script" not in html
    assert "alert" not in html


def test_what_is_not_taken_is_told_with_file_id_field_and_remedy(report: dict[str, Any]) -> None:
    assert {each["id"]: each["field"] for each in report["left_out"]} == {CLOSED: "status", NAMELESS: "name"}
    assert {each["file"] for each in (*report["left_out"], *report["not_taken"])} == {"feed.json"}
    told = fields(report, PANTRY)
    hall = "service_at_locations[1].location"
    assert told["alternate_name"].endswith("Write it into the text if readers need it.")
    assert told["organization.tax_id"] == told["alternate_name"]
    assert told[f"{hall}.phones[1].extension"].startswith("12 has no place")
    assert "fax" in told[f"{hall}.phones[3].number"]
    assert "Klingon" in told[f"{hall}.languages[3]"]
    assert "recurs monthly" in told[f"{hall}.schedules[3]"]
    assert "Call ahead on holidays" in told[f"{hall}.schedules[4]"]
    assert "minimum age 18" in told["minimum_age"]
    assert "--topics" in told["attributes[1]"]
    assert "not an address" in told["contacts.email"]
    assert all(each["why"].endswith((".", "”")) for each in report["not_taken"])


def test_a_second_import_changes_nothing_and_an_edited_record_its_page_alone(
    report: dict[str, Any], tmp_path: Path
) -> None:
    before = footprint(CITY)
    again = bring_in(tmp_path, feed())
    assert (again["created"], again["changed"]) == (0, 0)
    assert footprint(CITY) == before
    records = feed()
    records[1]["name"] = "Legal help"
    again = bring_in(tmp_path, records, topics="Open Eligibility")
    service = page_of(ServicePage, "legal-clinic", city=CITY)
    assert (str(service.translation_key), service.title) == (LEGAL, "Legal help")
    pantry = page_of(ServicePage, "food-pantry", city=CITY)
    assert pantry.get_parent().title == "Food"
    assert (again["created"], again["changed"]) == (1, 1)


def test_a_dry_run_tells_the_same_and_writes_nothing(tmp_path: Path) -> None:
    said = bring_in(tmp_path, feed(), city="shelbyville", dry_run=True)
    assert len(said["left_out"]) == 2
    assert len(said["not_taken"]) > 8
    assert not City.objects.filter(slug="shelbyville").exists()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[1", "is not JSON"),
        ('"text"', "holds no records"),
        ("[NaN]", "NaN is no number"),
        ("[" * 60 + "]" * 60, "nested more than"),
        ("[" * 100_000, "cannot be read|is not JSON"),
    ],
)
def test_a_file_that_is_no_feed_is_refused_in_words(tmp_path: Path, text: str, told: str) -> None:
    file = tmp_path / "feed.json"
    file.write_text(text)
    with pytest.raises(CommandError, match=told):
        call_command("import_hsds", str(file), **COMMAND)


def test_a_city_of_another_language_and_a_new_one_without_facts_are_refused(
    report: dict[str, Any], tmp_path: Path
) -> None:
    with pytest.raises(CommandError, match=r"There is no city ogdenville\. To make it, say its --name"):
        call_command("import_hsds", str(tmp_path), city="ogdenville", language="en")
    with pytest.raises(CommandError, match="written in en, the feed in es"):
        bring_in(tmp_path, feed(), language="es")


@pytest.mark.parametrize(
    ("written", "time"),
    [("9:00 AM", "09:00"), ("5pm", "17:00"), ("12 a.m.", "00:00"), ("0930", "09:30"), ("09:00:00", "09:00"),
     ("09:00-05:00", "09:00"), ("09:00Z", ""), ("25:00", ""), ("noon", ""), ("9", ""), ("", "")],
)  # fmt: skip
def test_times_are_read_as_people_write_them(written: str, time: str) -> None:
    assert time_of(written) == time


@pytest.mark.parametrize(
    ("written", "days"),
    [("MO,TU", [1, 2]), ("Monday - Friday", [1, 2, 3, 4, 5]), ("Sat-Mon", [1, 6, 7]), ("2MO", []), ("weekdays", []),
     ("", [])],
)  # fmt: skip
def test_days_are_read_as_people_write_them(written: str, days: list[int]) -> None:
    assert days_of(written) == days


def test_plain_text_keeps_its_points_and_nothing_in_it_becomes_markup() -> None:
    text = "One *two* [x](javascript:1)\nthree\n\n- a\n  - b\n- c\n\n5. is a number"
    written = as_markdown(text, "US")
    assert written == "One \\*two\\* \\[x\\](javascript:1)\\\nthree\n\n- a\n  - b\n- c\n\n5\\. is a number\n"
    assert summary_of("One. Two. " + "x" * 400) == "One. Two."


def test_two_cities_may_take_the_same_feed_and_never_each_others_pages(report: dict[str, Any], tmp_path: Path) -> None:
    before = newest_revision(City.objects.get(slug=CITY))
    other = {"city": "shelbyville", "name": "Shelbyville", "site_url": "https://o.example.org"}
    made = bring_in(tmp_path, feed(), **other)
    assert made["created"] == report["created"]
    again = bring_in(tmp_path, feed(), **other)
    assert (again["created"], again["changed"]) == (0, 0)
    assert newest_revision(City.objects.get(slug=CITY)) == before
    assert str(page_of(ServicePage, "food-pantry", city=CITY).translation_key) == PANTRY
    assert str(page_of(ServicePage, "food-pantry", city="shelbyville").translation_key) != PANTRY


def test_what_the_feed_leaves_out_stays_as_it_was_edited_here(report: dict[str, Any], tmp_path: Path) -> None:
    edit(page_of(OfficePage, "main-street-hall", city=CITY), appointment_url="https://hall.example.org/", lift="yes")
    records = feed()[:1]
    place = records[0]["service_at_locations"][0]["location"]
    del place["phones"]
    place["name"] = "City Hall"
    assert bring_in(tmp_path, records)["changed"] == 1
    office = document(page_of(OfficePage, "main-street-hall", city=CITY)).body
    assert (office["title"], office["appointment_url"]) == ("City Hall", "https://hall.example.org/")
    assert (len(office["phones"]), office["accessibility"]["lift"]) == (2, "yes")


def test_a_guides_own_pages_are_left_alone_in_it(report: dict[str, Any], tmp_path: Path) -> None:
    own = {"kind": "service", "page": f"{NEW['site_url']}/en/services/food-pantry/"}
    dump = [{"id": PANTRY, "name": "As it was", "status": "active", "description": "Plain.", "waymark": own}]
    said = bring_in(tmp_path, dump)
    assert [each["why"] for each in said["left_out"]] == [
        "is a page of this guide, as it was published. What is written here stays."
    ]
    assert page_of(ServicePage, "food-pantry", city=CITY).title == "Food pantry"


@pytest.mark.parametrize("odd", [None, 7, {"a": 1}, "\ud800", "x" * 5000, 1e300, ["a", None]])
def test_no_value_of_another_kind_stops_an_import(report: dict[str, Any], tmp_path: Path, odd: Any) -> None:
    """Every field of a service in turn, and in the place of it; what cannot be taken is told, and nothing raised."""
    records = [{**record, name: odd} for record in feed()[:1] for name in record if name not in ("status", "id")]
    places = [hall() | {"id": str(uuid4()), name: odd} for name in hall()]
    records += [{**legal(), "id": str(uuid4()), "service_at_locations": [{"location": place}]} for place in places]
    for number, record in enumerate(records[:11]):
        record["id"] = odd if number == 0 else str(uuid4())
    said = bring_in(tmp_path, records, dry_run=True)
    assert said["services"] == len(records)
    json.dumps(said, ensure_ascii=False).encode()
