"""Guides are taken to every target that the installation names, until each has what is live."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest
from pytest_django import Settings

from cms.cities.models import City
from cms.guides.models import ArticlePage
from cms.publishing.checks import check_targets
from cms.publishing.due import build_due
from cms.publishing.going_back import roll_back
from cms.publishing.models import Build
from cms.publishing.tasks import build_city_guide
from cms.publishing.wakeup import wake_due_tasks
from site_builder.errors import TargetError
from tests.cms.factories import edit, make_city, make_page


@pytest.mark.parametrize(
    ("address", "told"),
    [("/srv/guides", "is no address of a target"), ("s3://guides", "one in the place of the other")],
)
def test_an_address_that_cannot_be_meant_is_told_when_the_cms_starts(
    settings: Settings, address: str, told: str
) -> None:
    settings.GUIDE_TARGETS = [address, "s3://guides/{city}", "guides@host:/srv/{city}"]
    [error] = check_targets()
    assert told in error.msg


@pytest.fixture
def city(db: None, settings: Settings, tmp_path: Path) -> City:
    settings.GUIDE_BUILD_DIR = tmp_path / "build"
    settings.GUIDE_TARGETS = [f"{tmp_path}/{{city}}.zip"]
    return make_city()


def release_of(file: Path) -> str:
    with zipfile.ZipFile(file) as archive:
        return archive.comment.decode()


def test_a_target_that_was_just_named_is_due_and_gets_what_is_live(
    city: City, settings: Settings, tmp_path: Path
) -> None:
    build_city_guide.call(city.pk)
    assert build_due(city) is None
    settings.GUIDE_TARGETS = [*settings.GUIDE_TARGETS, f"{tmp_path}/second-{{city}}.zip"]
    assert f"{city.slug}: a build is due" in wake_due_tasks()
    assert release_of(tmp_path / f"second-{city.slug}.zip") == release_of(tmp_path / f"{city.slug}.zip")
    assert build_due(city) is None


def test_a_target_that_fails_is_an_error_of_the_build_and_is_tried_again(city: City, tmp_path: Path) -> None:
    file = tmp_path / f"{city.slug}.zip"
    file.mkdir()
    with pytest.raises(TargetError, match="cannot be written"):
        build_city_guide.call(city.pk)
    failed = Build.objects.get(city=city)
    assert failed.outcome == Build.Outcome.FAILED
    assert str(file) in failed.error
    assert "The live release stays as it is" in failed.error
    assert (tmp_path / "build" / city.slug / "current").exists()
    file.rmdir()
    wake_due_tasks()
    assert file.is_file()


def test_a_rollback_that_did_not_get_to_a_target_is_made_up_for(city: City, tmp_path: Path) -> None:
    file = tmp_path / f"{city.slug}.zip"
    page = make_page(ArticlePage, city, title="Opens in spring")
    first = build_city_guide.call(city.pk)
    edit(page, title="Opens in May")
    build_city_guide.call(city.pk)
    file.unlink()
    file.mkdir()
    with pytest.raises(TargetError):
        roll_back(city, first, None)
    file.rmdir()
    wake_due_tasks()
    assert release_of(file) == first


def test_a_release_that_somebody_removed_keeps_no_other_city_from_its_build(city: City, tmp_path: Path) -> None:
    build_city_guide.call(city.pk)
    folder = tmp_path / "build" / city.slug
    shutil.rmtree((folder / "current").resolve())
    assert f"{city.slug}: a build is due" in wake_due_tasks()
    assert (folder / "current").is_dir()
    assert build_due(city) is None
