"""Workers on several machines: one at a time builds a city, none is overlooked, and killed ones lose nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from pytest_django import Settings

from cms.cities.models import City
from cms.guides.models import ArticlePage
from cms.locks import held
from cms.publishing import building
from cms.publishing.due import build_due, lock_of_guide
from cms.publishing.going_back import roll_back
from cms.publishing.models import CityRevision
from cms.publishing.recording import newest_revision
from cms.publishing.tasks import build_city_guide
from site_builder.build import built_revision
from site_builder.errors import ReleaseError, SiteBuilderError
from tests.cms.factories import edit, home_page, make_city, make_page
from tests.conftest import ROOT, lacking
from tests.postgresql import find_programs
from tests.redis import find_redis


@pytest.fixture
def city(db: None, settings: Settings, tmp_path: Path) -> City:
    settings.GUIDE_BUILD_DIR = tmp_path
    return make_city()


def built(city: City, settings: Settings) -> int:
    return built_revision(Path(settings.GUIDE_BUILD_DIR), city.slug)


def test_a_city_that_another_worker_builds_is_left_to_it(city: City, settings: Settings) -> None:
    with held(lock_of_guide(city)) as is_held:
        assert is_held
        assert build_city_guide.call(city.pk) == ""
    assert built(city, settings) == 0
    assert build_city_guide.call(city.pk)
    assert built(city, settings) == newest_revision(city)


def test_what_is_published_while_its_city_is_built_goes_live_although_its_own_task_found_the_city_taken(
    city: City, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = make_page(ArticlePage, city)
    build = building.build_city
    answers: list[str] = []

    def interrupted(*args: Any, **kwargs: Any) -> Any:
        result = build(*args, **kwargs)
        if not answers:
            edit(page, title="Published in the meantime")
            answers.append(build_city_guide.call(city.pk))
        return result

    monkeypatch.setattr(building, "build_city", interrupted)
    build_city_guide.call(city.pk)
    assert answers == [""]
    assert built(city, settings) == newest_revision(city)


def test_a_doubled_task_builds_nothing(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    build_city_guide.call(city.pk)
    monkeypatch.setattr(building, "build_city", lambda *args, **kwargs: pytest.fail("built again"))
    assert build_city_guide.call(city.pk) == ""


def test_a_guide_is_built_again_after_an_older_backup_was_put_back(city: City, settings: Settings) -> None:
    page = make_page(ArticlePage, city)
    build_city_guide.call(city.pk)
    page.delete()  # as if it had never been: the feed ends where it ended before
    city.published_documents.filter(uuid=page.translation_key).delete()
    CityRevision.objects.filter(city=city).update(
        revision=max(city.published_documents.values_list("revision", flat=True))
    )
    assert build_due(city)
    build_city_guide.call(city.pk)
    assert built(city, settings) == newest_revision(city)
    assert build_due(city) is None


def test_a_guide_is_built_again_if_as_much_was_published_since_an_older_backup_was_put_back(
    city: City, settings: Settings
) -> None:
    page = make_page(ArticlePage, city)
    edit(page, title="Is in no database any more")
    build_city_guide.call(city.pk)
    revision = newest_revision(city)
    # As if only the edit before it had been in the backup, and another were made now.
    CityRevision.objects.filter(city=city).update(revision=revision - 1)
    city.published_documents.filter(revision=revision).update(revision=0)
    edit(page, title="Was published after it")
    assert newest_revision(city) == revision == built(city, settings)
    assert build_due(city)
    build_city_guide.call(city.pk)
    assert build_due(city) is None
    [shown] = settings.GUIDE_BUILD_DIR.glob(f"*/current{urlsplit(page.full_url).path}index.html")
    assert "Was published after it" in shown.read_text()


@pytest.fixture
def machine(settings: Settings, tmp_path: Path) -> Callable[[str], None]:
    """Go on as a machine with a disk of its own. All take what they build to the same place."""
    settings.GUIDE_TARGETS = [f"{tmp_path}/{{city}}.zip"]

    def go_on_as(name: str) -> None:
        settings.GUIDE_BUILD_DIR = tmp_path / name

    return go_on_as


def shown(page: ArticlePage, tmp_path: Path) -> str:
    """The page as readers of the target see it."""
    with zipfile.ZipFile(tmp_path / "alpha.zip") as guide:
        return guide.read(f"{urlsplit(page.full_url).path.strip('/')}/index.html").decode()


def test_machines_take_turns_and_readers_see_what_was_published_last(
    city: City, machine: Callable[[str], None], tmp_path: Path
) -> None:
    page = make_page(ArticlePage, city, title="Opens in spring")
    machine("one")
    build_city_guide.call(city.pk)
    machine("two")
    assert build_due(city) is None  # although this machine has nothing
    edit(page, title="Opens in May")
    build_city_guide.call(city.pk)
    assert "Opens in May" in shown(page, tmp_path)
    machine("one")
    assert build_due(city) is None
    edit(page, title="Opens in spring")  # what this machine built last, and nothing new to it
    build_city_guide.call(city.pk)
    assert "Opens in spring" in shown(page, tmp_path)
    assert build_due(city) is None


def test_a_guide_is_taken_offline_by_a_machine_that_never_built_it(
    city: City, machine: Callable[[str], None], tmp_path: Path
) -> None:
    machine("one")
    build_city_guide.call(city.pk)
    assert (tmp_path / "alpha.zip").exists()
    home_page(city).unpublish()
    machine("two")
    assert build_due(city)
    build_city_guide.call(city.pk)
    assert not (tmp_path / "alpha.zip").exists()
    assert build_due(city) is None


def test_a_guide_that_could_not_be_taken_to_its_readers_stays_due(
    city: City, machine: Callable[[str], None], tmp_path: Path
) -> None:
    machine("one")
    (tmp_path / "alpha.zip").mkdir()
    with pytest.raises(SiteBuilderError, match="alpha"):
        build_city_guide.call(city.pk)
    assert build_due(city)
    (tmp_path / "alpha.zip").rmdir()
    build_city_guide.call(city.pk)
    assert (tmp_path / "alpha.zip").is_file()
    assert build_due(city) is None


def test_going_back_to_an_earlier_release_goes_back_at_the_target_too(
    city: City, machine: Callable[[str], None], tmp_path: Path
) -> None:
    page = make_page(ArticlePage, city, title="Opens in spring")
    machine("one")
    first = build_city_guide.call(city.pk)
    edit(page, title="Opens in May")
    build_city_guide.call(city.pk)
    with held(lock_of_guide(city)), pytest.raises(ReleaseError, match="is running"):
        roll_back(city, first, None)
    roll_back(city, first, None)
    assert "Opens in spring" in shown(page, tmp_path)
    assert build_due(city) is None


@pytest.mark.slow
@pytest.mark.postgresql
def test_cities_are_built_to_their_newest_revision_while_workers_are_killed_at_random() -> None:
    if find_programs() is None or find_redis() is None:
        lacking("PostgreSQL or Redis", "apt-get install postgresql redis-server")
    size = ["--cities=6", "--languages=3", "--pages=4", "--edits=40", "--kills=8", "--rounds=0"]
    finished = subprocess.run(
        [sys.executable, "-m", "bench.many_cities", "--json", *size],
        env={**os.environ},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert finished.returncode == 0, finished.stderr
    seen = json.loads(finished.stdout)["chaos"]
    assert (seen["cities"], seen["edits"], seen["kills"]) == (6, 40, 8)
    assert seen["builds killed"] > 0
    assert (seen["behind"], seen["different"], seen["two at once"]) == (0, 0, 0)
