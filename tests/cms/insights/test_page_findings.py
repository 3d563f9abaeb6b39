"""Pages that people translated freely are compared with their sources as a whole."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from wagtail_localize.models import Translation

from cms.cities.models import City, Role
from cms.guides.models import ArticlePage
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
