"""A city with a theme of its own among others."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from cms.publishing.building import build_guide
from cms.publishing.checks import check_themes
from cms.publishing.preview import preview_html
from tests.cms.factories import home_page, make_city
from tests.conftest import ROOT

pytestmark = pytest.mark.django_db

ARMS = "arms"  # the class of what the example theme puts before the city's name


@pytest.fixture(autouse=True)
def themes(settings: Settings, tmp_path: Path) -> None:
    settings.GUIDE_BUILD_DIR = tmp_path
    settings.GUIDE_CITY_THEMES = {"alpha": ROOT / "themes" / "greenmoor"}


def test_a_city_is_built_and_previewed_with_its_own_theme_and_others_are_not(tmp_path: Path, client: Client) -> None:
    for slug, own in (("alpha", True), ("beta", False)):
        city = make_city(slug)
        build_guide(city)
        assert (f'class="{ARMS}"' in (tmp_path / slug / "current/en/index.html").read_text()) is own
        preview = preview_html(home_page(city), city)
        assert (f'class="{ARMS}"' in preview) is own
        style_sheet = preview.partition('rel="stylesheet" href="')[2].partition('"')[0]
        served = client.get(style_sheet)
        assert (served.status_code, f".{ARMS}".encode() in served.content) == (200, own)


def test_a_theme_that_is_not_there_is_told_when_the_cms_starts(settings: Settings, tmp_path: Path) -> None:
    assert check_themes() == []
    settings.GUIDE_CITY_THEMES = {"alpha": tmp_path / "lost"}
    [error] = check_themes()
    assert str(tmp_path / "lost") in error.msg
