"""Editors see what is hard to read in a source page: while they write, and before it is translated."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import strip_tags
from hypothesis import given
from hypothesis import strategies as st
from wagtail.test.utils.form_data import rich_text, streamfield

from cms.cities.models import City, Role
from cms.guides.models import ArticlePage, ServicePage, TermPage
from cms.insights.readability import NumberedMark, marked_html, readability_of
from cms.insights.reading import cities_to_read, read_city
from cms.publishing.wakeup import wake_due_tasks
from tests.cms.cities.page_forms import sent
from tests.cms.factories import edit, make_city, make_page, make_translation, make_user
from translations.glossary.records import GlossaryTerm
from translations.memory.owners import owner_of
from translations.readability import Code, Mark
from translations.readability.marks import nested

SUMMARY = "The form is checked by the KJF after submission of all documents, e.g. your passport."
BODY = '<p>You can find the form <a href="https://example.org/form">here</a>.</p>'
# A block that was just added has no id yet.
NEW_BODY = streamfield([("text", rich_text("<p>Bring a paper, e.g. a form.</p>"))])

PLACES = st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=8)


@given(st.text(min_size=20, max_size=20), PLACES)
def test_marked_text_says_the_same_as_the_text(text: str, places: list[tuple[int, int]]) -> None:
    text = re.sub(r"[<>&]", "x", text)
    marks = nested(Mark(Code.PASSIVE, min(place), max(place), {"words": "x"}) for place in places)
    numbered = [NumberedMark(number, mark, "x") for number, mark in enumerate(marks)]
    html = str(marked_html(text, numbered))
    assert html.count("<mark") == html.count("</mark>") == len(marks)
    plain = strip_tags(re.sub(r"<a class.*?</a>", "", html, flags=re.DOTALL))
    assert plain == strip_tags(str(marked_html(text, [])))


def test_what_an_editor_writes_is_escaped() -> None:
    mark = NumberedMark(1, Mark(Code.PASSIVE, 0, 8, {"words": "<script>"}), "<script>")
    assert "<script>" not in marked_html("<script>", [mark])


@pytest.fixture
def city(db: None) -> City:
    return make_city()


@pytest.fixture
def article(city: City) -> ArticlePage:
    body = [{"type": "text", "id": "b1", "value": BODY}]
    return make_page(ArticlePage, city, title="A form", summary=SUMMARY, body=body)


@pytest.fixture
def client(as_user: Callable[..., Client], city: City) -> Client:
    return as_user(make_user(city, Role.EDITOR))


def test_each_text_is_shown_with_its_field_and_its_advice(client: Client, article: ArticlePage) -> None:
    answer = client.get(reverse("insights_readability", args=[article.pk])).content.decode()
    assert '<mark id="readability-mark-1" data-code="passive">is checked</mark>' in answer
    assert '<a class="readability-number" href="#readability-advice-1" aria-label="Advice 1: Passive">1</a>' in answer
    assert "Say it with a verb: “hand in” instead of “submission of”." in answer
    assert "Write out what “KJF” stands for" in answer
    assert "Write “for example” instead of “e.g.”." in answer
    assert "Say where the link leads instead of “here”" in answer
    assert "5 places in" in answer
    assert re.findall(r"<h3>\s*(\w+)", answer) == ["Summary", "Text"]


def test_the_editor_of_a_page_has_the_marks_among_its_checks(client: Client, article: ArticlePage) -> None:
    answer = client.get(reverse("wagtailadmin_pages:edit", args=[article.pk])).content.decode()
    panel = answer.split('data-side-panel="checks"')[1]
    assert ">is checked</mark>" in panel
    assert reverse("insights_readability_of_form", args=[article.pk]) in panel


def test_the_marks_follow_the_form_before_anything_is_saved(
    as_user: Callable[..., Client], city: City, article: ArticlePage
) -> None:
    editor = make_user(city, Role.EDITOR)
    form = sent(article, editor, summary="The office will be closed. Money is paid by the ZRB.", body=NEW_BODY)
    answer = as_user(editor).post(reverse("insights_readability_of_form", args=[article.pk]), form)
    assert re.findall(r">([^<]+)</mark>", answer.content.decode()) == ["is paid", "ZRB", "e.g."]
    article.refresh_from_db()
    assert article.summary == SUMMARY
    assert article.latest_revision.as_object().summary == SUMMARY


def test_a_form_that_cannot_be_read_leaves_the_marks_as_they_are(client: Client, article: ArticlePage) -> None:
    assert client.post(reverse("insights_readability_of_form", args=[article.pk]), {}).status_code == 422


def test_before_a_page_is_translated_it_is_said_what_is_hard_to_read(client: Client, article: ArticlePage) -> None:
    answer = client.get(reverse("publishing_translate_page", args=[article.pk])).content.decode()
    assert "5 places on this page are hard to read" in answer
    assert reverse("insights_readability", args=[article.pk]) in answer
    assert "Draft what is missing" in answer


def test_nothing_is_said_of_a_page_that_is_easy_to_read(client: Client, city: City) -> None:
    easy = make_page(ArticlePage, city, title="A form", summary="Bring your passport.")
    assert "hard to read" not in client.get(reverse("publishing_translate_page", args=[easy.pk])).content.decode()
    assert "Nothing found" in client.get(reverse("insights_readability", args=[easy.pk])).content.decode()


def test_a_page_that_is_hard_to_read_is_translated_all_the_same(client: Client, article: ArticlePage) -> None:
    address = reverse("publishing_translate_page", args=[article.pk])
    answer = client.post(address, {"languages": ["de"]}, follow=True).content.decode()
    assert "Drafting 1 language in the background." in answer


def test_a_word_of_the_glossary_and_a_name_of_the_city_need_no_explanation(city: City, article: ArticlePage) -> None:
    assert "KJF" in [mark.words for text in readability_of(article).texts for mark in text.marks]
    make_page(TermPage, city, title="KJF")
    assert "KJF" not in [mark.words for text in readability_of(article).texts for mark in text.marks]


def test_a_word_of_the_glossary_lists_needs_no_explanation(city: City, article: ArticlePage) -> None:
    GlossaryTerm.objects.create(text="KJF", owner=owner_of(article), locale=city.source_locale)
    assert "KJF" not in [mark.words for text in readability_of(article).texts for mark in text.marks]


def test_a_translation_has_no_marks(client: Client, article: ArticlePage) -> None:
    translation = make_translation(article, "de")
    assert client.get(reverse("insights_readability", args=[translation.pk])).status_code == 302
    editor = client.get(reverse("wagtailadmin_pages:edit", args=[translation.pk])).content.decode()
    assert "readability-panel" not in editor


def test_another_city_sees_nothing(as_user: Callable[..., Client], article: ArticlePage) -> None:
    stranger = as_user(make_user(make_city("beta"), Role.EDITOR))
    for name in ("insights_readability", "insights_readability_of_form"):
        assert stranger.get(reverse(name, args=[article.pk])).status_code in {302, 403}
        assert stranger.post(reverse(name, args=[article.pk])).status_code in {302, 403, 405}


def test_a_page_with_more_text_takes_no_more_statements(city: City) -> None:
    def statements(paragraphs: int) -> int:
        body = [{"type": "text", "id": f"b{number}", "value": BODY} for number in range(paragraphs)]
        page = make_page(ServicePage, city, summary=SUMMARY, body=body)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            readability_of(page)
        return len(queries)

    assert statements(2) == statements(20)


def test_a_worker_reads_what_was_published_and_the_report_of_the_city_lists_what_is_hard(
    city: City, as_user: Callable[[User], Client]
) -> None:
    hard = make_page(ArticlePage, city, title="A form", summary=SUMMARY, body=[{"type": "text", "value": BODY}])
    make_page(ArticlePage, city, title="Easy", summary="Bring your passport.")
    make_page(ArticlePage, city, live=False, title="Draft", summary=SUMMARY)
    client = as_user(make_user(city))
    report = reverse("editing_report") + "?code=readability"

    def shown() -> str:
        return str(client.get(report).content.decode())

    assert "still to be looked at" in shown()
    assert "A form" not in shown()
    assert f"{city.slug}: pages are to be read, to see what in them is hard to read" in wake_due_tasks()
    assert cities_to_read() == []
    html = shown()
    assert "still to be looked at" not in html
    assert "A form" in html
    assert "are hard to read" in html
    assert "Easy" not in html
    edit(hard, summary="Bring your passport.", body=[])
    assert cities_to_read() == [city]
    assert read_city(city) == 1
    assert "A form" not in shown()
