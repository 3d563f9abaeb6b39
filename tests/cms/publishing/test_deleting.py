"""A translation lives from its source: it is deleted with it, and leaves the guide with it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from wagtail.models import Page, PageLogEntry

from cms.cities.models import City, Role
from cms.guides.models import ArticlePage, TopicPage
from cms.publishing.models import PublishedDocument
from cms.publishing.recording import newest_revision, rebuild_city
from cms.publishing.translating import translate_pages
from tests.cms.factories import AnyPage, make_city, make_page, make_superuser, make_user, publish

pytestmark = pytest.mark.django_db

LogIn = Callable[[User], Client]


@pytest.fixture(autouse=True)
def engines(settings: Settings) -> None:
    settings.TRANSLATION_ENGINES = ["tests.engines.MirrorEngine"]


@pytest.fixture
def city() -> City:
    return make_city(languages=["en", "de", "ar"])


def in_all_languages(page: AnyPage) -> AnyPage:
    """A page that is live in every language."""
    translate_pages([page.pk], ["de", "ar"], publish=True)
    return page


def languages(*pages: Page) -> set[str]:
    """The languages in which any of these pages is in the database."""
    keys = [page.translation_key for page in pages]
    return set(Page.objects.filter(translation_key__in=keys).values_list("locale__language_code", flat=True))


def documents(page: Page) -> dict[str, bool]:
    """Of each document of a page: whether it is withdrawn, by language."""
    rows = PublishedDocument.objects.filter(uuid=page.translation_key)
    return dict(rows.values_list("language", "withdrawn"))


GONE = {"en": True, "de": True, "ar": True}


def delete(client: Client, page: Page) -> str:
    """Delete a page as a person does; what the question said."""
    address = reverse("wagtailadmin_pages:delete", args=[page.pk])
    question = client.get(address).content.decode()
    client.post(address)
    return str(question)


def test_deleting_a_source_page_deletes_its_translations(city: City, as_user: LogIn) -> None:
    page = in_all_languages(make_page(ArticlePage, city))
    question = delete(as_user(make_user(city, Role.EDITOR)), page)
    assert "Its translations (ar, de) are deleted with it" in question
    assert languages(page) == set()
    assert documents(page) == GONE


def test_deleting_a_translation_deletes_nothing_else(city: City, as_user: LogIn) -> None:
    page = in_all_languages(make_page(ArticlePage, city))
    german = Page.objects.get(translation_key=page.translation_key, locale__language_code="de")
    question = delete(as_user(make_user(city, Role.REVIEWER)), german)
    assert "are deleted with it" not in question
    assert languages(page) == {"en", "ar"}
    assert documents(page) == {"en": False, "de": True, "ar": False}


def test_a_branch_goes_in_every_language(city: City, as_user: LogIn) -> None:
    topic = make_page(TopicPage, city)
    below = make_page(TopicPage, city, parent=topic)
    pages = [topic, below, *(in_all_languages(make_page(ArticlePage, city, parent=below)) for _number in range(2))]
    beside = in_all_languages(make_page(ArticlePage, city, parent=make_page(TopicPage, city)))
    delete(as_user(make_user(city, Role.ADMINISTRATOR)), topic)
    assert languages(*pages) == set()
    assert [documents(page) for page in pages] == [GONE] * 4
    assert languages(beside) == {"en", "de", "ar"}
    assert Page.find_problems() == ([], [], [], [], [])
    before = newest_revision(city)
    assert rebuild_city(city) == before


def test_ticked_pages_go_in_every_language(city: City, as_user: LogIn) -> None:
    pages = [in_all_languages(make_page(ArticlePage, city)) for _number in range(2)]
    kept = in_all_languages(make_page(ArticlePage, city))
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    address = f"{bulk}?" + "&".join(f"id={page.pk}" for page in pages)
    client = as_user(make_superuser())
    assert "Its translations (ar, de) are deleted with it" in client.get(address).content.decode()
    client.post(address)
    assert languages(*pages) == set()
    assert [documents(page) for page in pages] == [GONE] * 2
    assert languages(kept) == {"en", "de", "ar"}
    assert Page.find_problems() == ([], [], [], [], [])


def test_the_history_names_each_deleted_translation_once(city: City, as_user: LogIn) -> None:
    page = in_all_languages(make_page(ArticlePage, city))
    editor = make_user(city, Role.EDITOR)
    delete(as_user(editor), page)
    entries = PageLogEntry.objects.filter(action="wagtail.delete", content_type=page.content_type)
    assert [entry.user_id for entry in entries] == [editor.pk] * 3


def test_unpublished_translations_go_too(city: City) -> None:
    page = make_page(ArticlePage, city)
    translate_pages([page.pk], ["de"], publish=False)
    Page.objects.get(pk=page.pk).delete()
    assert languages(page) == set()


def test_unpublishing_a_source_page_takes_its_translations_along_and_publishing_brings_them_back(
    city: City, as_user: LogIn
) -> None:
    page = in_all_languages(make_page(ArticlePage, city))
    before = dict(PublishedDocument.objects.filter(uuid=page.translation_key).values_list("language", "body_hash"))
    client = as_user(make_user(city, Role.EDITOR))
    address = reverse("wagtailadmin_pages:unpublish", args=[page.pk])
    assert "Its translations (ar, de) leave the guide with it" in client.get(address).content.decode()
    client.post(address)
    assert documents(page) == GONE
    german = Page.objects.get(translation_key=page.translation_key, locale__language_code="de").specific
    publish(german)  # a translation alone does not come back without its source
    assert documents(page) == GONE
    publish(ArticlePage.objects.get(pk=page.pk))
    after = dict(PublishedDocument.objects.filter(uuid=page.translation_key).values_list("language", "body_hash"))
    assert after == before
