"""Each instrument goes red where it should."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.tools.audit.conftest import CITY
from tools.audit.axe import axe_findings
from tools.audit.checkers import html_validate_findings, nu_findings
from tools.audit.quiet import Patience
from tools.audit.slow import slow_loads
from tools.guide_server.running import serving


@pytest.fixture
def guide(write_guide: Callable[..., Path], tmp_path: Path) -> Path:
    """A guide with a page in order and a bad one."""
    build = write_guide(tmp_path, [None])
    clean = build / CITY / "current" / "ar" / "clean" / "index.html"
    bad = clean.parents[1] / "bad" / "index.html"
    bad.parent.mkdir()
    picture = f'<img src="/{CITY}/assets/photo.svg"><p><div></div></p><h1'
    bad.write_text(clean.read_text().replace("<h1", picture, 1))
    return build


@pytest.mark.browser
@pytest.mark.node
def test_axe_names_page_rule_and_element(browser: Browser, node_tools: Path, guide: Path) -> None:
    with serving(guide) as server:
        found = axe_findings(browser, node_tools, server, [f"/{CITY}/ar/clean/", f"/{CITY}/ar/bad/"])
    assert {(finding.page, finding.rule) for finding in found} == {
        (f"/{CITY}/ar/bad/", f"axe image-alt ({scheme})") for scheme in ("light", "dark")
    }
    assert all(finding.value.startswith("<img") for finding in found)


@pytest.mark.node
def test_the_validators_name_page_rule_and_line(node_tools: Path, guide: Path) -> None:
    release = (guide / CITY / "current").resolve()
    for found, rule in (
        (nu_findings(node_tools, release), "nu error"),
        (html_validate_findings(node_tools, release), "html-validate wcag/h37"),
    ):
        assert {finding.page for finding in found} == {"ar/bad/index.html"}
        assert rule in {finding.rule for finding in found}
        assert all("Line" in finding.value for finding in found)


@pytest.mark.slow
@pytest.mark.browser
def test_a_page_that_is_slow_on_a_phone_is_caught(browser: Browser, guide: Path) -> None:
    noise = random.Random(1).randbytes(150_000).hex()
    photo = guide / CITY / "current" / "assets" / "photo.svg"
    photo.write_text(f'<svg xmlns="http://www.w3.org/2000/svg"><!-- {noise} --></svg>')
    with serving(guide) as server:
        # Other tests run beside it: to wait for a quiet machine would take minutes.
        outcome = slow_loads(browser, server, [f"/{CITY}/ar/bad/"], patience=Patience(seconds=0))
    caught = {finding.rule for finding in outcome.findings}
    assert {"load", "first view"} <= caught
    assert "requests" not in caught
    assert outcome.measures["requests"].value <= 6
