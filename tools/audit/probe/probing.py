"""Looks at a page with every rule of the probe."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import TracebackType
from typing import Self

from playwright.sync_api import Browser

from tools.audit.findings import Finding
from tools.audit.probe import alone, layout, touch, words
from tools.audit.probe.rule import LOAD_MILLISECONDS, PHONE

PAGE_RULES = (*words.RULES, *touch.RULES, *layout.RULES)


class Prober:
    """Two tabs on a server of guides, one with scripts and one without. Used in a `with` block."""

    def __init__(self, browser: Browser, server: str) -> None:
        self.server = server.rstrip("/")
        self._context = browser.new_context(viewport=PHONE, service_workers="block")
        self._scriptless = browser.new_context(viewport=PHONE, java_script_enabled=False)
        self.tab = self._context.new_page()
        self._plain = self._scriptless.new_page()
        self._watch = alone.Watch(self.server).over(self.tab)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._context.close()
        self._scriptless.close()

    def findings(self, address: str) -> list[Finding]:
        """What is wrong with the page at an address such as `/eastmere/ar/`."""
        return [
            Finding(address, f"probe {rule}", value, limit)
            for rule, limit, found in self._looks(address)
            for value in found
        ]

    def _looks(self, address: str) -> Iterator[tuple[str, str, list[str]]]:
        self.tab.goto(self.server + address, wait_until="networkidle", timeout=LOAD_MILLISECONDS)
        yield "third party", "nobody else is asked for anything", self._watch.others()
        yield "policy", "no error, nothing refused", self._watch.complaints()
        yield "storage", "nothing is stored before a tap", alone.left_behind(self.tab)
        seen = alone.words_of(self.tab)
        for rule in PAGE_RULES:
            yield rule.name, rule.limit, rule.find(self.tab)
        self._plain.goto(self.server + address, timeout=LOAD_MILLISECONDS)
        without = alone.words_of(self._plain)
        missing = [] if alone.is_tool(self._plain) else alone.added_by_scripts(seen, without)
        yield "without scripts", f"at most {alone.MOST_BY_SCRIPT:.0%} of the words come from scripts", missing
        yield "dead control", "what does nothing without scripts is not shown", alone.dead_controls(self._plain)


def probe(
    browser: Browser, server: str, addresses: list[str], told: Callable[[str], None] = lambda _: None
) -> list[Finding]:
    """What is wrong with the pages at these addresses; `told` hears of each before it is looked at."""
    found = []
    with Prober(browser, server) as prober:
        for address in addresses:
            told(address)
            found += prober.findings(address)
    return found
