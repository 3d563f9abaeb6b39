"""axe-core in Chromium, on a phone, in light and dark."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser

from tools.audit.findings import Finding
from tools.audit.probe.rule import LOAD_MILLISECONDS, PHONE

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
NO_VIOLATION = "no violation"


def axe_findings(
    browser: Browser,
    node_modules: Path,
    server: str,
    addresses: Iterable[str],
    told: Callable[[str], None] = lambda _: None,
) -> list[Finding]:
    """Every violation on the pages at these addresses; `told` hears of each before it is looked at, once a scheme."""
    addresses = list(addresses)
    found = []
    for scheme in SCHEMES:
        with browser.new_context(viewport=PHONE, color_scheme=scheme, service_workers="block") as context:
            context.add_init_script(path=node_modules / "axe-core" / "axe.min.js")
            tab = context.new_page()
            for address in addresses:
                told(address)
                tab.goto(server + address, timeout=LOAD_MILLISECONDS)
                result = tab.evaluate("(tags) => axe.run({ runOnly: tags, resultTypes: ['violations'] })", TAGS)
                found += [
                    Finding(address, f"axe {rule['id']} ({scheme})", node["html"][:120], NO_VIOLATION)
                    for rule in result["violations"]
                    for node in rule["nodes"]
                ]
    return found
