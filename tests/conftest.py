"""What tests share: the tools around the product. Where one is missing a test is skipped, under CI it fails."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright
from pytest_django import DjangoDbBlocker

from tests.databases import begin_with, copy_migrated
from tests.serving import wait_until_served
from tools.guide_server.running import serving

ROOT = Path(__file__).resolve().parent.parent

# How long an example takes says how busy the machine is.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Where several processes share the tests, modules with slow ones come first, in the order that chance gave them.

    A slow test that begins when all others are done leaves the other cores without work. Tests with real transactions
    stay behind those that are rolled back, for they leave an empty database.
    """
    if "PYTEST_XDIST_WORKER" in os.environ:
        slow = {item.path for item in items if item.get_closest_marker("slow") and not _has_transactions(item)}
        items.sort(key=lambda item: item.path not in slow or _has_transactions(item))


def _has_transactions(item: pytest.Item) -> bool:
    mark = item.get_closest_marker("django_db")
    fixtures: list[str] = getattr(item, "fixturenames", [])
    return bool(mark and mark.kwargs.get("transaction")) or not {"live_server", "transactional_db"}.isdisjoint(fixtures)


def lacking(what: str, remedy: str) -> NoReturn:
    """End a test that cannot run here: a skip on a person's machine, a failure under CI, where all must run."""
    message = f"{what} is missing: {remedy}"
    if os.environ.get("CI") == "true":
        pytest.fail(message, pytrace=False)
    pytest.skip(message)


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The Chromium that Debian packs."""
    found = shutil.which("chromium")
    return Path(found) if found else lacking("Chromium", "apt-get install chromium fonts-noto-core")


@pytest.fixture(scope="session")
def browser(chromium: Path) -> Iterator[Browser]:
    """A running browser; a test opens a context of its own in it."""
    # Playwright's synchronous interface runs an event loop in this thread, and Django then refuses every query.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        # Containers run as root, for whom Chromium has no sandbox.
        running = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture(scope="session")
def migrated_database(
    tmp_path_factory: pytest.TempPathFactory, django_test_environment: None, django_db_blocker: DjangoDbBlocker
) -> Path:
    """A SQLite file with all migrations and nothing else, to be copied."""
    file = tmp_path_factory.mktemp("migrated") / "waymark.sqlite3"
    with django_db_blocker.unblock():
        copy_migrated(ROOT / ".pytest_cache" / "migrated", file)
    return file


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None, migrated_database: Path) -> None:
    """Called before the test database is made, which then begins migrated."""
    begin_with(migrated_database)


@pytest.fixture(autouse=True)
def served_to_the_end(request: pytest.FixtureRequest) -> Iterator[None]:
    """A browser that is closed leaves requests behind. The database is emptied after they are answered."""
    yield
    if "live_server" in request.fixturenames:
        wait_until_served()


@pytest.fixture(scope="session")
def node_tools() -> Path:
    """The folder of the checkers from npm: axe-core, html-validate, vnu-jar, typescript."""
    modules = ROOT / "tools" / "node" / "node_modules"
    if not modules.is_dir():
        lacking("The folder tools/node/node_modules", "cd tools/node && npm ci --ignore-scripts")
    for program, package in (("node", "nodejs"), ("java", "default-jre-headless")):
        if not shutil.which(program):
            lacking(f"The program {program}", f"apt-get install {package}")
    return modules


@pytest.fixture(scope="session")
def corpora() -> Path:
    """The folder of real guides, which is no part of this repository."""
    folder = ROOT.parent / "shared" / "corpora"
    return folder if folder.is_dir() else lacking("The folder ../shared/corpora", "lay it beside the checkout")


@pytest.fixture(scope="session")
def standards() -> Path:
    """The folder of the shapes and schemas of public standards, which is no part of this repository."""
    folder = ROOT.parent / "shared" / "standards"
    return folder if folder.is_dir() else lacking("The folder ../shared/standards", "lay it beside the checkout")


@pytest.fixture
def serve_guides() -> Iterator[Callable[[Path], str]]:
    """Serve a build folder as `make demo` does: call it with the folder, get the server's address."""
    with ExitStack() as servers:
        yield lambda build: servers.enter_context(serving(build))
