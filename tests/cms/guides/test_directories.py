"""The directories of a city: one for each kind of entity."""

from __future__ import annotations

import pytest

from cms.guides.models import DirectoryPage, GuidePage, OfficePage
from tests.cms.factories import KINDS, make_city, make_page

pytestmark = pytest.mark.django_db


def test_a_directory_takes_entities_of_its_kind_and_no_others() -> None:
    make_city()
    for directory in DirectoryPage.objects.filter(locale__language_code="en"):
        offered = [model.kind for model in KINDS if model.can_create_at(directory)]
        assert offered == [directory.holds]


def test_an_entity_cannot_be_moved_into_the_directory_of_another_kind() -> None:
    office: GuidePage = make_page(OfficePage, make_city())
    directories = DirectoryPage.objects.filter(locale__language_code="en")
    assert [directory.holds for directory in directories if office.can_move_to(directory)] == ["office"]
