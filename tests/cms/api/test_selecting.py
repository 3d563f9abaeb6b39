"""Which documents pass the filters: by person, office, organisation, change and place."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cms.api import execute
from cms.publishing.models import CityRevision, PublishedDocument
from site_builder.audience import FACETS, Concern, audience_of, concern
from tests.cms.published import publish, withdraw
from tests.site_builder.documents import small_city
from tests.site_builder.entities import ARTICLE, COUNCIL, OFFICE, PROCEDURE, SERVICE, Body, document

pytestmark = pytest.mark.django_db

QUERY = """query Q(
  $kind: DocumentKind, $office: ID, $organisation: ID, $answers: [Answer!], $concern: [ConcernState!]! = [YES, MAYBE],
  $changedAfter: Int, $changedSince: Date, $near: Near, $order: DocumentOrder! = PATH,
  $first: Int! = 100, $after: String
) {
  documents(
    city: "harbourton", kind: $kind, office: $office, organisation: $organisation, answers: $answers, concern: $concern,
    changedAfter: $changedAfter, changedSince: $changedSince, near: $near, order: $order, first: $first, after: $after
  ) { totalCount revision edges { distance node { uuid kind path } } pageInfo { endCursor hasNextPage } }
}"""


def ask(**variables: Any) -> Any:
    answer = execute(QUERY, variables)
    assert "errors" not in answer, answer["errors"]
    return answer["data"]["documents"]


def found(**variables: Any) -> set[str]:
    return {edge["node"]["uuid"] for edge in ask(**variables)["edges"]}


def code_of(**variables: Any) -> Any:
    (error,) = execute(QUERY, variables)["errors"]
    return error["extensions"]["code"] if "extensions" in error else error["message"]


def english() -> list[Body]:
    return [body for body in small_city() if body["language"] == "en"]


def test_what_is_offered_done_or_held_at_an_office_is_found_by_it() -> None:
    event = next(body for body in english() if body["kind"] == "event") | {"office": OFFICE}
    publish([*english(), event])
    at_office = found(office=OFFICE)
    assert {OFFICE, SERVICE, PROCEDURE, event["uuid"]} <= at_office
    assert ARTICLE not in at_office
    assert found(office=COUNCIL) == set()


def test_what_an_organisation_answers_for_is_found_by_it() -> None:
    publish(english())
    theirs = found(organisation=COUNCIL)
    assert {COUNCIL, OFFICE, PROCEDURE} <= theirs
    assert theirs == {body["uuid"] for body in english() if COUNCIL in str(body) or OFFICE in offices(body)}


def offices(body: Body) -> set[str]:
    return {*body.get("offices", ()), body.get("office"), *(step["office"] for step in body.get("steps", ()))}


AUDIENCE = [
    {"operator": "all", "conditions": [{"facet": "age", "values": ["from-18", "from-27"]}]},
    {"operator": "none", "conditions": [{"facet": "residence", "values": ["citizen"]}]},
]


def with_audiences() -> list[Body]:
    article = next(body for body in english() if body["uuid"] == ARTICLE)
    changes: list[Body] = [{"audience": AUDIENCE}, {}, {"audience": AUDIENCE, "sensitivity": "safety"}]
    return [
        article | {"uuid": f"00000000-0000-4000-8000-00000000000{number}", "path": str(number)} | changed
        for number, changed in enumerate(changes)
    ]


@pytest.mark.parametrize(
    "answers",
    [
        {},
        {"age": ["from-18"]},
        {"age": ["from-65"]},
        {"residence": ["citizen"]},
        {"age": ["from-27"], "residence": ["permit"]},
        {"age": []},
    ],
)
def test_what_concerns_a_person_is_decided_as_on_the_page_what_concerns_me(answers: dict[str, list[str]]) -> None:
    bodies = with_audiences()
    publish(bodies)
    given = [{"facet": facet.upper(), "values": values} for facet, values in answers.items()]
    answered = {facet: values for facet, values in answers.items() if values}
    for state in Concern:
        expected = {body["uuid"] for body in bodies if concern(audience_of(body), answered) is state}
        assert found(answers=given, concern=[state.name]) == expected
    assert bodies[2]["uuid"] in found(answers=given, concern=["YES"]), "a page for safety asks nothing"
    hidden = {body["uuid"] for body in bodies if concern(audience_of(body), answered) is Concern.NO}
    assert found(answers=given) == {body["uuid"] for body in bodies} - hidden
    query = """query Q($uuid: ID, $answers: [Answer!]!) { document(city: "harbourton", uuid: $uuid) {
      ... on Article { concern(answers: $answers) { state dependsOn } } } }"""
    asked = execute(query, {"uuid": bodies[0]["uuid"], "answers": given})["data"]["document"]["concern"]
    assert asked["state"] == concern(AUDIENCE, answered).name
    assert bool(asked["dependsOn"]) == (asked["state"] == "MAYBE")


def test_an_answer_that_the_facet_does_not_have_is_refused_with_those_that_it_has() -> None:
    publish(with_audiences())
    (error,) = execute(QUERY, {"answers": [{"facet": "AGE", "values": ["18"]}]})["errors"]
    assert error["message"] == f"age has no '18': it has {', '.join(FACETS['age'])}."


def test_what_changed_after_a_revision_or_since_a_day_is_found() -> None:
    bodies = english()
    publish(bodies)
    before = ask()["revision"]
    assert before == CityRevision.objects.get(city__slug="harbourton").revision
    changed = bodies[3] | {"history": [{"on": "2026-05-04", "field": "text", "before": "", "after": ""}]}
    publish([changed])
    withdraw(bodies[4])
    assert found(changedAfter=before) == {changed["uuid"]}
    assert found(changedAfter=ask()["revision"]) == set()
    others = {body["uuid"] for body in bodies if body.get("history") and body["history"][0]["on"] >= "2026-05-05"}
    assert found(changedSince="2026-05-05") == others - {changed["uuid"]}
    assert found(changedSince="2026-05-04") >= {changed["uuid"]}
    new = bodies[5]
    PublishedDocument.objects.filter(uuid=new["uuid"], language="en").update(appeared_on=date(2026, 6, 1))
    publish([new | {"position": 99}])
    assert found(changedSince="2026-06-01") - others == {new["uuid"]}
    assert found(changedSince="2026-06-02") == others - {new["uuid"]}
    assert "YYYY-MM-DD" in str(execute(QUERY, {"changedSince": "yesterday"})["errors"][0]["message"])


def office_at(name: str, latitude: float | None, longitude: float | None = 0.0) -> Body:
    office = next(body for body in english() if body["uuid"] == OFFICE)
    place = {"latitude": latitude, "longitude": longitude if latitude is not None else None}
    return office | {"uuid": document("office", name)["uuid"], "path": name} | place


HERE = {"latitude": 51.0, "longitude": 0.0}


def test_offices_around_a_place_and_what_is_offered_there_come_nearest_first_page_by_page() -> None:
    places = [office_at("c", 51.001), office_at("b", 51.01), office_at("a", 51.02), office_at("d", None)]
    service = next(body for body in english() if body["uuid"] == SERVICE)
    publish([*places, service | {"offices": [places[2]["uuid"], places[1]["uuid"]]}])
    around = ask(near=HERE | {"within": 2000}, order="DISTANCE")["edges"]
    assert [(edge["node"]["path"], edge["distance"]) for edge in around] == [
        ("c", 111),
        ("b", 1113),
        (service["path"], 1113),
    ]
    paths, after = [], None
    while True:
        page = ask(near=HERE | {"within": 3000}, order="DISTANCE", first=1, after=after)
        paths += [edge["node"]["path"] for edge in page["edges"]]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break
    assert paths == ["c", "b", service["path"], "a"]
    by_path = ask(near=HERE, kind="OFFICE")
    assert [(edge["node"]["path"], edge["distance"]) for edge in by_path["edges"]] == [("b", 1113), ("c", 111)]
    assert code_of(after=after) == "CURSOR", "a cursor of a list in another order"


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"near": HERE | {"within": 0}}, "NEAR"),
        ({"near": HERE | {"latitude": 91.0}}, "NEAR"),
        ({"order": "DISTANCE"}, "ARGUMENTS"),
        ({"office": "town-hall"}, "UUID"),
    ],
)
def test_a_wrong_argument_is_refused_with_its_code(wrong: dict[str, Any], code: str) -> None:
    publish(english())
    assert code_of(**wrong) == code
