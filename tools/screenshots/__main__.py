"""Take every picture anew: `make guides` or `make demo` once, then `python -m tools.screenshots`; names choose some.

Each is a WebP of less than 60 kB in docs/editors/pictures. They are taken from a copy of the demo's database: the demo
stays as it is, and may be running.
"""

from __future__ import annotations

import io
import os
import shutil
import socket
import sqlite3
import sys
from pathlib import Path

import django
from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from tools.demo.processes import Service, StepError, running
from tools.screenshots.shots import SHOTS, Shot
from tools.screenshots.staging import address_of, copy_database, stage

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "var" / "waymark.sqlite3"
COPY = DEMO.with_name("pictures.sqlite3")
FOLDER = ROOT / "docs" / "editors" / "pictures"
MOST_BYTES = 60_000
QUALITIES = (85, 75, 65, 55, 45)
PASSWORD = "waymark-demo"  # noqa: S105 - that of the demo's people, which seed_demo prints


def main(names: list[str]) -> int:
    """Take the pictures; 1 and one line if one does not fit or the demo is not what it should be."""
    try:
        copy_database(DEMO, COPY)
        os.environ["DJANGO_SETTINGS_MODULE"] = "tools.screenshots.settings"
        django.setup()
        # Before the browser starts: Django asks no database where an event loop runs.
        stage()
        addresses = {shot.name: address_of(shot.place) for shot in SHOTS}
        port = free_port()
        serve = [sys.executable, str(ROOT / "manage.py"), "runserver", "--noreload", "--verbosity=0", str(port)]
        with running([Service("The CMS", serve, port)], {}), sync_playwright() as playwright:
            # Containers run as root, for whom Chromium has no sandbox.
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            for shot in SHOTS:
                if not names or shot.name in names:
                    keep(shot.name, take(browser, shot, f"http://127.0.0.1:{port}", addresses[shot.name]))
            browser.close()
    except sqlite3.OperationalError as error:
        print(f"error: {DEMO}: {error}. Run `make guides` first.", file=sys.stderr)
    except (LookupError, StepError) as error:
        print(f"error: {error}", file=sys.stderr)
    else:
        return 0
    finally:
        for file in COPY.parent.glob(f"{COPY.name}*"):
            file.unlink()
    return 1


def free_port() -> int:
    """A port of this machine that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def take(browser: Browser, shot: Shot, server: str, address: str) -> bytes:
    """The screen as PNG, when everything in it has come to rest."""
    with browser.new_context(viewport=shot.size, reduced_motion="reduce", base_url=server) as context:
        page = context.new_page()
        page.goto("/admin/login/")
        page.get_by_label("Username").fill(shot.user)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url("**/admin/")
        page.goto(address)
        page.wait_for_load_state("networkidle")
        shot.prepare(page)
        page.wait_for_load_state("networkidle")
        return page.screenshot()


def keep(name: str, png: bytes) -> None:
    """Write the picture as WebP, as good as it can be within the limit."""
    image = Image.open(io.BytesIO(png)).convert("RGB")
    for quality in QUALITIES:
        target = io.BytesIO()
        image.save(target, "WEBP", quality=quality, method=6)
        if target.tell() <= MOST_BYTES:
            break
    else:
        message = f"{name} takes more than {MOST_BYTES} bytes; show less of the screen."
        raise LookupError(message)
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / f"{name}.webp").write_bytes(target.getvalue())
    print(f"{name}.webp: {target.tell()} bytes")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
