"""What a translator sees at the desk, and who comes there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from wagtail.models import Page
from wagtail_localize.models import StringTranslation

from cms.cities.models import City, Role
from cms.guides.models import ArticlePage, OfficePage, ProcedurePage, TermPage
from tests.cms.factories import make_page, make_translation, make_user
from tests.cms.publishing.desk.screens import (
    PAY,
    address,
    body,
    go_live,
    part,
    post,
    screen,
    segment,
)

pytestmark = pytest.mark.django_db

LogIn = Callable[[User], Client]


def test_the_editor_of_a_translation_is_the_desk_and_the_other_one_is_a_link_away(
    translator: Client, page: Page
) -> None:
    edit_address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert translator.get(edit_address).headers["location"] == address(page)
    link = screen(translator, page).select_one("a[href*='editor=wagtail-localize']")
    assert link is not None
    assert translator.get(str(link["href"])).templates[0].name == "wagtail_localize/admin/edit_translation.html"


def test_a_page_that_is_no_translation_has_no_desk(as_user: LogIn, city: City, article: ArticlePage) -> None:
    answer = as_user(make_user(city, Role.EDITOR)).get(address(article))
    assert answer.headers["location"] == reverse("wagtailadmin_pages:edit", args=[article.pk])


@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.VIEWER])
def test_only_those_who_may_edit_the_translation_come_to_its_desk(
    as_user: LogIn, city: City, role: Role, page: Page
) -> None:
    client = as_user(make_user(city, role))
    for route in ("publishing_desk", "publishing_desk_preview"):
        assert client.get(reverse(route, args=[page.pk])).status_code != 200


def test_each_segment_says_in_plain_words_where_it_stands(translator: Client, city: City) -> None:
    office = make_page(OfficePage, city, title="Civic centre")
    steps = [
        {"type": "step", "id": "a", "value": {"kind": "do", "title": "Book", "office": office.pk}},
        {"type": "step", "id": "b", "value": {"kind": "do", "title": "Go there", "text": "<p>Be on time.</p>"}},
    ]
    page = make_translation(make_page(ProcedurePage, city, title="Register", steps=steps), "de")
    soup = screen(translator, page)
    headings = [heading.get_text(strip=True) for heading in soup.select("h2.desk-heading")]
    assert headings[:2] == ["Title", "Summary"]
    assert headings[-2:] == ["Steps · Step 1: Book", "Steps · Step 2: Go there"]
    assert part(segment(soup, "Be on time."), "h3").get_text(strip=True) == "Explanation"


def test_each_text_has_the_direction_of_its_own_language(translator: Client, article: ArticlePage) -> None:
    page = make_translation(article, "ar")
    found = segment(screen(translator, page), PAY)
    area, source = found.select_one("textarea"), found.select_one("[id^=source-]")
    assert area is not None
    assert source is not None
    assert (area["lang"], area["dir"], source["lang"], source["dir"]) == ("ar", "rtl", "en", "ltr")


def test_terms_of_the_glossary_stand_in_the_source_with_their_approved_translation(
    translator: Client, city: City
) -> None:
    term = make_page(TermPage, city, title="Council tax")
    german = make_translation(term, "de", prefix="")
    StringTranslation.objects.filter(translation_of__data="Council tax").update(data="Gemeindesteuer")
    go_live(term)
    assert Page.objects.get(pk=german.pk).title == "Gemeindesteuer"
    article = make_page(ArticlePage, city, summary="Pay the council tax first.")
    found = segment(screen(translator, make_translation(article, "de")), "council tax")
    button = found.select_one("button.desk-term")
    assert button is not None
    assert (button.get_text(), button["data-insert"]) == ("council tax", "Gemeindesteuer")


def test_the_memory_offers_similar_texts_with_what_differs_in_their_sources(translator: Client, city: City) -> None:
    make_translation(make_page(ArticlePage, city, summary="Bring your passport and your contract."), "de")
    article = make_page(ArticlePage, city, summary="Bring your passport and your tenancy contract.")
    page = make_translation(article, "de", prefix=None)
    found = segment(screen(translator, page), "tenancy")
    html = translator.get(str(found["data-url"])).content.decode()
    offered = BeautifulSoup(html, "html.parser")
    button = offered.select_one("[data-suggestion]")
    assert button is not None
    assert button["data-suggestion"] == "[x] Bring your passport and your contract."
    assert [mark.get_text().strip() for mark in offered.select("ins")] == ["tenancy"]
    # Without a script the same is a link away.
    assert screen(translator, page, segment=found["data-segment"]).select_one("[data-suggestion]")


def test_the_preview_shows_what_is_saved_in_the_language_of_the_translation(
    translator: Client, article: ArticlePage
) -> None:
    page = make_translation(article, "ar")
    found = segment(screen(translator, page), PAY)
    post(translator, page, found, text="ادفع خلال 14 يومًا.")
    answer = translator.get(reverse("publishing_desk_preview", args=[page.pk]))
    assert "ادفع خلال 14 يومًا." in answer.content.decode()
    assert answer.headers["x-frame-options"] == "SAMEORIGIN"


def test_the_number_of_statements_does_not_grow_with_the_page(
    translator: Client, city: City, django_assert_max_num_queries: Any
) -> None:
    short = make_translation(make_page(ArticlePage, city, body=body(*[f"Text {n}." for n in range(2)])), "de")
    long = make_translation(make_page(ArticlePage, city, body=body(*[f"Text {n}." for n in range(40)])), "de")
    screen(translator, short)
    with django_assert_max_num_queries(200) as few:
        screen(translator, short)
    with django_assert_max_num_queries(len(few.captured_queries)):
        screen(translator, long)


def test_engines_of_the_test_are_not_asked_when_the_desk_opens(
    translator: Client, article: ArticlePage, settings: Settings
) -> None:
    settings.TRANSLATION_ENGINES = ["nowhere.Engine"]
    assert screen(translator, make_translation(article, "de")).select(".desk-segment")
