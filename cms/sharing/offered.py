"""What cities offer to each other: documents that readers have, of cities that said so and named a licence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.fields.json import KT

from cms.cities.models import City
from cms.publishing.models import PublishedDocument
from cms.sharing.models import TakenPage
from cms.sharing.pieces import FOLLOWED
from site_builder.views.trust import has_gaps


@dataclass(frozen=True)
class Listed:
    """An offered page in a list."""

    city: City
    uuid: str
    kind: str
    title: str
    summary: str
    topics: frozenset[str]
    languages: tuple[str, ...]
    """In which readers have it, those of the guide's order first."""
    is_readable: bool
    """Whether it is there in the language in which the other city writes; only then can it be taken over."""
    taken_id: int | None
    """Of the link, if this city has taken it over already."""


def offering_cities(besides: City | None = None) -> QuerySet[City]:
    """Cities that offer their pages, in the order of their slugs; `besides` asks for others."""
    cities = City.objects.filter(offer__isnull=False).exclude(licence="")
    return cities.exclude(pk=besides.pk) if besides else cities


def offered_document(city: City, uuid: Any, language: str) -> PublishedDocument | None:
    """A page as readers have it now in a language, if its city offers it; None for anything else.

    Nothing else of another city is read in this package: no page, no draft, nothing withdrawn.
    """
    documents = PublishedDocument.objects.current().filter(city__in=offering_cities(), kind__in=FOLLOWED)
    found = documents.filter(city=city, uuid=uuid, language=language).select_related("city").first()
    # Text that fell back to another language would be taken for text of this one.
    return found if found and not has_gaps(found.body) else None


def offered_documents(taken: Iterable[TakenPage]) -> dict[int, PublishedDocument]:
    """The origins of these pages that are still offered, by id of the link, with few SQL statements."""
    links = [link for link in taken if link.origin_city_id]
    documents = PublishedDocument.objects.current().filter(
        city__in=offering_cities(), kind__in=FOLLOWED, uuid__in={link.origin_uuid for link in links}
    )
    found = {(each.city_id, each.uuid, each.language): each for each in documents.select_related("city")}
    origins = {link.pk: found.get((link.origin_city_id or 0, link.origin_uuid, link.language)) for link in links}
    return {pk: origin for pk, origin in origins.items() if origin and not has_gaps(origin.body)}


def list_offered(city: City, cities: Iterable[City], kinds: Iterable[str], query: str, topic: str) -> list[Listed]:
    """What `cities` offer to `city`, by kind and title: those first that are there in its language.

    Args:
        query: words of title or summary; all have to be there.
        topic: UUID of a topic of one of these cities, or empty.
    """
    language = city.source_language
    by_pk = {each.pk: each for each in cities}
    rows = (
        PublishedDocument.objects.current()
        .filter(Q(city__in=by_pk) & Q(kind__in=set(kinds) & set(FOLLOWED)))
        .annotate(title=KT("body__title"), summary=KT("body__summary"))
        .values_list("city", "uuid", "language", "kind", "title", "summary", "body__topics", named=True)
    )
    taken = dict(TakenPage.objects.filter(city=city).values_list("origin_uuid", "pk"))
    found: dict[Any, dict[str, Any]] = {}
    for row in rows:
        found.setdefault((row.city, row.uuid), {})[row.language] = row
    listed = []
    for (pk, uuid), languages in found.items():
        row = languages.get(language) or languages.get(by_pk[pk].source_language) or next(iter(languages.values()))
        text = f"{row.title} {row.summary or ''}".casefold()
        topics = frozenset(row.body__topics or ())
        if all(word in text for word in query.casefold().split()) and (not topic or topic in topics):
            order = sorted(languages, key=lambda tag: (tag != language, tag))
            listed.append(
                Listed(
                    by_pk[pk],
                    str(uuid),
                    row.kind,
                    row.title,
                    row.summary or "",
                    topics,
                    tuple(order),
                    language in languages,
                    taken.get(uuid),
                )
            )
    order_of_kinds = list(FOLLOWED)
    return sorted(
        listed,
        key=lambda each: (not each.is_readable, order_of_kinds.index(each.kind), each.title.casefold(), each.city.slug),
    )


def topics_of(cities: Iterable[City], language: str) -> list[tuple[str, str]]:
    """(UUID, title) of the topics of cities, in a language where they have it, by title."""
    by_pk = {city.pk: city for city in cities}
    rows = PublishedDocument.objects.current().filter(city__in=by_pk, kind="topic").annotate(title=KT("body__title"))
    titles: dict[str, str] = {}
    for city, uuid, tag, title in rows.values_list("city", "uuid", "language", "title"):
        name = title if len(by_pk) == 1 else f"{title} ({by_pk[city].slug})"
        if tag == language or (tag == by_pk[city].source_language and str(uuid) not in titles):
            titles[str(uuid)] = name
    return sorted(titles.items(), key=lambda each: each[1].casefold())
