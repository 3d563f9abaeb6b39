"""A real district's guide, from the file that its present system gives to the pages that readers get."""

from __future__ import annotations

import io
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from django.core.management import call_command
from pytest_django import Settings

from tools.audit.checkers import html_validate_findings, nu_findings

pytestmark = [pytest.mark.corpus, pytest.mark.slow, pytest.mark.node, pytest.mark.django_db]


ADDRESS = "https://guide.example.org/lkaugsburg"


class Links(HTMLParser):
    """Collects the addresses that a page leads to on its own site."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what is linked or loaded by a root-relative address."""
        for name, value in attrs:
            if name in {"href", "src"} and value and value.startswith("/"):
                self.found.add(value)


def test_all_pages_are_valid_and_no_link_between_them_is_broken(
    corpora: Path, node_tools: Path, settings: Settings, tmp_path: Path
) -> None:
    settings.GUIDE_BUILD_DIR = tmp_path
    quiet = {"stdout": io.StringIO(), "stderr": io.StringIO()}
    folder = str(corpora / "integreat-lkaugsburg")
    call_command("import_integreat", folder, city="Landkreis Augsburg", slug="lkaugsburg", site_url=ADDRESS, **quiet)
    call_command("build_guides", "lkaugsburg", **quiet)
    release = (tmp_path / "lkaugsburg" / "current").resolve()
    pages = sorted(release.rglob("*.html"))
    assert len(pages) > 2 * (238 + 233) / 2

    assert nu_findings(node_tools, release) == []
    assert html_validate_findings(node_tools, release) == []
    assert broken_links(release, pages) == {}


def broken_links(release: Path, pages: list[Path]) -> dict[str, set[str]]:
    """By page, the addresses below the site's root at which the release has no file."""
    base = urlsplit(ADDRESS).path
    files = {f"{base}/{path.relative_to(release)}" for path in release.rglob("*") if path.is_file()}
    broken = {}
    for page in pages:
        links = Links()
        links.feed(page.read_text())
        wanted = {unquote(urlsplit(link).path) for link in links.found}
        missing = {path for path in wanted if path not in files and f"{path}index.html" not in files}
        if missing:
            broken[str(page.relative_to(release))] = missing
    return broken
