"""A change of the source comes to a translator, and what she makes of it goes live by another person's word."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Locator, Page, expect
from wagtail.models import Locale

from cms.cities.models import City, Role
from cms.guides.models import ArticlePage
from tests.cms.factories import edit, home_page, make_page, make_translation, make_user, publish
from translations.glossary.records import GlossaryTerm, GlossaryTranslation
from translations.memory.owners import owner_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NOW = "Pay the deposit within 14 days."
GERMAN = "Zahlen Sie in zwei Wochen die Kaution"


def segment(page: Page, source: str) -> Locator:
    """What the desk shows of a text of the source."""
    return page.locator(".desk-segment").filter(has=page.locator("[id^=source-]", has_text=source))


def test_a_changed_source_is_worked_off_submitted_and_approved_by_another(
    city: City, log_in: Callable[[User], Page]
) -> None:
    city.four_eyes = True
    city.save()
    term = GlossaryTerm.objects.create(owner=owner_of(home_page(city)), locale=city.source_locale, text="deposit")
    GlossaryTranslation.objects.create(term=term, locale=Locale.objects.get(language_code="de"), text="Kaution")
    article = make_page(ArticlePage, city, title="Rent a flat", summary="Pay within 14 days.")
    german = publish(make_translation(article, "de"))
    edit(article, title="Rent your flat", summary=NOW)

    page = log_in(make_user(city, Role.TRANSLATOR, "ana"))
    page.goto(f"/admin/pages/{german.pk}/edit/")
    title, pay = segment(page, "Rent your flat"), segment(page, NOW)
    # What changed in the source stands beside the translation of what it said before.
    expect(pay.locator(".desk-was ins")).to_have_text("the deposit ")
    expect(pay.locator("textarea")).to_have_value("[x] Pay within 14 days.")
    title.get_by_role("button", name="Still right").click()
    expect(title).to_have_attribute("data-state", "reviewed")

    # An agreed word is a click away; a check may be wrong, and who says so is named.
    pay.locator("textarea").fill(GERMAN.removesuffix("Kaution"))
    pay.get_by_role("button", name="deposit").click()
    expect(pay.locator("textarea")).to_have_value(GERMAN)
    pay.locator("textarea").press("Control+Enter")
    expect(pay.locator(".desk-finding")).to_contain_text("Numbers differ from the source")
    pay.get_by_role("button", name="The text is right").click()
    expect(pay.locator(".desk-finding")).to_contain_text("ana said that the text is right.")
    page.get_by_role("button", name="Submit for review").click()
    expect(pay.locator("textarea")).to_have_attribute("readonly", "")
    expect(page.get_by_role("button", name="Approve")).to_have_count(0)

    page = log_in(make_user(city, Role.REVIEWER, "rita"))
    page.goto(f"/admin/pages/{german.pk}/edit/")
    expect(segment(page, NOW)).to_contain_text("by ana")
    assert GERMAN not in ArticlePage.objects.get(pk=german.pk).summary
    page.get_by_role("button", name="Approve").click()
    expect(page.locator(".messages")).to_be_visible()
    assert ArticlePage.objects.get(pk=german.pk).summary == GERMAN


def test_who_wrote_a_translation_does_not_publish_it_where_the_city_wants_four_eyes(
    city: City, log_in: Callable[[User], Page]
) -> None:
    city.four_eyes = True
    city.save()
    article = make_page(ArticlePage, city, title="Rent a flat", summary=NOW)
    german = make_translation(article, "de")
    writer = log_in(make_user(city, Role.REVIEWER, "rita"))
    writer.goto(f"/admin/pages/{german.pk}/edit/")
    segment(writer, NOW).locator("textarea").fill("Zahlen Sie die Kaution in 14 Tagen.")
    segment(writer, NOW).locator("textarea").press("Control+Enter")
    expect(segment(writer, NOW)).to_contain_text("by rita")
    expect(writer.locator("#desk-actions button[value=publish]")).to_be_disabled()

    other = log_in(make_user(city, Role.REVIEWER, "otto"))
    other.goto(f"/admin/pages/{german.pk}/edit/")
    other.locator("#desk-actions button[value=publish]").click()
    expect(other.get_by_text("Published. Readers see it in a moment.")).to_be_visible()
