"""A translated page says what was published, and its document says how far that follows the source."""

from __future__ import annotations

from typing import Any

import pytest
from pytest_django import Settings
from wagtail.models import Page
from wagtail_localize.models import StringTranslation

from cms.cities.models import City
from cms.guides.models import ArticlePage
from cms.publishing.models import PublishedDocument
from cms.publishing.recording import newest_revision, rebuild_city
from cms.publishing.translating import translate_pages
from tests.cms.factories import edit, make_city, make_page

pytestmark = pytest.mark.django_db

PEN, PENCIL = "gnirB a nep.", "gnirB a licnep."


@pytest.fixture
def city(settings: Settings) -> City:
    settings.TRANSLATION_ENGINES = ["tests.engines.MirrorEngine"]
    return make_city()


@pytest.fixture
def page(city: City) -> ArticlePage:
    """A live article with a live German translation."""
    article = make_page(ArticlePage, city, summary="Bring a pen.")
    translate_pages([article.pk], ["de"], publish=True)
    return article


def german(page: Page) -> tuple[str, dict[str, Any]]:
    """The summary in the German document, and what it says of its translation."""
    body = PublishedDocument.objects.get(uuid=page.translation_key, language="de").body
    return body["summary"], body["translation"]


def test_a_draft_of_a_live_translation_reaches_no_reader(page: ArticlePage) -> None:
    changed = edit(page, summary="Bring a pencil.")
    translate_pages([page.pk], ["de"], publish=False)
    assert ArticlePage.objects.get(locale__language_code="de").summary == PEN
    edit(changed, attribution="By somebody")
    assert german(page) == (PEN, {"state": "machine", "outdated": 1, "segments": 2})
    draft = ArticlePage.objects.get(locale__language_code="de").get_latest_revision_as_object()
    assert draft.summary == PENCIL


def test_a_draft_that_fails_its_checks_stays_off_a_live_page(page: ArticlePage, settings: Settings) -> None:
    changed = edit(page, summary="Pay within 14 days.")
    settings.TRANSLATION_ENGINES = ["tests.engines.ForgetfulEngine"]
    translate_pages([page.pk], ["de"], publish=True)
    edit(changed, attribution="By somebody")
    assert german(page)[0] == PEN
    assert german(page)[1]["outdated"] == 1


def test_a_draft_that_was_kept_is_published_on_the_next_request(page: ArticlePage) -> None:
    edit(page, summary="Bring a pencil.")
    translate_pages([page.pk], ["de"], publish=False)
    translate_pages([page.pk], ["de"], publish=True)
    assert german(page) == (PENCIL, {"state": "machine", "outdated": 0, "segments": 2})


def test_a_source_that_goes_back_to_an_earlier_wording_leaves_its_translation_outdated(page: ArticlePage) -> None:
    changed = edit(page, summary="Bring a pencil.")
    translate_pages([page.pk], ["de"], publish=True)
    edit(changed, summary="Bring a pen.")
    assert german(page) == (PENCIL, {"state": "machine", "outdated": 1, "segments": 2})
    translate_pages([page.pk], ["de"], publish=True)
    assert german(page) == (PEN, {"state": "machine", "outdated": 0, "segments": 2})


def test_machine_text_is_not_called_reviewed_before_its_review_is_published(city: City, page: ArticlePage) -> None:
    for row in StringTranslation.objects.filter(context__object_id=page.translation_key):
        row.data, row.translation_type = f"{row.data}!", "manual"
        row.save()
    edit(page, attribution="By somebody")
    assert german(page) == (PEN, {"state": "machine", "outdated": 0, "segments": 2})
    reworded = newest_revision(city)
    translate_pages([page.pk], ["de"], publish=True)
    assert german(page)[0] == PEN, "a person's text is published by a person"
    assert rebuild_city(city) == reworded
