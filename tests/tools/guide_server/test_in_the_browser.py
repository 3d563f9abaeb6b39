"""The headers of the guide server do in a browser what they promise."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

PAGE = """<!DOCTYPE html>
<html lang="en"><head><title>untouched</title><link rel="stylesheet" href="site.css"></head>
<body><h1>Guide</h1>
<script>document.title = "inline"</script>
<img src="missing.png" onerror="document.title = 'attribute'" alt="">
<script src="own.js"></script>
</body></html>
"""


@pytest.mark.browser
def test_own_files_load_and_a_script_that_slipped_into_a_page_does_not_run(
    browser: Browser, serve_guides: Callable[[Path], str], tmp_path: Path
) -> None:
    release = tmp_path / "eastmere" / "current"
    release.mkdir(parents=True)
    (release / "index.html").write_text(PAGE)
    (release / "site.css").write_text("h1 { color: rgb(1, 2, 3) }")
    (release / "own.js").write_text("document.documentElement.dataset.own = 'ran'")
    context = browser.new_context()
    page = context.new_page()
    page.goto(serve_guides(tmp_path) + "/eastmere/", wait_until="networkidle")
    assert page.title() == "untouched"
    assert page.evaluate("document.documentElement.dataset.own") == "ran"
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(1, 2, 3)"
    context.close()
