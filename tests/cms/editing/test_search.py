"""The search of the admin finds pages by title, text, telephone number and address, in any language of the city."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from cms.cities.models import City
from cms.guides.models import ArticlePage, ContactPage, OfficePage
from tests.cms.factories import edit, home_page, make_city, make_page, make_translation, make_user

pytestmark = pytest.mark.django_db
LogIn = Callable[[User], Client]
PHONES = [{"type": "phone", "value": {"number": "+493023125000", "languages": []}}]
ADDRESS: dict[str, Any] = {"street": "Löwenstraße 12 a", "postal_code": "10115", "locality": "Berlin"}


@pytest.fixture(scope="module")
def city(rows_of_the_module: None) -> City:
    return make_city("alpha", languages=("en", "de", "ar"))


def found(client: Client, query: str, city: City) -> str:
    """What the list of a folder and the search over everything answer."""
    explorer = client.get(reverse("wagtailadmin_explore_results", args=[home_page(city).pk]), {"q": query})
    search = client.get(reverse("wagtailadmin_pages:search_results"), {"q": query})
    return explorer.content.decode() + search.content.decode()


QUERIES = [
    "+493023125000",
    "+49 30 231",
    "030/231 25 000",
    "(030) 2312-50",
    "+49 (0)30 23125000",
    "0049 30 2312500",
    "23125000",
    "hall tow",
    "lowenstrasse 12",
    "Löwenstr",
    "10115 berlin",
    "entrance in the yard",
    "yard entr",
    "https://town.example.org",
]


def test_an_office_is_found_by_whatever_people_know_of_it(city: City, as_user: LogIn) -> None:
    make_page(
        OfficePage,
        city,
        title="Town hall",
        access_notes="The entrance is in the yard.",
        website="https://town.example.org",
        phones=PHONES,
        **ADDRESS,
    )
    make_page(OfficePage, city, title="Harbour office")
    client = as_user(make_user(city))
    found_by = {query: found(client, query, city) for query in QUERIES}
    assert [query for query, html in found_by.items() if html.count("Town hall") < 2] == []
    assert [query for query, html in found_by.items() if "Harbour office" in html] == []


def test_what_is_not_there_is_not_found(city: City, as_user: LogIn) -> None:
    make_page(OfficePage, city, title="Town hall", phones=PHONES, **ADDRESS)
    client = as_user(make_user(city))
    assert [query for query in ("030 99", "town well", "112") if "Town hall" in found(client, query, city)] == []


def test_a_short_number_is_found(city: City, as_user: LogIn) -> None:
    make_page(ContactPage, city, title="Fire brigade", number="112")
    assert "Fire brigade" in found(as_user(make_user(city)), "112", city)


def test_text_is_found_in_every_language_of_the_city(city: City, as_user: LogIn) -> None:
    body = [{"type": "text", "value": "<h3>Bells</h3><p>Ring the <b>bell</b> &amp; wait.</p>"}]
    page = make_page(ArticlePage, city, title="Bicycles", body=body)
    edit(make_translation(page, "ar"), title="دَرّاجة")
    client = as_user(make_user(city))
    assert "Bicycles" in found(client, "bell wait", city)
    html = client.get(reverse("wagtailadmin_pages:search_results"), {"q": "دراجه"}).content.decode()
    assert "دَرّاجة" in html


def test_a_title_counts_more_than_a_text(city: City, as_user: LogIn) -> None:
    # Of what is as near, the newest comes first.
    make_page(ArticlePage, city, title="Bicycle", body=[{"type": "text", "value": "<p>It has two wheels.</p>"}])
    body = [{"type": "text", "value": "<p>A bicycle needs a bell.</p>"}]
    make_page(ArticlePage, city, title="Everything on wheels", body=body)
    html = as_user(make_user(city)).get(reverse("wagtailadmin_pages:search_results"), {"q": "bicycle"})
    text = html.content.decode()
    assert text.index("Bicycle") < text.index("Everything on wheels")


@pytest.mark.parametrize("query", ["030 23125000", "Löwenstr", "10115 berlin"])
def test_by_facts_the_page_is_found_on_which_they_are_changed_before_its_translations(
    city: City, as_user: LogIn, query: str
) -> None:
    page = make_page(OfficePage, city, title="District office", phones=PHONES, **ADDRESS)
    pages = [page, *(make_translation(page, language) for language in ("de", "ar"))]
    for each, title in zip(pages[1:], ("Bezirksamt", "مكتب الحي"), strict=True):
        edit(each, title=title)
    html = as_user(make_user(city)).get(reverse("wagtailadmin_pages:search_results"), {"q": query}).content.decode()
    places = [html.index(reverse("wagtailadmin_pages:edit", args=[each.pk])) for each in pages]
    assert places[0] == min(places)


def test_other_cities_are_not_searched(city: City, as_user: LogIn) -> None:
    make_page(OfficePage, make_city("beta"), title="Harbour office", **ADDRESS)
    assert "Harbour office" not in found(as_user(make_user(city)), "Löwenstraße", city)
