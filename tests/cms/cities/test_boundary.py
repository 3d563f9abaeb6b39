"""Each city is a tenant: nothing of another city is seen, chosen or changed, by any role, on any route."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client, override_settings

from cms.cities.models import Role
from tests.cms.cities.admin_routes import QUERIES, Route, routes
from tests.cms.cities.furnished import Furnished, furnish
from tests.cms.cities.watching import Answer, ask
from tests.cms.factories import make_superuser, make_user

pytestmark = [
    pytest.mark.django_db,
    # Wagtail 8.0 leaves the temporary file open from which it makes a thumbnail.
    pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.SpooledTemporaryFile:ResourceWarning"),
]

MARK = "ZZSECRET"
# What people search for: found by it, and not the mark itself, which a search box would show again.
QUERY = "zzsecre"

# Patterns without a name, which cannot be asked for by name.
NAMELESS = {
    "": "leads to the admin",
    "admin/test404/": "shows the page that says not found",
    "admin/^.*/$": "answers not found for whatever has no view",
    "graphql/": "leads to the address without a slash",
}
# Routes on which another city may be seen, each with its reason.
EXEMPT = {
    "graphql": "serves what is published, which is public",
    "graphql_schema": "serves the schema",
    "wagtaildocs_serve": "serves uploaded files to readers, who have no account",
    "wagtailadmin_error_test": "raises an error on purpose",
    "wagtailadmin_logout": "ends the session that the other requests need",
}
# Fields of every form that could act on what an address names.
BODY = {
    "title": "HACKED",
    "slug": "hacked",
    "name": "HACKED",
    "new_title": "HACKED",
    "new_slug": "hacked",
    "value": "HACKED",
    "text": "HACKED",
    "summary": "HACKED",
    "old_path": "/hacked",
    "username": "hacked",
    "restriction_type": "login",
    "locales": "2",
    "languages": "de",
    "publish": "on",
    "publish_translations": "on",
    "action": "publish",
    "action-publish": "action-publish",
    "localize-restart-translation": "yes",
    "comment_notifications": "on",
    "include_descendants": "on",
    "confirm": "yes",
    "is_editing": "1",
}

WHO = [*(role.value for role in Role), "nobody", "careless"]


@pytest.fixture(autouse=True)
def _without_logs() -> Iterator[None]:
    """Each refusal is logged with its traceback, and here are thousands of them."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@dataclass
class World:
    """Two cities, and the people of the first who try to reach the second."""

    own: Furnished
    other: Furnished
    people: dict[str, User]

    def client(self, who: str) -> Client:
        """Logged in as one of the people."""
        client = Client(raise_request_exception=False)
        client.force_login(self.people[who])
        return client


@pytest.fixture(scope="module")
def world(rows_of_the_module: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Made once for all tests of this module, each of which takes its changes back."""
    with override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media")):
        own, other = furnish("alpha", "OWN"), furnish("zzsecret", MARK)
        people = dict(zip([role.value for role in Role], own.people, strict=True))
        people["nobody"] = make_user(None)
        people["nobody"].user_permissions.add(Permission.objects.get(codename="access_admin"))
        # Has the best role, and by mistake every permission that Wagtail's screens for groups can give.
        people["careless"] = make_user(own.city, Role.ADMINISTRATOR)
        people["careless"].user_permissions.set(Permission.objects.all())
        people["superuser"] = make_superuser()
        yield World(own, other, people)


def attempts(route: Route, world: World) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(method, address, body) of every request that names something of the other city by id."""
    body = {**BODY, "new_parent_page": world.own.ids["home"][0]}
    for address in route.addresses(world.own, world.other):
        yield "get", address, {}
        yield "post", address, body
        if route.name.startswith("wagtail_localize:edit_"):
            yield "put", address, body
            yield "delete", address, body


def wrong(answer: Answer) -> str:
    """What an answer gives away or breaks; empty if nothing."""
    problems = []
    if answer.shows(MARK):
        problems.append(f"shows {MARK}")
    if answer.written:
        problems.append(f"writes {', '.join(sorted(answer.written))}")
    if answer.status >= 500:
        problems.append("fails")
    return " and ".join(problems)


def tried(client: Client, requests: Iterator[tuple[str, str, dict[str, Any]]]) -> list[str]:
    """The requests whose answers are wrong, and how."""
    found = []
    for method, address, body in requests:
        answer = ask(client, method, address, body)
        if problem := wrong(answer):
            found.append(f"{method.upper()} {address} [{answer.status}] {problem}")
    return found


def test_the_tests_know_what_every_argument_of_every_route_names() -> None:
    assert {route.name: route.unknown for route in routes() if route.unknown} == {}
    assert {route.pattern for route in routes() if not route.name} == set(NAMELESS)


@pytest.mark.parametrize("who", WHO)
def test_no_route_shows_or_changes_what_another_city_owns(world: World, who: str) -> None:
    client = world.client(who)
    assert [
        problem
        for route in routes()
        if route.objects and route.name not in EXEMPT
        for problem in tried(client, attempts(route, world))
    ] == []


@pytest.mark.parametrize("who", WHO)
def test_no_list_shows_another_city(world: World, who: str) -> None:
    client = world.client(who)
    found = []
    for route in routes():
        if route.name and not route.objects and route.name not in EXEMPT:
            for address in route.addresses(world.own, world.other):
                for beginning, query in QUERIES:
                    if route.name.startswith(beginning):
                        answer = ask(client, "get", address, query(world.other, QUERY))
                        if answer.shows(MARK) or answer.status >= 500:
                            found.append(f"{address} {query(world.other, QUERY)} [{answer.status}]")
    assert found == []


@pytest.mark.parametrize("who", WHO)
def test_no_page_of_ones_own_city_shows_another(world: World, who: str) -> None:
    client = world.client(who)
    found = []
    for route in routes():
        if route.objects and route.name not in EXEMPT:
            for address in route.own_addresses(world.own):
                answer = ask(client, "get", address)
                if answer.shows(MARK) or answer.status >= 500:
                    found.append(f"{address} [{answer.status}]")
    assert found == []
