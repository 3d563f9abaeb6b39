"""Translations in a dump of HSDS come in as what they are; no machine overwrites a person."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from cms.guides.models import ServicePage
from tests.cms.guides.importing import document, page_of

CITY = "springfield"
ADVICE = "6f0c1c0e-0000-4000-8000-0000000000a1"
FACTS = {"name": "Springfield", "country": "IE", "time_zone": "Europe/Dublin", "site_url": "https://s.example.org"}
GERMAN = {
    "translation": "machine",
    "name": "Beratung",
    "summary": "Fragen Sie uns.",
    "description": "Fragen Sie uns.\n\nKommen Sie vorbei:\n\n- mit Pass\n- mit Brief",
    "eligibility_description": "Alle.",
    "deadline": "nach der Ankunft",
}

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rows_of_the_module")]


def advice(**translations: dict[str, Any]) -> dict[str, Any]:
    """A service as a guide's dump has it."""
    extension = {
        "kind": "service",
        "language": "en",
        "translation": "source",
        "summary": "Ask us.",
        "deadline": {"days": 14, "event": "after you arrive"},
        "translations": translations,
    }
    return {
        "id": ADVICE,
        "name": "Advice",
        "status": "active",
        "description": "Ask us.\n\nCome by:\n\n- with a passport\n- with a letter",
        "eligibility_description": "Everybody.",
        "waymark": extension,
    }


def bring_in(path: Path, record: dict[str, Any]) -> dict[str, Any]:
    """Import one record and return the report."""
    file = path / "feed.json"
    file.write_text(json.dumps([record]), encoding="utf-8")
    told = io.StringIO()
    options = {"city": CITY, "language": "en", "json": True, **FACTS}
    call_command("import_hsds", str(file), stdout=told, stderr=io.StringIO(), **options)
    report: dict[str, Any] = json.loads(told.getvalue())
    return report


def german() -> dict[str, Any]:
    body: dict[str, Any] = document(page_of(ServicePage, "advice", city=CITY), "de").body
    return body


@pytest.fixture(scope="module")
def report(rows_of_the_module: None, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What is said of a new city whose only service a machine has translated into German and a person into Arabic."""
    arabic = {"translation": "reviewed", "name": "مشورة", "summary": "اسألنا.", "in_source_language": ["for_whom"]}
    arabic |= {"description": "اسألنا.\n\nتعال:", "eligibility_description": "Everybody."}
    return bring_in(tmp_path_factory.mktemp("feed"), advice(de=GERMAN, ar=arabic, xx={"name": "?"}))


def test_a_new_city_speaks_the_languages_of_the_dump_and_a_machine_stays_a_machine(report: dict[str, Any]) -> None:
    body = german()
    assert body["translation"]["state"] == "machine"
    assert (body["title"], body["summary"]) == ("Beratung", "Fragen Sie uns.")
    assert body["body"][0]["html"] == "<p>Kommen Sie vorbei:</p><ul><li>mit Pass</li><li>mit Brief</li></ul>"
    assert body["for_whom"] == "<p>Alle.</p>"
    assert body["deadline"]["event"] == "nach der Ankunft"
    assert report["published"]["de"] >= 1


def test_what_does_not_follow_the_source_or_is_not_translated_waits_as_a_draft(report: dict[str, Any]) -> None:
    told = {each["field"]: each["why"] for each in report["not_taken"]}
    assert "services.body.description.text" in told, "it has a paragraph where the source has three pieces"
    assert report["drafted"] == {"ar": 1}
    page = page_of(ServicePage, "advice", "ar", city=CITY)
    assert (page.live, page.title) == (False, "مشورة")


def test_a_language_that_no_guide_knows_is_told(report: dict[str, Any]) -> None:
    told = {each["field"]: each["why"] for each in report["not_taken"]}
    assert told["waymark.translations.xx"].startswith("is in a language that the city does not speak")


def test_a_second_import_changes_nothing(report: dict[str, Any], tmp_path: Path) -> None:
    again = bring_in(tmp_path, advice(de=GERMAN))
    assert (again["created"], again["changed"], again["published"]) == (0, 0, {})


def test_a_machine_does_not_overwrite_a_person_and_a_person_overwrites_a_machine(
    report: dict[str, Any], tmp_path: Path
) -> None:
    bring_in(tmp_path, advice(de=GERMAN | {"translation": "reviewed", "name": "Auskunft"}))
    assert (german()["title"], german()["translation"]["state"]) == ("Auskunft", "reviewed")
    told = bring_in(tmp_path, advice(de=GERMAN | {"deadline": "nach dem Umzug"}))
    assert (german()["title"], german()["deadline"]["event"]) == ("Auskunft", "nach der Ankunft")
    assert {each["field"] for each in told["not_taken"]} == {
        "waymark.translations.de.title",
        "waymark.translations.de.deadline.event",
    }


def test_where_the_source_changes_with_the_dump_a_machine_translates_it_anew(
    report: dict[str, Any], tmp_path: Path
) -> None:
    bring_in(tmp_path, advice(de=GERMAN | {"translation": "reviewed"}))
    changed = advice(de=GERMAN | {"eligibility_description": "Alle über 16."})
    bring_in(tmp_path, changed | {"eligibility_description": "Everybody over 16."})
    assert german()["for_whom"] == "<p>Alle über 16.</p>"
    assert german()["translation"]["state"] == "machine"


def test_an_outdated_translation_comes_in_unchecked(report: dict[str, Any], tmp_path: Path) -> None:
    told = advice(de=GERMAN | {"translation": "reviewed", "outdated": 1, "name": "Hilfe"})
    bring_in(tmp_path, told)
    assert (german()["title"], german()["translation"]["state"]) == ("Hilfe", "machine")
