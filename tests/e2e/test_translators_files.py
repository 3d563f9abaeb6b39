"""Administrators in the browser: minor edits, sensitive pages, engines, glossary, memory, files for agencies."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect
from wagtail_localize.models import StringTranslation

from cms.cities.models import City, Role
from cms.guides.models import ArticlePage
from cms.publishing.translating import translate_pages
from tests.cms.factories import make_page, make_translation, make_user, publish

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def page(city: City, log_in: Callable[[User], Page]) -> Page:
    """The admin as the city's administrator sees it after logging in."""
    return log_in(make_user(city, Role.ADMINISTRATOR))


def draft(article: ArticlePage, page: Page) -> None:
    """Have the German of an article drafted from its languages screen."""
    page.goto(f"/admin/guides/translate/{article.pk}/")
    page.get_by_role("button", name="Draft what is missing").click()
    page.goto(f"/admin/guides/translate/{article.pk}/")


def german(article: ArticlePage, text: str) -> StringTranslation:
    """The German of a text of an article."""
    return StringTranslation.objects.get(
        context__object_id=article.translation_key, translation_of__data=text, locale__language_code="de"
    )


def test_a_minor_edit_keeps_the_translation(city: City, page: Page) -> None:
    article = make_page(ArticlePage, city, title="Register", summary="Bring you passport.")
    publish(make_translation(article, "de"))
    page.goto(f"/admin/pages/{article.pk}/edit/")
    page.locator("[name=summary]").fill("Bring your passport.")
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Publish as a minor edit").click()
    expect(page.get_by_text("Minor edit: 1 translated segment stays valid.")).to_be_visible()
    page.goto(f"/admin/guides/translate/{article.pk}/")
    expect(page.locator("#language-de")).to_contain_text("Reviewed")


def test_machine_text_of_a_sensitive_page_waits_for_a_person(city: City, page: Page) -> None:
    article = make_page(ArticlePage, city, title="Help", sensitivity="careful", summary="Call us.")
    translate_pages([article.pk], ["de"], publish=True)
    target = ArticlePage.objects.get(translation_key=article.translation_key, locale__language_code="de")
    assert not target.live
    # Read in another thread, the preview would meet a lock: a database in memory locks whole tables.
    page.route("**/preview/", lambda route: route.abort())
    page.goto(f"/admin/pages/{target.pk}/edit/")
    expect(page.get_by_text("the page is marked as sensitive").first).to_be_visible()
    expect(page.get_by_role("button", name="Publish", exact=True)).to_be_disabled()
    StringTranslation.objects.filter(context__object_id=article.translation_key).update(translation_type="manual")
    page.reload()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.locator(".messages")).to_be_visible()
    target.refresh_from_db()
    assert target.live


def test_the_glossary_and_the_memory_come_before_the_engine(city: City, page: Page, tmp_path: Path) -> None:
    page.goto("/admin/wording/glossary/")
    table = tmp_path / "words.csv"
    table.write_text("en,de\npassport,Reisepass\n", encoding="utf-8")
    page.get_by_label("File").set_input_files(table)
    page.get_by_role("button", name="Take it in").click()
    expect(page.get_by_role("cell", name="Reisepass")).to_be_visible()

    reviewed = make_page(ArticlePage, city, title="One", summary="Come early.")
    publish(make_translation(reviewed, "de", prefix="[person] "))
    article = make_page(ArticlePage, city, title="Two", summary="Come early.", body=_body("Bring your passport."))
    draft(article, page)
    # The topic above is drafted along with it.
    expect(page.get_by_text(re.compile(r"[1-9]\d* of \d+ segments from memory"))).to_be_visible()
    assert german(article, "Come early.").data == "[person] Come early."
    assert "Reisepass" in german(article, "Bring your passport.").data


def test_an_engine_is_chosen_for_a_language(city: City, page: Page) -> None:
    page.goto("/admin/guides/engines/")
    row = page.get_by_role("row").filter(has_text="Deutsch")
    row.get_by_role("combobox").first.select_option(label="Mirror")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("row").filter(has_text="Deutsch").get_by_role("combobox").first).to_have_value("Mirror")


def test_an_agency_gets_a_table_and_its_work_comes_back(city: City, page: Page, tmp_path: Path) -> None:
    article = make_page(ArticlePage, city, title="Register", summary="Bring your passport.")
    page.goto("/admin/guides/exchange/")
    form = page.locator("#export")
    form.get_by_label("de", exact=False).first.check()
    form.get_by_role("combobox").nth(1).select_option("csv")
    with page.expect_download() as download:
        form.get_by_role("button", name="Download").click()
    path = tmp_path / "out.csv"
    download.value.save_as(path)
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    translation = rows[0].index("translation") if "translation" in rows[0] else 3
    for row in rows[1:]:
        row[translation] = f"[agency] {row[translation - 1]}"
    back = tmp_path / "back.csv"
    with back.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)

    page.locator("#import input[type=file]").set_input_files(back)
    page.locator("#import").get_by_role("checkbox").check()
    page.get_by_role("button", name="See what is in it").click()
    page.get_by_role("button", name="Take in").click()
    expect(page.locator(".messages")).to_be_visible()
    assert german(article, "Bring your passport.").data == "[agency] Bring your passport."


def test_a_po_file_goes_out_of_the_editor_of_wagtail_localize_and_comes_back(
    city: City, page: Page, tmp_path: Path
) -> None:
    article = make_page(ArticlePage, city, title="Register", summary="Bring your passport.")
    target = make_translation(article, "de", prefix="Maschine: ")
    StringTranslation.objects.filter(context__object_id=article.translation_key).update(translation_type="machine")
    page.goto(f"/admin/pages/{target.pk}/edit/")
    page.get_by_text("More", exact=True).click()
    page.get_by_role("link", name="PO files").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download PO file").first.click()
    file = tmp_path / "page.po"
    download.value.save_as(file)
    text = file.read_text(encoding="utf-8")
    assert 'msgctxt "summary"' in text
    file.write_text(text.replace("Maschine: Bring your passport.", "Bringen Sie Ihren Pass mit."), encoding="utf-8")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Upload PO file").first.click()
    chooser.value.set_files(file)
    expect(page.locator(".messages")).to_be_visible()
    row = german(article, "Bring your passport.")
    assert (row.data, row.translation_type) == ("Bringen Sie Ihren Pass mit.", "manual")
    assert german(article, "Register").translation_type == "machine"


def _body(text: str) -> list[dict[str, str]]:
    return [{"id": "7b3f0f7e-3b40-4a0b-8f1c-0d5f4b1a2c3d", "type": "text", "value": f"<p>{text}</p>"}]
