"""Which pictures there are: of which screen, as whom, after what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page, ViewportSize

from tools.screenshots.staging import TO_DRAFT, TO_REVIEW

WIDE: ViewportSize = {"width": 1280, "height": 860}
NARROW: ViewportSize = {"width": 900, "height": 860}
MIDDLE: ViewportSize = {"width": 1280, "height": 560}
LOW: ViewportSize = {"width": 1280, "height": 420}
RENT = ("Rent a home and check your deposit", "pt")
WOHNSITZ = ("Wohnsitz anmelden", "fa")
MATRIX = "/admin/reports/languages/?city=eastmere&kind=procedurepage"


@dataclass(frozen=True)
class Shot:
    """One picture."""

    name: str
    user: str
    place: str | tuple[str, str]
    """An address of the admin, or the title of a source page and the language in which the desk shows it."""
    size: ViewportSize
    prepare: Callable[[Page], None] = lambda page: None


def at_finding(page: Page) -> None:
    """Look at the first segment that has a finding."""
    segment = page.locator(".desk-segment[data-findings]").first
    segment.locator("textarea").focus()
    page.wait_for_load_state("networkidle")
    segment.evaluate("segment => segment.scrollIntoView({ block: 'center' })")


def at_tags(page: Page) -> None:
    """Look at a segment with a link, among those that are still to do."""
    page.get_by_role("link", name="To do").click()
    page.locator(".desk-segment:visible:has(.desk-tags) textarea").first.focus()


def at_help(page: Page) -> None:
    """Look at the keys."""
    page.keyboard.press("Control+/")


def at_approval(page: Page) -> None:
    """Look at what a reviewer may do with the page."""
    page.get_by_role("button", name="Approve").focus()


def at_ticks(page: Page) -> None:
    """Tick a page and a language."""
    page.get_by_label(TO_DRAFT, exact=True).check()
    page.get_by_label("Português").check()


def at_cost(page: Page) -> None:
    """Ask for a draft, and be told what it costs."""
    at_ticks(page)
    page.get_by_role("button", name="Draft by machine").click()
    page.get_by_role("button", name="Draft at this cost").wait_for()


SHOTS = (
    Shot("desk", "eastmere-reviewer", RENT, WIDE, at_finding),
    Shot("desk-right-to-left", "birkenfurt-reviewer", WOHNSITZ, WIDE, at_tags),
    Shot("desk-narrow", "birkenfurt-translator", WOHNSITZ, NARROW, at_finding),
    Shot("desk-keys", "eastmere-translator", RENT, NARROW, at_help),
    Shot("approval", "eastmere-reviewer", (TO_REVIEW, "uk"), WIDE, at_approval),
    Shot("matrix", "eastmere-editor", MATRIX, WIDE, at_ticks),
    Shot("estimate", "eastmere-editor", MATRIX, LOW, at_cost),
    Shot("memory", "eastmere-editor", "/admin/wording/memory/?city=eastmere", MIDDLE),
    Shot("glossary", "eastmere-editor", "/admin/wording/glossary/?city=eastmere", WIDE),
)
