"""What happens to translations when their source changes: exactly what changed is outdated, and nothing is lost."""

from __future__ import annotations

from typing import Any

import pytest
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, TranslationSource

from cms.cities.models import City
from cms.guides.models import ArticlePage, TopicPage
from tests.cms.factories import edit, make_city, make_page, make_superuser, make_translation
from translations.outdated import Outdated, confirm, keep_translations, latest_changes, outdated_segments
from translations.states import Status, TranslationState, translation_states
from translations.word_diff import Change

pytestmark = pytest.mark.django_db

PASSPORT, PAY, ALONE = "Bring your passport.", "Pay within 14 days.", "Come alone."


@pytest.fixture
def city() -> City:
    return make_city(languages=("en", "de", "ar"))


@pytest.fixture
def page(city: City) -> ArticlePage:
    """A live article whose German translation is whole."""
    article = make_page(ArticlePage, city, summary="Short.", body=body(PASSPORT, PAY, ALONE))
    make_translation(article, "de")
    return article


def body(*paragraphs: str) -> list[dict[str, Any]]:
    html = "".join(f"<p>{text}</p>" for text in paragraphs)
    return [{"id": "7b3f0f7e-3b40-4a0b-8f1c-0d5f4b1a2c3d", "type": "text", "value": html}]


def source_of(page: ArticlePage) -> TranslationSource:
    return TranslationSource.objects.get(object_id=page.translation_key)


def state(page: ArticlePage, language: str = "de") -> TranslationState:
    source, locale = source_of(page), Locale.objects.get(language_code=language)
    return translation_states([source.pk], [locale.pk])[source.pk, locale.pk]


def outdated(page: ArticlePage, language: str = "de") -> list[Outdated]:
    source, locale = source_of(page), Locale.objects.get(language_code=language)
    return list(outdated_segments([source.pk], [locale.pk])[source.pk, locale.pk].values())


def test_a_changed_sentence_is_outdated_alone_and_shows_what_it_said(page: ArticlePage) -> None:
    edit(page, body=body(PASSPORT, "Pay within 30 days.", ALONE))
    assert (state(page).status, state(page).outdated, state(page).segments) == (Status.OUTDATED, 1, 5)
    (segment,) = outdated(page)
    assert segment.earlier.data == f"[x] {PAY}"
    assert [piece.text for piece in segment.diff() if piece.change is not Change.SAME] == ["14", "30"]


def test_what_was_never_translated_is_missing_and_not_outdated(page: ArticlePage) -> None:
    edit(page, body=body(PASSPORT, "Pay within 30 days.", ALONE))
    assert state(page, "ar").status is Status.MISSING
    assert outdated(page, "ar") == []


def test_several_changes_in_a_row_lead_back_to_what_was_translated(page: ArticlePage) -> None:
    later = edit(page, body=body(PASSPORT, "Pay within 30 days.", ALONE))
    edit(later, body=body(PASSPORT, "Pay within 30 days at the desk.", ALONE))
    (segment,) = outdated(page)
    assert segment.earlier.translation_of.data == PAY
    assert segment.since < latest_changes(source_of(page))[0].made_at


def test_a_wording_that_comes_back_has_its_translation_again(page: ArticlePage) -> None:
    later = edit(page, body=body(PASSPORT, "Pay within 30 days.", ALONE))
    again = edit(later, body=body(PASSPORT, PAY, ALONE))
    assert state(page).status is Status.REVIEWED
    edit(again, body=body(PASSPORT, "Pay within 60 days.", ALONE))
    (segment,) = outdated(page)
    assert segment.earlier.translation_of.data == PAY


def test_another_order_of_paragraphs_changes_no_state(page: ArticlePage) -> None:
    edit(page, body=body(ALONE, PASSPORT, PAY))
    assert state(page).status is Status.REVIEWED


def test_a_save_a_fact_a_move_and_an_unpublication_change_no_state(city: City, page: ArticlePage) -> None:
    before = state(page)
    saved = edit(page)
    fact = edit(saved, attribution="By the council")
    fact.save_revision()
    fact.move(make_page(TopicPage, city), pos="last-child")
    moved = ArticlePage.objects.get(pk=page.pk)
    moved.unpublish()
    assert state(page) == before
    edit(moved)
    assert state(page) == before


def test_a_title_that_changes_wholly_is_still_the_title(page: ArticlePage) -> None:
    before = page.title
    edit(page, title="Something else altogether")
    (segment,) = outdated(page)
    assert segment.earlier.translation_of.data == before


def test_an_added_paragraph_has_no_earlier_wording(page: ArticlePage) -> None:
    edit(page, body=body(PASSPORT, PAY, ALONE, "Trains leave from platform nine."))
    assert state(page).outdated == 1
    assert outdated(page) == []


def test_still_right_makes_the_earlier_translation_valid_and_reviewed(page: ArticlePage) -> None:
    edit(page, body=body("Bring along your passport.", PAY, ALONE))
    user = make_superuser()
    row = confirm(outdated(page)[0], user)
    assert (row.data, row.last_translated_by, row.translation_type) == (f"[x] {PASSPORT}", user, "manual")
    assert state(page).status is Status.REVIEWED


def test_still_right_does_not_hide_a_number_that_changed(page: ArticlePage) -> None:
    edit(page, body=body(PASSPORT, "Pay within 30 days.", ALONE))
    confirm(outdated(page)[0], make_superuser())
    assert state(page).blocked == 1


def test_a_minor_edit_keeps_translations_as_they_are_in_every_language(page: ArticlePage) -> None:
    make_translation(page, "ar")
    StringTranslation.objects.filter(locale__language_code="ar").update(translation_type="machine")
    edit(page, body=body("Bring your passport!", PAY, ALONE))
    user = make_superuser()
    changes = latest_changes(source_of(page))
    assert keep_translations(changes, user) == 2
    assert (state(page).status, state(page, "ar").status) == (Status.REVIEWED, Status.MACHINE)
    (change,) = latest_changes(source_of(page))
    assert (change.minor_by, change.minor_at is None) == (user, False)


def test_a_minor_edit_does_not_hide_what_was_outdated_before(page: ArticlePage) -> None:
    later = edit(page, body=body(PASSPORT, "Never pay.", ALONE))
    edit(later, body=body(PASSPORT, "Never pay!", ALONE))
    assert keep_translations(latest_changes(source_of(page)), make_superuser()) == 0
    assert state(page).outdated == 1


def test_a_publication_without_a_change_of_text_has_no_changes_to_keep(page: ArticlePage) -> None:
    later = edit(page, body=body(PASSPORT, "Never pay.", ALONE))
    again = edit(later, attribution="By the council")
    assert again.last_published_at is not None
    assert latest_changes(source_of(page), since=again.last_published_at) == []
