"""Translators work on one screen, with or without JavaScript, and nobody's text is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, TranslationSource

from cms.cities.models import City, Role
from cms.guides.models import ArticlePage, OfficePage, ProcedurePage, TermPage
from cms.publishing.models import PublishedDocument, TranslationRequest
from tests.cms.factories import edit, make_city, make_page, make_translation, make_user, publish
from translations.drafting import save_translation
from translations.models import SegmentFinding

pytestmark = pytest.mark.django_db

PAY = "Pay within 14 days."
LogIn = Callable[[User], Client]


def body(*paragraphs: str) -> list[dict[str, Any]]:
    html = "".join(f"<p>{text}</p>" for text in paragraphs)
    return [{"id": "7b3f0f7e-3b40-4a0b-8f1c-0d5f4b1a2c3d", "type": "text", "value": html}]


@pytest.fixture
def city() -> City:
    return make_city(languages=("en", "de", "ar"))


@pytest.fixture
def article(city: City) -> ArticlePage:
    return make_page(ArticlePage, city, title="Rent", summary="Short.", body=body(PAY, "Ask <b>us</b> first."))


@pytest.fixture
def translator(city: City, as_user: LogIn) -> Client:
    return as_user(make_user(city, Role.TRANSLATOR, "ana"))


@pytest.fixture
def reviewer(city: City, as_user: LogIn) -> Client:
    return as_user(make_user(city, Role.REVIEWER, "rita"))


def address(page: Page) -> str:
    return reverse("publishing_desk", args=[page.pk])


def screen(client: Client, page: Page, **query: Any) -> BeautifulSoup:
    answer = client.get(address(page), query)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def segment(soup: BeautifulSoup, source: str) -> Tag:
    """The segment whose source is this text."""
    return next(
        found
        for found in soup.select(".desk-segment")
        if source in found.select_one("[id^=source-]").get_text()  # type: ignore[union-attr]  # every segment has one
    )


def form(soup: BeautifulSoup) -> dict[str, str]:
    """What the form would send as it stands, without a button."""
    fields = {str(field["name"]): field.get_text().removeprefix("\n") for field in soup.select("textarea")}
    return fields | {
        str(field["name"]): str(field["value"]) for field in soup.select("form.desk-form input[type=hidden]")
    }


def go_live(article: Page) -> None:
    """Publish the one translation of a page."""
    source = TranslationSource.objects.get(object_id=article.translation_key)
    save_translation(source.translations.get(), None, publish=True)


def stored(page: Page, source: str, language: str = "de") -> StringTranslation:
    return StringTranslation.objects.get(
        translation_of__data=source, context__object_id=page.translation_key, locale__language_code=language
    )


def post(client: Client, page: Page, found: Tag, **data: str) -> Any:
    """Send one segment as the script does."""
    fields = {"seen": str(found.select_one("[name^=seen-]")["value"]), **data}  # type: ignore[index]  # as above
    return client.post(str(found["data-url"]), fields)


def test_the_editor_of_a_translation_is_the_desk_and_the_other_one_is_a_link_away(
    translator: Client, article: ArticlePage
) -> None:
    page = make_translation(article, "de")
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
    as_user: LogIn, city: City, article: ArticlePage, role: Role
) -> None:
    page = make_translation(article, "de")
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
    assert segment(soup, "Be on time.").select_one("h3").get_text(strip=True) == "Explanation"  # type: ignore[union-attr]  # has one


def test_each_text_has_the_direction_of_its_own_language(translator: Client, article: ArticlePage) -> None:
    page = make_translation(article, "ar")
    found = segment(screen(translator, page), PAY)
    area, source = found.select_one("textarea"), found.select_one("[id^=source-]")
    assert area is not None
    assert source is not None
    assert (area["lang"], area["dir"], source["lang"], source["dir"]) == ("ar", "rtl", "en", "ltr")


def test_a_text_that_was_changed_is_stored_as_its_writers(translator: Client, article: ArticlePage) -> None:
    page = make_translation(article, "de")
    found = segment(screen(translator, page), "Ask")
    answer = post(translator, page, found, text="Fragen Sie <b>uns</b> & warten Sie.")
    assert (answer.status_code, answer.json()["result"], answer.json()["state"]) == (200, "saved", "reviewed")
    row = stored(article, "Ask <b>us</b> first.")
    assert row.data == "Fragen Sie <b>uns</b> &amp; warten Sie."
    assert (row.translation_type, row.last_translated_by.username) == ("manual", "ana")


def test_machine_text_is_reviewed_by_a_persons_word_alone(translator: Client, article: ArticlePage) -> None:
    page = make_translation(article, "de")
    StringTranslation.objects.update(translation_type="machine", tool_name="Mirror 1")
    soup = screen(translator, page)
    found = segment(soup, PAY)
    assert "Mirror 1" in found.get_text()
    text = form(soup)[str(found.select_one("textarea")["name"])]  # type: ignore[index]  # every segment has one
    assert post(translator, page, found, text=text).json()["result"] == "unchanged"
    assert stored(article, PAY).translation_type == "machine"
    assert post(translator, page, found, text=text, action="accept").json()["state"] == "reviewed"
    row = stored(article, PAY)
    assert (row.translation_type, row.tool_name, row.last_translated_by.username) == ("manual", "", "ana")
    assert row.data == f"[x] {PAY}"


def test_who_reviewed_a_text_stays_who_did_when_another_accepts_it(
    translator: Client, reviewer: Client, article: ArticlePage
) -> None:
    page = make_translation(article, "de")
    found = segment(screen(translator, page), PAY)
    post(translator, page, found, text="Zahlen Sie in 14 Tagen.", action="accept")
    again = segment(screen(reviewer, page), PAY)
    post(reviewer, page, again, text="Zahlen Sie in 14 Tagen.", action="accept")
    assert stored(article, PAY).last_translated_by.username == "ana"


def test_a_finding_stands_beside_the_segment_that_has_it_until_the_text_is_right(
    translator: Client, article: ArticlePage
) -> None:
    page = make_translation(article, "de")
    found = segment(screen(translator, page), PAY)
    answer = post(translator, page, found, text="Zahlen Sie in 15 Tagen.", action="accept").json()
    assert (answer["blocked"], answer["findings"]) == (True, 1)
    assert "Numbers differ from the source" in answer["html"]
    found = segment(screen(translator, page), PAY)
    assert "Numbers differ" in found.get_text()
    mended = post(translator, page, found, text="Zahlen Sie in 14 Tagen.")
    assert (mended.json()["blocked"], mended.json()["findings"]) == (False, 0)


def test_a_person_can_say_that_the_text_is_right_and_is_named(translator: Client, article: ArticlePage) -> None:
    page = make_translation(article, "de")
    found = segment(screen(translator, page), PAY)
    post(translator, page, found, text="Zahlen Sie in 15 Tagen.")
    finding = SegmentFinding.objects.get(code="number_changed")
    answer = post(translator, page, found, text="", action="dismiss", finding=str(finding.pk)).json()
    assert answer["blocked"] is False
    assert "ana said that the text is right" in answer["html"]


def test_what_changed_in_the_source_is_marked_and_the_earlier_translation_can_be_still_right(
    translator: Client, article: ArticlePage
) -> None:
    page = make_translation(article, "de")
    edit(article, body=body("Pay within 14 working days.", "Ask <b>us</b> first."))
    soup = screen(translator, page)
    found = segment(soup, "working")
    assert found["data-state"] == "outdated"
    assert [mark.get_text() for mark in found.select("ins")] == ["working "]
    assert form(soup)[str(found.select_one("textarea")["name"])] == f"[x] {PAY}"  # type: ignore[index]  # every segment has one
    assert post(translator, page, found, text="", action="right").json()["state"] == "reviewed"
    assert stored(article, "Pay within 14 working days.").data == f"[x] {PAY}"


def test_what_another_person_saved_meanwhile_is_not_written_over(
    translator: Client, reviewer: Client, article: ArticlePage
) -> None:
    page = make_translation(article, "de")
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
    translator: Client, reviewer: Client, article: ArticlePage
) -> None:
    page = make_translation(article, "de")
    soup = screen(translator, page)
    fields = form(soup)
    pay, ask = (str(segment(soup, text).select_one("textarea")["name"]) for text in (PAY, "Ask"))  # type: ignore[index]  # has one
    post(reviewer, page, segment(screen(reviewer, page), PAY), text="Ihr Text, 14 Tage.")
    fields |= {pay: "Mein Text, 14 Tage.", ask: "Fragen Sie <b>uns</b>."}
    answer = translator.post(address(page), {**fields, "action": "publish"})
    assert answer.status_code == 409
    found = segment(BeautifulSoup(answer.content, "html.parser"), PAY)
    assert "Mein Text, 14 Tage." in found.select_one("textarea").get_text()  # type: ignore[union-attr]  # has one
    assert "Ihr Text, 14 Tage." in found.select_one(".desk-conflict").get_text()  # type: ignore[union-attr]  # has one
    assert stored(article, "Ask <b>us</b> first.").data == "Fragen Sie <b>uns</b>."


def test_what_was_typed_for_a_text_that_the_source_has_no_more_is_shown_again(
    translator: Client, article: ArticlePage
) -> None:
    page = make_translation(article, "de")
    soup = screen(translator, page)
    name = str(segment(soup, PAY).select_one("textarea")["name"])  # type: ignore[index]  # every segment has one
    edit(article, body=body("Ask <b>us</b> first."))
    answer = translator.post(address(page), {**form(soup), name: "Lange getippt.", "action": "save"})
    assert "Lange getippt." in answer.content.decode()
    gone = translator.post(str(segment(soup, PAY)["data-url"]), {"seen": "0.0", "text": "Lange getippt."})
    assert gone.status_code == 410


def test_without_script_the_form_stores_what_was_changed_and_nothing_else(
    translator: Client, article: ArticlePage
) -> None:
    page = make_translation(article, "de")
    StringTranslation.objects.update(translation_type="machine")
    soup = screen(translator, page)
    name = str(segment(soup, PAY).select_one("textarea")["name"])  # type: ignore[index]  # every segment has one
    answer = translator.post(address(page), {**form(soup), name: "Zahlen Sie in 14 Tagen.", "action": "save"})
    assert answer.status_code == 302
    kinds = dict(StringTranslation.objects.values_list("translation_of__data", "translation_type"))
    assert {source for source, kind in kinds.items() if kind == "manual"} == {PAY}


def test_text_that_is_wiped_out_is_not_translated_any_more(translator: Client, article: ArticlePage) -> None:
    page = make_translation(article, "de")
    found = segment(screen(translator, page), PAY)
    assert post(translator, page, found, text="", action="accept").json()["result"] == "empty"
    assert post(translator, page, found, text="").json()["state"] == "missing"


def test_a_reviewer_publishes_when_all_is_whole_and_sound_and_not_before(
    reviewer: Client, article: ArticlePage
) -> None:
    page = make_translation(article, "de")
    fields = {**form(screen(reviewer, page)), "action": "publish"}
    StringTranslation.objects.filter(translation_of__data=PAY).delete()
    refused = reviewer.post(address(page), {**form(screen(reviewer, page)), "action": "publish"}, follow=True)
    assert "1 piece is not translated." in refused.content.decode()
    assert not Page.objects.get(pk=page.pk).live
    found = segment(screen(reviewer, page), PAY)
    post(reviewer, page, found, text="Zahlen Sie in 14 Tagen.")
    fields = {**form(screen(reviewer, page)), "action": "publish"}
    reviewer.post(address(page), fields)
    assert Page.objects.get(pk=page.pk).live
    document = PublishedDocument.objects.current().get(uuid=article.translation_key, language="de")
    assert "Zahlen Sie in 14 Tagen." in str(document.body)


def test_a_translator_submits_and_a_reviewer_of_the_city_approves(
    translator: Client, as_user: LogIn, city: City, article: ArticlePage
) -> None:
    page = make_translation(article, "de")
    soup = screen(translator, page)
    assert [button["value"] for button in soup.select("#desk-actions button")] == ["submit", "draft"]
    translator.post(address(page), {**form(soup), "action": "submit"})
    assert Page.objects.get(pk=page.pk).specific.workflow_in_progress
    locked = screen(translator, page)
    assert locked.select("textarea[readonly]")
    assert translator.post(address(page), {**form(locked), "action": "draft"}).status_code == 423
    editor = as_user(make_user(city, Role.EDITOR))
    soup = screen(editor, page)
    post(editor, page, segment(soup, PAY), text="Zahlen Sie in 14 Tagen.")
    editor.post(address(page), {**form(screen(editor, page)), "action": "review:approve"})
    live = Page.objects.get(pk=page.pk).specific
    assert live.live
    assert "Zahlen Sie in 14 Tagen." in str(live.body)


def test_readers_are_told_at_once_that_a_person_has_checked_a_live_text(reviewer: Client, article: ArticlePage) -> None:
    page = make_translation(article, "de")
    go_live(article)
    StringTranslation.objects.update(translation_type="machine")
    publish(Page.objects.get(pk=page.pk).specific)
    documents = PublishedDocument.objects.current().filter(uuid=article.translation_key, language="de")
    assert documents.get().body["translation"]["state"] == "machine"
    soup = screen(reviewer, page)
    for found in soup.select(".desk-segment"):
        name = str(found.select_one("textarea")["name"])  # type: ignore[index]  # every segment has one
        post(reviewer, page, found, text=form(soup)[name], action="accept")
    assert documents.get().body["translation"]["state"] == "reviewed"


def test_terms_of_the_glossary_stand_in_the_source_with_their_approved_translation(
    translator: Client, city: City
) -> None:
    term = make_page(TermPage, city, title="Council tax")
    german = make_translation(term, "de", prefix="")
    StringTranslation.objects.filter(translation_of__data="Council tax").update(data="Gemeindesteuer")
    save_translation(
        TranslationSource.objects.get(object_id=term.translation_key).translations.get(), None, publish=True
    )
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


def test_what_is_missing_can_be_drafted_from_the_desk(translator: Client, article: ArticlePage) -> None:
    page = make_translation(article, "de", prefix=None)
    answer = translator.post(address(page), {**form(screen(translator, page)), "action": "machine"}, follow=True)
    request = TranslationRequest.objects.get()
    assert (request.page_ids, request.languages, request.publish) == ([article.pk], ["de"], False)
    assert "data-running" in answer.content.decode()


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
