"""The start page says what needs a hand, in the order in which it is to be done, to those who can do it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cms.cities.models import City, Role
from cms.contributions.links.models import Link
from cms.contributions.proposals.models import Proposal
from cms.guides.models import ArticlePage
from cms.publishing.models import Build
from tests.cms.factories import edit, make_city, make_page, make_superuser, make_translation, make_user, publish
from translations.stored_states import refresh_states

pytestmark = pytest.mark.django_db
LogIn = Callable[[User], Client]
LONG_AGO = date(2020, 1, 31)


@pytest.fixture(scope="module")
def city(rows_of_the_module: None) -> City:
    return make_city("alpha", languages=("en", "de", "ar"))


def home(client: Client) -> str:
    return " ".join(client.get(reverse("wagtailadmin_home")).content.decode().split())


def fill(city: City, name: str = "Bicycles") -> ArticlePage:
    """One of each kind of work, all about one page."""
    page = make_page(ArticlePage, city, title=name, summary="Where to ride.", review_due=LONG_AGO)
    publish(make_translation(page, "de"))
    edit(page, summary="Where to ride and to park.")
    refresh_states()
    Proposal.objects.create(city=city, target=page, kind="outdated", language="en")
    days = [timezone.now() - timedelta(days=number) for number in (5, 0)]
    address = f"https://example.org/{name}"
    Link.objects.create(
        city=city, url=address, next_check=days[1], failures=3, failing_since=days[0], failed_at=days[1], answer="gone"
    )
    Build.objects.create(
        city=city, started_at=timezone.now(), finished_at=timezone.now(), outcome="failed", error="The disk is full."
    )
    return page


def test_an_editor_is_told_everything_in_order_one_click_from_the_work(city: City, as_user: LogIn) -> None:
    page = fill(city)
    html = home(as_user(make_user(city)))
    build, proposal = Build.objects.get(), Proposal.objects.get()
    places = [
        html.index(f'href="{address}')
        for address in (
            reverse("contributions_proposal", args=[proposal.pk]),
            reverse("wagtailadmin_pages:edit", args=[page.pk]),
            f"{reverse('insights_languages_report')}?city=alpha&amp;language=de&amp;status=outdated",
            reverse("contributions_mend_link", args=[Link.objects.get().pk]),
            reverse("publishing_build", args=[build.pk]),
        )
    ]
    assert places == sorted(places)
    assert "The disk is full." in html
    assert "Nothing waits for you." not in html


def test_where_nothing_is_to_be_done_the_page_says_so(city: City, as_user: LogIn) -> None:
    make_page(ArticlePage, city, review_due=timezone.localdate() + timedelta(days=2))
    assert "Nothing waits for you." in home(as_user(make_user(city)))


@pytest.mark.parametrize(
    ("role", "told"),
    [
        (Role.VIEWER, []),
        (Role.CONTRIBUTOR, []),
        (Role.TRANSLATOR, ["Outdated languages"]),
        (Role.REVIEWER, ["Outdated languages"]),
        (Role.ADMINISTRATOR, ["Proposals", "Checks overdue", "Outdated languages", "Broken links", "Failed builds"]),
    ],
)
def test_a_role_is_told_what_it_can_act_on(city: City, as_user: LogIn, role: Role, told: list[str]) -> None:
    fill(city)
    assert kinds(home(as_user(make_user(city, role)))) == told


def test_a_reviewer_of_one_language_is_told_of_that_language(city: City, as_user: LogIn) -> None:
    page = fill(city)
    Proposal.objects.create(city=city, target=page, kind="not_understood", language="de")
    reviewer = make_user(city, None, "german")
    reviewer.groups.add(city.group_of(Role.REVIEWER, "de"))
    other = make_user(city, None, "arabic")
    other.groups.add(city.group_of(Role.REVIEWER, "ar"))
    html = home(as_user(reviewer))
    assert "language=de&amp;status=outdated" in html
    assert reverse("contributions_proposal", args=[Proposal.objects.get(language="de").pk]) in html
    assert "Nothing waits for you." in home(as_user(other))


def test_whoever_answers_for_a_page_is_told_that_its_check_is_overdue(city: City, as_user: LogIn) -> None:
    contributor = make_user(city, Role.CONTRIBUTOR)
    make_page(ArticlePage, city, title="Bicycles", review_due=LONG_AGO, responsible_user=contributor)
    make_page(ArticlePage, city, title="Boats", review_due=LONG_AGO)
    html = home(as_user(contributor))
    assert "Bicycles" in html
    assert "Boats" not in html


def test_other_cities_are_somebody_elses_work(city: City, as_user: LogIn) -> None:
    fill(make_city("beta"), "Boats")
    html = home(as_user(make_user(city)))
    # Its own home page has a copy in German that nobody has translated.
    assert kinds(html) == ["Outdated languages"]
    assert "city=beta" not in html
    assert "Boats" not in html


def test_a_build_that_came_to_its_end_later_is_not_told(city: City, as_user: LogIn) -> None:
    Build.objects.create(city=city, finished_at=timezone.now(), outcome="failed")
    Build.objects.create(city=city, finished_at=timezone.now(), outcome="live")
    assert "Failed builds" not in home(as_user(make_user(city)))


def test_the_start_page_costs_the_same_for_one_page_and_for_many(city: City, as_user: LogIn) -> None:
    root = make_superuser()
    fill(city)
    client = as_user(root)
    home(client)
    few = statements(client)
    for number in range(5):
        fill(city, f"Page {number}")
    home(client)
    assert statements(client) == few


def kinds(html: str) -> list[str]:
    """The headings of the panel."""
    return re.findall(r'class="editing-waiting">.*?<a href="[^"]*">([^<]+)</a>', html)


def statements(client: Client) -> Any:
    with CaptureQueriesContext(connection) as found:
        home(client)
    return len(found)
