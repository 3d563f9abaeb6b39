"""What the checks find stands beside the text and in the report, as strictly as the city wants it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect
from wagtail.models import Locale
from wagtail_localize.models import Translation

from cms.cities.models import City, Role
from cms.guides.models import ArticlePage, ProcedurePage
from cms.publishing.models import PublishedDocument
from tests.cms.factories import home_page, make_page, make_translation, make_user, publish
from tests.e2e.at_the_desk import segment
from translations.glossary.records import GlossaryTerm, GlossaryTranslation
from translations.memory.owners import owner_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

REPORT = "/admin/reports/findings/"

# Source, a translation with an error, what is said of it, and a translation without.
PAIRS = [
    ("It costs 481 euros.", "Es kostet 411 Euro.", "Numbers differ", "Es kostet 481 Euro."),
    ("The fee is 30 euros.", "Die Gebühr ist 30 Dollar.", "in another currency", "Die Gebühr ist 30 Euro."),
    ("Come on 3 March 2027.", "Kommen Sie am 4. März 2027.", "Another day", "Kommen Sie am 3. März 2027."),
    ("Closed on Friday.", "Am Donnerstag geschlossen.", "Another weekday or month", "Am Freitag geschlossen."),
    ("Open until 6 pm.", "Geöffnet bis 6 Uhr.", "other half of the day", "Geöffnet bis 18 Uhr."),
    ("See https://a.example/x.", "Siehe https://a.example/y.", "Web addresses differ", "Siehe https://a.example/x."),
    ("Write to a@b.example.", "Schreiben Sie an c@b.example.", "E-mail addresses", "Schreiben Sie an a@b.example."),
    ("Call 01632 960123.", "Rufen Sie 01632 960999 an.", "Phone numbers differ", "Rufen Sie 01632 960123 an."),
    ("You do not need a visa.", "Sie brauchen ein Visum.", "The source says no or not", "Sie brauchen kein Visum."),
    ("You may stay here.", "Sie dürfen nicht bleiben.", "The translation says no or not", "Sie dürfen bleiben."),
    ("Pay the deposit.", "Zahlen Sie das Geld.", "The glossary's word", "Zahlen Sie die Kaution."),
    ("Bring your letter here.", "Bring your letter here.", "still in the source", "Bringen Sie Ihren Brief mit."),
    ("Wait outside the office.", "Чекайте перед офісом.", "not in the script", "Warten Sie vor dem Amt."),
    ("Ask at the counter.", "Fragen Sie am am Schalter.", "twice in a row", "Fragen Sie am Schalter."),
    ("Ring the bell.", "Klingeln \u202eSie.", "turns the direction", "Klingeln Sie."),
    (
        "The office on the second floor answers all questions about heating, water and rent.",
        "Im Amt.",
        "much shorter or longer",
        "Das Amt im zweiten Stock beantwortet alle Fragen zu Heizung, Wasser und Miete.",
    ),
]


def body(*paragraphs: str) -> list[dict[str, Any]]:
    html = "".join(f"<p>{text}</p>" for text in paragraphs)
    return [{"id": "7b3f0f7e-3b40-4a0b-8f1c-0d5f4b1a2c3d", "type": "text", "value": html}]


def test_each_kind_of_error_is_named_beside_its_text_and_gone_when_it_is_mended(
    city: City, log_in: Callable[[User], Page]
) -> None:
    term = GlossaryTerm.objects.create(owner=owner_of(home_page(city)), locale=city.source_locale, text="deposit")
    GlossaryTranslation.objects.create(term=term, locale=Locale.objects.get(language_code="de"), text="Kaution")
    article = make_page(ArticlePage, city, title="Rent", body=body(*(source for source, *_rest in PAIRS)))
    target = make_translation(article, "de", prefix=None)
    page = log_in(make_user(city, Role.REVIEWER))
    page.set_viewport_size({"width": 900, "height": 900})
    page.goto(f"/admin/pages/{target.pk}/edit/")
    for source, bad, said, good in PAIRS:
        found = segment(page, source)
        field = found.locator("textarea")
        field.fill(bad)
        field.press("Control+s")
        expect(found.locator(".desk-finding").filter(has_text=said)).to_be_visible()
        field.fill(good)
        field.press("Control+s")
        expect(found.locator(".desk-finding")).to_have_count(0)
    expect(page.locator("#desk-progress")).not_to_contain_text("With findings")


def test_a_city_decides_how_strict_it_is_and_whole_pages_are_compared(
    city: City, log_in: Callable[[User], Page]
) -> None:
    article = make_page(ArticlePage, city, title="Hours", summary="Closed on Friday.")
    target = make_translation(article, "de", prefix="Öffnungszeiten: ")
    procedure = make_page(
        ProcedurePage,
        city,
        title="Register",
        summary="Call 01632 960123.",
        steps=[step("book", "Book an appointment"), step("go", "Go there")],
    )
    by_hand = publish(make_translation(procedure, "de"))
    Translation.objects.filter(source__object_id=procedure.translation_key).update(enabled=False)
    page = log_in(make_user(city, Role.ADMINISTRATOR))

    def decide(check: str, choice: str) -> None:
        page.goto("/admin/checks/")
        page.get_by_label(check).select_option(choice)
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_text("The translations of the city are checked again")).to_be_visible()

    page.goto(f"/admin/pages/{target.pk}/edit/")
    closed, publishing = segment(page, "Closed on Friday."), page.locator("#desk-actions button[value=publish]")
    closed.locator("textarea").fill("Am Donnerstag geschlossen.")
    closed.locator("textarea").press("Control+Enter")
    expect(closed.locator(".desk-finding[data-severity=error]")).to_contain_text("Another weekday or month")
    expect(publishing).to_be_disabled()
    # What an error is for most cities is a warning for this one, and then nothing at all.
    decide("Weekdays and months", "warning")
    page.goto(f"/admin/pages/{target.pk}/edit/")
    expect(closed.locator(".desk-finding[data-severity=warning]")).to_contain_text("Another weekday or month")
    expect(publishing).to_be_enabled()
    page.goto(REPORT)
    row = page.get_by_role("row").filter(has_text="Am Donnerstag geschlossen.")
    expect(row).to_contain_text("Warning")
    decide("Weekdays and months", "off")
    page.goto(REPORT)
    expect(page.get_by_text("Am Donnerstag geschlossen.")).to_have_count(0)
    # Nobody turns off by mistake what is the same in every language.
    page.goto("/admin/checks/")
    page.get_by_label("Numbers", exact=True).select_option("off")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Tick the box at the end if you want that.")).to_be_visible()

    # A page that was translated freely has no segments and is compared as a whole. Its steps are those of the source.
    page.goto(f"/admin/pages/{by_hand.pk}/edit/")
    page.locator("[name=summary]").fill("Rufen Sie 01632 960999 an.")
    page.get_by_role("button", name="Delete").last.click()
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.locator(".messages .success").first).to_be_visible()
    page.goto(REPORT)
    entry = page.get_by_role("listitem").filter(has_text="other phone numbers or e-mail addresses than its source")
    expect(entry).to_contain_text("−01632960123 +01632960999")
    expect(entry.get_by_role("link")).to_have_attribute("href", f"/admin/pages/{by_hand.pk}/edit/")
    documents = PublishedDocument.objects.current().filter(uuid=procedure.translation_key)
    assert {document.language: len(document.body["steps"]) for document in documents} == {"en": 2, "de": 2}


def step(identifier: str, title: str) -> dict[str, Any]:
    return {"type": "step", "id": identifier, "value": {"kind": "do", "title": title}}
