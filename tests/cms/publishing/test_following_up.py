"""What a file brought reaches its pages and their readers, whatever becomes of the worker."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation

from cms.cities.models import City, Role
from cms.guides.models import ArticlePage
from cms.locks import held
from cms.publishing import following_up
from cms.publishing.models import PublishedDocument
from cms.publishing.tasks import follow_up_import
from cms.publishing.wakeup import wake_due_tasks
from tests.cms.factories import make_city, make_page, make_translation, make_user
from tests.cms.publishing.agency import exported, take, translated
from translations.drafting import save_translation
from translations.exchange.records import TakenIn

pytestmark = pytest.mark.django_db

DUE = "de: pages are due for which a file brought translations"


@pytest.fixture
def city() -> City:
    return make_city()


@pytest.fixture
def ana(city: City) -> User:
    return make_user(city, Role.TRANSLATOR, "ana")


@pytest.fixture
def german() -> Locale:
    return Locale.objects.get_or_create(language_code="de")[0]


def take_and_lose(city: City, page: Page, user: User, title: str) -> None:
    """A file is taken in, and the task that follows never runs: this test's transaction commits nothing."""
    take(translated(exported(city, page), title=title), user)


def test_a_page_whose_task_was_lost_is_due_until_it_is_begun(city: City, ana: User, german: Locale) -> None:
    page = make_page(ArticlePage, city, title="Passport")
    take_and_lose(city, page, ana, "Pass")
    assert page.get_translation_or_none(german) is None
    # The tests have a worker at hand: what is woken is done.
    assert DUE in wake_due_tasks()
    assert page.get_translation(german).title == "Pass"
    assert DUE not in wake_due_tasks()


def test_readers_of_a_live_page_whose_task_was_lost_are_told_all_the_same(city: City, ana: User) -> None:
    page = make_page(ArticlePage, city, title="Passport")
    make_translation(page, "de")
    StringTranslation.objects.update(translation_type="machine")
    save_translation(Translation.objects.get(source__object_id=page.translation_key), None, publish=True)
    take(exported(city, page), ana, reviewed=True)
    document = PublishedDocument.objects.get(uuid=page.translation_key, language="de")
    assert document.body["translation"]["state"] == "machine"
    assert DUE in wake_due_tasks()
    document.refresh_from_db()
    assert document.body["translation"]["state"] == "reviewed"


def test_a_language_that_a_worker_is_busy_with_is_left_to_it(city: City, ana: User, german: Locale) -> None:
    page = make_page(ArticlePage, city, title="Passport")
    take_and_lose(city, page, ana, "Pass")
    with held(following_up.lock_of_language(german.pk)) as is_held:
        assert is_held
        assert DUE not in wake_due_tasks()
        assert follow_up_import.call(german.pk) == 0
    assert follow_up_import.call(german.pk) == 1


def test_what_another_file_brings_while_a_page_is_done_is_due_again(
    city: City, ana: User, german: Locale, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = make_page(ArticlePage, city, title="Passport")
    take_and_lose(city, page, ana, "Pass")
    begin_by_hand = following_up.begin_by_hand

    def begin_and_take_in(source: Page, language: str, user: User) -> Page:
        begun = begin_by_hand(source, language, user)
        take_and_lose(city, page, ana, "Reisepass")
        return begun

    monkeypatch.setattr(following_up, "begin_by_hand", begin_and_take_in)
    assert following_up.follow_up(german.pk) == 1
    assert TakenIn.objects.due().count() == 1


def test_what_another_file_brings_while_a_language_is_done_needs_no_timer_although_its_own_task_found_it_taken(
    city: City, ana: User, german: Locale, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = (make_page(ArticlePage, city, title=title) for title in ("Passport", "Library"))
    take_and_lose(city, first, ana, "Pass")
    begin_by_hand = following_up.begin_by_hand
    answers: list[int] = []

    def begin_and_take_in(source: Page, language: str, user: User) -> Page:
        begun = begin_by_hand(source, language, user)
        if not answers:
            take_and_lose(city, second, ana, "Bibliothek")
            answers.append(follow_up_import.call(german.pk))
        return begun

    monkeypatch.setattr(following_up, "begin_by_hand", begin_and_take_in)
    assert follow_up_import.call(german.pk) == 2
    assert answers == [0]
    assert second.get_translation(german).title == "Bibliothek"


def test_a_page_that_fails_again_and_again_is_given_up_and_keeps_no_other_waiting(
    city: City, ana: User, german: Locale, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, good = (make_page(ArticlePage, city, title=title) for title in ("Bad", "Good"))
    for page in (bad, good):
        take_and_lose(city, page, ana, "Pass")
    begin_by_hand = following_up.begin_by_hand

    def begin(source: Page, language: str, user: User) -> Page:
        if source.pk == bad.pk:
            raise RuntimeError("out of memory")
        return begin_by_hand(source, language, user)

    monkeypatch.setattr(following_up, "begin_by_hand", begin)
    for _attempt in range(3):
        assert DUE in wake_due_tasks()
    assert good.get_translation_or_none(german) is not None
    assert DUE not in wake_due_tasks()
