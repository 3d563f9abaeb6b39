from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction

from cms.api import execute, library
from cms.api.library import Shelf, Shelved, Shelves
from cms.publishing.models import CityRevision, PublishedDocument
from tests.cms.published import publish, withdraw
from tests.site_builder.documents import small_city
from tests.site_builder.entities import COUNCIL, FEE, OFFICE, SERVICE, Body, document

EVERYTHING = """query Everything($city: String!, $organisation: ID) {
  documents(city: $city, language: "ar", first: 100, kind: SERVICE) {
    totalCount
    nodes {
      title
      ... on Service {
        authority { title parentOrganisation { title } }
        offices { title organisation { title owner { title } } }
        costs { title amount owner { title } }
        documents { document { title issuedBy { title } howToGet { title steps { office { title } cost { title } } } } }
      }
    }
  }
  near: documents(
    city: $city, languages: ["ti", "ar"], near: {latitude: 51.5, longitude: -0.12, within: 100000}, order: DISTANCE,
    answers: [{facet: AGE, values: ["from-18"]}], organisation: $organisation, changedAfter: 0
  ) { edges { distance node { id translationState topics { title } ... on Office { openNow owner { title } } } } }
  city(slug: $city, language: "de") { title }
  cities { slug }
  document(city: $city, path: "") { title }
  changes(city: $city, after: 0) { cursor }
}"""


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> Shelves:
    """Empty shelves in the place of the process's."""
    shelves = Shelves()
    monkeypatch.setattr(library, "_kept", shelves)
    return shelves


def many_services(count: int) -> list[Body]:
    return [
        document(
            "service",
            f"service-{index}",
            summary="",
            for_whom="",
            body=[],
            documents=[],
            authority=COUNCIL,
            offices=[OFFICE],
            channels=[],
            costs=[FEE],
            processing_time=None,
            deadline=None,
            if_it_fails="",
            legal_basis=[],
            contact=None,
            procedure=None,
        )
        for index in range(count)
    ]


@pytest.mark.django_db
def test_a_query_costs_as_many_statements_for_one_document_as_for_two_hundred(
    django_assert_max_num_queries: Any,
) -> None:
    publish(small_city())
    with django_assert_max_num_queries(4) as few:
        one = execute(EVERYTHING, {"city": "harbourton", "organisation": COUNCIL})
    publish(many_services(200))
    with django_assert_max_num_queries(4) as many:
        two_hundred = execute(EVERYTHING, {"city": "harbourton", "organisation": COUNCIL})
    assert one["data"]["documents"]["totalCount"] == 1
    assert two_hundred["data"]["documents"]["totalCount"] == 201
    assert two_hundred["data"]["documents"]["nodes"][1]["offices"][0]["organisation"]["title"]
    assert len(few) == len(many) == 4


@pytest.mark.django_db(transaction=True)
def test_a_city_that_has_not_changed_is_not_read_again(kept: Shelves, django_assert_num_queries: Any) -> None:
    publish(small_city())
    query = '{ documents(city: "harbourton", language: "ar") { nodes { title parent { title } } } }'
    with django_assert_num_queries(2):
        before = execute(query)
    with django_assert_num_queries(1):
        assert execute(query) == before


@pytest.mark.django_db(transaction=True)
def test_what_is_published_changed_and_withdrawn_is_seen_by_the_next_query(kept: Shelves) -> None:
    bodies = small_city()
    service = next(body for body in bodies if body["uuid"] == SERVICE and body["language"] == "ar")
    publish(body for body in bodies if body != service)
    assert service_in_arabic() == {"language": "en", "title": "Welcome advice"}
    publish([service])
    assert service_in_arabic() == {"language": "ar", "title": service["title"]}
    publish([service | {"title": "جديد"}])
    assert service_in_arabic() == {"language": "ar", "title": "جديد"}
    withdraw(service)
    assert service_in_arabic() == {"language": "en", "title": "Welcome advice"}


def service_in_arabic() -> Any:
    query = "query Q($uuid: ID) { document(city: %s, language: %s, uuid: $uuid) { language title } }"
    return execute(query % ('"harbourton"', '"ar"'), {"uuid": SERVICE})["data"]["document"]


@pytest.mark.django_db(transaction=True)
def test_what_a_transaction_did_not_commit_is_not_kept(kept: Shelves) -> None:
    bodies = small_city()
    publish(bodies)
    service = next(body for body in bodies if body["uuid"] == SERVICE and body["language"] == "ar")
    with transaction.atomic():
        publish([service | {"title": "لا"}])
        assert service_in_arabic()["title"] == "لا"
        transaction.set_rollback(True)
    # Somebody else's change has the number that the other one would have had.
    publish([service | {"title": "نعم"}])
    assert service_in_arabic()["title"] == "نعم"


@pytest.mark.django_db(transaction=True)
def test_a_database_that_was_put_back_to_an_earlier_state_is_read_afresh(kept: Shelves) -> None:
    bodies = small_city()
    publish(bodies)
    service = next(body for body in bodies if body["uuid"] == SERVICE and body["language"] == "ar")
    before = list(PublishedDocument.objects.values("pk", "body", "revision"))
    publish([service | {"title": "بعد"}])
    assert service_in_arabic()["title"] == "بعد"
    for row in before:
        PublishedDocument.objects.filter(pk=row["pk"]).update(body=row["body"], revision=row["revision"])
    CityRevision.objects.update(revision=len(bodies))
    assert service_in_arabic()["title"] == service["title"]


def test_shelves_that_nobody_asks_for_make_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library, "DOCUMENTS_KEPT", 5)
    shelves = Shelves()
    full = Shelf({"one": Shelved({}, 1), "two": Shelved({}, 1)})
    shelves.put(1, "en", 1, full)
    shelves.put(1, "ar", 1, full)
    shelves.get(1, "en")
    shelves.put(2, "de", 1, full)
    assert shelves.get(1, "en") == (1, full)
    assert shelves.get(2, "de") == (1, full)
    assert shelves.get(1, "ar")[0] == 0


def test_a_language_that_anybody_made_up_takes_no_room() -> None:
    shelves = Shelves()
    shelves.put(1, "xx", 7, Shelf({}))
    assert shelves.get(1, "xx")[0] == 0
