"""A guide as records of HSDS 3.0: valid, whole, and the same identity everywhere."""

from __future__ import annotations

import json
import re
from array import array
from pathlib import Path
from typing import Any

import pytest

from site_builder.guide import Guide
from site_builder.reading import changed_keys, listed
from site_builder.release import Releases
from site_builder.standards.hsds.plain_text import plain_text
from site_builder.standards.hsds_format import FORMATS
from tests.site_builder.conftest import Build
from tests.site_builder.documents import small_city
from tests.site_builder.entities import (
    ADVICE_LINE,
    ARTICLE,
    CITY,
    COUNCIL,
    FEE,
    OFFICE,
    PASSPORT,
    PROCEDURE,
    SERVICE,
    SUBTOPIC,
    TOPIC,
    Body,
    opening,
)
from tests.site_builder.hsds_schemas import violations

Record = dict[str, Any]
STANDARDS = Path(__file__).parents[2] / "docs" / "api" / "standards.md"


def records(name: str, documents: list[Body] | None = None) -> dict[str, Record]:
    """The records of one of the formats by id."""
    guide = Guide(documents or small_city())
    made = next(each for each in FORMATS if each.name == name)
    uuids = [uuid for kind in made.kinds for uuid in guide.of_kind(kind)]
    found = [json.loads(text) for uuid in uuids if (text := made.written(made.told(guide, uuid)))]
    return {record["id"]: record for record in found}


def changed(uuid: str, **fields: Any) -> list[Body]:
    """The small city with other facts in one document, in all its languages."""
    return [body | fields if body["uuid"] == uuid else body for body in small_city()]


@pytest.mark.parametrize("made", FORMATS, ids=lambda made: made.name)
def test_every_record_is_valid(standards: Path, made: Any) -> None:
    found = records(made.name)
    assert len(found) > 2
    assert violations(standards, made.name, list(found.values())) == []


@pytest.mark.parametrize("made", FORMATS, ids=lambda made: made.name)
def test_a_fragment_stands_on_one_line_and_begins_with_the_id_of_its_document(made: Any) -> None:
    guide = Guide(small_city())
    for uuid in (uuid for kind in made.kinds for uuid in guide.of_kind(kind)):
        text = made.written(made.told(guide, uuid))
        assert text.startswith(f'{{"id":"{uuid}"')
        assert made.joint not in text


def test_a_release_holds_each_record_in_a_file_of_its_own_and_all_in_one(build: Build, releases: Releases) -> None:
    build()
    live = releases.current()
    assert live is not None
    folder = live.folder / "data"
    for made in FORMATS:
        whole = json.loads((folder / f"{made.name}.json").read_text())
        assert {record["id"]: record for record in whole} == records(made.name)
        assert json.loads((folder / made.name / f"{whole[0]['id']}.json").read_text()) == [whole[0]]


def test_a_service_says_who_offers_it_where_when_and_for_how_much() -> None:
    service = records("hsds")[SERVICE]
    place = next(each["location"] for each in service["service_at_locations"] if each["location"]["id"] == OFFICE)
    assert place["addresses"][0] | {"id": ""} == {
        "id": "",
        "address_1": "1 Quay Street",
        "city": "Harbourton",
        "state_province": "",
        "postal_code": "HB1 1AA",
        "country": "GB",
        "address_type": "physical",
    }
    assert (place["latitude"], place["longitude"]) == (52.7, -0.9)
    assert [each["code"] for each in place["languages"]] == ["en", "ar"]
    assert {each["waymark"]["feature"]: each["waymark"]["present"] for each in place["accessibility"]} == {
        "step_free": True,
        "toilet": False,
        "hearing_loop": True,
    }
    weekly = [(each["byday"], each["opens_at"], each["closes_at"]) for each in place["schedules"] if "byday" in each]
    assert ("MO,TU,WE,TH,FR", "09:00", "12:30") in weekly
    [closed] = [each for each in place["schedules"] if each.get("waymark", {}).get("closed")]
    assert (closed["valid_from"], closed["valid_to"], closed["description"]) == ("2027-01-01", "2027-01-02", "New Year")
    fee = next(each for each in service["cost_options"] if each["waymark"]["uuid"] == FEE)
    assert (fee["option"], fee["amount"], fee["currency"]) == ("Registration fee", 12.5, "GBP")
    assert "Registration fee: 12.50 GBP" in service["fees_description"]
    assert service["contacts"][0]["waymark"]["uuid"] == ADVICE_LINE
    assert service["required_documents"][0]["waymark"]["uuid"] == PASSPORT
    assert [each["taxonomy_term_id"] for each in service["attributes"]][:2] == [TOPIC, SUBTOPIC]
    assert service["assured_date"] == "2026-10-01"


@pytest.mark.parametrize(
    ("facts", "amount"),
    [
        ({"amount": "12.50", "free": False}, 12.5),
        ({"amount": None, "free": True}, 0),
        ({"amount": None, "free": False}, None),
    ],
    ids=["paid", "free", "nobody knows"],
)
def test_nothing_is_free_by_silence(facts: Body, amount: float | None) -> None:
    [option] = (
        each
        for each in records("hsds", changed(FEE, **facts))[SERVICE]["cost_options"]
        if each["waymark"]["uuid"] == FEE
    )
    assert option.get("amount") == amount


def test_steps_are_told_as_text_in_their_order_and_kept_as_structure() -> None:
    procedure = records("hsds")[PROCEDURE]
    process = procedure["application_process"]
    assert process.startswith("1. Book an appointment\nBring the contract to the centre. It costs 12.50 GBP.")
    assert "Call us +44 1632 960102" in process
    assert "The council refuses → 5." in process
    kept = procedure["waymark"]["steps"]
    assert [each["title"] for each in kept][:2] == ["Book an appointment", "Walk in without an appointment"]
    assert {each["kind"] for each in kept} == {"do", "and", "or", "wait"}
    assert records("hsds")[SERVICE]["application_process"] == process


def test_every_translation_says_whether_a_person_answers_for_it() -> None:
    translations = records("hsds")[SERVICE]["waymark"]["translations"]
    assert {tag: each["translation"] for tag, each in translations.items()} == {"ar": "machine", "de": "reviewed"}
    original = records("hsds")[SERVICE]["waymark"]
    assert (original["language"], original["translation"]) == ("en", "source")
    assert translations["ar"]["name"] == "مشورة الترحيب"
    assert translations["ar"]["in_source_language"] == ["for_whom"]
    assert records("hsds-organizations")[COUNCIL]["waymark"]["translations"]["de"]["name"] == "Stadtverwaltung"
    assert records("hsds-taxonomy-terms")[TOPIC]["waymark"]["translations"]["de"]["name"] == "Wohnen"


def test_the_example_of_the_documentation_lays_a_translation_over_a_record() -> None:
    code = re.search(r"```python\n(def in_language.*?)```", STANDARDS.read_text(encoding="utf-8"), re.DOTALL)
    assert code is not None
    names: dict[str, Any] = {}
    exec(code[1], names)
    german = names["in_language"](records("hsds")[SERVICE], "de")
    assert german["name"] == "Willkommensberatung"
    assert german["organization"]["name"] == "Hafenhilfe"
    assert german["service_at_locations"][0]["location"]["name"] == "Bürgerzentrum"
    assert german["required_documents"][0]["document"].startswith("Reisepass")
    assert german["contacts"][0]["phones"][0]["number"] == "+441632960102"


def test_the_publisher_has_what_belongs_to_no_organisation() -> None:
    found = records("hsds-organizations")
    assert found[CITY]["name"] == "Harbourton City Council"
    assert [each["name"] for each in found[CITY]["locations"]] == ["Central Library"]
    assert ADVICE_LINE in [each["waymark"]["uuid"] for each in found[CITY]["contacts"]]
    assert [each["id"] for each in found[COUNCIL]["locations"]] == [OFFICE]


def test_midnight_and_summer_time_are_told_in_terms_of_clocks() -> None:
    night = [opening([5], "20:00", "24:00")]
    documents = [
        body | {"opening_hours": night} if body["uuid"] == OFFICE else body
        for body in changed(CITY, time_zone="Europe/Berlin")
    ]
    [place] = records("hsds-organizations", documents)[COUNCIL]["locations"]
    [row] = [each for each in place["schedules"] if "byday" in each]
    assert (row["byday"], row["closes_at"], row["timezone"]) == ("FR", "23:59", 1)
    assert place["waymark"]["time_zone"] == "Europe/Berlin"


def test_ages_are_told_where_the_audience_has_no_gap() -> None:
    def ages(*bands: str, operator: str = "all") -> tuple[Any, Any]:
        audience = [{"operator": operator, "conditions": [{"facet": "age", "values": list(bands)}]}]
        service = records("hsds", changed(SERVICE, audience=audience))[SERVICE]
        return service.get("minimum_age"), service.get("maximum_age")

    assert ages("from-16", "from-18") == (16, 26)
    assert ages("from-0") == (None, 15)
    assert ages("from-65") == (65, None)
    assert ages("from-0", "from-27") == (None, None)
    assert ages("from-18", operator="none") == (None, None)


def test_what_changed_is_metadata_and_the_newest_day_tells_when() -> None:
    history = [
        {"on": "2026-11-02", "field": "costs", "before": "", "after": ""},
        {"on": "2026-10-05", "field": "deadline", "before": "14", "after": "7"},
    ]
    service = records("hsds", changed(SERVICE, history=history))[SERVICE]
    assert service["last_modified"].startswith("2026-11-02T")
    assert [(each["field_name"], each["previous_value"]) for each in service["metadata"]] == [
        ("deadline", "14"),
        ("costs", ""),
    ]


def test_one_edit_concerns_only_the_records_that_tell_of_it() -> None:
    """What a fragment read is what the builder compares: an article's text is read by none, an office's by a few."""
    guide = Guide(small_city())
    made = FORMATS[0]
    with guide.reads.begun() as trace:
        made.told(guide, SERVICE)
    keys = {key for reads in (trace.footprint(), *trace.footprint().parts) for key in array("q", reads.reads)}
    fields = {each for reads in (trace.footprint(), *trace.footprint().parts) for each in reads.field_sets}
    assert keys & changed_keys([(OFFICE, "en", "title")], fields)
    assert not keys & changed_keys([(ARTICLE, "en", "body"), listed("kind", "article")], fields)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One &amp; two</p><p>Three<br/>four</p>", "One & two\n\nThree\nfour"),
        ("<p>Bring:</p><ul><li>a <b>pass</b></li><li>a form<ol><li>signed</li></ol></li></ul><p>Go.</p>",
         "Bring:\n\n- a pass\n- a form\n  1. signed\n\nGo."),
        ("<ol><li>One</li><li><p>Two</p></li></ol>", "1. One\n2. Two"),
        ("plain  words", "plain words"),
        ("", ""),
    ],
)  # fmt: skip
def test_rich_text_becomes_plain_text_with_its_points(html: str, text: str) -> None:
    assert plain_text(html) == text
