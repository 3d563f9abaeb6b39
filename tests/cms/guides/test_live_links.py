"""“View live” leads where readers find a page, and is missing where they find nothing."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import rich_text

from cms.cities.models import City
from cms.guides.blocks import RICH_TEXT
from cms.guides.models import ArticlePage, ContactPage, CostPage, OfficePage, ServicePage, TermPage
from site_builder.guide import anchor
from tests.cms.cities.page_forms import link_to, sent
from tests.cms.factories import make_city, make_page, make_translation, make_user, publish

pytestmark = pytest.mark.django_db
LogIn = Callable[[User], Client]


@pytest.fixture
def city() -> City:
    return make_city("alpha")


@pytest.fixture
def editor(city: City) -> User:
    return make_user(city)


def service_that_names(cost: CostPage, city: City) -> ServicePage:
    return make_page(ServicePage, city, costs=[("cost", cost)])


def test_an_office_leads_to_its_page(city: City) -> None:
    office = make_page(OfficePage, city, slug="town-hall")
    assert office.url == "https://alpha.example.org/en/offices/town-hall/"


def test_a_term_leads_to_its_entry_in_the_glossary(city: City) -> None:
    term = make_page(TermPage, city)
    assert term.url == f"https://alpha.example.org/en/glossary/#{anchor(str(term.translation_key))}"


def test_a_contact_leads_to_the_emergency_numbers(city: City) -> None:
    contact = make_page(ContactPage, city)
    entry = anchor(str(contact.translation_key))
    assert contact.url == f"https://alpha.example.org/en/emergency-numbers/#{entry}"
    assert make_translation(contact, "de").url == f"https://alpha.example.org/de/emergency-numbers/#{entry}"


def test_a_cost_leads_to_a_page_that_names_it(city: City) -> None:
    cost = make_page(CostPage, city)
    assert cost.url is None
    service = service_that_names(cost, city)
    assert cost.url == service.url
    assert cost.full_url == service.url


def test_a_cost_leads_to_a_page_in_its_own_language(city: City) -> None:
    cost = make_page(CostPage, city)
    service = service_that_names(cost, city)
    german_cost, german = make_translation(cost, "de"), make_translation(service, "de")
    assert german_cost.url is None
    german.live = True
    german.save(update_fields=["live"])
    assert german_cost.url == german.url


def test_a_link_in_text_counts_and_a_draft_does_not(city: City) -> None:
    cost = make_page(CostPage, city)
    article = make_page(ArticlePage, city, live=False, body=[("text", link_to(cost))])
    assert cost.url is None
    assert cost.get_url_parts() is None
    assert publish(article).url == cost.url


@pytest.mark.parametrize("named", [True, False])
def test_lists_and_forms_offer_no_live_link_to_what_readers_do_not_find(
    city: City, editor: User, as_user: LogIn, named: bool
) -> None:
    cost = make_page(CostPage, city, title="A fee")
    if named:
        service_that_names(cost, city)
    client = as_user(editor)
    for address in (
        reverse("wagtailadmin_explore", args=[cost.get_parent().pk]),
        reverse("wagtailadmin_pages:edit", args=[cost.pk]),
        reverse("wagtailadmin_pages:history", args=[cost.pk]),
        reverse("wagtailadmin_home"),
    ):
        html = client.get(address).content.decode()
        assert 'href="None"' not in html
        assert 'href="https://alpha.example.org/en/costs/' not in html
    form = client.get(reverse("wagtailadmin_pages:edit", args=[cost.pk])).content.decode()
    assert ("Visit the live page" in form) is named


def test_publishing_says_so_without_a_link_to_nowhere(city: City, editor: User, as_user: LogIn) -> None:
    cost = make_page(CostPage, city, title="A fee")
    address = reverse("wagtailadmin_pages:edit", args=[cost.pk])
    answer = as_user(editor).post(address, sent(cost, editor) | {"action-publish": "1"}, follow=True)
    html = answer.content.decode()
    assert "has been published" in html
    assert "View live" not in html.split("has been published")[1][:600]


def test_a_directory_leads_nowhere(city: City, editor: User, as_user: LogIn) -> None:
    directory: Page = make_page(OfficePage, city).get_parent().specific
    assert directory.url is None
    html = as_user(editor).get(reverse("wagtailadmin_explore", args=[directory.pk])).content.decode()
    assert 'href="https://alpha.example.org/en/offices/"' not in html
    assert "There is no site" not in html


def test_a_text_that_links_to_a_cost_keeps_its_link(city: City, editor: User, as_user: LogIn) -> None:
    cost = make_page(CostPage, city)
    term = make_page(TermPage, city, explanation=link_to(cost))
    form = {"explanation": rich_text(term.explanation, features=RICH_TEXT)}
    client = as_user(editor)
    address = reverse("wagtailadmin_pages:edit", args=[term.pk])
    assert client.get(address).status_code == 200
    assert client.post(address, sent(term, editor, **form)).status_code == 302
    assert f'id="{cost.pk}"' in term.get_latest_revision_as_object().explanation


def address_in_editor(client: Client, page: TermPage) -> str | None:
    """The address that the editor of the page's text has for the link in it; None shows as broken."""
    field = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).context["form"]["explanation"]
    state = json.loads(field.field.widget.format_value(field.value()))
    address: str | None = state["entityMap"]["0"]["data"]["url"]
    return address


@pytest.mark.parametrize("named", [CostPage, OfficePage])
def test_the_editor_of_a_text_shows_no_broken_link_to_what_the_guide_can_mention(
    city: City, editor: User, as_user: LogIn, named: type[CostPage] | type[OfficePage]
) -> None:
    term = make_page(TermPage, city, live=False, explanation=link_to(make_page(named, city)))
    assert address_in_editor(as_user(editor), term)


def test_the_editor_of_a_text_shows_a_link_that_the_guide_drops_as_broken(
    city: City, editor: User, as_user: LogIn
) -> None:
    term = make_page(TermPage, city, explanation=link_to(make_page(OfficePage, city).get_parent()))
    assert address_in_editor(as_user(editor), term) is None
