"""What the tests of the CMS share: Django's test client logged in as somebody."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client


@pytest.fixture
def as_user() -> Callable[[User], Client]:
    """A client that is logged in: call it with a user."""

    def log_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return log_in
