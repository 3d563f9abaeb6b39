"""Pages that people translated freely are compared with their sources as a whole."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail_localize.models import Translation

from cms.cities.models import City, Role
from cms.guides.models import ArticlePage
from cms.insights import findings
from cms.insights.models import PageFinding
from tests.cms.factories import edit, make_city, make_page, make_translation, make_user, publish

pytestmark = pytest.mark.django_db

ADDRESS = reverse("insights_findings_report")


def by_hand(page: ArticlePage, summary: str) -> ArticlePage:
    """The German page, written freely and live."""
    target = make_translation(page, "de")
    Translation.objects.filter(source__object_id=page.translation_key).update(enabled=False)
    return edit(target, summary=summary)


@pytest.fixture
def city() -> City:
    return make_city()


def test_another_phone_number_is_found_and_gone_when_it_is_mended(
    city: City, as_user: Callable[[User], Client]
) -> None:
    page = make_page(ArticlePage, city, summary="Call 01632 960123 or write to help@example.org.")
    target = by_hand(page, "Rufen Sie 01632 960999 an oder schreiben Sie an help@example.org.")
    finding = PageFinding.objects.get()
    assert (finding.page_id, finding.code, finding.severity) == (target.pk, "contacts_differ", "error")
    report = as_user(make_user(city, Role.REVIEWER)).get(ADDRESS).content.decode()
    assert "960999" in report
    assert reverse("wagtailadmin_pages:edit", args=[target.pk]) in report
    edit(target, summary="Rufen Sie 01632 960123 an oder schreiben Sie an help@example.org.")
    assert not PageFinding.objects.exists()


def test_a_source_that_changes_is_compared_again(city: City) -> None:
    page = make_page(ArticlePage, city, summary="Call 01632 960123.")
    by_hand(page, "Rufen Sie 01632 960123 an.")
    assert not PageFinding.objects.exists()
    edit(page, summary="Call 01632 960777.")
    assert PageFinding.objects.get().code == "contacts_differ"


def test_pages_translated_piece_by_piece_are_left_to_the_checks_of_their_pieces(city: City) -> None:
    page = make_page(ArticlePage, city, summary="Call 01632 960123.")
    publish(make_translation(page, "de"))
    edit(page, summary="Call 01632 960777.")
    assert not PageFinding.objects.exists()


def test_another_city_sees_nothing_of_it(city: City, as_user: Callable[[User], Client]) -> None:
    by_hand(make_page(ArticlePage, city, summary="Call 01632 960123."), "Rufen Sie 01632 960999 an.")
    stranger = as_user(make_user(make_city("beta"), Role.REVIEWER))
    assert "960999" not in stranger.get(ADDRESS).content.decode()


def test_a_long_list_is_turned_page_by_page_and_says_how_long_it_is(
    city: City, as_user: Callable[[User], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(findings, "FINDINGS_PER_SCREEN", 2)
    target = by_hand(make_page(ArticlePage, city, summary="Call 01632 960123."), "Rufen Sie 01632 960999 an.")
    PageFinding.objects.all().delete()
    PageFinding.objects.bulk_create(
        PageFinding(page=target, code="contacts_differ", detail=f"0{number}", severity="error") for number in range(5)
    )
    reviewer = as_user(make_user(city, Role.REVIEWER))
    first, last = (reviewer.get(ADDRESS, {"pages": number, "p": 7}) for number in (1, 3))
    assert [finding.detail for finding in first.context["of_pages"]] == ["00", "01"]
    assert [finding.detail for finding in last.context["of_pages"]] == ["04"]
    told = first.content.decode()
    assert "5 findings in pages translated by hand" in told
    assert 'href="?p=7&amp;pages=2"' in told
    assert "Page 1 of 3" in told


def test_the_report_costs_the_same_for_one_finding_in_a_page_and_for_many(
    city: City, as_user: Callable[[User], Client]
) -> None:
    by_hand(make_page(ArticlePage, city, summary="Call 01632 960123."), "Rufen Sie 01632 960999 an.")
    reviewer = as_user(make_user(city, Role.REVIEWER))
    reviewer.get(ADDRESS)  # what Django and Wagtail look up once
    with CaptureQueriesContext(connection) as one:
        reviewer.get(ADDRESS)
    for _number in range(4):
        by_hand(make_page(ArticlePage, city, summary="Call 01632 960123."), "Rufen Sie 01632 960999 an.")
    with CaptureQueriesContext(connection) as many:
        assert len(reviewer.get(ADDRESS).context["of_pages"]) == 5
    assert len(many) == len(one)


def test_nothing_found_is_said(city: City, as_user: Callable[[User], Client]) -> None:
    told = as_user(make_user(city, Role.REVIEWER)).get(ADDRESS, {"pages": 3}).content.decode()
    assert "The checks have nothing to say" in told
    assert "translated by hand" not in told
