"""A city that writes German: what is hard to read is said before it is translated, and English leads to Arabic."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect
from pytest_django import Settings

from cms.cities.models import City, Role
from cms.guides.models import ArticlePage
from tests.cms.factories import make_city, make_page, make_translation, make_user
from tests.e2e.at_the_desk import ready, segment

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HARD = "Die Anmeldung wird durch das Amt geprüft, z. B. vom KJF."


@pytest.fixture
def german_city(city: City) -> City:
    """Beside the city of the other stories: its reviewed English is the way to Arabic."""
    return make_city("musterstadt", source="de", languages=("de", "en", "ar"), name="Musterstadt")


def test_hard_german_is_marked_and_reviewed_english_leads_to_arabic(
    german_city: City, log_in: Callable[[User], Page], settings: Settings
) -> None:
    settings.TRANSLATION_ENGINES = ["tests.engines.PaidEngine"]
    article = make_page(ArticlePage, german_city, title="Anmeldung", summary=HARD)
    make_translation(article, "en", prefix="Checked: ")
    page = log_in(make_user(german_city, Role.ADMINISTRATOR))

    page.goto(f"/admin/guides/translate/{article.pk}/")
    warning = page.locator("#readability-warning")
    expect(warning).to_contain_text("hard to read, and so hard to translate well into any language")
    expect(warning).to_contain_text("Passive (1)")
    warning.get_by_role("link", name="See the places and what to do").click()
    for words in ("wird", "geprüft", "KJF"):
        expect(page.locator("main mark").filter(has_text=words)).to_be_visible()
    page.go_back()

    # It warns and keeps nobody from anything.
    page.get_by_label("العربية").check()
    page.get_by_label("English").uncheck()
    page.get_by_role("button", name="Draft what is missing").click()
    expect(page.locator("#language-ar")).to_contain_text("Machine translation")
    page.locator("#language-ar").get_by_role("link", name="Edit the translation").click()
    ready(page)
    drafted = segment(page, "Anmeldung wird")
    expect(drafted).to_contain_text("Paid 7 en-ar 3.1")
    expect(drafted).to_contain_text("through en")
