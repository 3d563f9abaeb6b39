from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.views.ways import can_be_avoided, followers
from tests.site_builder.entities import Body, step

KINDS = st.sampled_from(["do", "and", "or", "wait"])
PROCEDURES = st.lists(
    st.tuples(KINDS, st.lists(st.tuples(st.sampled_from(["", "you rent"]), st.integers(0, 7)), max_size=2)), max_size=8
)


def branch(to: str, condition: str = "you rent") -> Body:
    return {"id": to, "condition": condition, "step": to}


def built(drawn: list[tuple[str, list[tuple[str, int]]]]) -> list[Body]:
    """The steps of a drawn procedure."""
    return [
        step(str(number), kind=kind, branches=[branch(str(to), condition) for condition, to in branches])
        for number, (kind, branches) in enumerate(drawn)
    ]


def test_steps_follow_one_another_to_the_end() -> None:
    assert followers([step("ask"), step("wait", kind="wait"), step("pay", kind="and")]) == [[1], [2], [3]]


def test_what_stands_instead_of_a_step_is_another_way_to_the_same_next_step() -> None:
    steps = [step("ask"), step("online"), step("by-post", kind="or"), step("in-person", kind="or"), step("pay")]
    assert followers(steps) == [[1, 2, 3], [4], [4], [4], [5]]


def test_who_does_not_meet_the_condition_of_a_branch_goes_on() -> None:
    steps = [step("ask", branches=[branch("move")]), step("pay"), step("move")]
    assert followers(steps) == [[2, 1], [2], [3]]


def test_a_branch_without_a_condition_is_for_everybody() -> None:
    steps = [step("ask", branches=[branch("move", "")]), step("pay"), step("move")]
    assert followers(steps)[0] == [2]


def test_a_branch_back_is_no_way_to_the_end() -> None:
    steps = [step("ask"), step("object", branches=[branch("ask", "")])]
    assert followers(steps) == [[1], [2]]


@pytest.mark.parametrize(
    ("avoided", "expected"),
    [({0}, False), ({1}, True), ({2}, True), ({1, 2}, False), ({3}, True), ({4}, False), (set(), True)],
)
def test_a_step_can_be_avoided_if_some_way_goes_without_it(avoided: set[int], expected: bool) -> None:
    steps = [
        step("ask"),
        step("online", branches=[branch("collect")]),
        step("by-post", kind="or", branches=[branch("collect")]),
        step("object"),
        step("collect"),
    ]
    assert can_be_avoided(steps, avoided) is expected


@given(PROCEDURES, st.sets(st.integers(0, 7)), st.integers(0, 7))
def test_what_cannot_be_avoided_cannot_be_avoided_together_with_more(
    drawn: list[tuple[str, list[tuple[str, int]]]], avoided: set[int], more: int
) -> None:
    steps = built(drawn)
    assert can_be_avoided(steps, set())
    assert can_be_avoided(steps, avoided) or not can_be_avoided(steps, avoided | {more})
