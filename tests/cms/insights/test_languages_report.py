"""The report of pages and languages, and what is done from it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings
from wagtail.models import Page
from wagtail_localize.models import StringTranslation

from cms.cities.models import City, Role
from cms.guides.models import ArticlePage, ServicePage, TopicPage
from cms.insights import matrix
from cms.publishing.translating import translate_pages
from tests.cms.factories import edit, make_city, make_page, make_translation, make_user
from translations.models import Assignment, SegmentChange
from translations.stored_states import mark_all_stale

pytestmark = pytest.mark.django_db

ADDRESS = reverse("insights_languages_report")


@pytest.fixture
def city(settings: Settings) -> City:
    settings.TRANSLATION_ENGINES = ["tests.engines.MirrorEngine"]
    return make_city(languages=("en", "de", "ar"))


@pytest.fixture
def editor(city: City, as_user: Callable[..., Client]) -> Client:
    return as_user(make_user(city, Role.EDITOR))


def titles(client: Client, query: str = "") -> set[str]:
    """The titles of the articles that are shown."""
    response = client.get(ADDRESS + query)
    return {row.page.title for row in response.context["rows"] if row.page.title.startswith("Article")}


def act(client: Client, action: str, pages: list[Page], languages: list[str], **more: object) -> str:
    """What the screen says after an action."""
    data = {"action": action, "pages": [page.pk for page in pages], "languages": languages, **more}
    return client.post(ADDRESS, data, follow=True).content.decode()


def test_a_long_report_is_turned_page_by_page(editor: Client, city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matrix, "PAGES_PER_SCREEN", 2)
    for number in range(3):
        make_page(ArticlePage, city, title=f"Article {number}")
    first = editor.get(ADDRESS).content.decode()
    assert 'href="?city=alpha&amp;p=2"' in first
    assert "Missing" in first
    last = editor.get(f"{ADDRESS}?city=alpha&p=3").content.decode()
    assert "Article 2" in last
    assert 'href="?city=alpha&amp;p=2"' in last


def test_every_state_is_counted_and_can_be_filtered(editor: Client, city: City) -> None:
    missing, machine, reviewed, outdated = (
        make_page(ArticlePage, city, title=f"Article {name}") for name in ("missing", "machine", "reviewed", "outdated")
    )
    translate_pages([machine.pk], ["de"], publish=True)
    make_translation(reviewed, "de")
    make_translation(outdated, "de")
    edit(outdated, title="Article changed")
    for status, title in (
        ("missing", missing.title),
        ("machine", machine.title),
        ("reviewed", reviewed.title),
        ("outdated", "Article changed"),
    ):
        assert titles(editor, f"?language=de&status={status}") == {title}
    german = editor.get(ADDRESS).context["columns"][0]
    assert german.tag == "de"
    assert {share.status.value: share.number for share in german.shares}["outdated"] == 1
    assert sum(share.number for share in german.shares) == german.total


def test_the_other_filters(editor: Client, city: City) -> None:
    topic = make_page(TopicPage, city, title="Housing")
    inside = make_page(ArticlePage, city, title="Article inside", parent=topic)
    elsewhere = make_page(TopicPage, city)
    outside = make_page(ArticlePage, city, title="Article outside", parent=elsewhere)
    make_page(ServicePage, city, title="Article by name, service by kind", parent=elsewhere)
    assert titles(editor, f"?topic={topic.pk}") == {inside.title}
    assert titles(editor, "?kind=articlepage") == {inside.title, outside.title}
    assert titles(editor, "?text=OUTSIDE") == {outside.title}
    make_translation(inside, "de")
    edit(inside, title="Article old")
    assert titles(editor, "?days=7") == set()
    SegmentChange.objects.update(made_at=timezone.now() - timedelta(days=8))
    mark_all_stale()
    assert titles(editor, "?days=7") == {"Article old"}
    assert titles(editor, "?days=x&topic=x&status=x&kind=") >= {"Article old", outside.title}


def test_pages_are_assigned_and_found_by_who_has_them(
    editor: Client, city: City, as_user: Callable[..., Client]
) -> None:
    page = make_page(ArticlePage, city, title="Article one")
    make_page(ArticlePage, city, title="Article two")
    translator = make_user(city, Role.TRANSLATOR)
    act(editor, "assign", [page], ["ar"], assignee=translator.pk)
    assert titles(as_user(translator), "?mine=1") == {page.title}
    assert titles(editor, "?mine=1") == set()
    act(editor, "assign", [page], ["ar"], assignee="")
    assert not Assignment.objects.exists()


def test_nobody_outside_the_city_is_given_a_page(editor: Client, city: City) -> None:
    page = make_page(ArticlePage, city)
    stranger = make_user(make_city("beta"), Role.TRANSLATOR)
    response = editor.post(
        ADDRESS, {"action": "assign", "pages": [page.pk], "languages": ["ar"], "assignee": stranger.pk}
    )
    assert response.status_code == 404
    assert not Assignment.objects.exists()


def test_drafting_adds_what_is_missing_or_outdated_and_publishes_nothing(editor: Client, city: City) -> None:
    page = make_page(ArticlePage, city, title="Article")
    make_page(ArticlePage, city, title="Article not ticked")
    act(editor, "draft", [page], ["de"])
    translate_pages([page.pk], ["de"], publish=False)
    assert titles(editor, "?language=de&status=machine") == {"Article"}
    assert not ArticlePage.objects.filter(locale__language_code="de", live=True).exists()


def test_still_right_keeps_translations_that_a_person_may_edit(editor: Client, city: City) -> None:
    page = make_page(ArticlePage, city, title="Article")
    make_translation(page, "de")
    edit(page, title="Article!")
    assert "Done for 1 translation" in act(editor, "confirm", [page], ["de", "ar"])
    assert titles(editor, "?language=de&status=reviewed") == {"Article!"}
    assert "not begun" in act(editor, "confirm", [page], ["ar"])


def test_complete_translations_are_published_and_others_named(editor: Client, city: City) -> None:
    whole, gap = make_page(ArticlePage, city, title="Article"), make_page(ArticlePage, city, title="Article gap")
    make_translation(whole, "de")
    make_translation(gap, "de", prefix=None)
    said = act(editor, "publish", [whole, gap], ["de"])
    assert "Done for 1 translation" in said
    assert "not complete" in said
    live = ArticlePage.objects.filter(locale__language_code="de", live=True)
    assert [page.title for page in live] == ["[x] Article"]


def test_what_keeps_a_translation_from_going_live_is_named(city: City, as_user: Callable[..., Client]) -> None:
    city.four_eyes = True
    city.save()
    careful = make_page(ArticlePage, city, title="Article of care", sensitivity="careful")
    translate_pages([careful.pk], ["de"], publish=False)
    wrong = make_page(ArticlePage, city, title="Article of numbers", summary="Pay 30 pounds.")
    make_translation(wrong, "de", prefix="99 ")
    own = make_page(ArticlePage, city, title="Article of my own")
    make_translation(own, "de")
    user = make_user(city, Role.EDITOR)
    StringTranslation.objects.filter(context__object_id=own.translation_key).update(last_translated_by=user)
    editor = as_user(user)
    assert "1 × sensitive, and not checked by a person yet." in act(editor, "publish", [careful], ["de"])
    assert "1 × failed its checks." in act(editor, "publish", [wrong], ["de"])
    assert "1 × partly your own work" in act(editor, "publish", [own], ["de"])
    translator = as_user(make_user(city, Role.TRANSLATOR))
    assert "1 × not yours to publish." in act(translator, "publish", [own], ["de"])


def test_a_cell_leads_only_to_translations_that_a_person_may_change(city: City, as_user: Callable[..., Client]) -> None:
    page = make_page(ArticlePage, city, title="Article")
    german, arabic = (reverse("wagtailadmin_pages:edit", args=[make_translation(page, tag).pk]) for tag in ("de", "ar"))
    translator = make_user(city, role=None)
    translator.groups.add(city.group_of(Role.TRANSLATOR, "ar"))
    shown = as_user(translator).get(ADDRESS).content.decode()
    assert arabic in shown
    assert german not in shown
    assert german not in as_user(make_user(city, Role.VIEWER)).get(ADDRESS).content.decode()


def test_numbers_that_no_id_can_be_are_no_error(editor: Client, city: City) -> None:
    make_page(ArticlePage, city, title="Article")
    huge = str(2**63)
    assert editor.get(f"{ADDRESS}?topic={huge}&days={huge}&p={huge}").status_code == 200
    answer = editor.post(ADDRESS, {"action": "publish", "pages": [huge], "languages": ["de"]}, follow=True)
    assert "Tick at least one page and one language" in answer.content.decode()


def test_complete_translations_are_submitted_for_review(city: City, as_user: Callable[..., Client]) -> None:
    page = make_page(ArticlePage, city, title="Article")
    target = make_translation(page, "de")
    translator = as_user(make_user(city, Role.TRANSLATOR))
    assert "Done for 1 translation" in act(translator, "submit", [page], ["de"])
    assert ArticlePage.objects.get(pk=target.pk).workflow_in_progress
    assert "already in review" in act(translator, "submit", [page], ["de"])


def test_roles_that_may_not_publish_or_assign_are_refused(city: City, as_user: Callable[..., Client]) -> None:
    page = make_page(ArticlePage, city, title="Article")
    make_translation(page, "de")
    translator = as_user(make_user(city, Role.TRANSLATOR))
    act(translator, "publish", [page], ["de"])
    assert not ArticlePage.objects.filter(locale__language_code="de", live=True).exists()
    response = translator.post(ADDRESS, {"action": "assign", "pages": [page.pk], "languages": ["de"]})
    assert response.status_code in (302, 403)
    assert not Assignment.objects.exists()
    assert 'value="assign"' not in translator.get(ADDRESS).content.decode()
    viewer = as_user(make_user(city, Role.VIEWER))
    assert 'value="draft"' not in viewer.get(ADDRESS).content.decode()
    act(viewer, "confirm", [page], ["de"])
    act(viewer, "draft", [page], ["ar"])
    assert not StringTranslation.objects.filter(locale__language_code="ar").exists()


def test_another_citys_pages_are_neither_shown_nor_touched(editor: Client) -> None:
    other = make_city("beta")
    page = make_page(ArticlePage, other, title="Article of beta")
    make_translation(page, "de")
    assert titles(editor) == set()
    assert editor.get(f"{ADDRESS}?city=beta").status_code == 404
    act(editor, "publish", [page], ["de"])
    assert not ArticlePage.objects.filter(locale__language_code="de", live=True).exists()


def test_nothing_ticked_is_said(editor: Client, city: City) -> None:
    page = make_page(ArticlePage, city)
    assert "Tick at least one page and one language" in act(editor, "publish", [page], [])
    assert "Tick at least one page and one language" in act(editor, "publish", [], ["de"])


def test_the_number_of_statements_does_not_grow(editor: Client, city: City) -> None:
    make_translation(make_page(ArticlePage, city), "de")
    editor.get(ADDRESS)
    few = statements(editor)
    for _number in range(8):
        page = make_page(ArticlePage, city)
        make_translation(page, "de")
        make_translation(page, "ar")
    editor.get(ADDRESS)
    assert 0 < statements(editor) <= few


def statements(client: Client) -> int:
    """How many SQL statements the report takes when no state is stale."""
    with CaptureQueriesContext(connection) as context:
        client.get(ADDRESS)
        return len(context)
