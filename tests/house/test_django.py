"""The Django project is sound: migrations, checks, and the settings of a public installation."""

from __future__ import annotations

import os
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
