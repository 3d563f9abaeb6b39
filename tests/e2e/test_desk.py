"""A translator works through a page at the desk by keyboard, sees it as readers will, and it goes live."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Dialog, Locator, Page, expect
from wagtail_localize.models import StringTranslation

from cms.cities.models import City, Role
from cms.guides.models import ArticlePage
from tests.cms.factories import make_page, make_translation, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

OpenDesk = Callable[[ArticlePage, str], Page]
PAY = "Pay within 14 days."
BRING = "Bring your passport and your tenancy contract."


@pytest.fixture
def open_desk(city: City, log_in: Callable[[User], Page]) -> OpenDesk:
    """A reviewer before the desk of an article in a language: through the address of its editor."""
    reviewer = make_user(city, Role.REVIEWER, "rita")

    def start(article: ArticlePage, language: str) -> Page:
        target = ArticlePage.objects.get(translation_key=article.translation_key, locale__language_code=language)
        page = log_in(reviewer)
        page.set_viewport_size({"width": 1400, "height": 1000})
        page.goto(f"/admin/pages/{target.pk}/edit/")
        page.wait_for_url("**/admin/guides/desk/**")
        expect(page.locator("[data-help]")).to_be_visible()
        return page

    return start


def body(*paragraphs: str) -> list[dict[str, Any]]:
    html = "".join(f"<p>{text}</p>" for text in paragraphs)
    return [{"id": "7b3f0f7e-3b40-4a0b-8f1c-0d5f4b1a2c3d", "type": "text", "value": html}]


def segment(page: Page, source: str) -> Locator:
    return page.locator(".desk-segment").filter(has=page.locator("[id^=source-]", has_text=source))


def caret(area: Locator) -> int:
    place: int = area.evaluate("area => area.selectionStart")
    return place


def test_a_machine_translation_is_worked_through_by_keyboard_and_published(city: City, open_desk: OpenDesk) -> None:
    known = make_page(ArticlePage, city, title="Known", summary="Bring your passport and your contract.")
    make_translation(known, "de", prefix="Nehmen Sie es mit: ")
    article = make_page(ArticlePage, city, title="Rent", summary="", body=body(PAY, BRING, "Then wait."))
    make_translation(article, "de", prefix="Maschine: ")
    own = StringTranslation.objects.filter(context__object_id=article.translation_key)
    own.update(translation_type="machine", tool_name="Mirror 1")
    own.filter(translation_of__data=BRING).delete()

    page = open_desk(article, "de")
    title, pay, bring, wait = (segment(page, text) for text in ("Rent", PAY, BRING, "Then wait."))
    preview = page.frame_locator("iframe")
    expect(page.get_by_text("0 of 4 done")).to_be_visible()
    expect(page.locator("#desk-actions button[value=publish]")).to_be_disabled()

    # Alt and the arrows lead to what is not done yet, Ctrl+Enter accepts and leads on.
    page.keyboard.press("Alt+ArrowDown")
    expect(title.locator("textarea")).to_be_focused()
    expect(title).to_contain_text("Mirror 1")
    page.keyboard.press("Control+Enter")
    expect(title).to_have_attribute("data-state", "reviewed")
    expect(pay.locator("textarea")).to_be_focused()

    # What a check finds is said beside the segment, and nobody is led past it.
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("Zahlen Sie in 15 Tagen.")
    page.keyboard.press("Control+Enter")
    expect(pay.locator(".desk-finding")).to_contain_text("Numbers differ from the source")
    expect(pay.locator("textarea")).to_be_focused()
    expect(page.locator("#desk-progress")).to_contain_text("With findings: 1")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("Zahlen Sie in 14 Tagen.")
    page.keyboard.press("Control+Enter")
    expect(pay.locator(".desk-finding")).to_have_count(0)
    expect(preview.get_by_text("Zahlen Sie in 14 Tagen.")).to_be_visible()

    # The memory knows something like the next one.
    expect(bring.locator("textarea")).to_be_focused()
    expect(bring.locator(".desk-percent").first).to_be_visible()
    expect(bring.locator(".desk-suggestions ins")).to_have_text("tenancy ")
    page.keyboard.press("Control+1")
    expect(bring.locator("textarea")).to_have_value("Nehmen Sie es mit: Bring your passport and your contract.")
    page.keyboard.press("Escape")
    expect(bring.locator("textarea")).to_have_value("")
    page.keyboard.type("Bringen Sie Pass und Mietvertrag mit.")
    page.keyboard.press("Control+Enter")

    # The filter leaves what is left to do.
    expect(wait.locator("textarea")).to_be_focused()
    page.get_by_role("link", name="To do").click()
    expect(page.locator(".desk-segment:visible")).to_have_count(1)
    wait.locator("textarea").focus()
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("4 of 4 done")).to_be_visible()

    page.locator("#desk-actions button[value=publish]").click()
    expect(page.get_by_text("Published. Readers see it in a moment.")).to_be_visible()
    live = ArticlePage.objects.get(translation_key=article.translation_key, locale__language_code="de")
    assert live.live
    assert "Zahlen Sie in 14 Tagen." in str(live.body)
    assert {row.last_translated_by.username for row in own.all()} == {"rita"}


def test_right_to_left_text_keeps_tags_whole_and_numbers_in_order(city: City, open_desk: OpenDesk) -> None:
    article = make_page(ArticlePage, city, title="Help", body=body("Call +44 20 7946 0958, it is <b>free</b>."))
    make_translation(article, "ar")
    rows = StringTranslation.objects.filter(translation_of__data__contains="<b>")
    rows.update(data="اتصل على +44 20 7946 0958 فهو <b>مجاني</b>.")

    page = open_desk(article, "ar")
    found = segment(page, "Call")
    area = found.locator("textarea")
    assert area.evaluate("area => getComputedStyle(area).direction") == "rtl"
    assert area.input_value() == "اتصل على \u2066+44 20 7946 0958\u2069 فهو \u2066<b>\u2069مجاني\u2066</b>\u2069."

    # The caret steps over a tag, one key deletes the whole of it, and it comes back with another.
    area.evaluate("area => { area.focus(); area.setSelectionRange(area.value.length - 1, area.value.length - 1) }")
    before = caret(area)
    page.keyboard.press("ArrowRight")
    assert caret(area) == before - len("\u2066</b>\u2069")
    page.keyboard.press("ArrowLeft")
    assert caret(area) == before
    page.keyboard.press("Backspace")
    assert area.input_value().endswith("\u2066<b>\u2069مجاني.")
    page.keyboard.press("ControlOrMeta+z")
    assert area.input_value().endswith("\u2066<b>\u2069مجاني\u2066</b>\u2069.")

    # A tag of the source is put around what is selected; what is stored has no trace of the isolates.
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("هو ")
    page.keyboard.insert_text("مجاني")
    for _letter in range(5):
        page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Alt+1")
    page.keyboard.press("ControlOrMeta+s")
    expect(found).to_contain_text("Phone numbers differ from the source")
    expect(found).to_have_attribute("data-state", "reviewed")
    assert rows.get().data == "هو <b>مجاني</b>"


def test_nothing_typed_is_lost_without_a_connection_or_with_another_person(city: City, open_desk: OpenDesk) -> None:
    article = make_page(ArticlePage, city, title="Rent", body=body(PAY, "Then wait."))
    make_translation(article, "de")
    rows = StringTranslation.objects.filter(context__object_id=article.translation_key)

    page = open_desk(article, "de")
    pay, wait = segment(page, PAY), segment(page, "Then wait.")
    page.context.set_offline(True)
    pay.locator("textarea").fill("Ohne Netz in 14 Tagen.")
    pay.locator("textarea").press("Control+s")
    expect(page.locator("[data-network]")).to_contain_text("No connection")
    page.context.set_offline(False)
    expect(pay).to_contain_text("Saved")
    expect(page.locator("[data-network]")).to_be_empty()
    assert rows.get(translation_of__data=PAY).data == "Ohne Netz in 14 Tagen."

    # What is typed and not saved stands there again after the window was closed, and leaving asks first.
    wait.locator("textarea").fill("Warten Sie.")
    asked: list[str] = []

    def leave(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", leave)
    page.reload()
    assert asked == ["beforeunload"]
    expect(wait.locator("textarea")).to_have_value("Warten Sie.")

    # Somebody else was quicker: both texts are shown, and a person decides.
    other = rows.get(translation_of__data="Then wait.")
    other.data, other.last_translated_by = "Dann warten Sie bitte.", make_user(city, Role.TRANSLATOR, "ana")
    other.save()
    wait.locator("textarea").press("Control+Enter")
    conflict = wait.get_by_role("alert")
    expect(conflict).to_contain_text("Dann warten Sie bitte.")
    expect(conflict).to_contain_text("ana")
    expect(wait.locator("textarea")).to_have_value("Warten Sie.")
    conflict.get_by_role("button", name="Take theirs").click()
    expect(wait.locator("textarea")).to_have_value("Dann warten Sie bitte.")
    assert rows.get(pk=other.pk).data == "Dann warten Sie bitte."


@pytest.mark.node
def test_axe_finds_nothing_at_the_desk(city: City, open_desk: OpenDesk, node_tools: Path) -> None:
    article = make_page(ArticlePage, city, title="Help", body=body("Call +44 20 7946 0958, it is <b>free</b>.", PAY))
    make_translation(article, "ar")
    page = open_desk(article, "ar")
    segment(page, "Call").locator("textarea").fill("اتصل")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".desk-finding").first).to_be_visible()
    page.evaluate((node_tools / "axe-core" / "axe.min.js").read_text())  # as a script of the page it is not let in
    result = page.evaluate("axe.run({ include: [['.desk']], exclude: [['iframe']] })")
    assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in result["violations"]] == []


def test_the_keys_are_explained_and_every_field_has_a_name(city: City, open_desk: OpenDesk) -> None:
    article = make_page(ArticlePage, city, title="Rent", body=body(PAY))
    make_translation(article, "de")
    page = open_desk(article, "de")
    page.locator(".desk-heading").first.click()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keyboard")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("textbox", name="Title")).to_have_value("[x] Rent")
    expect(page.get_by_role("textbox", name="Text")).to_have_value(f"[x] {PAY}")
    for width in (1280, 900):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        source, target = (page.locator(f"{part} >> nth=0").bounding_box() for part in (".desk-source", ".desk-target"))
        assert source is not None
        assert target is not None
        assert source["x"] + source["width"] <= target["x"]
