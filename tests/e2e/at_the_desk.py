"""What stories at the translation desk do again and again."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect


def segment(page: Page, source: str) -> Locator:
    """What the desk shows of a text of the source."""
    return page.locator(".desk-segment").filter(has=page.locator("[id^=source-]", has_text=source))


def accept(of: Locator, text: str) -> None:
    """Type a text in place of the one that stands in the field, and accept it."""
    field = of.locator("textarea")
    field.fill(text)
    field.press("Control+Enter")
    expect(of.locator("[data-saving]")).to_have_text("Saved")
    expect(of).to_have_attribute("data-state", "reviewed")


def ready(page: Page) -> None:
    """Wait until the desk listens to keys."""
    expect(page.locator("[data-help]")).to_be_visible()
