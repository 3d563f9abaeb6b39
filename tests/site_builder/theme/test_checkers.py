"""What the checkers from npm say of every page, and how heavy pages are."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.site_builder.theme.conftest import THEME
from tools.audit.checkers import html_validate_findings, nu_findings
from tools.audit.pages import built_pages
from tools.audit.weight import weigh


@pytest.mark.node
def test_the_nu_validator_finds_no_error(node_tools: Path, build_folder: Path) -> None:
    assert nu_findings(node_tools, build_folder) == []


@pytest.mark.node
def test_html_validate_finds_no_error(node_tools: Path, build_folder: Path) -> None:
    assert html_validate_findings(node_tools, build_folder) == []


def test_no_page_is_heavier_than_its_budget(build_folder: Path) -> None:
    weighed = weigh(built_pages(build_folder))
    assert weighed.pages > 50
    assert weighed.findings == []


def test_each_script_is_short_enough_to_be_read() -> None:
    for script in (THEME / "js").glob("**/*.js"):
        assert len(script.read_text().splitlines()) < 300, script.name


def test_the_style_sheet_knows_no_left_or_right() -> None:
    for sheet in (THEME / "css").glob("*.css"):
        for line in sheet.read_text().splitlines():
            assert "left" not in line.split("/*")[0].replace("right-to-left", ""), f"{sheet.name}: {line}"
            assert "letter-spacing" not in line, f"{sheet.name}: {line}"
            assert "italic" not in line, f"{sheet.name}: {line}"
