"""The quick part of `make audit`: axe and the project's own probe on every template, in three scripts."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from site_builder.build import build_city
from tests.site_builder.documents import small_city
from tests.site_builder.feeds import Publisher
from tests.site_builder.theme.conftest import THEME
from tools.audit.axe import axe_findings
from tools.audit.offline import SAVING, saved_guides
from tools.audit.pages import BuiltPage, built_pages, examples
from tools.audit.probe.alternates import disagreeing
from tools.audit.probe.probing import probe

pytestmark = [pytest.mark.browser]

LANGUAGES = ["en", "ar", "ti"]


@pytest.fixture(scope="module")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small city in English, in Arabic with gaps, and in Tigrinya, into which nobody has translated anything."""
    documents = small_city()
    for body in documents:
        if body["kind"] == "city":
            body["languages"] = LANGUAGES
    build = tmp_path_factory.mktemp("audited")
    build_city(Publisher(documents).feed, "harbourton", build, THEME)
    return build


@pytest.fixture(scope="module")
def pages(guide: Path) -> list[BuiltPage]:
    """The longest page of each kind in each language."""
    return examples(built_pages(guide))


@pytest.mark.node
@pytest.mark.parametrize("language", ["", *LANGUAGES])
def test_axe_finds_nothing_on_any_template(
    browser: Browser,
    node_tools: Path,
    serve_guides: Callable[[Path], str],
    guide: Path,
    pages: list[BuiltPage],
    language: str,
) -> None:
    addresses = [page.address for page in pages if page.language == language]
    assert addresses
    assert axe_findings(browser, node_tools, serve_guides(guide), addresses) == []


@pytest.mark.slow
@pytest.mark.parametrize("language", ["", *LANGUAGES])
def test_the_probe_finds_nothing_on_any_template(
    browser: Browser, serve_guides: Callable[[Path], str], guide: Path, pages: list[BuiltPage], language: str
) -> None:
    addresses = [page.address for page in pages if page.language == language]
    assert addresses
    assert probe(browser, serve_guides(guide), addresses) == []


def test_a_saved_guide_opens_without_a_network_and_one_whose_worker_is_broken_does_not(
    browser: Browser, serve_guides: Callable[[Path], str], guide: Path, tmp_path: Path
) -> None:
    broken = shutil.copytree(guide, tmp_path / "broken", symlinks=True)
    worker = broken / "harbourton" / "current" / "sw.js"
    worker.chmod(0o644)
    worker.write_text("")
    for build, is_whole in ((guide, True), (broken, False)):
        saving = [page for page in built_pages(build) if page.kind == SAVING and page.language == "ar"]
        outcome = saved_guides(browser, serve_guides(build), saving, built_pages(build), seed=1)
        assert 1 < outcome.measures["offline pack"].value < 300
        assert (outcome.findings == []) is is_whole


def test_the_languages_of_every_page_lead_to_each_other(guide: Path) -> None:
    assert list(disagreeing({page.address: page.file.read_text() for page in built_pages(guide)})) == []
