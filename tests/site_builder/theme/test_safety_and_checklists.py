"""What readers see of `sensitivity`, `checklist` and `verified`."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup

from site_builder.environment import ThemeEnvironment
from site_builder.guide import Guide
from site_builder.pages import render_document
from tests.site_builder.documents import small_city
from tests.site_builder.entities import COUNCIL, HARBOUR_AID, SERVICE, SITUATION, Body
from tests.site_builder.theme.conftest import Site

UNCHECKED = "This organisation has not been checked for this guide yet."


def soup(text: str) -> BeautifulSoup:
    return BeautifulSoup(text, "html.parser")


def changed(uuid: str, **fields: Any) -> list[Body]:
    """The small city with other facts in one entity."""
    return [{**body, **fields} if body["uuid"] == uuid else body for body in small_city()]


def test_a_page_that_nobody_should_see_begins_with_the_way_out_and_says_what_the_browser_remembers(site: Site) -> None:
    main = soup(site.page("en/home/welcome-advice")).main
    assert main is not None
    way_out = main.select("a")[0]
    assert way_out.text == "Leave this page"
    assert way_out["rel"] == ["noreferrer"]
    assert str(way_out["href"]).startswith("https://")
    note = main.select_one(".notice--safety")
    assert note is not None
    assert note.text.startswith("Is somebody looking? “Leave this page” opens another website at once.")


def test_the_way_out_and_its_note_are_in_the_readers_language(site: Site) -> None:
    main = soup(site.page("de/home/welcome-advice")).main
    assert main is not None
    assert main.select("a.leave")[0].text == "Seite schnell verlassen"
    assert "„Seite schnell verlassen“ öffnet sofort eine andere Website." in main.select(".notice--safety")[0].text


def test_other_pages_have_no_way_out(site: Site) -> None:
    paths = [path for path, text in site.files.items() if path.startswith("en/") and "data-leave" in text]
    assert paths == ["en/home/welcome-advice/index.html"]


def test_a_number_that_nobody_should_find_in_the_list_of_calls_says_so(site: Site) -> None:
    cards = soup(site.page("en/emergency-numbers")).select(".contact")
    warned = [card.select("h2, h3")[0].text for card in cards if card.select(".contact__private")]
    assert warned == ["Advice line"]


def test_a_checklist_can_be_ticked_under_a_name_that_is_the_same_in_every_language(site: Site) -> None:
    keys = {soup(site.page(f"{tag}/just-arrived")).select("tick-list")[0]["data-key"] for tag in ("en", "ar", "de")}
    assert keys == {f"e-{SITUATION[:8]}"}
    page = soup(site.page("ar/just-arrived"))
    for box in page.select("tick-list input"):
        assert page.select(f"#{box['aria-describedby']}"), "a box says what it ticks off"


@pytest.mark.parametrize("fields", [{"checklist": False}, {"sensitivity": "safety"}])
def test_a_situation_without_a_checklist_or_of_danger_is_read_and_not_ticked(
    environment: ThemeEnvironment, fields: dict[str, Any]
) -> None:
    text = render_document(Guide(changed(SITUATION, **fields)), SITUATION, "en", environment)
    assert len(soup(text).select(".journey > li")) == 1
    assert "tick" not in text


def test_an_organisation_says_whether_it_was_checked_and_by_whom(site: Site) -> None:
    council = soup(site.page("ar/city-council"))
    assert council.select(".checked")[0].text == "تم التحقق من هذه الجهة من قِبل: Harbourton City Council"
    assert council.select(".checked bdi")[0]["lang"] == "en"
    assert soup(site.page("en/harbour-aid")).select(".unchecked")[0].text == UNCHECKED


def test_who_is_in_charge_and_runs_an_office_is_marked_where_nobody_checked_it(environment: ThemeEnvironment) -> None:
    guide = Guide(changed(COUNCIL, verified=False))
    page = soup(render_document(guide, SERVICE, "en", environment))
    assert [mark.text for mark in page.select(".unchecked")] == [UNCHECKED, UNCHECKED]
    assert page.select(".office__organisation .unchecked")
    trusted = soup(render_document(Guide(changed(HARBOUR_AID, verified=True)), SERVICE, "en", environment))
    assert not trusted.select(".unchecked")
