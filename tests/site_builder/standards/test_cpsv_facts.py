"""What the shapes of CPSV-AP do not ask for stands in the graph all the same, as the documents have it.

In the small city a charity offers the service, which then is no public one: here the council does.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import DCTERMS, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from site_builder.guide import Guide
from site_builder.standards.rdf import PREFIXES
from tests.site_builder.documents import small_city
from tests.site_builder.entities import COUNCIL, OFFICE, PROCEDURE, SERVICE, Body
from tests.site_builder.standards.test_cpsv import CPSV, CV, WM, graph

SCHEMA = Namespace(PREFIXES["schema"])
WEEK = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def bodies(*changed: tuple[str, str, Body]) -> list[Body]:
    """The city's documents, with other facts in some: UUID, language, facts."""
    found = [body | {"authority": COUNCIL} if body["uuid"] == SERVICE else body for body in small_city()]
    for uuid, language, facts in changed:
        found = [body | facts if (body["uuid"], body["language"]) == (uuid, language) else body for body in found]
    return found


@pytest.fixture(scope="module")
def told() -> Graph:
    """The city in CPSV-AP."""
    return graph(Guide(bodies()))


def body_of(uuid: str, language: str = "en") -> Body:
    return next(body for body in bodies() if body["uuid"] == uuid and body["language"] == language)


def node(uuid: str) -> URIRef:
    return URIRef(f"urn:uuid:{uuid}")


def plain(values: Iterable[Node]) -> set[str]:
    return {str(value) for value in values}


def test_a_service_names_its_authority_costs_offices_and_papers(told: Graph) -> None:
    service = body_of(SERVICE)
    assert all(service[name] for name in ("costs", "offices", "documents"))
    assert [*told.objects(node(SERVICE), CV.hasCompetentAuthority)] == [node(service["authority"])]
    assert {*told.objects(node(SERVICE), CV.hasCost)} == {node(uuid) for uuid in service["costs"]}
    assert {*told.objects(node(SERVICE), CV.hasChannel)} >= {node(uuid) for uuid in service["offices"]}
    papers = {
        kind for each in told.objects(node(SERVICE), CPSV.hasInput) for kind in told.objects(each, DCTERMS.conformsTo)
    }
    assert papers == {node(each["document"]) for each in service["documents"]}


def test_an_office_tells_its_hours_and_its_special_days(told: Graph) -> None:
    office = body_of(OFFICE)
    rows = {
        (
            *sorted(plain(told.objects(row, SCHEMA.dayOfWeek))),
            *plain(told.objects(row, SCHEMA.opens)),
            *plain(told.objects(row, SCHEMA.closes)),
        )
        for row in told.objects(node(OFFICE), CV.openingHours)
    }
    assert rows == {
        (*sorted(str(SCHEMA[WEEK[day - 1]]) for day in span["days"]), span["opens"], span["closes"])
        for span in office["opening_hours"]
    }
    special = [*told.objects(node(OFFICE), CV.specialOpeningHoursSpecification)]
    days = {
        (*plain(told.objects(each, SCHEMA.validFrom)), *plain(told.objects(each, SCHEMA.validThrough)))
        for each in special
    }
    assert days == {(each["from"], each["to"]) for each in office["closures"]} != set()
    closed = {
        str(value) for each in special for name in (SCHEMA.opens, SCHEMA.closes) for value in told.objects(each, name)
    }
    assert closed == {"00:00"}


def test_weeks_are_told_as_days_and_of_a_span_the_longest_time_first(told: Graph) -> None:
    assert body_of(PROCEDURE)["duration"] == {"value": 2, "maximum": 3, "unit": "week"}
    assert plain(told.objects(node(PROCEDURE), CV.processingTime)) == {"P21D"}
    assert plain(told.objects(node(PROCEDURE), WM.shortestTime)) == {"P14D"}


def test_a_text_that_falls_back_to_the_source_is_not_told_as_a_translation(told: Graph) -> None:
    service = body_of(SERVICE, "de")
    assert Literal(service["summary"], lang="de") in set(told.objects(node(SERVICE), DCTERMS.description))
    fallen = {"summary": body_of(SERVICE)["summary"], "fallback": ["summary"]}
    said = graph(Guide(bodies((SERVICE, "de", fallen)))).objects(node(SERVICE), DCTERMS.description)
    assert {"de", "de-t-en-t0-und"}.isdisjoint(text.language for text in said if isinstance(text, Literal))


def test_a_way_to_a_step_that_is_not_there_is_not_told() -> None:
    steps = body_of(PROCEDURE)["steps"]
    branch = {"id": "lost", "step": "nowhere", "condition": "If you are lost"}
    lost = {"steps": [steps[0] | {"branches": [branch]}, *steps[1:]]}
    said = graph(Guide(bodies((PROCEDURE, "en", lost)))).objects(None, WM.leadsTo)
    assert "nowhere" not in " ".join(plain(said))


def test_a_service_with_all_of_that_fits_the_shapes(told: Graph, standards: Path) -> None:
    conforms, _, report = validate(told, shacl_graph=Graph().parse(standards / "cpsv-ap-SHACL.ttl"))
    assert conforms, report
