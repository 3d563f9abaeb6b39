"""The documentation names everything that there is, and nothing that there is not."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path

import django_rq
import pytest
from django.apps import apps
from django.conf import global_settings
from django.core.management import find_commands, get_commands

from cms import languages
from cms.settings import base

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("cms", "site_builder", "tools", "translations")
COMMANDS = (ROOT / "docs" / "operators" / "commands.md").read_text()
SETTINGS = (ROOT / "docs" / "operators" / "settings.md").read_text()
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
# Beside those, what stands with the code it is about.
ALL_PAGES = sorted({*PAGES, *(file for name in ("clients", "content") for file in (ROOT / name).rglob("README.md"))})

# Settings whose names begin like this are described where they come from.
THEIRS = ("AXES_", "GRAPHENE", "OTP_", "ROOT_URLCONF", "TASKS", "WAGTAIL", "WHITENOISE")

# Those of an app that is installed only where tasks wait in Redis.
QUEUE_COMMANDS = set(find_commands(str(Path(django_rq.__file__).parent / "management")))

MAKE = re.compile(r"^(?:[A-Z_]+=\S+ )*make ([a-z][a-z-]*)|`(?:[A-Z_]+=\S+ )*make ([a-z][a-z-]*)", re.MULTILINE)
MANAGE = re.compile(r"manage\.py ([a-z_]+)")
MODULE = re.compile(r"python3? -m ([a-z_.]+)")
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")
PART = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]*)#([^)\s]+)\)")
BLOCK = re.compile(r"```.*?```", re.DOTALL)
HEADING = re.compile(r"^#{1,6} +(.+?) *$", re.MULTILINE)


def targets() -> set[str]:
    """The targets of the Makefile that a person calls."""
    return set(re.findall(r"^([a-z][a-z%-]*):.*##", (ROOT / "Makefile").read_text(), re.MULTILINE))


def our_commands() -> set[str]:
    """The management commands of our own apps."""
    ours = [config for config in apps.get_app_configs() if Path(config.path).is_relative_to(ROOT / "cms")]
    ours.append(apps.get_app_config("translations"))
    return {name for config in ours for name in find_commands(str(Path(config.path) / "management"))}


def sources(*packages: str) -> list[str]:
    """The text of every Python module of these packages."""
    return [file.read_text() for package in packages for file in sorted((ROOT / package).rglob("*.py"))]


def environment_variables() -> set[str]:
    """The environment variables that the settings and the demo read; the other packages read none."""
    return {name for text in sources("cms", "tools") for name in re.findall(r"[\"'](WAYMARK_[A-Z_]+)", text)}


def our_settings() -> set[str]:
    """The Django settings that are neither Django's nor a package's: those in base and those that code asks for."""
    named = {name for name in vars(base) if name.isupper() and not hasattr(languages, name)}
    asked = {name for text in sources(*PACKAGES) for name in re.findall(r"\bsettings\.([A-Z][A-Z_]+)\b", text)}
    return {name for name in named | asked if not hasattr(global_settings, name) and not name.startswith(THEIRS)}


def rows_of(page: str) -> set[str]:
    """What the first column of a page's tables names."""
    return set(re.findall(r"^\| `([^`]+)`", page, re.MULTILINE))


def test_every_make_target_is_documented() -> None:
    assert {f"make {name.replace('%', 'NAME')}" for name in targets()} - rows_of(COMMANDS) == set()


def test_every_management_command_is_documented() -> None:
    documented = {row.removeprefix("manage.py ") for row in rows_of(COMMANDS) if row.startswith("manage.py ")}
    assert our_commands() - documented == set()


def test_every_setting_of_ours_is_documented() -> None:
    assert our_settings() - rows_of(SETTINGS) == set()


def test_every_environment_variable_is_documented() -> None:
    assert environment_variables() - rows_of(SETTINGS) == set()


def test_no_setting_is_documented_that_is_gone() -> None:
    assert rows_of(SETTINGS) - environment_variables() - our_settings() == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_command_that_a_page_names_exists(page: Path) -> None:
    text = page.read_text()
    made = {name for pair in MAKE.findall(text) for name in pair if name}
    assert {name for name in made if name not in targets() and not name.startswith("bench-")} == set()
    assert set(MANAGE.findall(text)) - get_commands().keys() - QUEUE_COMMANDS == set()
    assert {name for name in MODULE.findall(text) if find_spec(name) is None} == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_of_a_page_leads_to_a_file(page: Path) -> None:
    assert [target for target in LINK.findall(page.read_text()) if not (page.parent / target).exists()] == []


def parts(page: Path) -> set[str]:
    """The addresses of a page's headings, as forges make them: small letters, hyphens for spaces, no other signs."""
    titles = (re.sub(r"\]\([^)]*\)", "", title) for title in HEADING.findall(BLOCK.sub("", page.read_text())))
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_to_a_part_of_a_page_leads_to_a_heading(page: Path) -> None:
    named = ((page.parent / target if target else page, part) for target, part in PART.findall(page.read_text()))
    assert [(str(to), part) for to, part in named if to.suffix == ".md" and part not in parts(to)] == []


def test_every_page_is_linked_from_another() -> None:
    linked = {(page.parent / target).resolve() for page in ALL_PAGES for target in LINK.findall(page.read_text())}
    starts = {ROOT / "README.md"}  # where forges begin
    assert [str(page.relative_to(ROOT)) for page in ALL_PAGES if page.resolve() not in linked | starts] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_no_table_has_a_row_twice(page: Path) -> None:
    rows = re.findall(r"^\| `(?:make|manage\.py) [^`]+` ", page.read_text(), re.MULTILINE)
    assert len(rows) == len(set(rows))


def test_every_decision_is_listed() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = set(LINK.findall((folder / "README.md").read_text()))
    assert {file.name for file in folder.glob("[0-9]*.md")} == listed
