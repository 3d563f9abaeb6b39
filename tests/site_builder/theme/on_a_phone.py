"""What does not fit a phone or a finger in a part of a page that a reader opens."""

from __future__ import annotations

from playwright.sync_api import Page

_WIDE = """() => document.documentElement.scrollWidth > document.documentElement.clientWidth"""
# Links in a sentence are as high as their line; WCAG 2.2 excepts them, and so do we.
_SMALL = """(part) => [...document.querySelectorAll(part + " :is(a[href], button, label, summary, select)")]
  .filter((element) => element.checkVisibility() && !element.matches("p a, .prose a, td a"))
  .map((element) => [element.outerHTML.slice(0, 90), element.getBoundingClientRect()])
  .filter(([, box]) => box.height < 44 || box.width < 24)
  .map(([html, box]) => `${html} ${box.width}x${box.height}`)"""


def misfits(page: Page, part: str) -> list[str]:
    """The controls in a part of the page that are smaller than a finger, and whether the page scrolls sideways."""
    wide = ["the page scrolls sideways"] if page.evaluate(_WIDE) else []
    return [*wide, *page.evaluate(_SMALL, part)]
