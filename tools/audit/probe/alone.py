"""Rules of the probe for what a page does by itself: whom it asks, what it stores, what it is without scripts."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from playwright.sync_api import Page, Request, Response

MOST_BY_SCRIPT = 0.33
"""Share of a page's words that scripts may add: what is open now, boxes to tick, words on buttons."""

_LEFT_BEHIND = """() => [
  ...document.cookie.split("; ").filter(Boolean).map((cookie) => `cookie ${cookie}`),
  ...Object.keys(localStorage).map((key) => `localStorage ${key}`),
  ...Object.keys(sessionStorage).map((key) => `sessionStorage ${key}`),
]"""
# A page of the theme's own that is nothing but a tool, and tells those who run no scripts.
_IS_TOOL = """() => Boolean(document.querySelector("main.page--theme noscript")?.innerText.trim())"""
_DEAD_CONTROLS = """() => [...document.querySelectorAll("button, input, select, textarea")]
  .filter((element) => element.checkVisibility() && !element.closest("form[action]"))
  .map((element) => element.outerHTML.slice(0, 90))"""


@dataclass
class Watch:
    """What happens in a tab while it loads a page."""

    server: str
    asked: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def over(self, tab: Page) -> Watch:
        """Begin to watch a tab."""
        tab.on("request", self._request)
        tab.on("response", self._response)
        tab.on("console", lambda message: self.said.append(message.text))
        tab.on("pageerror", lambda error: self.said.append(str(error)))
        return self

    def _request(self, request: Request) -> None:
        if not request.url.startswith((f"{self.server}/", "data:", "blob:")):
            self.asked.append(request.url)

    def _response(self, response: Response) -> None:
        if response.status >= 400 and response.request.resource_type != "document":
            self.said.append(f"{response.status} for {response.url}")

    def complaints(self) -> list[str]:
        """What the browser said of the page, save that a page for missing addresses is one, and forget it."""
        said = [text for text in self.said if "status of 404" not in text]
        self.said.clear()
        return said

    def others(self) -> list[str]:
        """Who else was asked for anything, and forget it."""
        asked, self.asked = self.asked, []
        return asked


def left_behind(tab: Page) -> list[str]:
    """What a page that was only opened has stored, which is then deleted: the next page is not to blame for it."""
    found = list(tab.evaluate(_LEFT_BEHIND))
    tab.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
    tab.context.clear_cookies()
    return found


def words_of(tab: Page) -> list[str]:
    """The words that a reader sees, in their order."""
    return re.findall(r"\w+", tab.locator("body").inner_text())


def added_by_scripts(with_scripts: list[str], without: list[str]) -> list[str]:
    """What is missing without scripts, if that is more than scripts may add."""
    missing = list((Counter(with_scripts) - Counter(without)).elements())
    share = len(missing) / max(1, len(with_scripts))
    return [f"{share:.0%} of the words are missing: {' '.join(missing)[:90]}"] if share > MOST_BY_SCRIPT else []


def is_tool(tab: Page) -> bool:
    """Whether a page says, in a tab that runs no scripts, that it needs them."""
    return bool(tab.evaluate(_IS_TOOL))


def dead_controls(tab: Page) -> list[str]:
    """What can be tapped and does nothing where no script runs."""
    return list(tab.evaluate(_DEAD_CONTROLS))
