"""Published documents without pages: what is served is tested apart from what is written."""

from __future__ import annotations

from collections.abc import Iterable

from wagtail.models import Locale

from cms.cities.models import City
from cms.publishing.models import CityRevision, PublishedDocument
from site_builder.documents import body_hash
from tests.site_builder.entities import Body


def publish(bodies: Iterable[Body]) -> None:
    """Publish documents, each as a change of its own to its city; the city is made if need be."""
    for body in bodies:
        city = city_of(body)
        PublishedDocument.objects.update_or_create(
            city=city,
            language=body["language"],
            uuid=body["uuid"],
            defaults={
                "kind": body["kind"],
                "path": body["path"],
                "body": body,
                "body_hash": body_hash(body),
                "revision": _next_revision(city),
                "withdrawn": False,
            },
        )


def withdraw(body: Body) -> None:
    """Put a tombstone in the place of a published document."""
    city = city_of(body)
    PublishedDocument.objects.filter(city=city, language=body["language"], uuid=body["uuid"]).update(
        withdrawn=True, body={}, revision=_next_revision(city)
    )


def city_of(body: Body) -> City:
    """The city that a document belongs to; it is made if need be."""
    locale, _ = Locale.objects.get_or_create(language_code=body["source_language"])
    city, _ = City.objects.get_or_create(
        slug=body["city"],
        defaults={
            "country": "GB",
            "source_locale": locale,
            "time_zone": "Europe/London",
            "site_url": "https://guide.example.org",
            "publisher": "The council",
        },
    )
    return city


def _next_revision(city: City) -> int:
    counter, _ = CityRevision.objects.get_or_create(city=city)
    counter.revision += 1
    counter.save()
    return counter.revision
