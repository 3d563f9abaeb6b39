from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.api import execute
from cms.api.connections import connection
from cms.api.selecting import Selection
from cms.publishing.models import CityRevision
from tests.cms.published import city_of, publish
from tests.site_builder.documents import small_city
from tests.site_builder.entities import PROCEDURE, SITUATION, TOPIC, document

LIST = """query List($kind: DocumentKind, $topic: ID, $situation: ID, $first: Int! = 20, $after: String) {
  documents(city: "harbourton", kind: $kind, topic: $topic, situation: $situation, first: $first, after: $after) {
    totalCount
    nodes { uuid kind }
    edges { cursor node { uuid } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}"""


def ask(**variables: Any) -> Any:
    answer = execute(LIST, variables)
    assert "errors" not in answer, answer["errors"]
    return answer["data"]["documents"]


def error_of(**variables: Any) -> Any:
    (error,) = execute(LIST, variables)["errors"]
    return error


paths = st.text(alphabet="abäß/ع", max_size=4)


@given(st.lists(paths, max_size=30), st.integers(1, 9))
def test_the_pages_of_a_list_hold_each_document_once_and_in_order(written: list[str], size: int) -> None:
    bodies = sorted(
        ({"path": path, "uuid": f"{index:04}"} for index, path in enumerate(written)),
        key=lambda body: (body["path"], body["uuid"]),
    )
    seen: list[dict[str, Any]] = []
    page = connection(Selection(bodies, {}, by_distance=False), size, None)
    while True:
        seen += page["nodes"]
        assert [edge["node"] for edge in page["edges"]] == page["nodes"]
        assert page["total_count"] == len(bodies)
        assert page["page_info"]["has_previous_page"] == (len(seen) > len(page["nodes"]))
        if not page["page_info"]["has_next_page"]:
            break
        page = connection(Selection(bodies, {}, by_distance=False), size, page["page_info"]["end_cursor"])
    assert seen == bodies


def test_a_cursor_stays_right_when_the_document_it_came_from_is_gone() -> None:
    bodies = [{"path": path, "uuid": path} for path in "abcd"]
    first = connection(Selection(bodies, {}, by_distance=False), 2, None)
    left = [{"path": "a1", "uuid": "a1"}, *bodies[2:]]
    rest = connection(Selection(left, {}, by_distance=False), 2, first["page_info"]["end_cursor"])
    assert rest["nodes"] == bodies[2:]


@pytest.mark.django_db
def test_documents_come_in_pages_of_twenty_unless_told_otherwise() -> None:
    publish(document("article", f"page-{index:03}", summary="", body=[], attribution="") for index in range(130))
    page = ask()
    assert (len(page["nodes"]), page["totalCount"]) == (20, 130)
    assert page["pageInfo"]["hasNextPage"]
    rest = ask(first=100, after=page["pageInfo"]["endCursor"])
    assert len(rest["nodes"]) == 100
    last = ask(first=100, after=rest["pageInfo"]["endCursor"])
    assert len(last["nodes"]) == 10
    assert last["pageInfo"]["hasPreviousPage"]
    assert not last["pageInfo"]["hasNextPage"]
    assert len({node["uuid"] for node in page["nodes"] + rest["nodes"] + last["nodes"]}) == 130


@pytest.mark.django_db
@pytest.mark.parametrize("first", [0, -1, 101, 2**31 - 1])
def test_a_page_has_from_one_to_a_hundred_documents(first: int) -> None:
    publish(small_city())
    assert error_of(first=first)["extensions"] == {"code": "PAGE_SIZE"}


@pytest.mark.django_db
@pytest.mark.parametrize("after", ["", "x", "ä", "bnVsbA==", "WzEsMl0=", "W" * 999, "WyJhIl0="])
def test_a_cursor_of_ones_own_making_is_refused(after: str) -> None:
    publish(small_city())
    assert error_of(after=after)["extensions"] == {"code": "CURSOR"}


@pytest.mark.django_db
def test_a_list_can_be_of_one_kind_topic_or_situation() -> None:
    publish(small_city())
    english = [body for body in small_city() if body["language"] == "en"]
    assert {node["kind"] for node in ask(kind="OFFICE")["nodes"]} == {"OFFICE"}
    assert {node["uuid"] for node in ask(topic=TOPIC)["nodes"]} == {
        body["uuid"] for body in english if TOPIC in body["topics"]
    }
    assert {node["uuid"] for node in ask(situation=SITUATION, kind="PROCEDURE")["nodes"]} <= {PROCEDURE}
    assert ask(topic=SITUATION)["totalCount"] == 0


@pytest.mark.django_db
def test_a_list_of_a_city_that_is_not_there_or_has_published_nothing_is_an_error() -> None:
    assert error_of()["extensions"] == {"code": "CITY_UNKNOWN"}
    CityRevision.objects.create(city=city_of(small_city()[0]))
    assert error_of()["extensions"] == {"code": "CITY_UNKNOWN"}
