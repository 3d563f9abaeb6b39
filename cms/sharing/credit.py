"""What readers are told of where a text comes from: who first wrote it, and under which licence."""

from __future__ import annotations

from typing import Any

from cms.cities.models import City
from cms.sharing.models import TakenPage


def credits_of(city: City) -> dict[str, dict[str, Any]]:
    """By UUID of a document, what it carries about its origin: `taken_from` of document.schema.json."""
    credited = TakenPage.objects.filter(city=city, is_credited=True)
    return {
        str(key): {"taken_from": {"publisher": publisher, "url": url, "licence": licence}}
        for key, publisher, url, licence in credited.values_list("page__translation_key", "publisher", "url", "licence")
    }
