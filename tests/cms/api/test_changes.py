from __future__ import annotations

from typing import Any

import pytest

from cms.api import execute
from site_builder.client import GraphQLFeed
from tests.cms.published import publish, withdraw
from tests.site_builder.documents import small_city
from tests.site_builder.entities import CITY, SERVICE

pytestmark = pytest.mark.django_db

CHANGES = """query Changes($city: String! = "harbourton", $after: Int!, $first: Int! = 100) {
  changes(city: $city, after: $after, first: $first) {
    documents { uuid language kind path revision withdrawn body }
    cursor
    hasMore
  }
}"""


def ask(**variables: Any) -> Any:
    answer = execute(CHANGES, variables)
    assert "errors" not in answer, answer["errors"]
    return answer["data"]["changes"]


def error_of(**variables: Any) -> Any:
    (error,) = execute(CHANGES, variables)["errors"]
    return error


def test_a_mirror_that_follows_the_feed_has_every_document_once() -> None:
    bodies = small_city()
    publish(bodies)
    mirror = []
    after, more = 0, True
    while more:
        page = ask(after=after, first=7)
        mirror += [document["body"] for document in page["documents"]]
        after, more = page["cursor"], page["hasMore"]
    assert mirror == bodies
    assert after == len(bodies)


def test_when_nothing_is_new_the_cursor_stays() -> None:
    publish(small_city())
    newest = len(small_city())
    assert ask(after=newest) == {"documents": [], "cursor": newest, "hasMore": False}


def test_a_change_comes_once_as_it_is_now() -> None:
    bodies = small_city()
    publish(bodies)
    publish([bodies[3] | {"title": "First"}])
    publish([bodies[3] | {"title": "Second"}])
    page = ask(after=len(bodies))
    assert [document["body"]["title"] for document in page["documents"]] == ["Second"]
    assert page["cursor"] == len(bodies) + 2


def test_a_withdrawn_document_is_a_tombstone_in_the_feed_and_nowhere_else() -> None:
    bodies = small_city()
    publish(bodies)
    service = next(body for body in bodies if body["uuid"] == SERVICE and body["language"] == "ar")
    withdraw(service)
    (tombstone,) = ask(after=len(bodies))["documents"]
    assert tombstone == {
        "uuid": SERVICE,
        "language": "ar",
        "kind": "SERVICE",
        "path": service["path"],
        "revision": len(bodies) + 1,
        "withdrawn": True,
        "body": None,
    }
    query = '{ documents(city: "harbourton", language: "ar", kind: SERVICE) { nodes { uuid language } } }'
    assert execute(query)["data"]["documents"]["nodes"] == [{"uuid": SERVICE, "language": "en"}]


def test_a_withdrawn_city_is_no_longer_listed_but_its_feed_tells_of_it() -> None:
    homes = [body for body in small_city() if body["uuid"] == CITY]
    publish(homes)
    for home in homes:
        withdraw(home)
    assert execute("{ cities { slug } }")["data"]["cities"] == []
    assert execute('{ city(slug: "harbourton") { slug } }')["data"]["city"] is None
    assert [document["withdrawn"] for document in ask(after=0)["documents"]] == [True] * len(homes)


@pytest.mark.parametrize("first", [0, 501])
def test_a_page_of_the_feed_has_from_one_to_five_hundred_changes(first: int) -> None:
    publish(small_city())
    assert error_of(after=0, first=first)["extensions"] == {"code": "PAGE_SIZE"}


def test_the_feed_of_a_city_that_never_published_anything_is_an_error() -> None:
    assert error_of(after=0, city="atlantis")["extensions"] == {"code": "CITY_UNKNOWN"}


def test_a_mirror_ahead_of_the_city_is_told_to_start_again() -> None:
    publish(small_city())
    error = error_of(after=len(small_city()) + 1)
    assert error["extensions"] == {"code": "CURSOR_AHEAD"}
    assert "Start again after 0" in error["message"]


def test_a_negative_cursor_is_refused() -> None:
    publish(small_city())
    assert error_of(after=-1)["extensions"] == {"code": "CURSOR"}


def test_the_builder_reads_the_feed_in_process() -> None:
    bodies = small_city()
    publish(bodies)
    feed = GraphQLFeed(execute)
    (city,) = feed.cities()
    assert (city.slug, city.languages) == ("harbourton", ("en", "ar", "de"))
    page = feed.changes("harbourton", 0, 100)
    assert [change.body for change in page.changes] == bodies
    assert not page.has_more
