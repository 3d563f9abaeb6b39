"""Many generated cities, written straight into the published documents, and edits in them."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from bench.builds import DIRECTORY
from bench.documents import SOURCE, city_documents
from site_builder.documents import body_hash

if TYPE_CHECKING:
    from cms.cities.models import City

LANGUAGES = ("en", "ar", "de", "es", "fr", "ru", "tr", "uk")
EDITED = ("article", "procedure", "office", "cost")


def make_cities(count: int, languages: tuple[str, ...], pages: int) -> list[City]:
    """Cities with so many articles, services and procedures in each language, besides a directory of offices and such.

    They have documents and no pages: what editors work with costs minutes, and builds do not see it.
    """
    from wagtail.models import Locale

    from cms.cities.models import City
    from cms.publishing.models import CityRevision, PublishedDocument

    source, _ = Locale.objects.get_or_create(language_code=SOURCE)
    bodies = list(city_documents((pages + DIRECTORY - 1) * len(languages), languages))
    cities = []
    for number in range(count):
        slug = f"city-{number:02}"
        facts = {"country": "GB", "time_zone": "Europe/London", "publisher": "The council"}
        city = City.objects.create(slug=slug, source_locale=source, site_url=f"https://{slug}.example.org", **facts)
        PublishedDocument.objects.bulk_create(
            PublishedDocument(
                city=city,
                language=body["language"],
                kind=body["kind"],
                uuid=body["uuid"],
                path=body["path"],
                body=body,
                body_hash=body_hash(body),
                revision=revision,
            )
            for revision, body in enumerate(({**each, "city": slug} for each in bodies), start=1)
        )
        CityRevision.objects.create(city=city, revision=len(bodies))
        cities.append(city)
    return cities


def edit(city: City, number: int, chance: random.Random) -> None:
    """Change something that a city publishes, as publishing does: a transaction, new revisions, a wake-up call.

    A text in one language mostly; a fact of an office or a cost changes in all; now and then a page is withdrawn, or
    one that was comes back.
    """
    from django.db import transaction

    from cms.publishing.models import CityRevision, PublishedDocument
    from cms.publishing.wakeup import wake_tasks

    with transaction.atomic():
        counter = CityRevision.objects.select_for_update().get(city=city)
        documents = PublishedDocument.objects.filter(city=city, kind__in=EDITED)
        uuids = sorted(set(documents.filter(language=SOURCE).values_list("uuid", flat=True)))
        versions = list(documents.filter(uuid=chance.choice(uuids)).order_by("language"))
        is_withdrawing = versions[0].kind == "article" and chance.random() < 0.3
        if versions[0].kind in {"article", "procedure"} and not is_withdrawing:
            versions = [chance.choice(versions)]
        for document in versions:
            counter.revision += 1
            document.revision = counter.revision
            document.withdrawn = is_withdrawing and not document.withdrawn
            document.body = {**document.body, "title": f"Edit {number} of {document.path}"}
            document.body_hash = "" if document.withdrawn else body_hash(document.body)
            document.save()
        counter.save()
        wake_tasks(city)
