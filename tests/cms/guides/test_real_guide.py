"""A real district's guide, from the file that its present system gives to the pages that readers get."""

from __future__ import annotations

import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from django.core.management import call_command
from pytest_django import Settings
from wagtail.models import Locale, Page

from cms.publishing.models import PublishedDocument
from tests.cms.guides.importing import footprint
from tools.audit.checkers import html_validate_findings, nu_findings

pytestmark = [pytest.mark.corpus, pytest.mark.slow, pytest.mark.django_db]

CITY = "lkaugsburg"
ADDRESS = f"https://guide.example.org/{CITY}"
TEXTS_OF_TOPICS = 17


def bring_in(folder: Path) -> dict[str, Any]:
    """Import the guide and return the counts."""
    out, quiet = io.StringIO(), io.StringIO()
    facts = {"city": "Landkreis Augsburg", "slug": CITY, "site_url": ADDRESS}
    call_command("import_integreat", str(folder), json=True, stdout=out, stderr=quiet, **facts)
    counts: dict[str, Any] = json.loads(out.getvalue())
    return counts


@pytest.fixture(scope="module")
def guide(corpora: Path) -> Path:
    """The folder with the guide's file of each language."""
    return corpora / "integreat-lkaugsburg"


@pytest.fixture(scope="module")
def counts(guide: Path, rows_of_the_module: None) -> dict[str, Any]:
    """The guide, imported once."""
    return bring_in(guide)


def test_all_of_it_comes_in_and_goes_live(guide: Path, counts: dict[str, Any]) -> None:
    assert counts["records"] == {"de": 238, "en": 233}
    assert counts["left_out"] == []
    # Pages that give other phone numbers or e-mail addresses in English.
    assert counts["checks"]["contacts_differ"] == 13
    live = PublishedDocument.objects.current().of_city(CITY).exclude(kind="city")
    assert live.filter(language="de").count() == 238 + TEXTS_OF_TOPICS
    assert live.filter(language="en").count() == 233 + TEXTS_OF_TOPICS
    paths = {
        entry["path"] for language in ("de", "en") for entry in json.loads((guide / f"{language}.json").read_text())
    }
    known = set(live.values_list("uuid", flat=True))
    for published in live:
        assert published.body["translation"]["outdated"] == 0
        text = "".join(block["html"] for block in published.body.get("body", []))
        assert "<img" not in text
        for uuid in re.findall(r'data-ref="([^"]*)"', text):
            assert uuid in map(str, known)
        for path in re.findall(r'href="https://integreat\.app(/lkaugsburg/[^"]*)"', text):
            assert path not in paths
    english = Locale.objects.get(language_code="en")
    assert not Page.objects.filter(locale=english).exclude(alias_of=None).exists()


def test_to_bring_it_in_again_changes_nothing(guide: Path, counts: dict[str, Any]) -> None:
    before = footprint(CITY)
    again = bring_in(guide)
    assert footprint(CITY) == before
    assert again["pages"]["unchanged"] == 238 + TEXTS_OF_TOPICS


@pytest.mark.node
def test_all_pages_are_valid_and_no_link_between_them_is_broken(
    counts: dict[str, Any], node_tools: Path, settings: Settings, tmp_path: Path
) -> None:
    settings.GUIDE_BUILD_DIR = tmp_path
    call_command("build_guides", CITY, stdout=io.StringIO(), stderr=io.StringIO())
    release = (tmp_path / CITY / "current").resolve()
    pages = sorted(release.rglob("*.html"))
    assert len(pages) > 2 * (238 + 233) / 2

    assert nu_findings(node_tools, release) == []
    assert html_validate_findings(node_tools, release) == []
    assert broken_links(release, pages) == {}


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
