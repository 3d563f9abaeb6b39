"""What tests are given from a mould is what they would have made."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection, transaction
from django.utils.translation import override
from pytest_django import Settings
from wagtail.models import Locale, Page

from tests.cms import factories, moulds
from tests.cms.factories import make_city

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_moulds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin without any, and leave the others' alone."""
    monkeypatch.setattr(moulds, "_casts", {})


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The cities that were really made."""
    made: list[str] = []
    provision = factories.provision_city

    def told(facts: dict[str, Any], **options: Any) -> object:
        made.append(facts["slug"])
        return provision(facts, **options)

    monkeypatch.setattr(factories, "provision_city", told)
    return made


def everything() -> dict[str, Any]:
    return {table: moulds.rows_of(table, columns) for table, columns in moulds.columns_of_tables().items()}


@contextmanager
def rolled_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def test_a_second_database_has_the_rows_of_the_first(made: list[str]) -> None:
    states = []
    for _time in range(2):
        with rolled_back():
            make_city()
            make_city("beta")
            found = [page.slug for page in Page.objects.search("Beta")]
            states.append((everything(), found, len(connection.run_on_commit)))
    assert states[0] == states[1]
    assert made == ["alpha", "beta"]


def test_where_a_row_is_another_the_city_is_made(made: list[str]) -> None:
    with rolled_back():
        make_city()
    Locale.objects.create(language_code="de")
    make_city()
    assert made == ["alpha", "alpha"]


def test_where_a_number_has_been_given_before_the_city_is_made(made: list[str]) -> None:
    with rolled_back():
        make_city()
    Group.objects.create(name="short-lived").delete()
    make_city()
    assert made == ["alpha", "alpha"]


def test_where_a_setting_is_another_the_city_is_made(made: list[str], settings: Settings) -> None:
    with rolled_back():
        make_city()
    settings.GUIDE_SITE_ROOT = "https://guides.example.org"
    make_city()
    assert made == ["alpha", "alpha"]


def test_in_another_language_the_city_is_made(made: list[str]) -> None:
    with rolled_back():
        make_city()
    with override("de"):
        make_city()
    assert made == ["alpha", "alpha"]
