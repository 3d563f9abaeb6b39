"""What people translated or checked once is used again, in its city and beyond, and no machine is asked for it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings
from wagtail.models import Page
from wagtail_localize.models import StringTranslation

from cms.cities.models import City, Role
from cms.guides.models import ArticlePage
from cms.publishing.translating import translate_pages
from tests.cms.factories import edit, home_page, make_city, make_page, make_user
from tests.engines import MirrorEngine
from translations.drafting import DraftReport
from translations.memory.owners import owner_of
from translations.memory.records import MemoryUnit
from translations.memory.reviewed import Origin
from translations.memory.suggestions import suggestions
from translations.models import SegmentFinding

pytestmark = pytest.mark.django_db

TITLE = "Bring your passport"
GERMAN = "Bringen Sie Ihren Pass mit"


class CountingEngine(MirrorEngine):
    """Remembers every text that it was asked for."""

    asked: list[str] = []

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        """Each text mirrored."""
        self.asked.extend(texts)
        return super().translate(texts, source, target)


@pytest.fixture(autouse=True)
def asked(settings: Settings) -> list[str]:
    """What was sent to the machine."""
    settings.TRANSLATION_ENGINES = [f"{__name__}.CountingEngine"]
    CountingEngine.asked = []
    return CountingEngine.asked


@pytest.fixture
def translate(django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> Callable[..., DraftReport]:
    """Translate pages as the worker does."""

    def run(*pages: Page, publish: bool = True) -> DraftReport:
        with django_capture_on_commit_callbacks(execute=True):
            return translate_pages([page.pk for page in pages], ["de"], publish=publish)

    return run


def reviewed(page: Page, text: str = GERMAN, path: str = "title") -> None:
    """A person writes the translation of one text of a page."""
    row = StringTranslation.objects.filter(context__path=path, context__object_id=page.translation_key).latest("pk")
    row.data, row.translation_type, row.tool_name = text, StringTranslation.TRANSLATION_TYPE_MANUAL, ""
    row.save()


def german(page: Page) -> Page:
    target: Page = Page.objects.get(translation_key=page.translation_key, locale__language_code="de")
    return target


def title_in_german(page: Page) -> str:
    rows = StringTranslation.objects.filter(context__path="title", context__object_id=page.translation_key)
    return str(rows.latest("pk").data)


def page_with_reviewed_title(city: City, translate: Callable[..., DraftReport], title: str = TITLE) -> Page:
    page = make_page(ArticlePage, city, title=title)
    translate(page, publish=False)
    reviewed(page)
    CountingEngine.asked.clear()
    return page


def shown(city: City, html: str = TITLE) -> list[tuple[int, str, Origin]]:
    """The suggestions for somebody of a city."""
    found = suggestions(html, "en", "de", owner_of(home_page(city)))
    return [(each.percent, each.target, each.origin) for each in found]


def test_what_was_reviewed_is_not_sent_to_a_machine_again(
    translate: Callable[..., DraftReport], asked: list[str]
) -> None:
    city = make_city()
    page_with_reviewed_title(city, translate)
    again = make_page(ArticlePage, city, title=TITLE, summary="Something new.")
    report = translate(again)
    assert asked == ["Something new."]
    assert title_in_german(again) == GERMAN
    assert (report.from_memory, report.segments) == (1, 2)


def test_a_text_with_other_numbers_is_not_sent_either(translate: Callable[..., DraftReport], asked: list[str]) -> None:
    city = make_city()
    page = make_page(ArticlePage, city, title="Pay within 14 days")
    translate(page)
    reviewed(page, "Zahlen Sie binnen 14 Tagen")
    asked.clear()
    again = make_page(ArticlePage, city, title="Pay within 30 days")
    translate(again)
    assert asked == []
    assert title_in_german(again) == "Zahlen Sie binnen 30 Tagen"


def test_a_text_that_changed_and_changed_back_is_not_sent_again(
    translate: Callable[..., DraftReport], asked: list[str]
) -> None:
    city = make_city()
    page = page_with_reviewed_title(city, translate)
    page = edit(page, title="Bring your identity card")
    translate(page)
    asked.clear()
    other = make_page(ArticlePage, city, title=TITLE)
    translate(edit(page, title=TITLE), other)
    assert asked == []
    assert title_in_german(other) == GERMAN


@pytest.mark.parametrize("what", ["the source", "the translation"])
def test_what_was_reviewed_outlives_its_page(
    translate: Callable[..., DraftReport], asked: list[str], what: str
) -> None:
    city = make_city()
    page = page_with_reviewed_title(city, translate)
    (page if what == "the source" else german(page)).specific.delete()
    assert not StringTranslation.objects.filter(data=GERMAN).exists()
    again = make_page(ArticlePage, city, title=TITLE)
    translate(again)
    assert TITLE not in asked
    assert title_in_german(again) == GERMAN


def test_a_page_that_is_deleted_with_those_above_it_is_kept_too(
    translate: Callable[..., DraftReport], asked: list[str]
) -> None:
    city = make_city()
    page = page_with_reviewed_title(city, translate)
    page.get_parent().specific.delete()
    assert [unit.data for unit in MemoryUnit.objects.all()] == [GERMAN]


def test_a_translation_that_somebody_takes_back_is_forgotten(
    translate: Callable[..., DraftReport], asked: list[str]
) -> None:
    city = make_city()
    page = page_with_reviewed_title(city, translate)
    StringTranslation.objects.get(context__path="title", context__object_id=page.translation_key).delete()
    again = make_page(ArticlePage, city, title=TITLE)
    translate(again)
    assert asked == [TITLE]


def test_a_correction_is_remembered_at_once(translate: Callable[..., DraftReport]) -> None:
    city = make_city()
    page = page_with_reviewed_title(city, translate)
    reviewed(page, "Bringen Sie bitte Ihren Pass mit")
    again = make_page(ArticlePage, city, title=TITLE)
    translate(again)
    assert title_in_german(again) == "Bringen Sie bitte Ihren Pass mit"


def test_text_that_nobody_has_checked_or_that_failed_a_check_is_no_memory(
    translate: Callable[..., DraftReport], asked: list[str]
) -> None:
    city = make_city()
    page = make_page(ArticlePage, city, title="Pay within 14 days")
    translate(page)
    assert shown(city, "Pay within 14 days") == []
    reviewed(page, "Zahlen Sie binnen 41 Tagen")
    assert SegmentFinding.objects.blocking().exists()
    asked.clear()
    translate(make_page(ArticlePage, city, title="Pay within 14 days"))
    assert len(asked) == 1
    assert shown(city, "Pay within 14 days") == []


def test_another_city_uses_what_readers_have_seen(translate: Callable[..., DraftReport], asked: list[str]) -> None:
    alpha, beta = make_city("alpha"), make_city("beta")
    page = page_with_reviewed_title(alpha, translate)
    assert shown(beta) == []
    translate(page)
    assert german(page).live
    assert shown(beta) == [(100, GERMAN, Origin.ELSEWHERE)]
    asked.clear()
    again = make_page(ArticlePage, beta, title=TITLE)
    translate(again)
    assert TITLE not in asked
    assert title_in_german(again) == GERMAN


def test_a_draft_of_another_city_is_neither_shown_nor_used(
    translate: Callable[..., DraftReport], asked: list[str]
) -> None:
    alpha, beta = make_city("alpha"), make_city("beta")
    page = page_with_reviewed_title(alpha, translate)
    translate(page)
    reviewed(page, "Noch geheim")
    assert shown(beta) == []
    assert shown(alpha) == [(100, "Noch geheim", Origin.OWN)]
    asked.clear()
    translate(make_page(ArticlePage, beta, title=TITLE))
    assert TITLE in asked


def test_the_draft_of_another_city_stays_secret_when_its_page_is_deleted(
    translate: Callable[..., DraftReport],
) -> None:
    alpha, beta = make_city("alpha"), make_city("beta")
    page_with_reviewed_title(alpha, translate).delete()
    assert shown(beta) == []
    assert shown(alpha) == [(100, GERMAN, Origin.OWN)]


def test_what_readers_saw_of_a_deleted_page_stays_for_all(translate: Callable[..., DraftReport]) -> None:
    alpha, beta = make_city("alpha"), make_city("beta")
    page = page_with_reviewed_title(alpha, translate)
    translate(page)
    german(page).specific.delete()
    assert shown(beta) == [(100, GERMAN, Origin.ELSEWHERE)]


def test_the_own_citys_words_go_before_those_of_others(translate: Callable[..., DraftReport]) -> None:
    alpha, beta = make_city("alpha"), make_city("beta")
    own = page_with_reviewed_title(beta, translate)
    reviewed(own, "Pass mitbringen")
    page = page_with_reviewed_title(alpha, translate)
    translate(page)
    again = make_page(ArticlePage, beta, title=TITLE)
    translate(again)
    assert title_in_german(again) == "Pass mitbringen"
    assert [target for _percent, target, _origin in shown(beta)] == ["Pass mitbringen", GERMAN]


def test_without_any_engine_the_memory_still_serves(translate: Callable[..., DraftReport], settings: Settings) -> None:
    city = make_city()
    page_with_reviewed_title(city, translate)
    settings.TRANSLATION_ENGINES = []
    again = make_page(ArticlePage, city, title=TITLE, summary="Something new.")
    report = translate(again)
    assert title_in_german(again) == GERMAN
    assert (report.from_memory, list(report.not_drafted)) == (1, ["de"])


def test_a_similar_text_is_only_suggested_with_what_differs(
    translate: Callable[..., DraftReport], asked: list[str]
) -> None:
    city = make_city()
    page = make_page(ArticlePage, city, title="You must sign the contract")
    translate(page)
    reviewed(page, "Sie müssen den Vertrag unterschreiben")
    asked.clear()
    translate(make_page(ArticlePage, city, title="You must not sign the contract"))
    assert asked == ["You must not sign the contract"]
    [found] = suggestions("You must not sign the contract", "en", "de", owner_of(home_page(city)))
    assert 80 < found.percent < 100
    assert [(piece.change.value, piece.text.strip()) for piece in found.pieces if piece.change != "same"] == [
        ("added", "not")
    ]


def test_the_command_says_how_much_came_from_the_memory(
    translate: Callable[..., DraftReport], capsys: pytest.CaptureFixture[str]
) -> None:
    city = make_city()
    page_with_reviewed_title(city, translate)
    make_page(ArticlePage, city, title=TITLE)
    call_command("draft_translations", city.slug, "--json")
    output = capsys.readouterr()
    assert "1 of 10 segments from memory" in output.err
    assert json.loads(output.out)[city.slug]["from_memory"] == 1


def test_the_command_drafts_from_the_memory_where_there_is_no_engine(
    translate: Callable[..., DraftReport], settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    city = make_city()
    page_with_reviewed_title(city, translate)
    settings.TRANSLATION_ENGINES = []
    again = make_page(ArticlePage, city, title=TITLE, summary="Something new.")
    call_command("draft_translations", city.slug, "--json")
    output = capsys.readouterr()
    assert title_in_german(again) == GERMAN
    assert "alpha/de: 10 of 11 segments are left as they are. No engine translates from en to de" in output.err
    assert json.loads(output.out)[city.slug]["undrafted"] == 10


def test_an_editor_sees_how_much_came_from_the_memory(
    as_user: Callable[..., Client],
    translate: Callable[..., DraftReport],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    city = make_city()
    page_with_reviewed_title(city, translate)
    again = make_page(ArticlePage, city, title=TITLE)
    client = as_user(make_user(city, Role.EDITOR))
    address = reverse("publishing_translate_page", args=[again.pk])
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address, {"languages": ["de"]})
    assert "1 of 1 segment from memory" in " ".join(client.get(address).content.decode().split())
