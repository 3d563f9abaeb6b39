from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms.publishing.models import CityRevision
from cms.publishing.selection import chosen_cities
from cms.search.errors import SearchError
from cms.search.searching import update_city


class Command(BaseCommand):
    help = (
        "Make the search indexes anew from the published documents; the old ones answer until it is done. "
        "Example: manage.py rebuild_search_index eastmere"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Which cities."""
        parser.add_argument("cities", nargs="*", metavar="CITY", help="slugs; without any, every city")

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild each city's indexes and print the revision they reached; a city without documents has none."""
        published = CityRevision.objects.filter(city__in=chosen_cities(options["cities"]), revision__gt=0)
        for city in published.order_by("city__slug").values_list("city__slug", flat=True):
            self.stderr.write(f"  {city}")
            try:
                revision = update_city(city, afresh=True)
            except SearchError as error:
                raise CommandError(str(error)) from error
            self.stdout.write(f"{city}\t{revision}")
