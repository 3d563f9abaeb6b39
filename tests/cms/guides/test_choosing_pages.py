"""Choosers of pages open in the folder that holds what is wanted, and lead to the form for what is missing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from cms.cities.models import City, Role
from cms.guides.models import CostPage, DirectoryPage, OfficePage, ServicePage
from tests.cms.factories import home_page, make_city, make_page, make_superuser, make_user

pytestmark = pytest.mark.django_db
LogIn = Callable[[User], Client]
CHOOSE = "/admin/choose-page/"


@pytest.fixture
def city() -> City:
    return make_city("alpha")


def folder(city: City, kind: str) -> DirectoryPage:
    return DirectoryPage.objects.child_of(home_page(city)).get(holds=kind)


@pytest.mark.parametrize("kind", ["office", "document_type", "cost", "organisation", "contact", "term", "situation"])
def test_a_chooser_opens_in_the_directory_of_the_kind(city: City, as_user: LogIn, kind: str) -> None:
    model = f"guides.{kind.replace('_', '')}page"
    answer = as_user(make_user(city)).get(CHOOSE, {"page_type": model})
    assert answer.json()["parent_page_id"] == folder(city, kind).pk


@pytest.mark.parametrize("kind", ["guides.topicpage", "guides.procedurepage,guides.servicepage", "wagtailcore.page"])
def test_what_stands_in_no_directory_is_chosen_from_the_home_page_on(city: City, as_user: LogIn, kind: str) -> None:
    answer = as_user(make_user(city)).get(CHOOSE, {"page_type": kind})
    assert answer.json()["parent_page_id"] == home_page(city).pk


@pytest.mark.parametrize("form", ["edit", "add"])
def test_somebody_with_several_cities_chooses_in_the_city_of_the_form(city: City, as_user: LogIn, form: str) -> None:
    other = make_city("beta")
    page = make_page(ServicePage, other)
    names = {"edit": [page.pk], "add": ["guides", "servicepage", page.get_parent().pk]}
    client = as_user(make_superuser())
    referer = f"http://testserver{reverse(f'wagtailadmin_pages:{form}', args=names[form])}"
    answer = client.get(CHOOSE, {"page_type": "guides.officepage"}, headers={"Referer": referer})
    assert answer.json()["parent_page_id"] == folder(other, "office").pk


def test_without_a_form_somebody_with_several_cities_begins_at_the_root(city: City, as_user: LogIn) -> None:
    make_city("beta")
    make_page(OfficePage, city)
    answer = as_user(make_superuser()).get(CHOOSE, headers={"Referer": "http://testserver/elsewhere/"})
    assert answer.json()["parent_page_id"] == home_page(city).get_parent().pk


def test_a_form_of_another_city_opens_no_folder_there(city: City, as_user: LogIn) -> None:
    page = make_page(ServicePage, make_city("beta"))
    referer = reverse("wagtailadmin_pages:edit", args=[page.pk])
    answer = as_user(make_user(city)).get(CHOOSE, {"page_type": "guides.officepage"}, headers={"Referer": referer})
    assert answer.json()["parent_page_id"] == folder(city, "office").pk


def test_what_is_missing_can_be_made_from_the_chooser(city: City, as_user: LogIn) -> None:
    answer = as_user(make_user(city)).get(CHOOSE, {"page_type": "guides.costpage"})
    address = reverse("wagtailadmin_pages:add", args=["guides", "costpage", folder(city, "cost").pk])
    assert address in answer.json()["html"]
    assert as_user(make_user(city)).get(address).status_code == 200


def test_only_those_who_may_make_a_page_are_sent_to_its_form(city: City, as_user: LogIn) -> None:
    make_page(CostPage, city)
    answer = as_user(make_user(city, Role.TRANSLATOR)).get(CHOOSE, {"page_type": "guides.costpage"})
    assert "Create:" not in answer.json()["html"]


def test_no_other_language_is_offered_since_references_name_source_pages(city: City, as_user: LogIn) -> None:
    answer = as_user(make_user(city)).get(CHOOSE, {"page_type": "guides.costpage"})
    assert "Deutsch" not in answer.json()["html"]
