"""Feedback from readers in a burst, and editors who work meanwhile: what is taken, what is refused, what they wait.

    make bench-feedback
    python -m bench.feedback --posts 1000

A real server (granian, one process with four threads, as `make demo` starts it) on an SQLite database in a temporary
folder. An editor opens a page of the admin again and again for 20 s, with 0.1 s between: first alone, then from the
moment at which the posts begin to come from eight connections at once, each with a new one for every post. A quarter
of the posts bears one address, the rest one of 1,000 others, told as a web server in front would tell it: both limits
are met. Every answer counts; a post is accepted if it was answered with the way to the next page, and every accepted
one must be a row.
"""

from __future__ import annotations

import argparse
import http.client
import math
import os
import statistics
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from bench.served import ask, free_port, served, settings_in

CITY, LANGUAGE = "eastmere", "en"
SENDERS = 8
ALONE = 20.0  # seconds of the admin without posts
PAUSE = 0.1  # seconds between two pages of the editor
SETTINGS = "feedback_settings"


@dataclass
class World:
    """The database in a temporary folder, and what is asked for."""

    port: int
    session: str
    cookie: str
    place: str
    admin: str


@dataclass
class Burst:
    """What became of the posts."""

    statuses: Counter[int] = field(default_factory=Counter)
    waits: list[float] = field(default_factory=list)
    """Milliseconds, by answer."""
    told: int = 0
    """Refusals that say when to come back."""
    seconds: float = 0.0


def main() -> int:
    """Serve a city, send the posts, and print a table in Markdown; status 1 if an accepted post is no row."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--posts", type=int, default=1000)
    posts = parser.parse_args().posts
    with tempfile.TemporaryDirectory() as folder:
        settings_in(Path(folder), SETTINGS)
        os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
        world = prepare()
        with served(SETTINGS, world.port):
            open_admin(world, 3.0)  # templates and caches are warm
            alone = open_admin(world, ALONE)
            burst, during = _at_once(world, posts)
        return _report(posts, burst, alone, during)


def prepare() -> World:
    """A city with an article, and an editor who is logged in."""
    import django

    django.setup()
    from django.conf import settings
    from django.contrib.auth import get_user_model
    from django.core.management import call_command
    from django.test import Client
    from django.urls import reverse

    call_command("migrate", verbosity=0)
    from cms.cities.models import Role
    from cms.cities.provisioning import provision_city
    from cms.guides.models import ArticlePage

    facts = {"country": "GB", "time_zone": "Europe/London", "site_url": "https://guide.example.org", "publisher": "X"}
    city = provision_city(
        {"slug": CITY, **facts}, source_language=LANGUAGE, languages=["de"], name="Eastmere", introduction="<p>Hi.</p>"
    )
    home = city.pages.get(locale=city.source_locale)
    home.save_revision().publish()
    page = ArticlePage(title="Where to register", slug="register", locale=city.source_locale, live=False)
    home.add_child(instance=page)
    page.save_revision().publish()
    editor = get_user_model().objects.create_user("editor")
    editor.groups.add(city.group_of(Role.EDITOR))
    client = Client()
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    return World(
        port=free_port(),
        session=client.cookies[settings.SESSION_COOKIE_NAME].value,
        cookie=settings.SESSION_COOKIE_NAME,
        place=f"/desk/{CITY}/{LANGUAGE}/feedback/{page.translation_key}/",
        admin=reverse("wagtailadmin_explore", args=[home.pk]),
    )


def open_admin(world: World, seconds: float) -> list[float]:
    """An editor opens the list of pages again and again; milliseconds that she waited each time."""
    waits = []
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        start = time.perf_counter()
        status, _headers, _page = ask(world.port, "GET", world.admin, {"Cookie": f"{world.cookie}={world.session}"})
        assert status == http.client.OK, status
        waits.append((time.perf_counter() - start) * 1000)
        time.sleep(PAUSE)
    return waits


def _at_once(world: World, posts: int) -> tuple[Burst, list[float]]:
    """All posts as fast as they are answered, and what the editor waited from then on, for as long as before."""
    burst = Burst()
    with ThreadPoolExecutor(SENDERS + 1) as pool:
        editor = pool.submit(open_admin, world, ALONE)
        start = time.perf_counter()
        for status, told, wait in pool.map(lambda number: _post(world, number), range(posts)):
            burst.statuses[status] += 1
            burst.told += told
            burst.waits.append(wait)
        burst.seconds = time.perf_counter() - start
        return burst, editor.result()


def _post(world: World, number: int) -> tuple[int, bool, float]:
    """Status, whether it was told when to come back, and milliseconds."""
    address = "198.51.100.1" if number % 4 == 0 else f"10.0.{number // 250}.{number % 250}"
    headers = {"Content-Type": "application/x-www-form-urlencoded", "X-Forwarded-For": address}
    start = time.perf_counter()
    status, answered, _page = ask(world.port, "POST", world.place, headers, b"helpful=no&website=")
    return status, "Retry-After" in answered, (time.perf_counter() - start) * 1000


def _report(posts: int, burst: Burst, alone: list[float], during: list[float]) -> int:
    from cms.contributions.models import Feedback

    rows = Feedback.objects.count()
    accepted, refused = burst.statuses[302], burst.statuses[429]
    others = posts - accepted - refused
    print("| | |\n|---|---|")
    print(f"| posts, in seconds | {posts:,} in {burst.seconds:.1f} |")
    print(f"| accepted, and rows | {accepted}, {rows} |")
    print(f"| refused with 429, with Retry-After | {refused}, {burst.told} |")
    print(f"| answered otherwise | {others} |")
    print(f"| a post, ms: median, p95 | {statistics.median(burst.waits):.0f}, {p95(burst.waits):.0f} |")
    for name, waits in (("alone", alone), ("from the burst on", during)):
        told = f"{statistics.median(waits):.0f}, {p95(waits):.0f} ({len(waits)})"
        print(f"| the admin {name}, ms: median, p95 (pages) | {told} |")
    return 0 if accepted == rows and not others else 1


def p95(values: list[float]) -> float:
    """The 95th percentile."""
    return sorted(values)[math.ceil(len(values) * 0.95) - 1]


if __name__ == "__main__":
    sys.exit(main())
