"""What people translated once stands in every city's drafts with the numbers of its source; secrets stay at home."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from cms.cities.models import City, Role
from cms.guides.models import ArticlePage
from tests.cms.factories import make_city, make_page, make_translation, make_user, publish
from tests.e2e.at_the_desk import accept, ready, segment

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAY, SECRET = "Pay within {} days.", "Bring the blue card."


def test_another_number_is_put_in_and_another_citys_draft_is_not_seen(
    city: City, log_in: Callable[[User], Page]
) -> None:
    other = make_city("otherville", name="Otherville")
    secret = make_translation(make_page(ArticlePage, other, title="Card", summary=SECRET), "de", prefix="Geheim: ")
    known = make_translation(make_page(ArticlePage, city, title="Rent", summary=PAY.format(14)), "de")
    reviewer = make_user(city, Role.ADMINISTRATOR)
    page = log_in(reviewer)

    def draft(article: ArticlePage) -> None:
        page.goto(f"/admin/guides/translate/{article.pk}/")
        page.get_by_label("العربية").uncheck()
        page.get_by_label("Publish translations that are complete").uncheck()
        page.get_by_role("button", name="Draft what is missing").click()
        expect(page.locator("#language-de")).to_contain_text("Machine translation")
        page.locator("#language-de").get_by_role("link", name="Edit the translation").click()
        ready(page)

    page.goto(f"/admin/pages/{known.pk}/edit/")
    accept(segment(page, PAY.format(14)), "Zahlen Sie innerhalb von 14 Tagen.")

    draft(make_page(ArticlePage, city, title="Deposit", summary=PAY.format(30)))
    pay = segment(page, PAY.format(30))
    expect(pay.locator("textarea")).to_have_value("Zahlen Sie innerhalb von 30 Tagen.")
    expect(pay.locator(".desk-finding")).to_have_count(0)

    page.wait_for_load_state("networkidle")  # a database in memory cannot wait for another writer
    # What the other city has not published is neither put in nor suggested; the moment it is public it is.
    article = make_page(ArticlePage, city, title="Cards", summary=SECRET)
    draft(article)
    bring = segment(page, SECRET)
    expect(bring).to_contain_text("Mirror 1")
    bring.locator("textarea").focus()
    expect(bring.get_by_text("The translation memory knows nothing like it.")).to_be_visible()
    expect(page.get_by_text("Geheim")).to_have_count(0)
    publish(secret)
    page.reload()
    bring.locator("textarea").focus()
    expect(bring.locator(".desk-suggestions")).to_contain_text("100 %")
    page.keyboard.press("Control+1")
    expect(bring.locator("textarea")).to_have_value(f"Geheim: {SECRET}")
