"""A city says how strict it is with its translations, and what is found follows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks
from wagtail_localize.models import StringTranslation

from cms.cities.models import City, Role
from cms.guides.models import ArticlePage
from cms.publishing.wakeup import wake_due_tasks
from cms.strictness import checking_again, tasks
from cms.strictness.checking_again import ask_again
from cms.strictness.forms import AWARE
from cms.strictness.models import CityStrictness
from cms.strictness.tasks import check_city_again
from tests.cms.factories import make_city, make_page, make_superuser, make_translation, make_user
from translations.findings import MESSAGES, error, warning
from translations.models import SegmentFinding
from translations.severities import Strictness, as_strict

pytestmark = pytest.mark.django_db

LogIn = Callable[[User], Client]


def decide(city: City, **chosen: Strictness) -> None:
    for name, strictness in chosen.items():
        CityStrictness.objects.create(city=city, check_name=name, strictness=strictness.value)


def translate_title(city: City, source: str, target: str) -> StringTranslation:
    """A translated title, checked as it is saved."""
    page = make_page(ArticlePage, city, title=source)
    make_translation(page, "de")
    translation = StringTranslation.objects.get(context__object_id=page.translation_key, context__path="title")
    translation.data = target
    translation.save()
    return translation


def found(translation: StringTranslation) -> set[tuple[str, str]]:
    return set(SegmentFinding.objects.filter(translation=translation).values_list("code", "severity"))


def test_each_city_decides_for_itself() -> None:
    strict, easy, usual = (make_city(slug) for slug in ("strict", "easy", "usual"))
    decide(strict, negation=Strictness.ERROR)
    decide(easy, negation=Strictness.OFF)
    severities = {
        city.slug: found(translate_title(city, "You must not sign it", "Sie müssen das unterschreiben"))
        for city in (strict, easy, usual)
    }
    # What a person wrote is a warning, unless the city says otherwise.
    assert severities == {
        "strict": {("negation_lost", "error")},
        "easy": set(),
        "usual": {("negation_lost", "warning")},
    }


def test_what_a_city_decides_changes_only_that_check() -> None:
    findings = [error("number_changed", "−1"), warning("length", "1 → 9"), error("empty")]
    assert as_strict(findings, {}) == findings
    assert as_strict(findings, {"numbers": Strictness.WARNING})[0].severity == "warning"
    assert [each.code for each in as_strict(findings, {"length": Strictness.OFF})] == ["number_changed", "empty"]
    assert [each.code for each in as_strict(findings, {"untranslated": Strictness.OFF})][-1] == "empty"


@pytest.mark.parametrize("code", sorted(MESSAGES))
def test_every_finding_belongs_to_a_check_that_can_be_set(code: str) -> None:
    kept = as_strict([error(code)], {})
    assert [each.code for each in kept] == [code]


def test_an_administrator_sets_a_check_and_what_is_there_is_checked_again(
    as_user: LogIn, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    city = make_city()
    translation = translate_title(city, "You must not sign it", "Sie müssen das unterschreiben")
    client = as_user(administrator := make_user(city, Role.ADMINISTRATOR))
    assert "No and not" in client.get(reverse("strictness")).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("strictness"), {"negation": "error"})
    [decided] = CityStrictness.objects.all()
    assert (decided.city, decided.check_name, decided.decided_by) == (city, "negation", administrator)
    assert found(translation) == {("negation_lost", "error")}
    client.post(reverse("strictness"), {"negation": ""})
    assert not CityStrictness.objects.exists()


@pytest.fixture
def wrong(monkeypatch: pytest.MonkeyPatch) -> tuple[City, list[StringTranslation]]:
    """A city that turned a warning of each of its two translations into an error; one is checked at once."""
    monkeypatch.setattr(checking_again, "TRANSLATIONS_AT_ONCE", 1)
    city = make_city()
    translations = [
        translate_title(city, f"You must not {verb} it", f"Sie müssen das {german}")
        for verb, german in (("sign", "unterschreiben"), ("pay", "zahlen"))
    ]
    decide(city, negation=Strictness.ERROR)
    return city, translations


def test_a_check_whose_worker_died_goes_on_where_it_was(
    wrong: tuple[City, list[StringTranslation]], monkeypatch: pytest.MonkeyPatch
) -> None:
    city, translations = wrong
    ask_again(city)  # its task is lost with this test's transaction
    seen: list[int] = []
    check = checking_again.check_translations

    def die_at_the_last(rows: list[StringTranslation]) -> None:
        if rows[0].pk == translations[-1].pk and rows[0].pk not in seen:
            seen.append(rows[0].pk)
            raise KeyboardInterrupt
        seen.append(rows[0].pk)
        check(rows)

    monkeypatch.setattr(checking_again, "check_translations", die_at_the_last)
    with pytest.raises(KeyboardInterrupt):
        check_city_again.call(city.pk)
    due = "alpha: its translations are to be checked again"
    assert due in wake_due_tasks()
    assert due not in wake_due_tasks()
    assert [found(each) for each in translations] == [{("negation_lost", "error")}] * 2
    assert len(seen) == len(set(seen)) + 1


def test_who_asks_again_while_a_city_is_checked_has_it_checked_from_the_start(
    wrong: tuple[City, list[StringTranslation]], monkeypatch: pytest.MonkeyPatch
) -> None:
    city, _translations = wrong
    ask_again(city)
    seen: list[int] = []
    check = checking_again.check_translations

    def ask_meanwhile(rows: list[StringTranslation]) -> None:
        if not seen:
            ask_again(city)
        seen.append(rows[0].pk)
        check(rows)

    monkeypatch.setattr(checking_again, "check_translations", ask_meanwhile)
    total = StringTranslation.objects.count()
    assert check_city_again.call(city.pk) == total + 1
    assert sorted(set(seen)) == sorted(StringTranslation.objects.values_list("pk", flat=True))


def test_who_asks_again_as_a_worker_ends_needs_no_timer_although_the_task_found_the_city_taken(
    wrong: tuple[City, list[StringTranslation]], monkeypatch: pytest.MonkeyPatch
) -> None:
    city, _translations = wrong
    ask_again(city)
    answers: list[int] = []

    def ask_at_the_end(city_id: int) -> int:
        checked = checking_again.check_again(city_id)
        if not answers:
            ask_again(city)
            answers.append(check_city_again.call(city.pk))
        return checked

    monkeypatch.setattr(tasks, "check_again", ask_at_the_end)
    assert check_city_again.call(city.pk) == 2 * StringTranslation.objects.count()
    assert answers == [0]


def test_the_number_of_statements_does_not_grow_with_the_translations(
    django_assert_max_num_queries: Callable[..., Any],
) -> None:
    city = make_city()
    decide(city, negation=Strictness.ERROR)

    def checked() -> int:
        ask_again(city)
        return check_city_again.call(city.pk)

    translate_title(city, "You must not sign it", "Sie müssen das unterschreiben")
    checked()
    with django_assert_max_num_queries(100) as few:
        before = checked()
    for number in range(5):
        translate_title(city, f"You must not sign it {number} times", f"Sie müssen das {number}-mal unterschreiben")
    checked()
    with django_assert_max_num_queries(len(few.captured_queries)):
        assert checked() > before


def test_an_exact_check_is_not_turned_off_without_saying_that_its_meaning_is_understood(as_user: LogIn) -> None:
    city = make_city()
    client = as_user(make_user(city, Role.ADMINISTRATOR))
    answer = client.post(reverse("strictness"), {"addresses": "off"})
    assert "Readers of another language may then be told another number" in answer.content.decode()
    assert not CityStrictness.objects.exists()
    client.post(reverse("strictness"), {"addresses": "off", AWARE: "on"})
    assert CityStrictness.objects.get().strictness == "off"
    # Once decided, other changes do not ask again; a check that guesses is turned off without a word.
    client.post(reverse("strictness"), {"addresses": "off", "length": "off"})
    assert CityStrictness.objects.count() == 2


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_only_administrators_decide(as_user: LogIn, role: Role) -> None:
    city = make_city()
    answer = as_user(make_user(city, role)).post(reverse("strictness"), {"negation": "off"})
    assert answer.status_code == 302
    assert not CityStrictness.objects.exists()


def test_nobody_decides_for_another_city(as_user: LogIn) -> None:
    mine, other = make_city("mine"), make_city("other")
    client = as_user(make_user(mine, Role.ADMINISTRATOR))
    assert client.post(f"{reverse('strictness')}?city=other", {"negation": "off"}).status_code == 404
    assert not CityStrictness.objects.filter(city=other).exists()
    everybody = as_user(make_superuser())
    everybody.post(f"{reverse('strictness')}?city=other", {"negation": "off"})
    assert CityStrictness.objects.filter(city=other).exists()
