"""What the checkers from npm say of every page, and how heavy pages are."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from site_builder.assets import collect
from tests.checkers import html_validate_findings, nu_findings
from tests.site_builder.theme.conftest import THEME, Site

# Budgets are for brotli, which the standard library lacks; gzip makes more of the same bytes, so it errs on our side.
KILOBYTE = 1024
BUDGETS = {"html": 12 * KILOBYTE, "css": 6 * KILOBYTE, "js": 12 * KILOBYTE}


@pytest.mark.node
def test_the_nu_validator_finds_no_error(node_tools: Path, build_folder: Path) -> None:
    assert nu_findings(node_tools, build_folder) == []


@pytest.mark.node
def test_html_validate_finds_no_error(node_tools: Path, build_folder: Path) -> None:
    assert html_validate_findings(node_tools, build_folder) == ""


def test_no_page_is_heavier_than_its_budget(site: Site) -> None:
    heavy = {path: len(gzip.compress(text.encode())) for path, text in site.files.items()}
    assert {path: size for path, size in heavy.items() if size > BUDGETS["html"]} == {}


def test_style_sheet_and_scripts_are_within_their_budgets() -> None:
    files = collect(THEME).files
    for kind in ("css", "js"):
        assert sum(len(gzip.compress(data)) for path, data in files.items() if path.endswith(kind)) <= BUDGETS[kind]


def test_each_script_is_short_enough_to_be_read() -> None:
    for script in (THEME / "js").glob("**/*.js"):
        assert len(script.read_text().splitlines()) < 150, script.name


def test_the_style_sheet_knows_no_left_or_right() -> None:
    for sheet in (THEME / "css").glob("*.css"):
        for line in sheet.read_text().splitlines():
            assert "left" not in line.split("/*")[0].replace("right-to-left", ""), f"{sheet.name}: {line}"
            assert "letter-spacing" not in line, f"{sheet.name}: {line}"
            assert "italic" not in line, f"{sheet.name}: {line}"
