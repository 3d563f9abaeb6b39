"""What the stories share: a city, and people who log in to it, each with a browser window of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from playwright.sync_api import Browser, Page, Route
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer
from wagtail.models import Collection, Locale
from wagtail.models import Page as RootPage

from cms.cities.models import City
from tests.cms.factories import make_city


def let_read(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """Have a connection to a database in memory lock no table by reading it, as one to a file would not."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA read_uncommitted = 1")


@pytest.fixture
def readers_and_writers(transactional_db: None) -> Iterator[None]:
    """A browser asks for several things at once, each answered in a thread of its own."""
    let_read(connection)
    connection_created.connect(let_read)
    yield
    connection_created.disconnect(let_read)


@pytest.fixture
def city(settings: Settings, tmp_path: Path) -> City:
    """A city in three languages, one of them from right to left, whose guide is built into a folder of the test."""
    if not RootPage.objects.exists():
        # Tests with real transactions leave nothing behind, not even what migrations made.
        Locale.objects.get_or_create(language_code="en")
        RootPage.add_root(instance=RootPage(title="Root", slug="root"))
        Collection.add_root(name="Root")
    settings.TRANSLATION_ENGINES = ["tests.engines.MirrorEngine"]
    settings.GUIDE_BUILD_DIR = tmp_path
    settings.GUIDE_BUILD_ON_PUBLISH = False
    return make_city("testville", languages=("en", "de", "ar"), name="Testville")


def alone(route: Route) -> None:
    """Answer that nobody else has a page open."""
    address = route.request.url
    route.fulfill(json={"ping_url": address, "release_url": address, "other_sessions": [], "html": ""})


@pytest.fixture
def log_in(live_server: LiveServer, readers_and_writers: None, browser: Browser) -> Iterator[Callable[..., Page]]:
    """The admin as somebody sees it after logging in: call it with a user, whose password is that of the factories.

    `lands` is a pattern of the address at which who logs in arrives.
    """
    with ExitStack() as windows:

        def start(user: User, lands: str = "**/admin/") -> Page:
            window = browser.new_context(viewport={"width": 1280, "height": 900}, base_url=live_server.url)
            # Who else has the page open is written down again and again, beside what the story does.
            window.route("**/editing-sessions/**", alone)
            page = windows.enter_context(window).new_page()
            page.goto("/admin/login/")
            page.get_by_label("Username").fill(user.username)
            page.get_by_label("Password").fill("secret")
            page.get_by_role("button", name="Sign in").click()
            page.wait_for_url(lands)
            return page

        yield start
