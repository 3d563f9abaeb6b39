"""Several processes publish into one city while another follows the feed; prints what the follower saw, as JSON.

Run by test_feed_order with settings for a database that several processes can write to.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import sys
from multiprocessing.synchronize import Event

PUBLISHERS = 3
ARTICLES = 12


def publish(number: int) -> None:
    """Publish some articles, one transaction each, every one of them changed once."""
    from cms.cities.models import City
    from cms.guides.models import ArticlePage, TopicPage
    from tests.cms.factories import edit, make_page

    city = City.objects.get(slug="alpha")
    topic = TopicPage.objects.get(slug=f"topic-{number}")
    for article in range(ARTICLES):
        page = make_page(ArticlePage, city, parent=topic, slug=f"article-{number}-{article}")
        edit(page, title=f"Changed {article}")


def follow(done: Event) -> None:
    """Ask for what is new, over and over, as a mirror does; print every revision seen and the newest there is."""
    from cms.cities.models import City
    from cms.publishing.models import PublishedDocument
    from cms.publishing.recording import newest_revision

    city = City.objects.get(slug="alpha")
    cursor, seen = 0, {}
    last_round = False
    while True:
        for row in PublishedDocument.objects.of_city("alpha").after(cursor):
            seen[str(row.uuid)] = row.revision
            cursor = row.revision
        if last_round:
            break
        last_round = done.is_set()
    now = {str(row.uuid): row.revision for row in PublishedDocument.objects.of_city("alpha")}
    json.dump(
        {"missed": sorted(now.items() - seen.items()), "documents": len(now), "newest": newest_revision(city)},
        sys.stdout,
    )


def main() -> None:
    """Set the city up, run everybody at once, and wait for all."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from cms.guides.models import TopicPage
    from tests.cms.factories import make_city, make_page

    call_command("migrate", verbosity=0)
    city = make_city("alpha", languages=["en"])
    for number in range(PUBLISHERS):
        make_page(TopicPage, city, slug=f"topic-{number}")
    connection.close()
    context = multiprocessing.get_context("fork")
    done = context.Event()
    follower = context.Process(target=follow, args=(done,))
    publishers = [context.Process(target=publish, args=(number,)) for number in range(PUBLISHERS)]
    for process in (follower, *publishers):
        process.start()
    for process in publishers:
        process.join()
    done.set()
    follower.join()
    sys.exit(max(abs(process.exitcode or 0) for process in (follower, *publishers)))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.postgresql_settings")
    main()
