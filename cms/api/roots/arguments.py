"""Arguments that many fields of the query's root take: which city, and for readers of which languages."""

from __future__ import annotations

from typing import Any

import graphene

CITY = "The city's slug, as `cities` gives it."


def city_argument() -> Any:
    """The slug of the city to read."""
    return graphene.String(required=True, description=CITY)


def language_argument() -> Any:
    """The one language to read in. cms.api.context reads it."""
    return graphene.String(
        description="The language to read in, as a BCP 47 tag; left out, the city's source language."
    )


def languages_argument() -> Any:
    """Several languages to read in. cms.api.context reads them."""
    return graphene.List(
        graphene.NonNull(graphene.String),
        description="Instead of `language`: up to five, the best first. Each document comes in the first that it has.",
    )
