"""What tests are given from a mould is what they would have made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection, transaction
from django.utils.translation import override
from pytest_django import Settings
from wagtail.models import Page

from tests.cms import moulds
from tests.cms.factories import make_city, make_superuser

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_moulds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin without any, and leave the others' alone."""
    monkeypatch.setattr(moulds, "_casts", {})


@pytest.fixture
def made() -> list[str]:
    """The names of groups that were really made."""
    return []


@pytest.fixture
def make(made: list[str]) -> Callable[[str], object]:
    """Make a group, or have it made by a mould."""

    def group(name: str) -> object:
        made.append(name)
        return Group.objects.create(name=name).pk

    def cast_group(name: str) -> object:
        found = moulds.cast(group, name)
        assert Group.objects.get(pk=found).name == name
        return found

    return cast_group


def everything() -> dict[str, Any]:
    return {"numbers": moulds.last_numbers()} | {
        table: moulds.rows_of(table, columns) for table, columns in moulds.columns_of_tables().items()
    }


@contextmanager
def rolled_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def test_a_second_database_has_the_rows_of_the_first() -> None:
    states = []
    for _time in range(2):
        with rolled_back():
            make_city()
            make_city("beta")
            found = [page.slug for page in Page.objects.search("Beta")]
            states.append((everything(), found, len(connection.run_on_commit)))
    assert states[0] == states[1]  # moments and random keys are in it, too


def test_what_is_there_already_is_put_in_again(made: list[str], make: Callable[[str], object]) -> None:
    with rolled_back():
        make("one")
    make("one")
    assert made == ["one"]


def test_where_a_row_is_another_it_is_made(made: list[str], make: Callable[[str], object]) -> None:
    changed = Group.objects.create(name="before")
    with rolled_back():
        make("one")
    changed.name = "after"
    changed.save()
    make("one")
    assert made == ["one", "one"]


def test_where_a_number_has_been_given_before_it_is_made(made: list[str], make: Callable[[str], object]) -> None:
    with rolled_back():
        make("one")
    Group.objects.create(name="short-lived").delete()
    make("one")
    assert made == ["one", "one"]


def test_where_a_setting_is_another_it_is_made(
    made: list[str], make: Callable[[str], object], settings: Settings
) -> None:
    with rolled_back():
        make("one")
    settings.GUIDE_SITE_ROOT = "https://guides.example.org"
    make("one")
    assert made == ["one", "one"]


def test_in_another_language_it_is_made(made: list[str], make: Callable[[str], object]) -> None:
    with rolled_back():
        make("one")
    with override("de"):
        make("one")
    assert made == ["one", "one"]


def test_what_nobody_read_may_be_another(made: list[str], make: Callable[[str], object]) -> None:
    with rolled_back():
        make("one")
    make_superuser()
    make("one")
    assert made == ["one"]


def test_what_was_to_follow_the_commit_follows_again() -> None:
    followed: list[str] = []

    def group() -> object:
        transaction.on_commit(lambda: followed.append("promised"))
        return Group.objects.create(name="one").pk

    for _time in range(2):
        with rolled_back():
            moulds.cast(group)
            connection.run_on_commit[-1][1]()
    assert followed == ["promised"] * 2
