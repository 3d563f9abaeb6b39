"""What the API is asked with.

Written by `make clients` from docs/api/schema.graphql: change that, and run it again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from waymark_client.parts import Input

if TYPE_CHECKING:
    from .words import AudienceFacet


class Answer(Input):
    """What a person said of herself. Leave out what she was not asked: it hides nothing from her."""

    facet: AudienceFacet
    """To which question."""

    values: list[str]
    """What is true of her, as the description of the facet lists it; nothing counts as no answer."""


class Near(Input):
    """A place, and how far around it to look."""

    latitude: float
    """Degrees, WGS 84, from -90 to 90."""

    longitude: float
    """Degrees, WGS 84, from -180 to 180."""

    within: int
    """Metres as the crow flies, from 1 to 100,000."""
