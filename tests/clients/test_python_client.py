from __future__ import annotations

import datetime as dt

import pytest
from waymark_client import CityUnknownError, Client, NotAskedForError, QueryError
from waymark_client import types as t

from tests.clients.eastmere import SERVICE, SERVICE_PATH

pytestmark = pytest.mark.django_db


def test_a_document_comes_with_what_it_names(api: str) -> None:
    service = Client(api).document("eastmere", path=SERVICE_PATH, language="ar")
    assert isinstance(service, t.Service)
    assert (service.uuid, service.language, service.kind) == (SERVICE, "ar", t.DocumentKind.SERVICE)
    assert service.translation.state is t.TranslationQuality.MACHINE
    assert service.checked_on == dt.date(2026, 10, 1)
    assert service.fallback == ["forWhom"]
    office = service.offices[0]
    assert [phone.number for phone in office.phones]
    assert office.opening_hours[0].opens < office.opening_hours[0].closes


def test_every_kind_can_be_listed_with_all_that_it_holds(api: str) -> None:
    client = Client(api)
    for kind in t.Document.__subclasses__():
        found = list(client.each(kind, "eastmere"))
        assert found, kind
        assert {type(document) for document in found} == {kind}


def test_a_list_is_read_page_by_page(api: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(t.Document, "PAGE_SIZE", 7)
    client = Client(api)
    found = [document.uuid for document in client.each(t.Document, "eastmere")]
    assert len(set(found)) == len(found) == client.documents("eastmere", first=1).total_count
    assert len(found) > 7


def test_what_was_not_asked_for_is_said_not_to_be_there(api: str) -> None:
    (city,) = Client(api).cities()
    assert city.slug == "eastmere"
    (document,) = Client(api).documents("eastmere", kind=t.DocumentKind.SERVICE, first=1).nodes
    with pytest.raises(NotAskedForError, match="offices was not asked for"):
        _ = document.offices  # a Service
    with pytest.raises(AttributeError, match="no field 'office'"):
        _ = document.office  # a mistake


def test_an_error_of_the_api_has_its_code(api: str) -> None:
    with pytest.raises(CityUnknownError, match="atlantis"):
        list(Client(api).follow("atlantis"))
    with pytest.raises(QueryError) as caught:
        Client(api).query("{ citys { slug } }")
    assert "citys" in str(caught.value)
    with pytest.raises(QueryError) as caught:
        Client(api).document("eastmere", uuid="x")
    assert caught.value.code == "UUID"


def test_the_feed_is_followed_to_its_end(api: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("waymark_client.client.MOST_CHANGES", 20)
    pages = list(Client(api).follow("eastmere"))
    assert len(pages) > 2
    assert all(document.body for page in pages for document in page.documents)
    assert list(Client(api).follow("eastmere", pages[-1].cursor)) == []
