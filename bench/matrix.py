"""How fast the report of pages × languages answers with 5,000 pages in 12 languages.

    python -m bench.matrix

The whole view runs, from the request of an editor to the bytes of the screen, on an SQLite file; every request is
measured on its own. The median of the rounds, in CPU and wall time, and the SQL statements. Readers
have been counted for 90 days: every page was read in every language on ten of them.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from datetime import timedelta
from typing import Any

from bench.admin_requests import measured

PAGES = 5000
TARGETS = ("ar", "de", "es", "fa", "fr", "pl", "pt", "ro", "ru", "ti", "tr", "uk")
ROUNDS = 7
SEGMENTS = 30
# On how many of the last 90 days each page was read in each language.
DAYS_READ = 10
REQUESTS = {
    "everything": "",
    "one state in one language": "?language=ar&status=outdated",
    "missing somewhere": "?status=missing",
    "outdated for a week, in one topic": "?days=7&topic={topic}",
    "words of the title": "?text=page+49",
    "the last screen": "?p=100",
    "most read first": "?sort=reads",
    "most read first, of what is missing in one language": "?sort=reads&language=ar&status=missing",
    "all of it as a table (CSV)": "?sort=reads&export=csv",
}


def main() -> int:
    """Make the city, measure each request, and print a table in Markdown."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings.test"
    import django
    from django.conf import settings

    with tempfile.TemporaryDirectory() as folder:
        settings.DATABASES["default"]["TEST"] = {"NAME": f"{folder}/bench.sqlite3"}
        django.setup()
        from django.db import connection

        name = connection.creation.create_test_db(verbosity=0, autoclobber=True)
        topic = prepare()
        print("| report | CPU ms | wall ms | SQL statements |\n|---|---|---|---|")
        for label, query in REQUESTS.items():
            print(row(label, query.format(topic=topic)), flush=True)
        connection.creation.destroy_test_db(name, verbosity=0)
    return 0


def prepare() -> int:
    """A city of PAGES source pages with states in every language but no text; the id of its first topic."""
    from wagtail.models import Locale

    from cms.cities.provisioning import provision_city
    from cms.guides.models import ArticlePage, TopicPage

    city = provision_city(
        {
            "slug": "harbourton",
            "country": "GB",
            "time_zone": "Europe/London",
            "site_url": "https://guide.example.org",
            "publisher": "The council",
        },
        source_language="en",
        languages=["en", *TARGETS],
        name="Harbourton",
        introduction="<p>Welcome.</p>",
    )
    home = city.pages.get(locale=city.source_locale)
    home.live = True
    home.save()
    english = city.source_locale
    pages: list[Any] = []
    topics = [
        home.add_child(instance=TopicPage(title=f"Topic {n}", slug=f"topic-{n}", summary="Text.", locale=english))
        for n in range(10)
    ]
    for number in range(PAGES - len(topics)):
        page = ArticlePage(title=f"Page {number}", slug=f"page-{number}", locale=english)
        pages.append(topics[number % len(topics)].add_child(instance=page))
    _store_states([home, *topics, *pages], list(Locale.objects.filter(language_code__in=TARGETS)))
    _store_reads(city, [home, *topics, *pages])
    return int(topics[0].pk)


def _store_states(pages: list[Any], locales: list[Any]) -> None:
    from django.contrib.contenttypes.models import ContentType
    from django.utils import timezone
    from wagtail_localize.models import TranslatableObject, TranslationSource

    from translations.models import StaleState, StoredState

    now = timezone.now()
    kind = ContentType.objects.get_for_model(pages[0].page_ptr)
    TranslatableObject.objects.bulk_create(
        [TranslatableObject(translation_key=page.translation_key, content_type=kind) for page in pages],
        ignore_conflicts=True,
    )
    sources = TranslationSource.objects.bulk_create(
        [
            TranslationSource(
                object_id=page.translation_key,
                specific_content_type=ContentType.objects.get_for_model(type(page)),
                locale=page.locale,
                object_repr=page.title,
                content_json="{}",
                schema_version="",
                created_at=now,
                last_updated_at=now,
            )
            for page in pages
        ]
    )
    statuses = ("reviewed", "machine", "outdated", "reviewed", "missing")
    StoredState.objects.bulk_create(
        (
            StoredState(
                source=source,
                locale=locale,
                status=status,
                segments=SEGMENTS,
                translated=SEGMENTS - (status in ("outdated", "missing")),
                machine=status == "machine",
                blocked=0,
                outdated_since=now - timedelta(days=number % 30) if status == "outdated" else None,
            )
            for number, source in enumerate(sources)
            for place, locale in enumerate(locales)
            for status in (statuses[(number + place) % len(statuses)],)
        ),
        batch_size=2000,
    )
    StaleState.objects.all().delete()


def _store_reads(city: Any, pages: list[Any]) -> None:
    from django.utils import timezone

    from cms.insights.demand import DAYS, refresh_demand
    from cms.insights.models import PageReads

    today = timezone.now().date()
    PageReads.objects.bulk_create(
        (
            PageReads(
                city=city,
                day=today - timedelta(days=(number + place + each * (DAYS // DAYS_READ)) % DAYS),
                uuid=page.translation_key,
                language=language,
                reads=1 + (number * 7919 + place * 104729) % 97,
            )
            for number, page in enumerate(pages)
            for place, language in enumerate(TARGETS)
            for each in range(DAYS_READ)
        ),
        batch_size=2000,
    )
    started, begun = time.process_time(), time.perf_counter()
    refresh_demand(today)
    cpu, wall = time.process_time() - started, time.perf_counter() - begun
    print(f"{PageReads.objects.count():,} counts summed up in {cpu:.1f} s of CPU, {wall:.1f} s.\n", flush=True)


def row(label: str, query: str) -> str:
    """Measure one request; a line of the table."""
    from django.urls import reverse

    return f"| {label} | {measured(reverse('insights_languages_report') + query, ROUNDS)} |"


if __name__ == "__main__":
    sys.exit(main())
