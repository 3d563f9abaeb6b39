"""What people meet first in the admin: the start page, the list of all trees, and the page for what is forbidden."""

from __future__ import annotations

import logging
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.users.models import UserProfile

from cms.cities.models import City, Role
from cms.guides.models import ArticlePage, CostPage, DocumentTypePage, OfficePage, ServicePage
from tests.cms.cities.page_forms import sent
from tests.cms.factories import home_page, make_city, make_page, make_superuser, make_user

pytestmark = pytest.mark.django_db
LogIn = Callable[[User], Client]


@pytest.fixture
def city() -> City:
    return make_city("alpha", name="Alpha Town")


@pytest.fixture
def other() -> City:
    return make_city("beta", name="Beta Town")


def start_page(client: Client) -> str:
    return " ".join(client.get(reverse("wagtailadmin_home")).content.decode().split())


def test_the_start_page_counts_the_pages_of_ones_own_guide(city: City, other: City, as_user: LogIn) -> None:
    make_page(ArticlePage, city)
    make_page(ArticlePage, other)
    pages = Page.objects.descendant_of(home_page(city)).count()
    html = start_page(as_user(make_user(city)))
    assert f"<bdi>Alpha Town</bdi>: {pages} pages, 2 languages" in html
    assert "Beta Town" not in html
    assert f"{Page.objects.count() - 1} Pages" not in html


def test_those_who_run_the_installation_see_each_city(city: City, other: City, as_user: LogIn) -> None:
    html = start_page(as_user(make_superuser()))
    assert "<bdi>Alpha Town</bdi>" in html
    assert "<bdi>Beta Town</bdi>" in html


def test_an_editor_is_told_the_first_steps_until_they_have_edited(city: City, as_user: LogIn) -> None:
    editor, page = make_user(city), make_page(ArticlePage, city)
    client = as_user(editor)
    html = start_page(client)
    assert "First steps in Alpha Town" in html
    assert "Fill the directory: Offices" in html
    client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), sent(page, editor))
    assert "First steps" not in start_page(client)


def test_first_steps_that_others_have_done_are_not_asked_for(city: City, as_user: LogIn) -> None:
    client = as_user(make_user(city))
    make_page(OfficePage, city)
    html = start_page(client)
    assert "Fill the directory: Offices" not in html
    assert "Fill the directory: Costs" in html
    for model in (CostPage, DocumentTypePage, ServicePage):
        make_page(model, city)
    assert "First steps" not in start_page(client)


def test_a_translator_is_led_to_translations_and_not_to_forms(city: City, as_user: LogIn) -> None:
    html = start_page(as_user(make_user(city, Role.TRANSLATOR)))
    assert "in which languages each page stands" in html
    assert "Fill the directory" not in html


@pytest.mark.parametrize("role", [Role.EDITOR, Role.VIEWER])
def test_the_list_of_trees_speaks_of_languages_and_not_of_urls(city: City, as_user: LogIn, role: Role) -> None:
    html = as_user(make_user(city, role)).get(reverse("wagtailadmin_explore_root")).content.decode()
    assert "not be accessible" not in html
    assert "once for each of its languages" in html
    assert reverse("cities:index") not in html


@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.EDITOR])
def test_a_page_is_submitted_for_review(city: City, as_user: LogIn, role: Role) -> None:
    page = make_page(ArticlePage, city)
    html = as_user(make_user(city, role)).get(
        reverse("wagtailadmin_pages:add", args=["guides", "articlepage", page.get_parent().pk])
    )
    assert "Submit for review" in html.content.decode()
    assert "Submit to" not in html.content.decode()


def test_the_workflow_is_named_by_what_it_does(city: City) -> None:
    assert city.workflow is not None
    assert city.workflow.name == "Alpha Town: review before publishing"
    assert [task.name for task in city.workflow.tasks] == ["Alpha Town: approval by an editor"]


def test_a_forbidden_page_says_what_to_do_in_the_design_of_the_admin(
    city: City, other: City, as_user: LogIn, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        answer = as_user(make_user(city)).get(reverse("wagtailadmin_pages:edit", args=[home_page(other).pk]))
    html = answer.content.decode()
    assert answer.status_code == 403
    assert "You work in: alpha" in html
    assert reverse("wagtailadmin_explore_root") in html
    assert "Beta Town" not in html
    assert [record for record in caplog.records if record.exc_info] == []


def test_the_forbidden_page_is_in_the_language_of_the_person(city: City, other: City, as_user: LogIn) -> None:
    editor = make_user(city)
    UserProfile.objects.create(user=editor, preferred_language="de")
    answer = as_user(editor).get(reverse("wagtailadmin_pages:edit", args=[home_page(other).pk]))
    assert '<html lang="de"' in answer.content.decode()


def test_scripts_get_one_line(city: City, other: City, as_user: LogIn) -> None:
    answer = as_user(make_user(city)).get(
        reverse("wagtailadmin_pages:edit", args=[home_page(other).pk]), headers={"Accept": "application/json"}
    )
    assert (answer.status_code, answer.content.decode()) == (403, "You may not do this here.")


def test_a_part_of_a_page_that_a_view_refuses_is_answered_alike(
    city: City, as_user: LogIn, caplog: pytest.LogCaptureFixture
) -> None:
    page = make_page(ArticlePage, city)
    with caplog.at_level(logging.WARNING):
        answer = as_user(make_user(city, Role.VIEWER)).post(
            reverse("wagtailadmin_pages:delete", args=[page.pk]), headers={"X-Requested-With": "XMLHttpRequest"}
        )
    assert answer.status_code == 403
    assert "You cannot open this" in answer.content.decode()
    assert [record for record in caplog.records if record.exc_info] == []
