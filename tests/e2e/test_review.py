"""A change of the source comes to a translator, and what she makes of it goes live by another person's word."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Browser, Page, expect
from pytest_django import Settings
from wagtail.models import Locale

from cms.cities.models import City, Role
from cms.guides.models import ArticlePage
from cms.publishing.building import build_guide
from cms.publishing.translating import translate_pages
from tests.cms.factories import edit, home_page, make_page, make_translation, make_user, publish
from tests.e2e.at_the_desk import accept, ready, segment
from translations.glossary.records import GlossaryTerm, GlossaryTranslation
from translations.memory.owners import owner_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NOW = "Pay the deposit within 14 days."
GERMAN = "Zahlen Sie in zwei Wochen die Kaution"


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
    expect(title.locator(".desk-was del")).to_have_text("a ")
    expect(title.locator(".desk-was ins")).to_have_text("your ")
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


def test_a_language_has_its_own_people_and_readers_see_what_is_checked(
    city: City,
    log_in: Callable[[User], Page],
    browser: Browser,
    serve_guides: Callable[[Path], str],
    settings: Settings,
) -> None:
    settings.GUIDE_BUILD_ON_PUBLISH = True
    guides = serve_guides(Path(settings.GUIDE_BUILD_DIR))
    city.site_url = f"{guides}/testville"
    city.save()
    article = make_page(ArticlePage, city, title="Rent a flat", slug="rent", summary="Pay now.")
    translate_pages([article.pk], ["de", "ar"], publish=True)
    german, arabic = (
        ArticlePage.objects.get(translation_key=article.translation_key, locale__language_code=tag)
        for tag in ("de", "ar")
    )
    build_guide(city)
    phone = browser.new_context(viewport={"width": 360, "height": 740})
    reader = phone.new_page()

    def expect_trust(language: str, state: str, sentence: str) -> None:
        reader.goto(german.full_url if language == "de" else arabic.full_url)
        expect(reader.locator(f".byline__state--{state}")).to_contain_text(sentence)

    expect_trust("de", "machine", "Maschinell übersetzt")
    expect_trust("ar", "machine", "ترجمة آلية")

    writer = make_user(None)
    writer.groups.add(city.group_of(Role.REVIEWER, "de"))
    page = log_in(writer)
    # Of the other language neither the screen nor a field is open, whatever leads there.
    page.goto(f"/admin/pages/{arabic.pk}/edit/")
    expect(page.get_by_text("do not have permission")).to_be_visible()
    expect(page.locator("textarea[name^=text-]")).to_have_count(0)
    page.goto(f"/admin/guides/desk/{arabic.pk}/")
    expect(page.locator("textarea[name^=text-]")).to_have_count(0)

    page.goto(f"/admin/pages/{german.pk}/edit/")
    ready(page)
    accept(segment(page, "Rent a flat"), "Eine Wohnung mieten")
    accept(segment(page, "Pay"), "Zahlen Sie jetzt.")
    page.locator("#desk-actions button[value=publish]").click()
    expect(page.get_by_text("Published. Readers see it in a moment.")).to_be_visible()
    expect_trust("de", "reviewed", "von einem Menschen geprüft")
    expect_trust("ar", "machine", "ترجمة آلية")
    phone.close()
