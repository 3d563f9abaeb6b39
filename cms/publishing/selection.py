"""Which cities a command was asked to work on."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.management.base import CommandError

from cms.cities.models import City


def chosen_cities(slugs: Sequence[str]) -> list[City]:
    """The cities with these slugs in the order given, or all of them when none is given.

    Raises:
        CommandError: naming the slugs that no city has, and those that exist.
    """
    cities = {city.slug: city for city in City.objects.select_related("source_locale")}
    unknown = [slug for slug in slugs if slug not in cities]
    if unknown:
        known = ", ".join(cities) or "none yet; manage.py import_content makes one"
        message = f"No city is called {', '.join(unknown)}. Cities: {known}."
        raise CommandError(message)
    return [cities[slug] for slug in slugs] if slugs else list(cities.values())
