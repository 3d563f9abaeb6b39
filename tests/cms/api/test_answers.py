from __future__ import annotations

import gzip
import json
from typing import Any

import brotli
import pytest
from django.db import transaction
from django.test import Client, override_settings

from cms.api import answers
from cms.api.answers import Answer, Answers
from cms.api.compression import best_encoding
from tests.cms.api.asking import code_of, get, named, post
from tests.cms.published import publish
from tests.site_builder.documents import small_city
from tests.site_builder.entities import SERVICE, Body

QUERY = "query Title($city: String!, $language: String) { city(slug: $city, language: $language) { title } }"
LIST = '{ documents(city: "harbourton", language: "ar") { nodes { title path body } } }'
HARBOURTON = {"city": "harbourton"}


@pytest.fixture(autouse=True)
def _own_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "answers", Answers())


def other_city() -> list[Body]:
    return [body | {"city": "elsewhere"} for body in small_city()]


@pytest.mark.django_db(transaction=True)
def test_an_answer_holds_until_its_city_publishes_something(client: Client, django_assert_num_queries: Any) -> None:
    bodies = small_city()
    publish([*bodies, *other_city()])
    post(client, QUERY, variables=HARBOURTON, extensions=named(QUERY))
    first = get(client, QUERY, HARBOURTON)
    assert first["Cache-Control"] == "public, no-cache"
    assert "Accept-Encoding" in first["Vary"]
    # Another city's news is none of this one's.
    publish([other_city()[0]])
    for tag in (first["ETag"], first["ETag"].removeprefix("W/"), f'"other", {first["ETag"]}'):
        with django_assert_num_queries(1):
            held = get(client, QUERY, HARBOURTON, **{"If-None-Match": tag})
        assert (held.status_code, held.content, held["ETag"]) == (304, b"", first["ETag"])
    assert get(client, QUERY, {**HARBOURTON, "language": "ar"})["ETag"] != first["ETag"]
    home = next(body for body in bodies if body["kind"] == "city" and body["language"] == "en")
    publish([home | {"title": "Harbourton-on-Sea"}])
    news = get(client, QUERY, HARBOURTON, **{"If-None-Match": first["ETag"]})
    assert news.json()["data"] == {"city": {"title": "Harbourton-on-Sea"}}
    assert news["ETag"] != first["ETag"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "query", ["{ cities { slug title } }", '{ ...C } fragment C on Query { c: city(slug: "elsewhere") { title } }']
)
def test_whatever_an_answer_tells_of_is_told_anew_when_it_changes(client: Client, query: str) -> None:
    publish([*small_city(), *other_city()])
    before = post(client, query).json()
    assert post(client, query).json() == before
    home = next(body for body in other_city() if body["kind"] == "city" and body["language"] == "en")
    publish([home | {"title": "Elsewhere"}])
    assert "Elsewhere" in json.dumps(post(client, query).json())


@pytest.mark.django_db(transaction=True)
def test_what_is_not_for_keeping_is_kept_by_nobody(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(small_city())
    monkeypatch.setattr("cms.api.context.Context.__init__", _of_this_moment)
    response = post(client, QUERY, variables=HARBOURTON, extensions=named(QUERY))
    asked_again = get(client, QUERY, HARBOURTON)
    assert response["Cache-Control"] == asked_again["Cache-Control"] == "no-store"
    assert "ETag" not in asked_again
    assert len(answers.answers) == 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "query",
    [
        '{ documents(city: "harbourton", kind: OFFICE) { nodes { ... on Office { openNow } } } }',
        '{ city(slug: "harbourton") { title } document(city: "harbourton", uuid: "x") { uuid } }',
    ],
    ids=["the hour", "an error"],
)
def test_what_depends_on_more_than_what_is_published_is_kept_by_nobody(client: Client, query: str) -> None:
    publish(small_city())
    assert post(client, query)["Cache-Control"] == "no-store"
    assert len(answers.answers) == 0


@pytest.mark.django_db(transaction=True)
def test_operations_of_one_document_have_answers_of_their_own(client: Client) -> None:
    publish(small_city())
    query = "query One { cities { slug } } query Two { cities { title } }"
    said = [post(client, query, operationName=name).json()["data"]["cities"] for name in ("One", "Two", "One")]
    assert said == [[{"slug": "harbourton"}], [{"title": "Harbourton"}], [{"slug": "harbourton"}]]


@pytest.mark.django_db(transaction=True)
def test_what_is_published_while_an_answer_is_made_is_in_the_next(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    bodies = small_city()
    publish(bodies)
    home = next(body for body in bodies if body["kind"] == "city" and body["language"] == "en")
    run = answers.answer_stranger

    def overtaken(*asked: Any) -> Any:
        answered = run(*asked)
        publish([home | {"title": "Harbourton-on-Sea"}])
        return answered

    with monkeypatch.context() as patched:
        patched.setattr(answers, "answer_stranger", overtaken)
        assert post(client, QUERY, variables=HARBOURTON).json()["data"]["city"]["title"] == "Harbourton"
    assert post(client, QUERY, variables=HARBOURTON).json()["data"]["city"]["title"] == "Harbourton-on-Sea"


@pytest.mark.django_db(transaction=True)
def test_what_was_answered_of_a_change_that_was_taken_back_is_kept_for_nobody(client: Client) -> None:
    bodies = small_city()
    publish(bodies)
    home = next(body for body in bodies if body["kind"] == "city" and body["language"] == "en")

    def title() -> Any:
        return post(client, QUERY, variables=HARBOURTON).json()["data"]["city"]["title"]

    with transaction.atomic():
        publish([home | {"title": "Nowhere"}])
        assert title() == "Nowhere"
        transaction.set_rollback(True)
    # Somebody else's change has the number that the other one would have had.
    publish([home | {"title": "Harbourton-on-Sea"}])
    assert title() == "Harbourton-on-Sea"


def _of_this_moment(context: Any, deadline: float, _cities: Any) -> None:
    context._libraries, context._cities, context._deadline, context.storable = None, None, deadline, False


@pytest.mark.django_db
@pytest.mark.parametrize(("accepted", "encoding"), [("gzip, br", "br"), ("gzip", "gzip"), ("br;q=0", None), ("", None)])
def test_an_answer_is_as_small_as_the_client_can_read_it(client: Client, accepted: str, encoding: str | None) -> None:
    publish(small_city())
    plain = post(client, LIST).content
    post(client, LIST, extensions=named(LIST))
    response = get(client, LIST, None, **{"Accept-Encoding": accepted})
    assert response.get("Content-Encoding") == encoding
    unpack: Any = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[encoding]
    assert unpack(response.content) == plain
    assert (len(response.content) < len(plain) / 2) == (encoding is not None)


def test_encodings_are_read_as_clients_write_them() -> None:
    assert best_encoding("GZIP;q=1.0, BR ; q=0.5") == "br"
    assert best_encoding("gzip;q=0.001, br;q=0.000") == "gzip"
    assert best_encoding("deflate, *") is None


def test_answers_that_nobody_asks_for_make_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "KEPT_BYTES", 5_000)
    kept = Answers()
    entry = answers._Kept(frozenset(), {}, Answer(b"x" * 500, 1, True))
    for key in (b"1", b"2"):
        kept.keep(key, entry)
    kept.find(b"1")
    kept.keep(b"1", entry)
    kept.keep(b"3", entry)
    assert [kept.find(key) is not None for key in (b"1", b"2", b"3")] == [True, False, True]
    kept.keep(b"large", answers._Kept(frozenset(), {}, Answer(b"x" * 2_000_000, 1, True)))
    assert len(kept) == 2


@pytest.mark.django_db
@override_settings(API_SECONDS=-1)
def test_an_answer_that_takes_too_long_is_broken_off_with_one_error(client: Client) -> None:
    publish(small_city())
    response = post(client, LIST)
    assert response.status_code == 400
    assert code_of(response) == "TIME_IS_UP"


@pytest.mark.django_db
def test_every_answer_tells_its_cost_and_a_refusal_how_far_it_is_over(client: Client) -> None:
    publish(small_city())
    query = 'query L($first: Int!) { documents(city: "harbourton", first: $first) { nodes { uuid parent { uuid } } } }'
    assert post(client, query, variables={"first": 7}).json()["extensions"] == {"cost": 1 + 7 * (1 + 3)}
    assert "over" not in post(client, query, variables={"first": 100}).json()
    assert "40,001" in post(client, query, variables={"first": 10_000}).json()["errors"][0]["message"]
    assert SERVICE in post(client, LIST).content.decode()
