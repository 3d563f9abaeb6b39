"""The steps of a procedure as a graph."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cms.guides.steps import StepNode, StepProblem, always_branches, find_problems, successors


def test_steps_follow_one_another_to_the_end() -> None:
    steps = [StepNode("book"), StepNode("go"), StepNode("wait", "wait")]
    assert successors(steps) == {"book": {"go"}, "go": {"wait"}, "wait": {None}}
    assert find_problems(steps) == []


def test_an_alternative_is_skipped_by_those_who_did_the_step_before_it() -> None:
    steps = [StepNode("online"), StepNode("by post", "or"), StepNode("wait", "wait")]
    assert successors(steps) == {"online": {"by post", "wait"}, "by post": {"wait"}, "wait": {None}}


def test_a_branch_to_its_own_step_is_a_problem() -> None:
    assert find_problems([StepNode("pay", branches=[("if it fails", "pay")])]) == [StepProblem("pay", "self", "pay")]


def test_a_branch_to_a_step_that_is_gone_is_a_problem() -> None:
    assert find_problems([StepNode("pay", branches=[("", "gone")])]) == [StepProblem("pay", "missing", "gone")]


def test_going_back_under_a_condition_is_no_loop_without_end() -> None:
    assert find_problems([StepNode("apply"), StepNode("wait", branches=[("if they refuse", "apply")])]) == []


def test_going_back_always_is_a_loop_without_end() -> None:
    problems = find_problems([StepNode("apply"), StepNode("wait", branches=[("", "apply")])])
    assert problems == [StepProblem("wait", "endless")]


def test_a_way_out_elsewhere_in_the_loop_is_enough() -> None:
    steps = [
        StepNode("apply", branches=[("if you have the paper", "done")]),
        StepNode("wait", branches=[("", "apply")]),
        StepNode("done"),
    ]
    assert find_problems(steps) == []


@st.composite
def procedures(draw: st.DrawFn) -> list[StepNode]:
    """Procedures whose branches lead to other steps that exist."""
    ids = [str(number) for number in range(draw(st.integers(1, 7)))]
    return [
        StepNode(
            identifier,
            draw(st.sampled_from(["do", "and", "or", "wait"])),
            draw(
                st.lists(
                    st.tuples(st.sampled_from(["", "if so"]), st.sampled_from([i for i in ids if i != identifier])),
                    max_size=2,
                )
            )
            if len(ids) > 1
            else [],
        )
        for identifier in ids
    ]


@given(procedures())
def test_a_branch_is_endless_exactly_if_no_walk_from_its_step_ends(steps: list[StepNode]) -> None:
    following = successors(steps)

    def ends(start: str) -> bool:
        seen: set[str | None] = set()
        waiting: list[str | None] = [start]
        while waiting:
            step = waiting.pop()
            if step is None:
                return True
            if step not in seen:
                seen.add(step)
                waiting.extend(following[step])
        return False

    endless = {problem.step for problem in find_problems(steps)}
    stuck = {step.id for step in steps if not ends(step.id)}
    assert endless == {step.id for step in steps if step.id in stuck and always_branches(step)}
    assert bool(endless) == bool(stuck)
