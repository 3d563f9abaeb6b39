"""How far places of a city are from each other, as the crow flies."""

from __future__ import annotations

from math import cos, hypot, radians

METRES_OF_A_DEGREE = 111_320  # of latitude

Point = tuple[float, float]
"""Latitude and longitude in degrees, WGS 84."""


def offset(here: Point, there: Point) -> tuple[float, float]:
    """How many metres to the east and to the north; a city is small enough to be flat."""
    east = (there[1] - here[1] + 180) % 360 - 180
    return east * cos(radians(here[0])) * METRES_OF_A_DEGREE, (there[0] - here[0]) * METRES_OF_A_DEGREE


def distance(here: Point, there: Point) -> float:
    """How many metres it is from one to the other."""
    return hypot(*offset(here, there))
