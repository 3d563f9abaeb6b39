"""What a rule of the probe is, and how a page is looked at for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Page, ViewportSize

PHONE: ViewportSize = {"width": 360, "height": 740}
"""CSS pixels of the screen on which rules look at a page unless they say otherwise."""
LOAD_MILLISECONDS = 120_000
"""A page that a browser has not loaded by then will not come, however busy the machine is."""


@dataclass(frozen=True)
class Rule:
    """Something that must hold on every page and that no other instrument sees."""

    name: str
    limit: str
    """What is right, in words."""
    find: Callable[[Page], list[str]]
    """What is wrong with the page in a tab, each a piece of it; the tab is left as it was found."""


@contextmanager
def styled(tab: Page, css: str) -> Iterator[None]:
    """A tab with one more style sheet. As an adopted one it needs no exception from the page's policy."""
    tab.evaluate(
        """(css) => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(css);
          document.adoptedStyleSheets = [sheet];
        }""",
        css,
    )
    try:
        yield
    finally:
        tab.evaluate("() => { document.adoptedStyleSheets = []; }")


@contextmanager
def screen(tab: Page, width: int) -> Iterator[None]:
    """A tab of another width, in CSS pixels."""
    tab.set_viewport_size({"width": width, "height": PHONE["height"]})
    try:
        yield
    finally:
        tab.set_viewport_size(PHONE)
