"""A server with the city of the docs' examples."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from tests.clients.eastmere import eastmere
from tests.cms.published import publish
from tests.serving import wait_until_served


@pytest.fixture(scope="module")
def api(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The address of an API that serves Eastmere: one server for all tests of a module, which change nothing in it.

    pytest-django's own fixture empties the database after every test. A browser that starts later gives this thread
    another connection to the database, so the server is no older than the module.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        publish(eastmere())
        server = LiveServer("127.0.0.1")
        yield f"{server.url}/graphql"
        wait_until_served()
        server.stop()
        transaction.set_rollback(True)
