"""A city is made as a whole, and made again without change."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from wagtail.models import GroupPagePermission, Page, Site

from cms.cities.models import City, CityPage, Role
from cms.cities.provisioning import provision_city
from cms.guides.models import DirectoryPage, Holding, TopicPage
from tests.cms.factories import home_page, make_city, make_page, make_user

pytestmark = pytest.mark.django_db

FACTS = {
    "slug": "alpha",
    "country": "DE",
    "time_zone": "Europe/Berlin",
    "site_url": "https://guides.example.org/alpha",
    "publisher": "Town hall",
}


def provision(**changes: Any) -> City:
    """Make the city, or bring it up to date."""
    given = {
        "source_language": "de",
        "languages": ["de", "ar"],
        "name": "Alpha",
        "introduction": "<p>Hallo.</p>",
        **changes,
    }
    return provision_city({**FACTS, **given.pop("facts", {})}, **given)


def everything() -> dict[str, list[Any]]:
    """All rows of all tables."""
    return {model._meta.label: list(model._default_manager.order_by("pk").values_list()) for model in apps.get_models()}


def test_a_second_run_changes_nothing() -> None:
    provision()
    before = everything()
    provision()
    assert everything() == before


def test_a_city_has_a_home_page_for_each_language_with_its_directories() -> None:
    city = provision()
    assert {page.locale.language_code for page in city.pages.all()} == {"de", "ar"}
    for home in city.pages.all():
        assert not home.live
        assert {page.holds for page in DirectoryPage.objects.child_of(home)} == set(Holding.values)


def test_the_source_language_comes_first_whether_named_or_not() -> None:
    assert provision(languages=["ar", "uk"]).language_tags == ["de", "ar", "uk"]


def test_a_language_added_later_gets_its_tree_its_directories_and_its_permissions() -> None:
    city = provision()
    provision(languages=["de", "uk", "ar"])
    home = home_page(city, "uk")
    assert city.language_tags == ["de", "uk", "ar"]
    assert DirectoryPage.objects.child_of(home).count() == len(Holding)
    translator = make_user(city, Role.TRANSLATOR)
    assert home.permissions_for_user(translator).can_edit()
    assert home.get_workflow() == city.languages.get(locale=home.locale).workflow


def test_no_two_cities_share_a_group_a_site_a_collection_or_a_workflow() -> None:
    first, second = (
        provision(),
        provision(facts={"slug": "beta", "site_url": "https://guides.example.org/beta"}),
    )
    for city in (first, second):
        assert city.roles.filter(locale=None).count() == len(Role)
    assert not set(first.roles.values_list("group", flat=True)) & set(second.roles.values_list("group", flat=True))
    for name in ("site_id", "collection_id", "workflow_id"):
        assert getattr(first, name) != getattr(second, name)


def test_groups_are_named_after_the_slug_however_long_the_name_of_the_city_is() -> None:
    city = provision(name="A" * 200)
    assert Group.objects.filter(name="alpha: editor", city_role__city=city).exists()


def test_a_guide_may_share_its_host_and_no_request_reaches_its_site_by_name() -> None:
    provision()
    city = provision(facts={"slug": "beta", "site_url": "https://guides.example.org/beta"})
    assert city.site is not None
    assert city.site.hostname == "beta.invalid"
    assert city.site.root_page_id == home_page(city).pk
    assert not Site.objects.get(pk=city.site.pk).is_default_site


def test_the_slash_at_the_end_of_an_address_is_not_kept() -> None:
    provision(facts={"site_url": "https://guides.example.org/alpha/"})
    assert City.objects.get().site_url == "https://guides.example.org/alpha"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"facts": {"time_zone": "Berlin"}}, "time_zone"),
        ({"facts": {"country": "Germany"}}, "country"),
        ({"facts": {"site_url": "guides"}}, "site_url"),
        ({"languages": ["de", "arabic!"]}, "__all__"),
    ],
)
def test_a_wrong_fact_makes_nothing(changes: dict[str, Any], field: str) -> None:
    before = everything()
    with pytest.raises(ValidationError) as failure:
        provision(**changes)
    assert field in failure.value.message_dict
    assert everything() == before


def test_what_a_role_no_longer_may_is_taken_away_again() -> None:
    city = provision()
    group = city.group_of(Role.VIEWER)
    permission = GroupPagePermission.objects.filter(permission__codename="publish_page")[0].permission
    GroupPagePermission.objects.create(group=group, page=home_page(city), permission=permission)
    topic = make_page(TopicPage, make_city("beta"))
    elsewhere = GroupPagePermission.objects.create(group=group, page=topic, permission=permission)
    provision()
    kept = GroupPagePermission.objects.filter(group=group, permission=permission)
    assert list(kept) == [elsewhere]


def test_translations_follow_their_source_to_its_new_place() -> None:
    city = make_city("alpha", "en", ["en", "de"])
    old, new = make_page(TopicPage, city), make_page(TopicPage, city)
    moved = make_page(TopicPage, city, parent=old)
    translated = moved.copy_for_translation(home_page(city, "de").locale, copy_parents=True)
    Page.objects.get(pk=moved.pk).move(Page.objects.get(pk=new.pk), pos="last-child")
    place = Page.objects.get(pk=translated.pk).get_parent()
    assert place.translation_key == new.translation_key
    assert place.locale.language_code == "de"
    assert not place.live
    assert CityPage.objects.filter(city=city).count() == 2
