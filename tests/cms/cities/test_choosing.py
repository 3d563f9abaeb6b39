"""What is chosen in a form stays in the city: by field, by block and by link, in new pages and in old ones."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import rich_text, streamfield

from cms.cities.models import City, Role
from cms.guides.blocks import RICH_TEXT, RICH_TEXT_WITH_HEADINGS
from cms.guides.models import (
    ArticlePage,
    CostPage,
    DocumentTypePage,
    OfficePage,
    OrganisationPage,
    ProcedurePage,
    ServicePage,
    TermPage,
    TopicPage,
)
from tests.cms.cities.page_forms import link_to, sent
from tests.cms.factories import FACTS, home_page, make_city, make_page, make_user

pytestmark = pytest.mark.django_db

REFUSAL = "names a page of another city"
Make = Callable[[Page], dict[str, Any]]


@pytest.fixture(scope="module")
def city(rows_of_the_module: None) -> City:
    return make_city("alpha")


@pytest.fixture(scope="module")
def editor(city: City) -> User:
    return make_user(city, Role.EDITOR)


@pytest.fixture
def client(editor: User) -> Client:
    client = Client()
    client.force_login(editor)
    return client


@pytest.fixture(scope="module")
def other(rows_of_the_module: None) -> City:
    return make_city("beta", name="ZZSECRET city")


def step(**values: Any) -> dict[str, Any]:
    """A step of a procedure as its form sends it."""
    empty = {"documents": {"count": 0}, "legal_basis": {"count": 0}, "branches": {"count": 0}}
    duration = {"shortest": "", "longest": "", "unit": "week"}
    deadline = {"days": "", "event": ""}
    text = rich_text("", features=RICH_TEXT)
    return {
        "kind": "do",
        "title": "Go there",
        "text": text,
        "cost": "",
        "office": "",
        "link": "",
        "duration": duration,
        "deadline": deadline,
        **empty,
        **values,
    }


# The kind of page, the kind of page that it names, and the field in which it does.
CHOICES: dict[str, tuple[type[Any], type[Any], Make]] = {
    "field": (ServicePage, OrganisationPage, lambda page: {"authority": page.pk}),
    "field on another tab": (TermPage, OrganisationPage, lambda page: {"responsible_organisation": page.pk}),
    "field naming its own kind": (OrganisationPage, OrganisationPage, lambda page: {"parent_organisation": page.pk}),
    "field of an office": (OfficePage, OrganisationPage, lambda page: {"organisation": page.pk}),
    "field of a document type": (DocumentTypePage, ProcedurePage, lambda page: {"how_to_get": page.pk}),
    "block": (ServicePage, OfficePage, lambda page: {"offices": streamfield([("office", page.pk)])}),
    "block of topics": (ArticlePage, TopicPage, lambda page: {"also_in": streamfield([("topic", page.pk)])}),
    "block within a block": (
        ProcedurePage,
        CostPage,
        lambda page: {"steps": streamfield([("step", step(cost=page.pk))])},
    ),
    "link": (TermPage, ArticlePage, lambda page: {"explanation": rich_text(link_to(page), features=RICH_TEXT)}),
    "link within a block": (
        ArticlePage,
        TermPage,
        lambda page: {"body": streamfield([("text", rich_text(link_to(page), features=RICH_TEXT_WITH_HEADINGS))])},
    ),
}
AGAIN = pytest.mark.parametrize("choice", CHOICES)


def create(client: Client, user: User, model: type[Page], parent: Page, **changes: Any) -> Any:
    """Send the form of a new page."""
    page = model(title="A new page", slug="a-new-page", owner=user, locale=parent.locale, **FACTS.get(model, {}))
    address = reverse("wagtailadmin_pages:add", args=["guides", model._meta.model_name, parent.pk])
    return client.post(address, sent(page, user, **changes))


@AGAIN
def test_an_old_page_cannot_name_a_page_of_another_city(
    client: Client, editor: User, city: City, other: City, choice: str
) -> None:
    model, named, field = CHOICES[choice]
    page, foreign = make_page(model, city), make_page(named, other, title="ZZSECRET page", slug="zzsecret")
    answer = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), sent(page, editor, **field(foreign)))
    assert REFUSAL in answer.content.decode()
    assert "zzsecret" not in answer.content.decode().lower()
    assert page.revisions.count() == 1


@AGAIN
def test_a_new_page_cannot_name_a_page_of_another_city(
    client: Client, editor: User, city: City, other: City, choice: str
) -> None:
    model, named, field = CHOICES[choice]
    parent = make_page(model, city).get_parent()
    foreign = make_page(named, other, title="ZZSECRET page", slug="zzsecret")
    answer = create(client, editor, model, parent, **field(foreign))
    assert REFUSAL in answer.content.decode()
    assert "zzsecret" not in answer.content.decode().lower()
    assert not model.objects.filter(slug="a-new-page").exists()


@AGAIN
def test_a_page_can_name_a_page_of_its_own_city(client: Client, editor: User, city: City, choice: str) -> None:
    model, named, field = CHOICES[choice]
    parent = make_page(model, city).get_parent()
    answer = create(client, editor, model, parent, **field(make_page(named, city)))
    assert answer.status_code == 302, answer.context["form"].errors
    assert model.objects.filter(slug="a-new-page").exists()


def test_a_field_that_is_wrong_for_another_reason_too_shows_no_title(
    client: Client, editor: User, city: City, other: City
) -> None:
    page, foreign = make_page(ProcedurePage, city), make_page(CostPage, other, title="ZZSECRET page", slug="zzsecret")
    broken = {"steps": streamfield([("step", step(title="", cost=foreign.pk))])}
    answer = client.post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]), sent(page, editor, **broken) | {"action-publish": "1"}
    )
    assert REFUSAL in answer.content.decode()
    assert "zzsecret" not in answer.content.decode().lower()


def test_the_welcome_of_the_home_page_links_within_the_city(
    client: Client, editor: User, city: City, other: City
) -> None:
    home, foreign = home_page(city), make_page(ArticlePage, other)
    changes = {"introduction": rich_text(link_to(foreign), features=["bold", "link", "ol", "ul"])}
    answer = client.post(reverse("wagtailadmin_pages:edit", args=[home.pk]), sent(home, editor, **changes))
    assert REFUSAL in answer.content.decode()


def test_only_people_of_the_city_can_be_made_responsible(client: Client, editor: User, city: City, other: City) -> None:
    stranger = make_user(other, Role.EDITOR, "zzsecret")
    page = make_page(TermPage, city)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert "zzsecret" not in client.get(address).content.decode()
    answer = client.post(address, sent(page, editor, responsible_user=stranger.pk))
    assert "responsible_user" in answer.context["form"].errors
    answer = client.post(address, sent(page, editor, responsible_user=editor.pk))
    assert answer.status_code == 302


@pytest.mark.parametrize("slug", ["a-z", "glossary", "emergency-numbers", "privacy-statement", "de"])
def test_a_page_below_the_home_page_cannot_take_an_address_of_the_guide_itself(
    client: Client, editor: User, city: City, slug: str
) -> None:
    answer = create(client, editor, TopicPage, home_page(city), slug=slug)
    assert "The guide itself uses" in answer.content.decode()
    topic = make_page(TopicPage, city)
    answer = client.post(reverse("wagtailadmin_pages:edit", args=[topic.pk]), sent(topic, editor, slug=slug))
    assert "The guide itself uses" in answer.content.decode()
    copy = {"new_title": "A copy", "new_slug": slug, "new_parent_page": home_page(city).pk}
    answer = client.post(reverse("wagtailadmin_pages:copy", args=[topic.pk]), copy)
    assert "The guide itself uses" in answer.content.decode()
    below = make_page(TopicPage, city, parent=topic, slug=slug)
    client.post(reverse("wagtailadmin_pages:move_confirm", args=[below.pk, home_page(city).pk]))
    assert Page.objects.get(pk=below.pk).get_parent().pk == topic.pk


def test_deeper_in_the_guide_every_slug_is_free(client: Client, editor: User, city: City) -> None:
    answer = create(client, editor, ArticlePage, make_page(TopicPage, city), slug="a-z")
    assert answer.status_code == 302
