"""What a browser makes of the theme's minified files is what it made of those that people write."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from site_builder.assets import collect
from tests.site_builder.theme.conftest import THEME

# Every rule as the browser understood it, in its own spelling.
RULES = """(css) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  // Of a custom property the browser keeps every space.
  return [...sheet.cssRules].map((rule) => rule.cssText.replace(/, /g, ","));
}"""
EXPORTS = """async (source) => {
  const module = await import(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
  return Object.keys(module).sort();
}"""


@pytest.mark.browser
def test_a_browser_reads_the_same_rules_in_the_minified_style_sheet(browser: Browser) -> None:
    names = [line for line in (THEME / "css/ORDER").read_text().split("\n") if line and not line.startswith("#")]
    written = "".join((THEME / "css" / name).read_text() for name in names)
    assets = collect(THEME)
    served = assets.files[assets.names["waymark.css"]].decode()
    page = browser.new_page()
    rules = page.evaluate(RULES, written)
    assert len(rules) > 100
    assert page.evaluate(RULES, served) == rules
    page.close()


@pytest.mark.browser
def test_a_minified_script_exports_what_its_author_exports(browser: Browser) -> None:
    assets = collect(THEME)

    def exports(script: str) -> list[str]:
        page = browser.new_page()  # an element is defined once on a page
        found: list[str] = page.evaluate(EXPORTS, script)
        page.close()
        return found

    modules = {path for path in (THEME / "js").glob("*.js") if path.name != "worker.js"}  # which no page loads
    for script in sorted(modules):
        served = assets.files[assets.names[f"js/{script.name}"]]
        assert len(served) < script.stat().st_size
        assert exports(served.decode()) == exports(script.read_text()), script.name
