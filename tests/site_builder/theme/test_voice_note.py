"""A page that a person has read aloud: heard and read without scripts, valid, no wider than a phone, in any script."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from site_builder.build import build_city
from tests.site_builder.documents import small_city
from tests.site_builder.entities import OFFICE
from tests.site_builder.feeds import Publisher
from tests.site_builder.theme.conftest import THEME
from tools.audit.checkers import html_validate_findings, nu_findings

SOUND = b"\xff\xfb\x90\x64" + bytes(413)
SAID = "خذ جواز سفرك.\n\nثم اذهب إلى المكتب." + " كلمات" * 60
LABELS = {"ar": "هذه الصفحة بصوت إنسان", "de": "Diese Seite, von einem Menschen vorgelesen"}


@pytest.fixture
def paths(tmp_path: Path) -> dict[str, str]:
    """The folders of an office's page that has a voice note in Arabic and in German; built below `tmp_path`."""
    found = {}
    for body in (documents := small_city()):
        if body["uuid"] == OFFICE and body["language"] in LABELS:
            body["voice"] = {
                "url": "/media/voice/1.mp3",
                "hash": hashlib.sha1(SOUND).hexdigest(),
                "size": len(SOUND),
                "type": "audio/mpeg",
                "transcript": SAID,
                "reader": "Ada Lovelace",
                "recorded_on": "2026-11-03",
            }
            found[body["language"]] = f"harbourton/current/{body['language']}/{body['path']}"
    build_city(Publisher(documents).feed, "harbourton", tmp_path, THEME, fetch=lambda _address: SOUND)
    return found


@pytest.mark.node
def test_the_checkers_find_nothing_on_a_page_with_a_voice_note(
    node_tools: Path, tmp_path: Path, paths: dict[str, str]
) -> None:
    assert "<audio" in (tmp_path / paths["ar"] / "index.html").read_text()
    assert nu_findings(node_tools, tmp_path / paths["ar"]) == []
    assert html_validate_findings(node_tools, tmp_path / paths["ar"]) == []


@pytest.mark.browser
@pytest.mark.parametrize("language", ["ar", "de"])
def test_a_phone_without_scripts_plays_it_and_shows_what_is_said(
    browser: Browser, serve_guides: Callable[[Path], str], tmp_path: Path, paths: dict[str, str], language: str
) -> None:
    address = serve_guides(tmp_path)
    with browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False) as context:
        tab = context.new_page()
        asked: list[str] = []
        tab.on("request", lambda request: asked.append(request.url))
        tab.goto(f"{address}/{paths[language].replace('/current', '')}/", wait_until="networkidle")
        assert [url for url in asked if "/voice/" in url] == []  # readers pay for it when they play it, and not before
        note = tab.locator(".voice")
        assert note.locator("#voice").inner_text() == LABELS[language]
        assert note.locator("audio").is_visible()
        assert not note.get_by_text("ثم اذهب").is_visible()
        note.locator("summary").click()
        assert note.get_by_text("ثم اذهب").is_visible()
        for part in (note, note.locator("audio"), note.locator("details")):
            box = part.bounding_box()
            assert box
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= 360
        player = note.locator("summary").bounding_box()
        assert player
        assert player["height"] >= 44
