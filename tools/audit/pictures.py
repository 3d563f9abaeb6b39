"""Pictures of pages for the report: on a phone, a tablet and a desk, in light and dark."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from playwright.sync_api import Browser, FloatRect

from tools.audit.axe import SCHEMES
from tools.audit.pages import BuiltPage
from tools.audit.probe.rule import LOAD_MILLISECONDS

WIDTHS = (360, 768, 1280)
"""CSS pixels."""
HEIGHT = 900
TALLEST = 3000
"""Pixels; what is below is more of the same."""
QUALITY = 60


def name_of(page: BuiltPage, width: int, scheme: str) -> str:
    """The file of a picture."""
    return f"{page.address.strip('/').replace('/', '-')}-{width}-{scheme}.jpg"


def take_pictures(
    browser: Browser, server: str, pages: Iterable[BuiltPage], folder: Path, told: Callable[[str], None]
) -> None:
    """Write a picture of each page in each width and scheme into a folder; `told` hears of each page."""
    folder.mkdir(parents=True, exist_ok=True)
    for page in pages:
        told(page.address)
        for scheme in SCHEMES:
            with browser.new_context(color_scheme=scheme, service_workers="block") as context:
                tab = context.new_page()
                for width in WIDTHS:
                    tab.set_viewport_size({"width": width, "height": HEIGHT})
                    tab.goto(server + page.address, timeout=LOAD_MILLISECONDS)
                    height = min(TALLEST, tab.evaluate("() => document.documentElement.scrollHeight"))
                    clip: FloatRect = {"x": 0, "y": 0, "width": width, "height": height}
                    path = folder / name_of(page, width, scheme)
                    tab.screenshot(path=path, full_page=True, clip=clip, type="jpeg", quality=QUALITY)
