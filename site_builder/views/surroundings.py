"""Where an office lies among the other offices of the city: in words, and as a picture drawn from their coordinates.

No map is needed for it, and nobody is asked for one (decisions/0025).
"""

from __future__ import annotations

from math import atan2, cos, hypot, pi, sin
from typing import Any

from markupsafe import Markup

from site_builder.distance import Point, offset
from site_builder.views.edition import Edition, shared

NAMED = 3  # as many other offices are named
APART = 30  # metres; what is closer is the same house
FAR = 5000  # metres; what lies further away tells nobody the way
RINGS = (100, 200, 300, 400, 500, 750, 1000, 1500, 2000, 3000, 4000, FAR)  # metres that can be written on a ring
# The picture, in its own units: half its width, the outer ring, a place's disc.
HALF, RING, DISC = 100, 84, 9
EIGHTH = pi / 4


@shared
def surroundings(edition: Edition, uuid: str) -> dict[str, Any] | None:
    """The nearest other offices, and a picture of them around this one; None where that says nothing.

    The places are in the order of their distance, and numbered so in the picture.
    """
    offices = _offices(edition)
    if uuid not in offices:
        return None
    away = {other: offset(offices[uuid], place) for other, place in offices.items()}
    near = sorted(
        (distance, other) for other, (east, north) in away.items() if APART <= (distance := hypot(east, north)) <= FAR
    )[:NAMED]
    if not near:
        return None
    ring = next(metres for metres in RINGS if metres >= near[-1][0])
    return {
        "places": [_words(edition, other, distance, away[other]) for distance, other in near],
        "picture": _picture([away[other] for _, other in near], ring),
        "ring": edition.formats.distance(ring),
    }


@shared
def _offices(edition: Edition) -> dict[str, Point]:
    """Latitude and longitude of each office that has them."""
    documents = edition.documents(edition.guide.of_kind("office"))
    found = {document["uuid"]: (document["latitude"], document["longitude"]) for document in documents}
    return {uuid: place for uuid, place in found.items() if None not in place}


def _words(edition: Edition, uuid: str, distance: float, away: Point) -> Markup:
    """How to come here from there: the direction is the other way round."""
    _ = edition.gettext
    messages = (
        _("From {place}: {distance} to the east"),
        _("From {place}: {distance} to the north-east"),
        _("From {place}: {distance} to the north"),
        _("From {place}: {distance} to the north-west"),
        _("From {place}: {distance} to the west"),
        _("From {place}: {distance} to the south-west"),
        _("From {place}: {distance} to the south"),
        _("From {place}: {distance} to the south-east"),
    )
    message = messages[round(atan2(-away[1], -away[0]) / EIGHTH) % 8]
    place = _title(edition, uuid)
    return edition.say(message, place=place, distance=edition.formats.distance(distance))


@shared
def _title(edition: Edition, uuid: str) -> Markup:
    document = edition.document(uuid)
    return edition.text(document).inline() if document else Markup()


def _picture(places: list[Point], ring: int) -> Markup:
    """The discs of the places with their numbers."""
    drawn: list[Point] = []
    for east, north in places:
        drawn.append(_free(atan2(north, east), max(hypot(east, north) / ring * RING, 2.5 * DISC), drawn))
    return Markup().join(
        Markup('<circle cx="{0}" cy="{1}" r="{2}"/><text x="{0}" y="{3}">{4}</text>').format(
            round(x), round(y), DISC, round(y) + 4, number
        )
        for number, (x, y) in enumerate(drawn, 1)
    )


def _free(angle: float, radius: float, drawn: list[Point]) -> Point:
    """Where a disc covers no other: at its angle, or a little beside it."""
    for turn in range(2 * len(drawn) + 1):
        turned = angle + (turn + 1) // 2 * (1 if turn % 2 else -1) * 2.2 * DISC / radius
        x, y = HALF + radius * cos(turned), HALF - radius * sin(turned)
        if all(hypot(x - other[0], y - other[1]) >= 2 * DISC for other in drawn):
            return x, y
    return HALF + radius * cos(angle), HALF - radius * sin(angle)
