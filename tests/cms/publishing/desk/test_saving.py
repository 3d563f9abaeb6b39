"""What a person says of a segment is stored as theirs, and nobody's text is lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.test import Client
from wagtail.models import Page
from wagtail_localize.models import StringTranslation

from cms.guides.models import ArticlePage
from tests.cms.factories import edit
from tests.cms.publishing.desk.screens import (
    PAY,
    address,
    body,
    field_of,
    form,
    part,
    post,
    screen,
    segment,
    stored,
)
from translations.models import SegmentFinding

pytestmark = pytest.mark.django_db

LogIn = Callable[[User], Client]


def test_a_text_that_was_changed_is_stored_as_its_writers(translator: Client, article: ArticlePage, page: Page) -> None:
    found = segment(screen(translator, page), "Ask")
    answer = post(translator, page, found, text="Fragen Sie <b>uns</b> & warten Sie.")
    assert (answer.status_code, answer.json()["result"], answer.json()["state"]) == (200, "saved", "reviewed")
    row = stored(article, "Ask <b>us</b> first.")
    assert row.data == "Fragen Sie <b>uns</b> &amp; warten Sie."
    assert (row.translation_type, row.last_translated_by.username) == ("manual", "ana")


def test_machine_text_is_reviewed_by_a_persons_word_alone(translator: Client, article: ArticlePage, page: Page) -> None:
    StringTranslation.objects.update(translation_type="machine", tool_name="Mirror 1")
    soup = screen(translator, page)
    found = segment(soup, PAY)
    assert "Mirror 1" in found.get_text()
    text = form(soup)[field_of(found)]
    assert post(translator, page, found, text=text).json()["result"] == "unchanged"
    assert stored(article, PAY).translation_type == "machine"
    assert post(translator, page, found, text=text, action="accept").json()["state"] == "reviewed"
    row = stored(article, PAY)
    assert (row.translation_type, row.tool_name, row.last_translated_by.username) == ("manual", "", "ana")
    assert row.data == f"[x] {PAY}"


def test_who_reviewed_a_text_stays_who_did_when_another_accepts_it(
    translator: Client, reviewer: Client, article: ArticlePage, page: Page
) -> None:
    found = segment(screen(translator, page), PAY)
    post(translator, page, found, text="Zahlen Sie in 14 Tagen.", action="accept")
    again = segment(screen(reviewer, page), PAY)
    post(reviewer, page, again, text="Zahlen Sie in 14 Tagen.", action="accept")
    assert stored(article, PAY).last_translated_by.username == "ana"


def test_a_finding_stands_beside_the_segment_that_has_it_until_the_text_is_right(
    translator: Client, page: Page
) -> None:
    found = segment(screen(translator, page), PAY)
    answer = post(translator, page, found, text="Zahlen Sie in 15 Tagen.", action="accept").json()
    assert (answer["blocked"], answer["findings"]) == (True, 1)
    assert "Numbers differ from the source" in answer["html"]
    found = segment(screen(translator, page), PAY)
    assert "Numbers differ" in found.get_text()
    mended = post(translator, page, found, text="Zahlen Sie in 14 Tagen.")
    assert (mended.json()["blocked"], mended.json()["findings"]) == (False, 0)


def test_a_person_can_say_that_the_text_is_right_and_is_named(translator: Client, page: Page) -> None:
    found = segment(screen(translator, page), PAY)
    post(translator, page, found, text="Zahlen Sie in 15 Tagen.")
    finding = SegmentFinding.objects.get(code="number_changed")
    answer = post(translator, page, found, text="", action="dismiss", finding=str(finding.pk)).json()
    assert answer["blocked"] is False
    assert "ana said that the text is right" in answer["html"]


def test_what_changed_in_the_source_is_marked_and_the_earlier_translation_can_be_still_right(
    translator: Client, article: ArticlePage, page: Page
) -> None:
    edit(article, body=body("Pay within 14 working days.", "Ask <b>us</b> first."))
    soup = screen(translator, page)
    found = segment(soup, "working")
    assert found["data-state"] == "outdated"
    assert [mark.get_text() for mark in found.select("ins")] == ["working "]
    assert form(soup)[field_of(found)] == f"[x] {PAY}"
    assert post(translator, page, found, text="", action="right").json()["state"] == "reviewed"
    assert stored(article, "Pay within 14 working days.").data == f"[x] {PAY}"


def test_what_another_person_saved_meanwhile_is_not_written_over(
    translator: Client, reviewer: Client, article: ArticlePage, page: Page
) -> None:
    mine = segment(screen(translator, page), PAY)
    theirs = segment(screen(reviewer, page), PAY)
    post(reviewer, page, theirs, text="Ihr Text, 14 Tage.")
    answer = post(translator, page, mine, text="Mein Text, 14 Tage.")
    assert answer.status_code == 409
    assert stored(article, PAY).data == "Ihr Text, 14 Tage."
    assert "Ihr Text, 14 Tage." in answer.json()["html"]
    assert "rita" in answer.json()["html"]
    # Having seen it, a person may decide for their own.
    again = translator.post(str(mine["data-url"]), {"seen": answer.json()["seen"], "text": "Mein Text, 14 Tage."})
    assert again.json()["result"] == "saved"
    assert stored(article, PAY).data == "Mein Text, 14 Tage."


def test_without_script_a_conflict_shows_both_texts_and_stores_all_else(
    translator: Client, reviewer: Client, article: ArticlePage, page: Page
) -> None:
    soup = screen(translator, page)
    fields = form(soup)
    pay, ask = (field_of(segment(soup, text)) for text in (PAY, "Ask"))
    post(reviewer, page, segment(screen(reviewer, page), PAY), text="Ihr Text, 14 Tage.")
    fields |= {pay: "Mein Text, 14 Tage.", ask: "Fragen Sie <b>uns</b>."}
    answer = translator.post(address(page), {**fields, "action": "publish"})
    assert answer.status_code == 409
    found = segment(BeautifulSoup(answer.content, "html.parser"), PAY)
    assert "Mein Text, 14 Tage." in part(found, "textarea").get_text()
    assert "Ihr Text, 14 Tage." in part(found, ".desk-conflict").get_text()
    assert stored(article, "Ask <b>us</b> first.").data == "Fragen Sie <b>uns</b>."


def test_what_was_typed_for_a_text_that_the_source_has_no_more_is_shown_again(
    translator: Client, article: ArticlePage, page: Page
) -> None:
    soup = screen(translator, page)
    name = field_of(segment(soup, PAY))
    edit(article, body=body("Ask <b>us</b> first."))
    answer = translator.post(address(page), {**form(soup), name: "Lange getippt.", "action": "save"})
    assert "Lange getippt." in answer.content.decode()
    gone = translator.post(str(segment(soup, PAY)["data-url"]), {"seen": "0.0", "text": "Lange getippt."})
    assert gone.status_code == 410


def test_without_script_the_form_stores_what_was_changed_and_nothing_else(translator: Client, page: Page) -> None:
    StringTranslation.objects.update(translation_type="machine")
    soup = screen(translator, page)
    name = field_of(segment(soup, PAY))
    answer = translator.post(address(page), {**form(soup), name: "Zahlen Sie in 14 Tagen.", "action": "save"})
    assert answer.status_code == 302
    kinds = dict(StringTranslation.objects.values_list("translation_of__data", "translation_type"))
    assert {source for source, kind in kinds.items() if kind == "manual"} == {PAY}


def test_text_that_is_wiped_out_is_not_translated_any_more(translator: Client, page: Page) -> None:
    found = segment(screen(translator, page), PAY)
    assert post(translator, page, found, text="", action="accept").json()["result"] == "empty"
    assert post(translator, page, found, text="").json()["state"] == "missing"
