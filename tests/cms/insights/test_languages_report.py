"""The report of pages and languages."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from cms.cities.models import Role
from cms.guides.models import ArticlePage
from cms.insights import views
from tests.cms.factories import make_city, make_page, make_user

pytestmark = pytest.mark.django_db


def test_a_long_report_is_turned_page_by_page(as_user: Callable[..., Client], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "PAGES_PER_SCREEN", 2)
    city = make_city()
    for number in range(3):
        make_page(ArticlePage, city, title=f"Article {number}")
    client = as_user(make_user(city, Role.EDITOR))
    address = reverse("insights_languages_report")
    first = client.get(address).content.decode()
    assert 'href="?city=alpha&amp;p=2"' in first
    assert "Missing" in first
    last = client.get(f"{address}?city=alpha&p=3").content.decode()
    assert "Article 2" in last
    assert 'href="?city=alpha&amp;p=2"' in last
