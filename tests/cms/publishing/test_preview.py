"""Preview shows the very page that the builder would write."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from cms.cities.models import City, Role
from cms.guides.models import ArticlePage, GuidePage, OfficePage, ProcedurePage
from cms.publishing.building import build_guide
from cms.publishing.preview import preview_html
from site_builder.assets import collect
from tests.cms.factories import KINDS, AnyPage, home_page, make_city, make_page, make_translation, make_user
from translations.completeness import translation_behind
from translations.drafting import save_translation

pytestmark = pytest.mark.django_db


@pytest.fixture
def release(settings: Settings, tmp_path: Path) -> Callable[[City], Path]:
    """Build a city's guide; the folder of its live release."""
    settings.GUIDE_BUILD_DIR = tmp_path

    def build(city: City) -> Path:
        build_guide(city)
        return tmp_path / city.slug / "current"

    return build


def translated(page: AnyPage, language: str) -> AnyPage:
    target = make_translation(page, language)
    record = translation_behind(target)
    assert record is not None
    save_translation(record, None, publish=True)
    fresh: AnyPage = type(page).objects.get(pk=target.pk)
    return fresh


def written(release: Path, page: Any, language: str) -> str | None:
    parts = page.get_url_parts()
    if parts is None:
        return None
    file = release / parts[2].strip("/") / "index.html"
    return file.read_text() if file.exists() else None


def addresses(city: City, settings: Settings) -> dict[str, str]:
    """The addresses of the theme's files in the release."""
    return collect(Path(settings.GUIDE_THEME_DIR)).addresses("")


@pytest.mark.parametrize("model", KINDS, ids=lambda model: model.kind)
def test_the_preview_of_what_is_live_is_what_was_built(
    model: type[GuidePage], release: Callable[[City], Path], settings: Settings
) -> None:
    city = make_city()
    page = make_page(model, city)
    target = translated(page, "de")
    folder = release(city)
    for shown, language in ((page, "en"), (target, "de")):
        file = written(folder, shown, language)
        if file is not None:  # costs, contacts and terms stand on pages of others
            assert preview_html(shown, city, addresses(city, settings)) == file


def test_the_preview_of_the_home_page_is_what_was_built(release: Callable[[City], Path], settings: Settings) -> None:
    city = make_city()
    make_page(ArticlePage, city)
    folder = release(city)
    assert preview_html(home_page(city), city, addresses(city, settings)) == written(folder, home_page(city), "en")


def test_a_draft_shows_in_its_preview_and_nowhere_else(release: Callable[[City], Path], settings: Settings) -> None:
    city = make_city()
    page = make_page(ProcedurePage, city, title="As published")
    page.title = "As drafted"
    assert "As drafted" in preview_html(page, city)
    page.save_revision()
    assert "As drafted" not in (written(release(city), page, "en") or "")


def test_a_translation_previews_with_the_facts_of_its_source() -> None:
    city = make_city()
    office = make_page(OfficePage, city, street="2 New Street")
    target = translated(office, "de")
    target.street = "1 Old Street"
    html = preview_html(target, city)
    assert "2 New Street" in html
    assert "1 Old Street" not in html
    assert '<html lang="de"' in html


def test_a_page_can_be_previewed_before_its_city_is_published() -> None:
    city = make_city(live=False)
    page = make_page(ArticlePage, city, live=False)
    assert page.title in preview_html(page, city)


def test_an_editor_previews_in_the_admin(as_user: Callable[..., Client]) -> None:
    city = make_city()
    page = make_page(ArticlePage, city, title="As drafted", live=False)
    page.save_revision()
    client = as_user(make_user(city, Role.EDITOR))
    answer = client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    assert b"As drafted" in answer.content
    assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]


def test_the_theme_is_served_to_previews_and_nothing_else_is(client: Client, settings: Settings) -> None:
    for name in collect(Path(settings.GUIDE_THEME_DIR)).names.values():
        answer = client.get(reverse("publishing:theme_asset", args=[name.removeprefix("assets/")]))
        assert answer.status_code == 200
        assert "immutable" in answer.headers["Cache-Control"]
    assert client.get("/preview/assets/../../manage.py").status_code == 404
    assert client.get("/preview/assets/base.html").status_code == 404
