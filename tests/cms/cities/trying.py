"""Requests to every route that name, or search for, what is another's, and what is wrong with their answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, Protocol
from urllib.parse import urlencode

from django.test import Client
from django.urls import reverse

from tests.cms.cities.admin_routes import QUERIES, SEARCHES, Route, routes
from tests.cms.cities.furnished import Furnished
from tests.cms.cities.watching import Answer, ask, without_menu

MARK = "ZZSECRET"
# What people search for: found by it, and not the mark itself, which a search box would show again.
QUERY = "zzsecre"
# Method, address, and query or body of each.
Requests = Iterable[tuple[str, str, dict[str, Any]]]

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


class Two(Protocol):
    """What somebody works with, and what is another's."""

    own: Furnished
    other: Furnished


def attempts(route: Route, world: Two, *, every: bool) -> Requests:
    """(method, address, body) of every request that names something of the other city by id."""
    body = {**BODY, "new_parent_page": world.own.ids["home"][0]}
    for address in route.addresses(world.own, world.other, every=every):
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


def tried(client: Client, requests: Requests) -> list[str]:
    """The requests whose answers are wrong, and how; before them, that for a page which shows little but the menu."""
    found = _tried(client, [("get", reverse("wagtailadmin_account"), {})])
    with without_menu():
        return found + _tried(client, requests)


def _tried(client: Client, requests: Requests) -> list[str]:
    found = []
    for method, address, data in requests:
        answer = ask(client, method, address, data)
        # A link to the next page of a list repeats what was asked for.
        told = answer.text.replace(urlencode(data), "") if method == "get" and data else answer.text
        if problem := wrong(replace(answer, text=told)):
            query = f" {data}" if method == "get" and data else ""
            found.append(f"{method.upper()} {address}{query} [{answer.status}] {problem}")
    return found


def lists(route: Route, world: Two, *, every: bool) -> Requests:
    """Requests to a route that names nothing by its address, with query strings that search and filter."""
    for address in route.addresses(world.own, world.other, every=every):
        for beginning, query in QUERIES if every else QUERIES[:2]:
            wanted = every or not query(world.other, "") or any(word in route.name for word in SEARCHES)
            if wanted and route.name.startswith(beginning):
                yield "get", address, query(world.other, QUERY)


def open_routes(*, naming: bool) -> Iterator[Route]:
    """Routes that are not exempt, and name objects in their addresses or do not."""
    return (route for route in routes() if route.name and route.name not in EXEMPT and bool(route.objects) == naming)
