"""Writing down which addresses the live pages of a city use, and where."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from cms.cities.models import City
from cms.contributions.links.finding import addresses_in
from cms.contributions.links.models import GatheredLinks, Link, LinkUse
from cms.publishing.models import CityRevision

Use = tuple[str, int, str]
"""An address, the page and the field in which it stands."""


def cities_to_gather() -> list[City]:
    """Cities in whose published documents something changed since their links were gathered."""
    gathered = dict(GatheredLinks.objects.values_list("city", "revision"))
    counters = CityRevision.objects.select_related("city__source_locale").order_by("city__slug")
    return [each.city for each in counters if each.revision > gathered.get(each.city_id, 0)]


def gather_links(city: City, now: datetime) -> int:
    """Bring the rows of a city up to its live pages; return how many addresses it uses.

    What is new is due at once. An address that no page uses any more is forgotten with all that was known of it.
    """
    revision = CityRevision.objects.filter(city=city).values_list("revision", flat=True).first() or 0
    found = set(_uses(city))
    with transaction.atomic():
        known = {link.url: link for link in Link.objects.filter(city=city)}
        new = {url for url, _page, _field in found} - known.keys()
        Link.objects.bulk_create([Link(city=city, url=url, next_check=now) for url in sorted(new)])
        ids = dict(Link.objects.filter(city=city).values_list("url", "pk"))
        rows = LinkUse.objects.filter(link__city=city).values_list("pk", "link__url", "page", "field")
        present: dict[Use, int] = {(url, page, field): pk for pk, url, page, field in rows}
        LinkUse.objects.filter(pk__in=[present[use] for use in present.keys() - found]).delete()
        LinkUse.objects.bulk_create(
            LinkUse(link_id=ids[url], page_id=page, field=field) for url, page, field in sorted(found - present.keys())
        )
        Link.objects.filter(city=city, uses=None).delete()
        GatheredLinks.objects.update_or_create(city=city, defaults={"revision": revision})
    return len({url for url, _page, _field in found})


def _uses(city: City) -> list[Use]:
    uses: list[Use] = []
    for home in city.pages.filter(live=True, alias_of=None).order_by("path"):
        pages = home.get_descendants(inclusive=True).live().filter(alias_of=None).specific()
        for page in pages.iterator(chunk_size=200):
            found = addresses_in(page, texts_only=home.locale_id != city.source_locale_id)
            uses += [(url, page.pk, field) for field, url in found]
    return uses
