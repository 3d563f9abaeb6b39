from __future__ import annotations

import math
import re

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from site_builder.environment import ThemeEnvironment
from site_builder.guide import Guide
from site_builder.pages import render_document
from site_builder.views.surroundings import DISC, HALF, _picture
from tests.site_builder.documents import small_city
from tests.site_builder.entities import LIBRARY, OFFICE, Body
from tests.site_builder.theme.conftest import Site

HERE = (52.7, -0.9)
NORTH = 100 / 111_320  # degrees of latitude in 100 metres
EAST = NORTH / math.cos(math.radians(HERE[0]))


def city(east: float, north: float) -> list[Body]:
    """The small city with its library so many hundred metres from the civic centre."""
    documents = small_city()
    for body in documents:
        if body["uuid"] == LIBRARY:
            body |= {"latitude": HERE[0] + north * NORTH, "longitude": HERE[1] + east * EAST}
    return documents


def around(environment: ThemeEnvironment, documents: list[Body], language: str = "en") -> list[str]:
    page = BeautifulSoup(render_document(Guide(documents), OFFICE, language, environment), "html.parser")
    return [place.get_text("").strip() for place in page.select(".around li")]


@pytest.mark.parametrize(
    ("east", "north", "says"),
    [
        (0, -3, "From Central Library: 300 m to the north"),
        (-3, 0, "From Central Library: 300 m to the east"),
        (4, 4, "From Central Library: 550 m to the south-west"),
        (-9, 9, "From Central Library: 1.3 km to the south-east"),
        (0.4, 0, "From Central Library: 50 m to the west"),
    ],
)
def test_an_office_says_how_to_come_from_another_one(
    environment: ThemeEnvironment, east: float, north: float, says: str
) -> None:
    assert around(environment, city(east, north)) == [says]


def test_the_way_is_told_in_the_readers_language(environment: ThemeEnvironment) -> None:
    assert around(environment, city(0, 12), "de") == ["Ab Zentralbibliothek: 1,2 km nach Süden"]
    assert around(environment, city(0, 12), "ar") == ["من المكتبة المركزية: 1.2 كم إلى الجنوب"]


@pytest.mark.parametrize(("east", "north"), [(0, 0.1), (0, 80)])
def test_what_is_in_the_same_house_or_far_away_tells_nobody_the_way(
    environment: ThemeEnvironment, east: float, north: float
) -> None:
    assert around(environment, city(east, north)) == []


def test_without_coordinates_there_is_no_picture(site: Site) -> None:
    for page in ("en/civic-centre", "en/central-library"):
        assert "around" not in site.page(page)


def test_a_place_in_the_north_east_is_drawn_above_and_to_the_right() -> None:
    found = re.search(r'cx="(\d+)" cy="(\d+)"', _picture([(300, 300)], 500))
    assert found
    assert int(found[1]) > HALF > int(found[2])


PLACES = st.tuples(st.floats(-3500, 3500), st.floats(-3500, 3500)).filter(lambda place: math.hypot(*place) > 30)


@given(st.lists(PLACES, min_size=1, max_size=3))
def test_every_place_can_be_seen_in_the_picture(places: list[tuple[float, float]]) -> None:
    drawn = [(int(x), int(y)) for x, y in re.findall(r'cx="(\d+)" cy="(\d+)"', _picture(places, 5000))]
    assert len(drawn) == len(places)
    for number, (x, y) in enumerate(drawn):
        assert DISC <= x <= 2 * HALF - DISC
        assert DISC <= y <= 2 * HALF - DISC
        assert math.hypot(x - HALF, y - HALF) > 2 * DISC
        assert all(math.hypot(x - other[0], y - other[1]) > 2 * DISC - 2 for other in drawn[:number])
