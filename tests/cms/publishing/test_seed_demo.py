"""The demo's cities and people."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings

from cms.cities.models import City, Role
from cms.guides.models import TopicPage
from tests.cms.factories import edit
from tests.conftest import ROOT

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings: Settings, tmp_path: Path) -> None:
    """A checkout whose content is one small city."""
    folder = tmp_path / "content" / "eastmere"
    (folder / "topics").mkdir(parents=True)
    real = ROOT / "content" / "eastmere"
    text = (real / "city.yaml").read_text()
    (folder / "city.yaml").write_text(text.split("introduction:")[0] + "introduction: Welcome.\n" + _after(text))
    shutil.copy(real / "topics" / "work.yaml", folder / "topics")
    settings.BASE_DIR = tmp_path
    settings.DEBUG = True


def _after(text: str) -> str:
    """The fields of the city's file that follow its introduction, which refers to pages that are not here."""
    lines = text.split("introduction:")[1].splitlines()[1:]
    kept = [number for number, line in enumerate(lines) if line and not line.startswith(" ")]
    return "\n".join(lines[kept[0] :]) + "\n"


def seed() -> str:
    out = io.StringIO()
    call_command("seed_demo", stdout=out, stderr=io.StringIO())
    return out.getvalue()


def test_there_is_a_person_for_every_role_and_the_password_is_printed(demo: None, client: Client) -> None:
    printed = seed()
    for role in Role:
        assert f"eastmere-{role}" in printed
        assert get_user_model().objects.get(username=f"eastmere-{role}").groups.count() == 1
    assert client.login(username="eastmere-editor", password="waymark-demo")
    assert client.get("/admin/").status_code == 200


def test_what_was_edited_stays_when_the_demo_is_run_again(demo: None) -> None:
    seed()
    topic = TopicPage.objects.get(slug="work", locale__language_code="en")
    edit(topic, title="Edited by somebody")
    seed()
    assert TopicPage.objects.get(pk=topic.pk).title == "Edited by somebody"
    assert City.objects.count() == 1


def test_users_with_a_known_password_are_made_in_development_alone() -> None:
    with pytest.raises(CommandError, match="development"):
        seed()
    assert not get_user_model().objects.filter(is_superuser=True).exists()
