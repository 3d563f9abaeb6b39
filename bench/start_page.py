"""How fast the start page of the admin and the screens beside it answer with 5,000 pages in 12 languages.

    python -m bench.start_page

The world of bench.matrix, where work waits of every kind: a fifth of the translations is outdated, a tenth of the pages
is overdue for a check, a hundred proposals and links wait, and the newest build failed. The whole view runs, from the
request to the bytes of the screen, on an SQLite file. The median of the rounds, in CPU and wall time, and the SQL
statements.
"""

from __future__ import annotations

import os
import sys
import tempfile
from datetime import date, timedelta
from typing import Any

from bench.admin_requests import measured
from bench.matrix import ROUNDS, prepare

WAITING = 100
LONG = timedelta(days=5)


def main() -> int:
    """Make the city, measure each request, and print a table in Markdown."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings.test"
    import django
    from django.conf import settings

    with tempfile.TemporaryDirectory() as folder:
        settings.DATABASES["default"]["TEST"] = {"NAME": f"{folder}/bench.sqlite3"}
        # Pages are indexed once at the end, and not at each save.
        settings.TASKS["default"]["BACKEND"] = "django_tasks.backends.dummy.DummyBackend"
        django.setup()
        from django.core.management import call_command
        from django.db import connection

        name = connection.creation.create_test_db(verbosity=0, autoclobber=True)
        prepare()
        office = have_work_wait()
        call_command("update_index", verbosity=0)
        print("| screen | CPU ms | wall ms | SQL statements |\n|---|---|---|---|")
        for label, route, arguments in (
            ("start page", "wagtailadmin_home", ()),
            ("where an office is shown (2,500 pages)", "editing_usage", (office,)),
            ("what to mend", "editing_report", ()),
            ("what may be there twice", "editing_similar_report", ()),
            ("search for a text", "wagtailadmin_pages:search_results?q=text+49", ()),
            ("search for a telephone number", "wagtailadmin_pages:search_results?q=030/231", ()),
        ):
            print(row(label, route, arguments), flush=True)
        connection.creation.destroy_test_db(name, verbosity=0)
    return 0


def have_work_wait() -> int:
    """Let work of every kind wait; the id of an office that every second page shows."""
    from django.utils import timezone
    from wagtail.models import Page

    from cms.cities.models import City
    from cms.contributions.links.models import Link
    from cms.contributions.proposals.models import Proposal
    from cms.guides.directories import ensure_directories
    from cms.guides.models import ArticlePage, Holding, OfficePage
    from cms.publishing.models import Build, PublishedDocument

    now = timezone.now()
    city = City.objects.get()
    directory = Page.objects.get(pk=ensure_directories(city)[Holding.OFFICE].pk)
    phones = [{"type": "phone", "value": {"number": "+493023125000", "languages": []}}]
    office = OfficePage(title="Office", slug="office", street="1 Quay", locality="Harbourton", phones=phones)
    office.locale = city.source_locale
    directory.add_child(instance=office)
    articles = list(ArticlePage.objects.order_by("pk"))
    ArticlePage.objects.filter(pk__in=[page.pk for page in articles[::10]]).update(review_due=date(2020, 1, 31))
    Proposal.objects.bulk_create(
        Proposal(city=city, target=page, kind="outdated", language="en") for page in articles[:WAITING]
    )
    Link.objects.bulk_create(
        Link(city=city, url=f"https://example.org/{number}", next_check=now, failures=3, failing_since=now - LONG)
        for number in range(WAITING)
    )
    Link.objects.update(failed_at=now, answer="gone")
    Build.objects.create(city=city, started_at=now, finished_at=now, outcome="failed", error="The disk is full.")
    PublishedDocument.objects.bulk_create(
        (
            PublishedDocument(
                city=city,
                language=language,
                kind="article",
                uuid=page.translation_key,
                body={"html": "word " * 400 + (str(office.translation_key) if number % 2 else "")},
                revision=number * 20 + place + 1,
            )
            for number, page in enumerate(articles)
            for place, language in enumerate(city.language_tags)
        ),
        batch_size=1000,
    )
    return int(office.pk)


def row(label: str, route: str, arguments: tuple[Any, ...]) -> str:
    """Measure one request; a line of the table."""
    from django.urls import reverse

    name, _, query = route.partition("?")
    return f"| {label} | {measured(f'{reverse(name, args=arguments)}?{query}', ROUNDS)} |"


if __name__ == "__main__":
    sys.exit(main())
