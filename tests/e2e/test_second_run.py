"""Whatever is run a second time and has nothing to do changes nothing: no revision, no release, no byte."""

from __future__ import annotations

import hashlib
import io
import shutil
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django import Settings
from wagtail.models import Revision

from cms.cities.models import City
from cms.publishing.recording import newest_revision
from tests.conftest import ROOT

pytestmark = pytest.mark.django_db

CITY = "birkenfurt"
LANGUAGES = ("de", "ar")


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The demo city's files in its source language and in one that is read from right to left."""
    folder = tmp_path / CITY
    for path in sorted((ROOT / "content" / CITY).rglob("*.yaml")):
        language = path.suffixes[0].strip(".") if len(path.suffixes) > 1 else "de"
        if language in LANGUAGES:
            target = folder / path.relative_to(ROOT / "content" / CITY)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)
    return folder


def run(content: Path) -> None:
    quiet = {"stdout": io.StringIO(), "stderr": io.StringIO()}
    call_command("import_content", str(content), **quiet)
    call_command("draft_translations", CITY, **quiet)
    call_command("rebuild_documents", CITY, **quiet)
    call_command("build_guides", CITY, **quiet)


def release(settings: Settings) -> tuple[str, dict[str, str]]:
    """Name of the live release, and the SHA-256 of each of its files."""
    live = (Path(settings.GUIDE_BUILD_DIR) / CITY / "current").resolve()
    files = {
        str(path.relative_to(live)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(live.rglob("*"))
        if path.is_file()
    }
    return live.name, files


@pytest.mark.slow
def test_everything_can_be_run_again_and_changes_nothing(content: Path, settings: Settings, tmp_path: Path) -> None:
    settings.GUIDE_BUILD_DIR = tmp_path / "build"
    settings.TRANSLATION_ENGINES = []
    run(content)
    city = City.objects.get(slug=CITY)
    before = (newest_revision(city), Revision.objects.count(), release(settings))
    run(content)
    assert (newest_revision(city), Revision.objects.count(), release(settings)) == before

    # Built from nothing the same documents give the same bytes, under whatever name.
    shutil.rmtree(settings.GUIDE_BUILD_DIR)
    run(content)
    _name, files = release(settings)
    assert files == before[2][1]
    assert {"de/index.html", "ar/index.html"} <= files.keys()
