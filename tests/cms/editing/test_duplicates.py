"""Whoever makes something that seems to be there already is told so before it goes live, and can go on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, streamfield

from cms.cities.models import City, Role
from cms.editing.similar import similar_pages
from cms.guides.models import ArticlePage, DirectoryPage, OfficePage, OrganisationPage, TopicPage
from tests.cms.cities.page_forms import sent
from tests.cms.factories import make_city, make_page, make_superuser, make_user

pytestmark = pytest.mark.django_db
LogIn = Callable[[User], Client]
PUBLISH = {"action-publish": "action-publish"}
TOWN_HALL: dict[str, Any] = {
    "title": "Town hall",
    "street": "Mühlenstr. 7",
    "postal_code": "10115",
    "locality": "Berlin",
    "email": "info@town.example.org",
    "phones": [{"type": "phone", "value": {"number": "+493023125000", "languages": []}}],
}


@pytest.fixture(scope="module")
def city(rows_of_the_module: None) -> City:
    return make_city("alpha")


def add_office(client: Client, city: City, user: User, more: dict[str, Any], **facts: Any) -> Any:
    directory = DirectoryPage.objects.get(holds="office", locale=city.source_locale)
    page = OfficePage(
        **{"title": "Registry", "slug": "registry", "street": "1 High Street", "locality": "Mill Town", **facts},
        locale=city.source_locale,
    )
    address = reverse("wagtailadmin_pages:add", args=["guides", "officepage", directory.pk])
    return client.post(address, sent(page, user) | more)


def phone(number: str) -> dict[str, Any]:
    return dict(nested_form_data({"phones": streamfield([("phone", {"number": number, "languages": []})])}))


def test_an_office_with_the_number_of_another_is_told_with_a_link_and_can_go_on(city: City, as_user: LogIn) -> None:
    other, editor = make_page(OfficePage, city, **TOWN_HALL), make_user(city)
    client = as_user(editor)
    form = PUBLISH | phone("+49 (0)30 231 250 00")
    html = client_text(add_office(client, city, editor, form))
    assert "This seems to be there already:" in html
    assert f'href="{reverse("wagtailadmin_pages:edit", args=[other.pk])}"' in html
    assert "same telephone number" in html
    assert not OfficePage.objects.filter(title="Registry").exists()
    add_office(client, city, editor, form | {"editing-others": str(other.pk)})
    assert OfficePage.objects.get(title="Registry").live


def test_a_draft_is_saved_without_a_question(city: City, as_user: LogIn) -> None:
    make_page(OfficePage, city, **TOWN_HALL)
    editor = make_user(city)
    add_office(as_user(editor), city, editor, {}, title="Town hall")
    assert not OfficePage.objects.get(slug="registry").live


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"street": "Mühlenstraße 7", "postal_code": "10115", "locality": "BERLIN"}, "same address"),
        ({"street": "Mühlenstraße 7", "locality": "Berlin"}, "same address"),
        ({"street": "Mühlenstraße 7", "postal_code": "13187", "locality": "Berlin"}, None),
        ({"email": "INFO@town.example.org"}, "same e-mail"),
        ({"title": "The town hall"}, None),
        ({"title": "Town-Hall"}, "similar title"),
    ],
)
def test_two_spellings_of_a_fact_are_one(city: City, facts: dict[str, str], reason: str | None) -> None:
    make_page(OfficePage, city, **TOWN_HALL)
    page = OfficePage(**{"title": "Registry", "street": "1 High Street", "locality": "Mill Town", **facts})
    reasons = [reason for each in similar_pages(page, city, make_superuser()) for reason in each.reasons]
    assert reasons == ([reason] if reason else [])


def test_courses_of_two_levels_are_two_things(city: City) -> None:
    root = make_superuser()
    make_page(ArticlePage, city, title="German course A1")
    assert similar_pages(ArticlePage(title="German course A2"), city, root) == []
    assert similar_pages(ArticlePage(title="German courses A1"), city, root) != []


def test_an_office_may_have_the_number_of_its_organisation(city: City) -> None:
    council = make_page(OrganisationPage, city, title="Council", phones=TOWN_HALL["phones"])
    office = make_page(OfficePage, city, **TOWN_HALL, organisation=council)
    assert similar_pages(office, city, make_superuser()) == []


def test_a_topic_and_its_article_may_have_one_title(city: City) -> None:
    make_page(TopicPage, city, title="Housing")
    assert similar_pages(ArticlePage(title="Housing"), city, make_superuser()) == []


def test_a_live_page_is_asked_about_only_when_its_key_facts_change(city: City, as_user: LogIn) -> None:
    make_page(OfficePage, city, **TOWN_HALL)
    twin = make_page(OfficePage, city, title="Registry", email=TOWN_HALL["email"])
    editor = make_user(city)
    client, address = as_user(editor), reverse("wagtailadmin_pages:edit", args=[twin.pk])
    answer = client.post(address, sent(twin, editor, access_notes="Second floor.") | PUBLISH)
    assert answer.status_code == 302
    answer = client.post(address, sent(twin, editor, title="Town hall") | PUBLISH)
    assert "similar title" in answer.content.decode()
    assert Page.objects.get(pk=twin.pk).title == "Registry"


def test_the_form_is_told_while_somebody_types(city: City, as_user: LogIn) -> None:
    make_page(OfficePage, city, **TOWN_HALL)
    page, editor = make_page(OfficePage, city, title="Registry", live=False), make_user(city)
    client = as_user(editor)
    form = sent(page, editor, title="Town hall")
    html = client.post(reverse("editing_similar_to_form", args=[page.pk]), form).content.decode()
    assert "It is something else" in html
    new = reverse("editing_similar_to_new_form", args=["guides", "officepage", page.get_parent().pk])
    assert "similar title" in client.post(new, form).content.decode()


def test_the_report_names_each_pair_of_the_city_once(city: City, as_user: LogIn) -> None:
    make_page(OfficePage, city, **TOWN_HALL)
    make_page(OfficePage, city, **{**TOWN_HALL, "title": "Town halls", "email": ""})
    make_page(OfficePage, make_city("beta"), **{**TOWN_HALL, "title": "Foreign hall"})
    html = client_text(as_user(make_user(city)).get(reverse("editing_similar_report")))
    assert "same telephone number, same address, similar title" in html
    assert html.count("Town halls") == 1
    assert "Foreign hall" not in html


def client_text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_a_contributor_reads_no_report_of_what_others_draft(city: City, as_user: LogIn) -> None:
    client = as_user(make_user(city, Role.CONTRIBUTOR))
    for report in ("editing_similar_report", "editing_report"):
        assert client.get(reverse(report)).status_code in (302, 403)
    assert "What to mend" not in client.get(reverse("wagtailadmin_home")).content.decode()
