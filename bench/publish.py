"""From the publish button to the live release: one edit of one page in a city of 10 languages.

    python -m bench.publish
    python -m bench.publish --pages 1000

The city's documents are generated, the edited page is a real one that is shown in every language. Publishing writes the
page and its documents; building is what the task worker does next, in a process that is warm: the first releases of the
city, each of which links every file once, are made before. SQLite on a disk. Figures are medians.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.builds import DIRECTORY, LANGUAGES
from bench.documents import CITY, SOURCE, city_documents
from site_builder.release import KEPT

ROUNDS = 9


def main() -> int:
    """Make a city of each size, edit a page of it many times, and print a table in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, action="append", help="pages in each language; may be repeated")
    sizes = parser.parse_args().pages or [100, 1000]
    os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings.test"
    import django
    from django.conf import settings

    with tempfile.TemporaryDirectory() as folder:
        settings.DATABASES["default"]["TEST"] = {"NAME": f"{folder}/bench.sqlite3"}
        settings.GUIDE_BUILD_DIR = Path(folder) / "build"
        django.setup()
        from django.db import connection

        name = connection.creation.create_test_db(verbosity=0, autoclobber=True)
        print("| pages | publish, CPU ms (wall) | build, CPU ms (wall) | to live, wall ms |\n|---|---|---|---|")
        for size in sizes:
            print(row(size), flush=True)
        connection.creation.destroy_test_db(name, verbosity=0)
    return 0


def row(pages: int) -> str:
    """Measure a city with so many pages in each language; a line of the table."""
    from cms.publishing.building import build_guide

    city, page = prepare(pages)
    build_guide(city)
    published, built = [], []
    for number in range(-KEPT, ROUNDS):
        page.summary = f"Bring your papers on day {number}."
        publishing = timed(lambda: page.save_revision().publish())
        building = timed(lambda: build_guide(city))
        if number >= 0:
            published.append(publishing)
            built.append(building)
    median = statistics.median
    live = median(p[1] + b[1] for p, b in zip(published, built, strict=True))
    cells = [f"{median(t[0] for t in times):,.0f} ({median(t[1] for t in times):,.0f})" for times in (published, built)]
    return f"| {pages:,} × {len(LANGUAGES)} | {cells[0]} | {cells[1]} | {live:,.0f} |"


def prepare(pages: int) -> tuple[Any, Any]:
    """A city with generated documents, and a live page in it that is translated into two languages."""
    from wagtail.models import Locale, Page

    from cms.cities.models import City
    from cms.cities.provisioning import provision_city
    from cms.guides.models import ArticlePage, TopicPage
    from cms.publishing.models import CityRevision, PublishedDocument

    if City.objects.filter(slug=CITY).exists():
        _remove_city()
    facts = {"slug": CITY, "country": "GB", "time_zone": "Europe/London", "publisher": "The council"}
    city = provision_city(
        {**facts, "site_url": "https://guide.example.org"},
        source_language=SOURCE,
        languages=list(LANGUAGES),
        name="Harbourton",
        introduction="<p>Welcome.</p>",
    )
    rows = [
        PublishedDocument(
            city=city,
            language=body["language"],
            kind=body["kind"],
            uuid=body["uuid"],
            path=body["path"],
            body=body,
            revision=number,
        )
        for number, body in enumerate(city_documents((pages + DIRECTORY - 1) * len(LANGUAGES), LANGUAGES), start=1)
        if body["kind"] != "city"
    ]
    PublishedDocument.objects.bulk_create(rows, batch_size=500)
    CityRevision.objects.update_or_create(city=city, defaults={"revision": max(row.revision for row in rows)})
    for home in city.pages.all():
        home.save_revision().publish()
    locale = Locale.objects.get(language_code=SOURCE)
    home = Page.objects.get(pk=city.pages.get(locale=locale).pk)
    topic = TopicPage(title="Housing", summary="Where to live.", locale=locale)
    home.add_child(instance=topic)
    article = ArticlePage(title="Moving in", summary="Bring your papers.", locale=locale)
    topic.add_child(instance=article)
    for page in (topic, article):
        page.save_revision().publish()
    for tag in ("de", "ar"):
        target = Locale.objects.get(language_code=tag)
        topic.copy_for_translation(target)
        translated = article.copy_for_translation(target)
        translated.title = f"Moving in ({tag})"
        translated.save_revision().publish()
    return city, ArticlePage.objects.get(pk=article.pk)


def _remove_city() -> None:
    from wagtail.models import Page

    from cms.cities.models import City, CityPage

    city = City.objects.get(slug=CITY)
    while home := CityPage.objects.filter(city=city).first():  # a source takes its translations along
        Page.objects.get(pk=home.pk).delete()
    for role in city.roles.all():
        role.group.delete()
    city.delete()


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds of CPU, that of processes it started included, and of wall time that `work` takes."""
    cpu, wall = _cpu(), time.perf_counter()
    work()
    return (_cpu() - cpu) * 1000, (time.perf_counter() - wall) * 1000


def _cpu() -> float:
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


if __name__ == "__main__":
    sys.exit(main())
