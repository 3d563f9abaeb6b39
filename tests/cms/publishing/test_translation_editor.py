"""wagtail-localize's translation editor says what keeps a translation from its readers."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from wagtail.models import Page

from cms.cities.models import City, Role
from cms.guides.models import ArticlePage
from cms.publishing.translating import translate_pages
from tests.cms.factories import edit, make_city, make_page, make_user
from translations.sources import sync_source

pytestmark = pytest.mark.django_db


def drafted(settings: Settings, engine: str, city: City) -> tuple[ArticlePage, Page]:
    """A page and its machine translation."""
    settings.TRANSLATION_ENGINES = [f"tests.engines.{engine}"]
    page = make_page(ArticlePage, city, title="Pay within 14 days")
    translate_pages([page.pk], ["de"], publish=False)
    return page, Page.objects.get(translation_key=page.translation_key, locale__language_code="de")


def editor(client: Client, city: City, target: Page) -> str:
    client.force_login(make_user(city, Role.REVIEWER))
    address = reverse("wagtailadmin_pages:edit", args=[target.pk])
    return client.get(address, {"editor": "wagtail-localize"}).content.decode()


def test_the_editor_says_that_pieces_failed_their_checks(client: Client, settings: Settings) -> None:
    city = make_city()
    _page, target = drafted(settings, "ForgetfulEngine", city)
    assert "cannot be published yet. 1 segment failed its checks" in editor(client, city, target)


def test_the_editor_says_that_pieces_are_not_translated(client: Client, settings: Settings) -> None:
    city = make_city()
    page, target = drafted(settings, "MirrorEngine", city)
    sync_source(edit(page, summary="This is new."))
    assert "cannot be published yet. 1 segment is not translated." in editor(client, city, target)


def test_the_editor_says_nothing_of_a_whole_and_sound_translation(client: Client, settings: Settings) -> None:
    city = make_city()
    _page, target = drafted(settings, "MirrorEngine", city)
    assert "cannot be published" not in editor(client, city, target)
