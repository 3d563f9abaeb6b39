"""A city that is exported and imported into an empty installation has the guide that it had, page by page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import transaction
from pytest_django import Settings
from wagtail.images import get_image_model

from cms.cities.models import City
from cms.guides.content_files.exporting import export_city, write_export
from cms.publishing.building import build_guide
from tests.cms.guides.content_folder import CITY, write_folder
from tests.cms.guides.content_media import add_media
from tests.cms.guides.importing import bring_in

pytestmark = pytest.mark.django_db


@contextmanager
def empty_installation(settings: Settings, folder: Path) -> Iterator[None]:
    """An installation with its own uploads and guides; what was in its database is gone afterwards."""
    settings.MEDIA_ROOT, settings.GUIDE_BUILD_DIR = folder / "uploads", folder / "guides"
    assert not City.objects.exists()
    assert not get_image_model().objects.exists()
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def built(folder: Path) -> dict[str, bytes]:
    """Every file of the live guide."""
    release = (folder / "guides" / CITY / "current").resolve()
    return {file.relative_to(release).as_posix(): file.read_bytes() for file in release.rglob("*") if file.is_file()}


def test_a_city_with_pictures_and_voice_notes_moves_with_every_page_as_it_was(
    settings: Settings, tmp_path: Path
) -> None:
    here, there, moved = tmp_path / "here", tmp_path / "there", tmp_path / "moved" / CITY
    with empty_installation(settings, here):
        bring_in(add_media(write_folder(tmp_path)))
        build_guide(City.objects.get(slug=CITY))
        write_export(export_city(City.objects.get(slug=CITY)), moved)
    with empty_installation(settings, there):
        bring_in(moved)
        build_guide(City.objects.get(slug=CITY))
    before, after = built(here), built(there)
    pages = [name for name in before if name.endswith(".html")]
    assert len(pages) > 60
    assert {name for name in pages if b"<audio" in before[name]} == {
        f"{language}/arrival/papers/first-days/index.html" for language in ("de", "en")
    }
    assert sum(b"<img" in before[name] for name in pages) > 4
    assert [name for name in sorted({*before, *after}) if before.get(name) != after.get(name)] == []
