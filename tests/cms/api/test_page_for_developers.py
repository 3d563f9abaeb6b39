from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from cms.api import views
from tests.cms.published import publish
from tests.site_builder.documents import small_city

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def page(browser: Browser, live_server: Any, settings: Any) -> Iterator[Page]:
    """A developer's browser, which fails on errors in scripts and on anything that is loaded from elsewhere."""
    settings.DEBUG = True
    publish(small_city())
    wrong: list[str] = []
    opened = browser.new_page(base_url=live_server.url)
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("request", lambda request: wrong.append(request.url) if elsewhere(request.url) else None)
    yield opened
    opened.close()
    assert wrong == []


def elsewhere(url: str) -> bool:
    return urlsplit(url).hostname not in {"localhost", "127.0.0.1", None}


@pytest.fixture
def _without_graphiql(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "GRAPHIQL_APP", "not.installed")


@pytest.mark.usefixtures("_without_graphiql")
def test_without_graphiql_a_developer_writes_a_query_and_reads_the_answer_with_the_keyboard_alone(page: Page) -> None:
    page.goto("/graphql")
    example = json.dumps({"city": "harbourton", "language": "de"}, indent=2)
    expect(page.get_by_label("Variables, as JSON")).to_have_value(example)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Query")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text('query Q($city: String!) { city(slug: $city, language: "ar") { title } }')
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("status")).to_contain_text("200")
    expect(page.locator("#answer")).to_contain_text("هاربورتون")


@pytest.mark.usefixtures("_without_graphiql")
def test_variables_that_are_not_json_are_not_sent(page: Page) -> None:
    page.goto("/graphql")
    variables = page.get_by_label("Variables, as JSON")
    expect(variables).to_have_value(re.compile("harbourton"))
    variables.fill("{city: harbourton}")
    page.get_by_role("button", name="Run").click()
    expect(page.get_by_role("status")).to_contain_text("not JSON")
    expect(variables).to_be_focused()


@pytest.mark.usefixtures("_without_graphiql")
def test_the_schema_is_a_click_away(page: Page) -> None:
    page.goto("/graphql")
    page.get_by_role("link", name="What can be asked").click()
    expect(page.locator("body")).to_contain_text("interface Document")


def test_a_developer_finds_graphiql(page: Page) -> None:
    page.goto("/graphql")
    page.get_by_role("button", name="Execute query").click()
    expect(page.locator(".result-window")).to_contain_text("Harbourton")
