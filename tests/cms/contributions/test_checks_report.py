"""The report of pages whose next check is due, as people see it in the admin."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cms.cities.models import Role
from cms.guides.models import ArticlePage, GuidePage
from tests.cms.factories import KINDS, make_city, make_page, make_superuser, make_translation, make_user, publish

pytestmark = pytest.mark.django_db

LogIn = Callable[[User], Client]
ADDRESS = "contributions_checks_report"


def days(number: int) -> date:
    """The date so many days from today."""
    return timezone.localdate() + timedelta(days=number)


def told(client: Client) -> str:
    return str(client.get(reverse(ADDRESS)).content.decode())


@pytest.mark.parametrize("model", KINDS, ids=lambda model: model.kind)
def test_pages_of_every_kind_are_listed_when_their_check_is_due(as_user: LogIn, model: type[GuidePage]) -> None:
    city = make_city()
    page = make_page(model, city, title="Look at this again", review_due=days(-1))
    report = told(as_user(make_user(city, Role.VIEWER)))
    assert "Look at this again" in report
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in report
    assert "overdue</span>" in report


def test_the_oldest_comes_first_and_nothing_that_has_time(as_user: LogIn) -> None:
    city = make_city()
    for title, due in (("Soon", 30), ("Long ago", -400), ("Today", 0), ("Later", 31)):
        make_page(ArticlePage, city, title=f"{title}!", review_due=days(due))
    make_page(ArticlePage, city, title="Never!")
    report = told(as_user(make_user(city)))
    assert report.index("Long ago!") < report.index("Today!") < report.index("Soon!")
    assert "Later!" not in report
    assert "Never!" not in report
    assert report.count("overdue</span>") == 1


def test_the_report_names_who_is_responsible(as_user: LogIn) -> None:
    city = make_city()
    nurse = make_user(city, Role.EDITOR, first_name="Nora", last_name="Nurse")
    make_page(ArticlePage, city, review_due=days(1), responsible_user=nurse)
    assert "Nora Nurse" in told(as_user(make_user(city)))


def test_drafts_and_translations_are_not_checked_apart_from_their_source(as_user: LogIn) -> None:
    city = make_city()
    make_page(ArticlePage, city, title="Only a draft", review_due=days(1), live=False)
    page = make_page(ArticlePage, city, title="In the original", review_due=days(1))
    publish(make_translation(page, "de"))
    report = told(as_user(make_user(city)))
    assert "Only a draft" not in report
    assert report.count("In the original") == 1


def test_people_see_the_checks_of_their_own_cities(as_user: LogIn) -> None:
    alpha, beta = make_city("alpha"), make_city("beta")
    make_page(ArticlePage, beta, title="A matter of beta", review_due=days(1))
    assert "Nothing has to be checked in the next 30 days." in told(as_user(make_user(alpha)))
    assert "A matter of beta" in told(as_user(make_user(beta)))
    assert "A matter of beta" in told(as_user(make_superuser()))


def test_the_report_costs_the_same_for_one_city_and_for_many(as_user: LogIn) -> None:
    client = as_user(make_superuser())
    make_page(ArticlePage, make_city("alpha"), review_due=days(1))
    told(client)  # what Django and Wagtail look up once
    with CaptureQueriesContext(connection) as one_city:
        told(client)
    for slug in ("beta", "gamma"):
        city = make_city(slug)
        for model in KINDS:
            make_page(model, city, review_due=days(1))
    with CaptureQueriesContext(connection) as three_cities:
        told(client)
    assert len(three_cities) == len(one_city)
    # Whatever else stands on the screen, each kind of page is looked for once.
    of_pages = [query for query in three_cities if 'FROM "guides_' in query["sql"]]
    assert len(of_pages) <= len(KINDS) + 1, [query["sql"][-200:] for query in of_pages]
