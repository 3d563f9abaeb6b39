"""What many pages show is made once, and again when something changed that it was made from, and not before."""

from __future__ import annotations

import gc

import pytest

from site_builder import parts
from site_builder.assets import collect
from site_builder.environment import make_environment
from site_builder.guide import Guide
from site_builder.outputs import outputs_of_data, outputs_of_language
from site_builder.pages import Press
from site_builder.parts import Parts
from site_builder.reading import Reads, Tracked
from tests.site_builder.conftest import THEME
from tests.site_builder.documents import small_city

OFFICE, PAGE = "office", "page"


class City:
    """An office, a card of it, and a page that shows the card and says a title of its own."""

    def __init__(self) -> None:
        self.reads = Reads()
        self.parts = Parts(self.reads)
        bodies = ({"uuid": uuid, "language": "en", "title": uuid, "phone": "1"} for uuid in (OFFICE, PAGE))
        self.documents = {body["uuid"]: Tracked(body, self.reads) for body in bodies}
        self.made: list[str] = []

    def card(self) -> str:
        """A part."""
        self.made.append("card")
        return f"{self.documents[OFFICE]['title']} {self.documents[OFFICE]['phone']}"

    def page(self) -> str:
        """A part that shows another one."""
        self.made.append("page")
        return f"{self.documents[PAGE]['title']}: {self.parts.once('card', self.card)}"

    def ask(self) -> list[str]:
        """Ask for both; what had to be made for that."""
        self.made.clear()
        self.parts.once("page", self.page)
        self.parts.once("card", self.card)
        return self.made


@pytest.mark.parametrize(
    ("uuid", "field", "made"),
    [
        (OFFICE, "phone", ["page", "card"]),
        (PAGE, "title", ["page"]),
        (PAGE, "phone", []),
        (OFFICE, "hours", []),
    ],
)
def test_a_part_is_made_again_with_all_that_show_it_when_something_it_read_changed(
    uuid: str, field: str, made: list[str]
) -> None:
    city = City()
    assert city.ask() == ["page", "card"]
    for _ in range(2):  # what was made again is found again
        city.parts.forget([(uuid, "en", field)])
        assert city.ask() == made


def test_no_process_grows_with_its_guide_or_over_months(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "KEPT", 10)
    city = City()
    city.ask()
    for number in range(8):
        city.parts.once(number, str)
    assert city.ask() == []
    city.parts.once("one too many", str)
    assert city.ask() == ["page", "card"]


def test_what_is_large_is_kept_for_the_notations_of_one_document_only() -> None:
    city = City()
    for name in ("one", "one", "other", "one"):
        city.parts.latest(name, city.card)
    assert city.made == ["card"] * 3


def test_no_part_holds_a_document_whose_change_it_would_not_learn_of() -> None:
    guide = Guide(small_city())
    press = Press(guide, make_environment(THEME, collect(THEME).addresses("")))
    for output in (*outputs_of_language(guide, "ar"), *outputs_of_data(guide)):
        press.print(output)
    due = [part for each in (press._parts, guide.parts) for part, _ in each._made.values()]
    assert len(due) > 50
    seen: set[int] = set()
    while due:
        found = due.pop()
        assert not isinstance(found, Tracked)
        if id(found) not in seen and isinstance(found, (dict, list, tuple, set, frozenset)):
            seen.add(id(found))
            due += gc.get_referents(found)
