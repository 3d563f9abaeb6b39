"""Publishing a source page as a minor edit, through the button that editors press."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from wagtail.models import PageLogEntry

from cms.cities.models import City, Role
from cms.guides.models import ArticlePage
from cms.publishing.models import PublishedDocument
from tests.cms.cities.page_forms import sent
from tests.cms.factories import make_city, make_page, make_translation, make_user, publish
from translations.models import SegmentChange

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    return make_city()


@pytest.fixture
def page(city: City) -> ArticlePage:
    """A live article with a live German translation; its city is online in both languages."""
    publish(make_translation(city.pages.get(locale=city.source_locale), "de"))
    article = make_page(ArticlePage, city, summary="Bring you passport.")
    publish(make_translation(article, "de"))
    return article


def press(client: Client, page: ArticlePage, user: User, button: str, summary: str) -> str:
    """What the screen says after the page was published with another summary."""
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = sent(page, user, summary=summary) | {"action-publish": button}
    return client.post(address, form, follow=True).content.decode()


def outdated(page: ArticlePage) -> int:
    """How many segments of the German document readers see marked as outdated."""
    document = PublishedDocument.objects.get(uuid=page.translation_key, language="de")
    assert document.body is not None
    return int(document.body["translation"]["outdated"])


def test_translations_stay_valid_and_it_is_recorded_who_said_so(
    page: ArticlePage, city: City, as_user: Callable[..., Client]
) -> None:
    editor = make_user(city, Role.EDITOR)
    said = press(as_user(editor), page, editor, "minor", "Bring your passport.")
    assert "Minor edit: 1 translated segment stays valid." in said
    assert outdated(page) == 0
    change = SegmentChange.objects.get()
    assert (change.before.data, change.after.data) == ("Bring you passport.", "Bring your passport.")
    assert (change.minor_by, change.minor_at is None) == (editor, False)
    entry = PageLogEntry.objects.get(action="waymark.minor_edit")
    assert entry.user == editor
    assert entry.data["changes"] == [["Bring you passport.", "Bring your passport."]]


def test_without_the_button_the_translation_is_outdated(
    page: ArticlePage, city: City, as_user: Callable[..., Client]
) -> None:
    editor = make_user(city, Role.EDITOR)
    press(as_user(editor), page, editor, "action-publish", "Bring no passport.")
    assert outdated(page) == 1


def test_a_minor_edit_keeps_nothing_of_the_publication_before(
    page: ArticlePage, city: City, as_user: Callable[..., Client]
) -> None:
    editor = make_user(city, Role.EDITOR)
    client = as_user(editor)
    press(client, page, editor, "action-publish", "Bring no passport.")
    changed = ArticlePage.objects.get(pk=page.pk)
    said = press(client, changed, editor, "minor", "Bring no passport.")
    assert "Minor edit: 0 translated segments stay valid." in said
    assert outdated(page) == 1


def test_the_button_is_offered_for_live_source_pages(
    page: ArticlePage, city: City, as_user: Callable[..., Client]
) -> None:
    client = as_user(make_user(city, Role.EDITOR))
    live = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "Publish as a minor edit" in live
    draft = make_page(ArticlePage, city, live=False)
    assert "minor edit" not in client.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).content.decode()
