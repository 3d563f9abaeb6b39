from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client, RequestFactory, override_settings

from cms.access.addresses import client_network
from cms.api import rates
from cms.api.rates import IN_HAND, Rates
from tests.cms.api.asking import code_of, post
from tests.cms.published import publish
from tests.site_builder.documents import small_city


class Clock:
    now = 0.0


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[Clock]:
    monkeypatch.setattr("cms.api.rates.time.monotonic", lambda: Clock.now)
    rates.rates.forget()
    yield Clock()
    rates.rates.forget()


@override_settings(API_RATE=0.1, WEB_SERVERS_IN_FRONT=1)
def test_who_asks_too_often_waits_and_is_told_how_long(client: Client, clock: Clock) -> None:
    def ask(address: str) -> int:
        status: int = post(client, "{ __typename }", headers={"X-Forwarded-For": address}).status_code
        return status

    assert [ask("192.0.2.1") for _ in range(4)] == [200, 200, 200, 429]
    refused = post(client, "{ __typename }", headers={"X-Forwarded-For": "192.0.2.1"})
    assert code_of(refused) == "TOO_MANY_REQUESTS"
    assert refused["Retry-After"] == "10"
    assert refused["Access-Control-Allow-Origin"] == "*"
    assert ask("192.0.2.2") == 200
    Clock.now += 10
    assert [ask("192.0.2.1") for _ in range(2)] == [200, 429]


def test_a_large_answer_counts_as_much_as_several(clock: Clock) -> None:
    counted = Rates()
    assert counted.take("a", 1, rate=1) == 0
    counted.charge("a", IN_HAND)
    assert counted.take("a", 1, rate=1) == 2
    Clock.now += 1000
    assert [counted.take("a", 1, rate=1) > 0 for _ in range(IN_HAND + 1)] == [False] * IN_HAND + [True]


@pytest.mark.django_db
@pytest.mark.parametrize("seconds", [5, -1], ids=["answered", "broken off"])
def test_what_an_answer_costs_counts_against_who_asked_also_if_time_is_up_first(
    client: Client, clock: Clock, monkeypatch: pytest.MonkeyPatch, seconds: float
) -> None:
    publish(small_city())
    monkeypatch.setattr(rates, "VALUES", 20)
    query = '{ documents(city: "harbourton") { nodes { uuid title } } }'
    with override_settings(API_RATE=0.1, API_SECONDS=seconds):
        asked = [post(client, query).status_code for _time in range(2)]
    assert asked == [200 if seconds > 0 else 400, 429]


def test_only_so_many_clients_are_remembered(monkeypatch: pytest.MonkeyPatch, clock: Clock) -> None:
    monkeypatch.setattr(rates, "CLIENTS", 2)
    counted = Rates()
    counted.take("a", 100, rate=1)
    assert counted.take("a", 1, rate=1) > 0
    for other in "bc":
        counted.take(other, 1, rate=1)
    assert counted.take("a", 1, rate=1) == 0


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("unix", "unix"),
    ],
)
def test_all_addresses_of_a_client_are_one(address: str, network: str) -> None:
    assert client_network(RequestFactory().get("/", REMOTE_ADDR=address)) == network
