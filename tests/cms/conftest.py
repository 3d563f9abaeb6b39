"""What the tests of the CMS share: Django's test client logged in as somebody."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker


@pytest.fixture
def as_user() -> Callable[[User], Client]:
    """A client that is logged in: call it with a user."""

    def log_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return log_in


@pytest.fixture(scope="module")
def rows_of_the_module(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Lets fixtures of a module write rows that stay for all its tests, which take back their own.

    The tests themselves need the mark `django_db`; without any such test there is no database to write to.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)
