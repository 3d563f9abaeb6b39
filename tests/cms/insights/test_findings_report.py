"""The report of what the checks found in translations, and saying that a text is right all the same."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings
from wagtail.models import Page

from cms.cities.models import City, Role
from cms.guides.models import ArticlePage, TopicPage
from cms.insights import findings
from cms.publishing.translating import translate_pages
from tests.cms.factories import edit, make_city, make_page, make_superuser, make_user
from translations.completeness import is_publishable
from translations.models import SegmentFinding

pytestmark = pytest.mark.django_db

LogIn = Callable[[User], Client]


@pytest.fixture(autouse=True)
def engines(settings: Settings) -> None:
    """An engine that loses every number, which the checks find."""
    settings.TRANSLATION_ENGINES = ["tests.engines.ForgetfulEngine"]


def drafted(city: City, title: str = "Pay within 14 days") -> tuple[ArticlePage, Page]:
    """A page and its translation, in which a number is lost."""
    page = make_page(ArticlePage, city, title=title, parent=make_page(TopicPage, city, title="Money"))
    translate_pages([page.pk], ["de"], publish=True)
    return page, Page.objects.get(translation_key=page.translation_key, locale__language_code="de")


def told(client: Client, number: int = 1) -> str:
    return str(client.get(reverse("insights_findings_report"), {"p": number}).content.decode())


def dismiss(client: Client) -> int:
    """Say that the first finding is wrong; the status of the answer."""
    finding = SegmentFinding.objects.order_by("pk").first()
    assert finding is not None
    return client.post(reverse("insights_dismiss_finding", args=[finding.pk])).status_code


def test_a_finding_stands_with_both_texts_and_the_way_to_its_page(as_user: LogIn) -> None:
    city = make_city()
    _page, target = drafted(city)
    report = told(as_user(make_user(city, Role.REVIEWER)))
    assert "Pay within 14 days" in report
    assert "yaP nihtiw" in report
    assert reverse("wagtailadmin_pages:edit", args=[target.pk]) in report


def test_a_reviewer_says_that_the_text_is_right_and_the_translation_can_go_live(as_user: LogIn) -> None:
    city = make_city()
    _page, target = drafted(city)
    reviewer = make_user(city, Role.REVIEWER)
    client = as_user(reviewer)
    assert not is_publishable(target)
    while SegmentFinding.objects.filter(dismissed_by=None).exists():
        pk = SegmentFinding.objects.filter(dismissed_by=None).values_list("pk", flat=True)[0]
        client.post(reverse("insights_dismiss_finding", args=[pk]))
    assert "nothing to say" in told(client)
    assert is_publishable(target)
    assert set(SegmentFinding.objects.values_list("dismissed_by", flat=True)) == {reviewer.pk}


@pytest.mark.parametrize("role", [Role.VIEWER, Role.CONTRIBUTOR])
def test_those_who_may_not_change_the_translation_cannot_say_so(as_user: LogIn, role: Role) -> None:
    city = make_city()
    drafted(city)
    client = as_user(make_user(city, role))
    assert "Pay within 14 days" in told(client)
    assert "It is right" not in told(client)
    dismiss(client)
    assert not SegmentFinding.objects.exclude(dismissed_by=None).exists()


def test_findings_of_other_cities_are_neither_shown_nor_dismissed(as_user: LogIn) -> None:
    drafted(make_city("alpha"))
    client = as_user(make_user(make_city("beta"), Role.ADMINISTRATOR))
    assert "nothing to say" in told(client)
    dismiss(client)
    assert not SegmentFinding.objects.exclude(dismissed_by=None).exists()
    assert "Pay within 14 days" in told(as_user(make_superuser()))


def test_a_finding_goes_with_its_text(as_user: LogIn) -> None:
    city = make_city()
    page, _target = drafted(city)
    client = as_user(make_user(city, Role.REVIEWER))
    page = edit(page, title="Pay soon")
    translate_pages([page.pk], ["de"], publish=True)
    assert "nothing to say" in told(client)


def test_a_finding_goes_with_its_page(as_user: LogIn) -> None:
    city = make_city()
    page, _target = drafted(city)
    Page.objects.get(pk=page.pk).delete()
    assert "nothing to say" in told(as_user(make_superuser()))


def test_a_long_report_is_turned_page_by_page(as_user: LogIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(findings, "FINDINGS_PER_SCREEN", 1)
    city = make_city()
    for number in (10, 20):
        drafted(city, f"Pay within {number} days")
    client = as_user(make_user(city, Role.REVIEWER))
    total = SegmentFinding.objects.count()
    assert total > 1
    assert f"{total} findings in segments" in told(client)
    assert 'href="?p=2"' in told(client, 1)
    assert told(client, 1) != told(client, 2)


def test_who_says_that_a_text_is_right_comes_back_to_the_same_screen(as_user: LogIn) -> None:
    city = make_city()
    drafted(city)
    client = as_user(make_user(city, Role.REVIEWER))
    address = reverse("insights_dismiss_finding", args=[SegmentFinding.objects.values_list("pk", flat=True)[0]])
    assert f'action="{address}?p=2"' in told(client, 2)
    assert client.post(f"{address}?p=2")["Location"] == reverse("insights_findings_report") + "?p=2"


def test_links_repeat_nothing_of_an_address_but_the_screens(as_user: LogIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(findings, "FINDINGS_PER_SCREEN", 1)
    city = make_city()
    drafted(city)
    drafted(city)
    client = as_user(make_user(city, Role.REVIEWER))
    report = client.get(reverse("insights_findings_report"), {"city": "elsewhere", "p": "2", "pages": "elsewhere"})
    assert "elsewhere" not in report.content.decode()
    address = reverse("insights_dismiss_finding", args=[SegmentFinding.objects.values_list("pk", flat=True)[0]])
    assert client.post(f"{address}?p=2&city=elsewhere")["Location"].endswith("?p=2")


def test_the_report_costs_the_same_for_one_finding_and_for_many(as_user: LogIn) -> None:
    city = make_city()
    client = as_user(make_user(city, Role.REVIEWER))
    drafted(city)
    told(client)  # what Django and Wagtail look up once
    with CaptureQueriesContext(connection) as one:
        told(client)
    for number in range(10, 20):
        drafted(city, f"Pay within {number} days")
    with CaptureQueriesContext(connection) as many:
        told(client)
    assert len(many) == len(one)
