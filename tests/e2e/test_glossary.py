"""The words that a city agreed on hold for machines and for people, and go out and come in as files."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from cms.cities.models import City, Role
from cms.guides.models import ArticlePage
from tests.cms.factories import make_page, make_user
from tests.e2e.at_the_desk import ready, segment
from translations.glossary.records import GlossaryTerm

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TABLE = """en,de,do_not_translate,keep_source
council tax,Gemeindesteuer,,yes
Citizens Advice,,yes,
"""
PAY = "Pay the council tax."
ASK = "Ask Citizens Advice."


def test_agreed_words_hold_for_machines_and_people_and_travel_as_tbx(
    city: City, log_in: Callable[[User], Page], tmp_path: Path
) -> None:
    page = log_in(make_user(city, Role.ADMINISTRATOR))

    def take_in(file: Path) -> None:
        page.goto("/admin/wording/glossary/")
        page.get_by_label("File").set_input_files(file)
        page.get_by_role("button", name="Take it in").click()
        expect(page.locator(".messages")).to_contain_text("2 were added")

    def hand_out(button: str) -> Path:
        with page.expect_download() as download:
            page.get_by_role("button", name=button).click()
        path = tmp_path / download.value.suggested_filename
        download.value.save_as(path)
        return path

    table = tmp_path / "words.csv"
    table.write_text(TABLE, encoding="utf-8")
    take_in(table)
    tbx = hand_out("Download as TBX")
    assert tbx.name == "testville-en-terms.tbx"
    for word in ("council tax", "Citizens Advice"):
        page.get_by_role("button", name=f"Remove {word}").click()
        expect(page.get_by_text(f"“{word}” is no longer in the glossary.")).to_be_visible()
    assert not GlossaryTerm.objects.exists()

    # What was handed out comes back with its rules.
    take_in(tbx)
    expect(page.get_by_role("row").filter(has_text="council tax")).to_contain_text("official word in brackets")
    expect(page.get_by_role("row").filter(has_text="Citizens Advice")).to_contain_text("stays as it is")
    rows = list(csv.DictReader(io.StringIO(hand_out("Download as a table").read_text(encoding="utf-8-sig"))))
    told = {(row["en"], row["de"], row["do_not_translate"], row["keep_source"]) for row in rows}
    assert told == {("council tax", "Gemeindesteuer", "", "yes"), ("Citizens Advice", "", "yes", "")}

    article = make_page(ArticlePage, city, title="Tax", summary=f"{PAY} {ASK}")
    page.goto(f"/admin/guides/translate/{article.pk}/")
    page.get_by_role("button", name="Draft what is missing").click()
    page.locator("#language-de").get_by_role("link", name="Edit the translation").click()
    ready(page)
    found = segment(page, PAY)
    field = found.locator("textarea")
    drafted = field.input_value()
    assert "Gemeindesteuer (council tax)" in drafted
    assert "Citizens Advice" in drafted

    # The same is asked of people, whatever the ending of the word.
    for text, said in (
        ("Zahlen Sie die Abgabe (council tax). Fragen Sie Citizens Advice.", "The glossary's word was not found"),
        ("Zahlen Sie die Gemeindesteuer. Fragen Sie Citizens Advice.", "The official word in brackets is missing"),
        ("Zahlen Sie die Gemeindesteuer (council tax). Fragen Sie den Bürgerrat.", "must stay as it is has changed"),
    ):
        field.fill(text)
        field.press("Control+s")
        expect(found.locator(".desk-finding")).to_have_count(1)
        expect(found.locator(".desk-finding")).to_contain_text(said)
    field.fill("Zahlen Sie die Gemeindesteuern (council tax). Fragen Sie Citizens Advice.")
    field.press("Control+s")
    expect(found.locator(".desk-finding")).to_have_count(0)
