"""A guide that is saved on a phone: how much has to be loaded, and whether its pages open when the network is cut."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from html import unescape
from pathlib import Path

import brotli
from playwright.sync_api import Browser, BrowserContext, Error, Page

from tools.audit.findings import Finding, Measure, Outcome
from tools.audit.pages import BuiltPage, at_random
from tools.audit.probe.rule import LOAD_MILLISECONDS, PHONE
from tools.audit.weight import KILOBYTE, release_of

SAVING = "save"
"""The kind of page on which a reader saves her language of the guide."""
LIMIT, PAGES = 300, 250
"""Kilobytes in brotli for so many pages; a larger guide may be as much larger."""
OPENED = 4
"""So many pages of each saved guide are opened without a network."""
LIMIT_OFFLINE = "the saved page"
_HEADING = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_SAFETY = "data-leave"


def saved_guides(
    browser: Browser,
    server: str,
    saving: Iterable[BuiltPage],
    pages: Iterable[BuiltPage],
    seed: int,
    told: Callable[[str], None] = lambda _: None,
) -> Outcome:
    """Save languages of guides as a reader does, cut the network and read; what does not open is a finding.

    `saving` are the pages on which they are saved, `pages` those of the guides.
    """
    saving = [page for page in saving if page.kind == SAVING]
    pages = list(pages)
    outcome = Outcome("offline", len(saving))
    for page in saving:
        told(page.address)
        kilobytes, count = pack(page)
        limit = LIMIT * max(1, count / PAGES)
        outcome.measured(Measure("offline pack", kilobytes, limit, "kB", page.address))
        with browser.new_context(viewport=PHONE) as context:
            outcome.findings += _offline(context, server, page, to_open(page, pages, seed))
    return outcome


def pack(page: BuiltPage) -> tuple[float, int]:
    """Kilobytes that are loaded to save a language, with brotli, and its number of pages."""
    release = release_of(page)
    told = json.loads((release / page.language / "pack" / "list.json").read_text(encoding="utf-8"))
    total = sum(len(brotli.compress((release / path).read_bytes(), quality=9)) for path in told["files"])
    return total / KILOBYTE, int(told["pages"])


def to_open(page: BuiltPage, pages: Iterable[BuiltPage], seed: int) -> list[BuiltPage]:
    """Pages of the same language, without those that are only saved when a reader asks for them."""
    same = [other for other in pages if (other.city, other.language) == (page.city, page.language)]
    public = [other for other in same if other.file.name == "index.html" and _SAFETY not in other.file.read_text()]
    return at_random(public, OPENED, seed)


def _offline(context: BrowserContext, server: str, page: BuiltPage, others: list[BuiltPage]) -> list[Finding]:
    tab = context.new_page()
    tab.goto(server + page.address, timeout=LOAD_MILLISECONDS)
    try:
        tab.locator("[data-do=save]").click(timeout=LOAD_MILLISECONDS)
        tab.locator("[data-do=delete]").wait_for(timeout=LOAD_MILLISECONDS)
    except Error:
        said = tab.locator("[role=status]").first.inner_text()
        return [Finding(page.address, "offline", f"not saved: {said}", "the guide is saved after a tap")]
    context.set_offline(True)
    return [
        Finding(other.address, "offline", value, LIMIT_OFFLINE)
        for other in others
        if (value := _wrong(tab, server, other))
    ]


def _wrong(tab: Page, server: str, page: BuiltPage) -> str | None:
    """What is wrong with a page without a network; None if it is the one that was built."""
    wanted = heading(page.file)
    try:
        tab.goto(server + page.address, timeout=LOAD_MILLISECONDS)
        found = tab.locator("h1").first.text_content(timeout=LOAD_MILLISECONDS) or ""
    except Error as error:
        return error.message.splitlines()[0]
    return None if " ".join(found.split()) == wanted else f"“{found.strip()}” instead of “{wanted}”"


def heading(file: Path) -> str:
    """The words of a page's heading."""
    found = _HEADING.search(file.read_text(encoding="utf-8"))
    return " ".join(unescape(_TAG.sub("", found[1])).split()) if found else ""
