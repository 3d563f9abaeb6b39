"""An address that readers have in one language does not change because that of another language did."""

from __future__ import annotations

import re

import pytest
from pytest_django import Settings
from wagtail.models import Page

from cms.guides.models import ArticlePage, TopicPage
from cms.publishing.models import PublishedDocument
from cms.publishing.preview import preview_html
from cms.publishing.translating import translate_pages
from tests.cms.factories import edit, make_city, make_page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def engines(settings: Settings) -> None:
    settings.TRANSLATION_ENGINES = ["tests.engines.MirrorEngine"]


def paths(page: Page) -> dict[str, str]:
    """The path of a page's documents by language."""
    rows = PublishedDocument.objects.current().filter(uuid=page.translation_key)
    return dict(rows.values_list("language", "path"))


def test_a_translation_has_the_slug_of_its_source_when_it_is_made() -> None:
    topic = make_page(TopicPage, make_city(), slug="housing")
    page = make_page(ArticlePage, topic.get_parent().specific.city, parent=topic, slug="deposit")
    translate_pages([page.pk], ["de"], publish=True)
    assert paths(page) == {"en": "housing/deposit", "de": "housing/deposit"}


def test_a_new_slug_of_the_source_leaves_live_addresses_in_other_languages() -> None:
    city = make_city()
    topic = make_page(TopicPage, city, slug="housing")
    page = make_page(ArticlePage, city, parent=topic, slug="deposit")
    translate_pages([page.pk], ["de"], publish=True)
    edit(topic, slug="homes")
    page = edit(ArticlePage.objects.get(pk=page.pk), slug="rent-deposit", summary="Money for the landlord.")
    assert paths(page) == {"en": "homes/rent-deposit", "de": "housing/deposit"}
    translate_pages([page.pk], ["de"], publish=True)
    assert paths(page) == {"en": "homes/rent-deposit", "de": "housing/deposit"}


def test_languages_of_a_page_link_to_each_other_after_its_slug_changed() -> None:
    city = make_city()
    topic = make_page(TopicPage, city, slug="housing")
    translate_pages([topic.pk], ["de"], publish=True)
    topic = edit(topic, slug="homes")
    german = TopicPage.objects.get(translation_key=topic.translation_key, locale__language_code="de")
    wanted = {("en", "https://alpha.example.org/en/homes/"), ("de", "https://alpha.example.org/de/housing/")}
    for page in (topic, german):
        html = preview_html(page, city)
        assert set(re.findall(r'rel="alternate" hreflang="(\w+)" href="([^"]+)"', html)) == wanted
