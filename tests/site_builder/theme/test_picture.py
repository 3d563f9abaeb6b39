"""A picture on a page: valid, never wider than a phone, marked where its words are in another language."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from site_builder.build import build_city
from tests.site_builder.documents import small_city
from tests.site_builder.entities import OFFICE
from tests.site_builder.feeds import Publisher
from tests.site_builder.originals import Originals, drawn
from tests.site_builder.theme.conftest import THEME
from tools.audit.checkers import html_validate_findings, nu_findings


@pytest.fixture
def page(tmp_path: Path) -> str:
    """The path of an office's page in Arabic, with a picture whose words are in English; built below `tmp_path`."""
    originals = Originals()
    told = originals.add("/media/door.jpg", drawn(), credit="Ada, CC BY 4.0")
    for body in (documents := small_city()):
        if body["uuid"] == OFFICE:
            body["picture"] = told if body["language"] == "en" else told | {"fallback": ["alt"]}
    build_city(Publisher(documents).feed, "harbourton", tmp_path, THEME, fetch=originals.fetch)
    path = next(body["path"] for body in documents if body["uuid"] == OFFICE and body["language"] == "ar")
    return f"harbourton/current/ar/{path}"


@pytest.mark.node
def test_the_checkers_find_nothing_on_a_page_with_a_picture(node_tools: Path, tmp_path: Path, page: str) -> None:
    assert "<picture>" in (tmp_path / page / "index.html").read_text()
    assert nu_findings(node_tools, tmp_path / page) == []
    assert html_validate_findings(node_tools, tmp_path / page) == []


@pytest.mark.browser
def test_a_phone_loads_one_small_form_and_keeps_its_place(
    browser: Browser, serve_guides: Callable[[Path], str], tmp_path: Path, page: str
) -> None:
    address = serve_guides(tmp_path)
    with browser.new_context(viewport={"width": 320, "height": 640}) as context:
        tab = context.new_page()
        asked: list[str] = []
        tab.on("request", lambda request: asked.append(request.url))
        tab.goto(f"{address}/{page.replace('/current', '')}/")
        picture = tab.locator("figure.picture img")
        before = picture.bounding_box()
        picture.scroll_into_view_if_needed()
        tab.wait_for_function("() => document.querySelector('figure img').naturalWidth > 0")
        assert [url.rpartition("-")[2] for url in asked if "/pictures/" in url] == ["320.avif"]
        after = picture.bounding_box()
        assert before
        assert after
        assert (before["width"], before["height"]) == (after["width"], after["height"])
        assert tab.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
        assert picture.get_attribute("lang") == "en"
        assert picture.get_attribute("alt") == "A blue door"
