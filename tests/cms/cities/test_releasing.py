"""What keeps a translation from readers, and who may work in which language."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import StringTranslation

from cms.cities.models import City, Role
from cms.cities.releasing import obstacles
from cms.guides.choices import Sensitivity
from cms.guides.models import ArticlePage
from tests.cms.factories import make_city, make_page, make_superuser, make_translation, make_user
from translations.sources import ensure_translations, sync_source

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    return make_city(languages=("en", "de", "ar"))


def machine(page: Page) -> None:
    """Make the text of a translation machine text."""
    StringTranslation.objects.filter(locale=page.locale).update(translation_type="machine")


@pytest.mark.parametrize("sensitivity", [Sensitivity.CAREFUL, Sensitivity.SAFETY])
def test_unchecked_machine_text_of_a_sensitive_page_is_published_by_nobody(city: City, sensitivity: str) -> None:
    target = make_translation(make_page(ArticlePage, city, sensitivity=sensitivity), "de")
    for user in (make_user(city, Role.REVIEWER), make_superuser()):
        assert target.permissions_for_user(user).can_publish()
    machine(target)
    assert "sensitive" in obstacles(target)[0]
    for user in (make_user(city, Role.REVIEWER), make_superuser("root2")):
        assert not target.permissions_for_user(user).can_publish()


def test_other_pages_go_live_with_machine_text(city: City) -> None:
    target = make_translation(make_page(ArticlePage, city), "de")
    machine(target)
    assert obstacles(target) == []


def test_where_a_city_wants_four_eyes_nobody_publishes_their_own_words(city: City) -> None:
    target = make_translation(make_page(ArticlePage, city), "de")
    writer, other = make_user(city, Role.REVIEWER), make_user(city, Role.REVIEWER)
    StringTranslation.objects.filter(locale=target.locale).update(last_translated_by=writer)
    assert target.permissions_for_user(writer).can_publish()
    city.four_eyes = True
    city.save()
    assert not target.permissions_for_user(writer).can_publish()
    assert target.permissions_for_user(other).can_publish()
    assert "another person" in obstacles(target, writer)[0]


def test_a_reviewer_may_publish_again_what_somebody_else_has_changed_since(city: City) -> None:
    target = make_translation(make_page(ArticlePage, city), "de")
    writer = make_user(city, Role.REVIEWER)
    StringTranslation.objects.filter(locale=target.locale).update(last_translated_by=writer)
    target.save_revision().publish()
    city.four_eyes = True
    city.save()
    assert Page.objects.get(pk=target.pk).specific.permissions_for_user(writer).can_publish()


def language_user(city: City, role: Role, language: str) -> User:
    """Somebody with a role in one language of a city."""
    user = make_user(None, username=f"{role.value}-{language}")
    user.groups.add(city.group_of(role, language))
    return user


def test_a_translator_for_a_language_edits_in_that_language_alone(city: City) -> None:
    page = make_page(ArticlePage, city)
    german, arabic = make_translation(page, "de"), make_translation(page, "ar")
    user = language_user(city, Role.TRANSLATOR, "ar")
    assert arabic.permissions_for_user(user).can_edit()
    assert not arabic.permissions_for_user(user).can_publish()
    assert not german.permissions_for_user(user).can_edit()
    assert not page.permissions_for_user(user).can_edit()


def test_a_reviewer_for_a_language_publishes_in_that_language_alone(city: City) -> None:
    page = make_page(ArticlePage, city)
    german, arabic = make_translation(page, "de"), make_translation(page, "ar")
    user = language_user(city, Role.REVIEWER, "ar")
    assert arabic.permissions_for_user(user).can_publish()
    assert not german.permissions_for_user(user).can_publish()


def test_people_of_one_language_see_their_city_and_its_report(city: City, as_user: Callable[..., Client]) -> None:
    client = as_user(language_user(city, Role.TRANSLATOR, "ar"))
    make_page(ArticlePage, city, title="Registering")
    assert "Registering" in client.get(reverse("insights_languages_report")).content.decode()


def test_a_translation_is_approved_by_a_reviewer_of_its_language_and_published_with_it(
    city: City, as_user: Callable[..., Client]
) -> None:
    target = make_translation(make_page(ArticlePage, city), "ar")
    submitted(target, language_user(city, Role.TRANSLATOR, "ar"))
    assert "action-workflow-action" not in form_of(as_user(language_user(city, Role.REVIEWER, "de")), target)
    reviewer = as_user(language_user(city, Role.REVIEWER, "ar"))
    assert approve(reviewer, target) < 400
    assert Page.objects.get(pk=target.pk).live


def test_approval_is_not_offered_while_something_is_in_the_way(city: City, as_user: Callable[..., Client]) -> None:
    target = make_translation(make_page(ArticlePage, city, sensitivity=Sensitivity.CAREFUL), "ar")
    submitted(target, language_user(city, Role.TRANSLATOR, "ar"))
    machine(target)
    reviewer = as_user(language_user(city, Role.REVIEWER, "ar"))
    approve(reviewer, target)
    assert not Page.objects.get(pk=target.pk).live
    assert "marked as sensitive" in form_of(reviewer, target)


def test_a_page_without_text_is_no_translation(city: City) -> None:
    page = make_page(ArticlePage, city)
    alias = page.copy_for_translation(
        city.languages.get(locale__language_code="de").locale, copy_parents=True, alias=True
    )
    assert obstacles(alias) == ["It is not a translation of a page in the source language."]
    source, _changed = sync_source(page)
    ensure_translations(source, [alias.locale])
    assert obstacles(alias) != []


def submitted(page: Page, user: User) -> None:
    """Have the city's workflow begun."""
    page.save_revision(user=user)
    workflow = page.get_workflow()
    assert workflow is not None
    workflow.start(page, user)


def form_of(client: Client, page: Page) -> str:
    """The editing screen of a page."""
    return client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]), follow=True).content.decode()


def approve(client: Client, page: Page) -> int:
    """Approve the task in progress; the status of the answer."""
    task = Page.objects.get(pk=page.pk).current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", task.pk])
    return client.post(address, {"comment": ""}).status_code
