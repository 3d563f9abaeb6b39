"""Take every picture anew: start `make demo`, then `python -m tools.screenshots`; names after it choose some.

Each is a WebP of less than 60 kB in docs/editors/pictures. Nothing is changed in the demo, whose database tells the
addresses.
"""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import django
from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "editors" / "pictures"
MOST_BYTES = 60_000
QUALITIES = (85, 75, 65, 55, 45)


@dataclass(frozen=True)
class Shot:
    """One picture: of which page of the demo in which language, as whom, after what."""

    name: str
    user: str
    title: str
    language: str
    prepare: Callable[[Page], None]
    size: ViewportSize


def at_finding(page: Page) -> None:
    """Look at the first segment that has a finding."""
    page.locator(".desk-segment[data-findings] textarea").first.focus()


def at_tags(page: Page) -> None:
    """Look at a segment with a link, among those that are still to do."""
    page.get_by_role("link", name="To do").click()
    page.locator(".desk-segment:visible:has(.desk-tags) textarea").first.focus()


def at_help(page: Page) -> None:
    """Look at the keys."""
    page.keyboard.press("Control+/")


WIDE: ViewportSize = {"width": 1280, "height": 860}
NARROW: ViewportSize = {"width": 900, "height": 860}
SHOTS = (
    Shot("desk", "eastmere-reviewer", "Rent a home and check your deposit", "pt", at_finding, WIDE),
    Shot("desk-right-to-left", "birkenfurt-reviewer", "Wohnsitz anmelden", "fa", at_tags, WIDE),
    Shot("desk-narrow", "birkenfurt-translator", "Wohnsitz anmelden", "fa", at_finding, NARROW),
    Shot("desk-keys", "eastmere-translator", "Rent a home and check your deposit", "pt", at_help, NARROW),
)
PASSWORD = "waymark-demo"  # noqa: S105 - that of the demo's people, which seed_demo prints


def main(names: list[str]) -> int:
    """Take the pictures; 1 and one line if one does not fit or the demo does not run."""
    server = f"http://127.0.0.1:{os.environ.get('WAYMARK_PORT', '8000')}"
    FOLDER.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")
    django.setup()
    # Before the browser starts: Django asks no database where an event loop runs.
    addresses = {shot.name: desk_of(shot) for shot in SHOTS}
    with sync_playwright() as playwright:
        # Containers run as root, for whom Chromium has no sandbox.
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for shot in SHOTS:
            if names and shot.name not in names:
                continue
            picture = smallest(take(browser, shot, server, addresses[shot.name]))
            if len(picture) > MOST_BYTES:
                print(f"error: {shot.name} takes {len(picture)} bytes; show less of the screen", file=sys.stderr)
                return 1
            (FOLDER / f"{shot.name}.webp").write_bytes(picture)
            print(f"{shot.name}.webp: {len(picture)} bytes")
        browser.close()
    return 0


def take(browser: Browser, shot: Shot, server: str, address: str) -> bytes:
    """The screen as PNG, when everything in it has come to rest."""
    with browser.new_context(viewport=shot.size, reduced_motion="reduce") as context:
        page = context.new_page()
        page.goto(f"{server}/admin/login/")
        page.get_by_label("Username").fill(shot.user)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url("**/admin/")
        page.goto(f"{server}{address}")
        page.locator("[data-help]").wait_for()
        page.evaluate("localStorage.removeItem('desk-preview')")
        shot.prepare(page)
        page.wait_for_load_state("networkidle")
        return page.screenshot()


def desk_of(shot: Shot) -> str:
    """The address of the desk of a translation, by the title of its source."""
    from django.urls import reverse
    from wagtail.models import Page as WagtailPage

    source = WagtailPage.objects.get(title=shot.title, alias_of=None)
    page = WagtailPage.objects.get(translation_key=source.translation_key, locale__language_code=shot.language)
    return reverse("publishing_desk", args=[page.pk])


def smallest(png: bytes) -> bytes:
    """The picture as WebP, as good as it can be within the limit."""
    image = Image.open(io.BytesIO(png)).convert("RGB")
    encoded = b""
    for quality in QUALITIES:
        target = io.BytesIO()
        image.save(target, "WEBP", quality=quality, method=6)
        encoded = target.getvalue()
        if len(encoded) <= MOST_BYTES:
            break
    return encoded


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
