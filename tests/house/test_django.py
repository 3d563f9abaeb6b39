"""The Django project is sound: migrations, checks, and the settings of a public installation."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

from cms.settings.mail import mail_by

ROOT = Path(__file__).resolve().parents[2]
PUBLIC = {
    "DJANGO_SETTINGS_MODULE": "cms.settings.production",
    "WAYMARK_SECRET_KEY": "fifty-characters-that-nobody-guesses-0123456789-abcdefghij",
    "WAYMARK_HOSTS": "cms.example.org,www.example.org",
}


def manage(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a management command in a process of its own, with the settings of a public installation."""
    # DJANGO_ALLOW_ASYNC_UNSAFE is left behind by tests with a browser in the same process.
    ours = ("WAYMARK_", "DJANGO_")
    public = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={**public, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.django_db
def test_the_migrations_say_what_the_models_say() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_a_public_installation_passes_every_check_of_django() -> None:
    result = manage("check", "--deploy", "--fail-level", "WARNING", **PUBLIC)
    assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.parametrize("missing", ["WAYMARK_SECRET_KEY", "WAYMARK_HOSTS"])
def test_a_public_installation_does_not_start_without_what_it_needs(missing: str) -> None:
    result = manage("check", **{name: value for name, value in PUBLIC.items() if name != missing})
    assert result.returncode != 0
    assert f"Set the environment variable {missing}" in result.stderr


@pytest.mark.parametrize(
    ("address", "server"),
    [
        ("smtps://ada:p%40ss@mail.example.org", ("mail.example.org", 465, "ada", "p@ss", True, False)),
        ("smtp://ada@mail.example.org:2525", ("mail.example.org", 2525, "ada", "", False, True)),
        ("smtp://localhost", ("localhost", 25, "", "", False, False)),
    ],
)
def test_mail_leaves_by_the_server_that_one_address_names(address: str, server: tuple[object, ...]) -> None:
    names = ("HOST", "PORT", "HOST_USER", "HOST_PASSWORD", "USE_SSL", "USE_TLS")
    settings = mail_by(address)
    assert tuple(settings[f"EMAIL_{name}"] for name in names) == server


@pytest.mark.parametrize("address", ["mail.example.org", "https://mail.example.org", "smtp://", "smtp://host:port"])
def test_what_is_no_mail_server_is_told_with_what_to_write(address: str) -> None:
    result = manage("check", **PUBLIC, WAYMARK_MAIL_SERVER=address)
    assert "Write it like smtps://" in result.stderr
    assert result.returncode != 0


@pytest.mark.parametrize("hosts", ["", " , "])
def test_a_public_installation_does_not_start_without_a_host(hosts: str) -> None:
    result = manage("check", **PUBLIC | {"WAYMARK_HOSTS": hosts})
    assert "Set the environment variable WAYMARK_HOSTS" in result.stderr


def test_hosts_may_have_spaces_between_them_and_faults_leave_a_trace_without_anybodys_data() -> None:
    result = manage("shell", "--no-imports", "-c", FAULTS, **PUBLIC | {"WAYMARK_HOSTS": "cms.example.org, 127.0.0.1"})
    assert result.stdout == "500 404 400\n", result.stderr
    assert "ERROR django.request: Internal Server Error: broken/<int:number>/<str:token>/ number=7\n" in result.stderr
    assert "ZeroDivisionError: division by zero" in result.stderr
    assert {word for word in ("SECRET", "nowhere", "evil") if word in result.stderr} == set()


# A view that fails, an address that there is not, and a host that is not ours.
FAULTS = """
import sys, types
from django.test import Client, override_settings
from django.urls import path
urls = types.ModuleType("urls_of_faults")
urls.urlpatterns = [path("broken/<int:number>/<str:token>/", lambda request, number, token: 1 / 0)]
sys.modules["urls_of_faults"] = urls
with override_settings(ROOT_URLCONF="urls_of_faults", MIDDLEWARE=["django.middleware.common.CommonMiddleware"]):
    client = Client(raise_request_exception=False)
    answers = [
        client.get("/broken/7/SECRET:token/", headers={"host": "127.0.0.1"}),
        client.get("/nowhere/SECRET/", headers={"host": "cms.example.org"}),
        client.get("/nowhere/", headers={"host": "evil.example.org"}),
    ]
print(*(answer.status_code for answer in answers))
"""


@pytest.mark.parametrize("settings", ["production", "api"])
def test_a_connection_that_postgresql_closed_is_noticed_before_it_is_used(settings: str) -> None:
    script = f"from cms.settings import {settings} as s; print(s.DATABASES['default']['CONN_HEALTH_CHECKS'])"
    environment = {**os.environ, **PUBLIC, "WAYMARK_POSTGRESQL_DATABASE": "waymark"}
    result = subprocess.run([sys.executable, "-c", script], cwd=ROOT, env=environment, capture_output=True, check=False)
    assert result.stdout == b"True\n", result.stderr.decode()


def test_whoever_serves_without_naming_settings_gets_those_of_a_public_installation() -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("WAYMARK_", "DJANGO_"))}
    command = [sys.executable, "-c", "import cms.wsgi"]
    result = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert "Set the environment variable WAYMARK_SECRET_KEY" in result.stderr


def test_commands_on_a_public_installation_do_not_fall_back_to_the_settings_of_development(tmp_path: Path) -> None:
    shutil.copy(ROOT / "manage.py", tmp_path)
    collected = tmp_path / "var" / "static" / "staticfiles.json"
    collected.parent.mkdir(parents=True)
    collected.write_text("{}")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DJANGO_")}
    command = [sys.executable, "manage.py", "build_guides"]
    result = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert "Load the environment of your services first" in result.stderr
