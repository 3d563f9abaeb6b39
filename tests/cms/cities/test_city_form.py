"""Those who run the installation make cities and change them in the admin."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from cms.cities.models import City, Role
from cms.guides.models import DirectoryPage, Holding
from cms.publishing.models import PublishedDocument
from tests.cms.factories import home_page, make_city, make_superuser, make_user

pytestmark = pytest.mark.django_db

LogIn = Callable[[User], Client]
FORM = {
    "name": "Saint-Clair <3",
    "slug": "saint-clair",
    "introduction": "For people who are new here & want to stay.",
    "source_language": "fr",
    "languages": "ar, uk",
    "country": "FR",
    "region_code": "",
    "time_zone": "Europe/Paris",
    "site_url": "https://guides.example.org/saint-clair/",
    "publisher": "Town hall",
    "publisher_email": "",
    "publisher_address": "",
}


@pytest.fixture
def client(as_user: LogIn) -> Client:
    return as_user(make_superuser())


def test_a_city_made_in_the_admin_has_all_that_it_needs(client: Client) -> None:
    answer = client.post(reverse("cities:add"), FORM)
    assert answer.status_code == 302, answer.context["form"].errors
    city = City.objects.get(slug="saint-clair")
    assert city.language_tags == ["fr", "ar", "uk"]
    assert city.site_url == "https://guides.example.org/saint-clair"
    assert home_page(city).title == "Saint-Clair <3"
    assert home_page(city).introduction == "<p>For people who are new here &amp; want to stay.</p>"
    assert DirectoryPage.objects.child_of(home_page(city, "uk")).count() == len(Holding)
    assert home_page(city).permissions_for_user(make_user(city, Role.EDITOR)).can_publish()


def change(client: Client, city: City, **changes: Any) -> Any:
    """Send the form of a city that exists."""
    form = {**FORM, "slug": city.slug, "languages": ", ".join(city.language_tags[1:]), **changes}
    return client.post(reverse("cities:edit", args=[city.pk]), form)


def test_facts_and_languages_change_and_the_slug_and_the_source_language_do_not(client: Client) -> None:
    city = make_city("alpha", "en", ["en", "de"])
    answer = change(client, city, slug="other", source_language="fr", languages="uk de", publisher="New council")
    assert answer.status_code == 302, answer.context["form"].errors
    city = City.objects.get(pk=city.pk)
    assert (city.slug, city.source_language, city.publisher) == ("alpha", "en", "New council")
    assert city.language_tags == ["en", "uk", "de"]
    assert home_page(city, "uk").title == "Alpha"
    document = PublishedDocument.objects.get(city=city, kind="city", language="en")
    assert document.body["languages"] == ["en", "de"]  # nobody has prepared the new language yet


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("languages", "de, tlh", "No guide can be written in tlh yet"),
        ("languages", "", "Write de again"),
        ("time_zone", "Berlin", "Write it like Europe/Berlin"),
        ("country", "England", "at most 2 characters"),
        ("site_url", "guides", "Enter a valid URL"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(client: Client, field: str, value: str, words: str) -> None:
    answer = change(client, make_city("alpha", "en", ["en", "de"]), **{field: value})
    assert words in " ".join(answer.context["form"].errors[field])


def test_a_slug_is_given_once(client: Client) -> None:
    make_city("saint-clair")
    assert "slug" in client.post(reverse("cities:add"), FORM).context["form"].errors


def test_the_list_names_every_city_with_its_languages(client: Client) -> None:
    make_city("alpha", "en", ["en", "de"])
    make_city("beta", "de", ["de", "uk"])
    page = client.get(reverse("cities:index")).content.decode()
    assert "alpha" in page
    assert "de, uk" in page


def test_cities_are_not_deleted_in_the_admin(client: Client) -> None:
    city = make_city()
    assert client.get(reverse("cities:delete", args=[city.pk])).status_code == 302
    client.post(reverse("cities:delete", args=[city.pk]))
    assert City.objects.filter(pk=city.pk).exists()


def test_nobody_else_sees_or_changes_cities_here_whatever_permissions_they_have(as_user: LogIn) -> None:
    city = make_city()
    user = make_user(city, Role.ADMINISTRATOR)
    user.user_permissions.set(Permission.objects.all())
    client = as_user(user)
    assert client.get(reverse("cities:index")).status_code == 403
    assert change(client, city, publisher="Me").status_code == 403
    assert "/admin/cities/" not in client.get(reverse("wagtailadmin_home")).content.decode()
