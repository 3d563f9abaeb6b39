"""Whatever both sides do to a text: taking all of theirs makes it theirs, and keeping one's own changes nothing."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from cms.guides.models import ProcedurePage
from cms.sharing.pieces import Values, advance, at, pieces_of, put, to_decide

words = st.sampled_from(["", "Bring a pen.", "Bring a pencil.", "Do not sign."])
html = words.map(lambda text: f"<p>{text}</p>" if text else "")
numbers = st.lists(st.integers(1, 5), unique=True, max_size=4)


def entries(kind: str, value: st.SearchStrategy[Values]) -> st.SearchStrategy[list[Values]]:
    """Blocks of which some are the same on both sides, in any order."""
    return numbers.flatmap(
        lambda ids: st.tuples(*(value for _ in ids)).map(
            lambda values: [
                {"type": kind, "id": f"{kind}-{number}", "value": each}
                for number, each in zip(ids, values, strict=True)
            ]
        )
    )


requirement = st.fixed_dictionaries(
    {"document": st.none(), "required": st.sampled_from(["always", "if"]), "condition": words, "note": words}
)
deadline = st.fixed_dictionaries({"days": st.none() | st.integers(0, 9), "event": words, "counted": st.just("")})
step = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["do", "wait"]),
        "title": words,
        "text": html,
        "documents": entries("item", requirement),
        "deadline": deadline,
        "office": st.integers(1, 3),
        "legal_basis": st.just([]),
        "branches": st.just([]),
    }
)
pages = st.fixed_dictionaries(
    {
        "title": words,
        "summary": words,
        **dict.fromkeys(("outcome", "for_whom", "appeal", "if_it_fails"), html),
        "deadline": entries("deadline", deadline).map(lambda found: found[:1]),
        "legal_basis": st.just([]),
        "steps": entries("step", step),
    }
)


def pieces(values: Values) -> dict[str, Any]:
    return pieces_of(ProcedurePage, values, law=True)


def open_paths(then: Values, now: Values, ours: Values) -> list[str]:
    return to_decide(pieces(then), pieces(now), pieces(ours))


def accept(then: Values, now: Values, ours: Values) -> None:
    for path in open_paths(then, now, ours):
        put(ours, now, path, then)


@given(pages, pages)
def test_taking_all_of_theirs_makes_the_text_theirs(then: Values, now: Values) -> None:
    ours = deepcopy(then)
    accept(then, now, ours)
    assert pieces(ours) == pieces(now)


@given(pages, pages, pages)
def test_after_a_decision_on_everything_nothing_is_left_to_decide(then: Values, now: Values, ours: Values) -> None:
    kept = deepcopy(ours)
    accept(then, now, ours)
    advance(ProcedurePage, then, now, (), law=True)
    assert pieces(then) == pieces(now)
    assert open_paths(then, now, ours) == open_paths(then, now, kept) == []


@given(pages, pages, pages)
def test_what_only_this_city_has_stays_and_what_the_origin_did_not_change_is_not_touched(
    then: Values, now: Values, ours: Values
) -> None:
    own = deepcopy(ours)
    decided = open_paths(then, now, ours)
    accept(then, now, ours)
    here = {step["id"] for step in own["steps"]}
    theirs = {step["id"] for step in [*then["steps"], *now["steps"]]}
    assert here - theirs <= {step["id"] for step in ours["steps"]}
    after = pieces(ours)
    for path, value in pieces(own).items():
        if path in after and path not in decided:
            assert after[path] == value
    # Facts of the place are this city's.
    for step_id in here & {step["id"] for step in ours["steps"]}:
        assert at(ours, f"steps/{step_id}/office") == at(own, f"steps/{step_id}/office")


@given(pages, pages, pages)
def test_the_origin_and_what_is_remembered_of_it_are_not_mixed_up(then: Values, now: Values, ours: Values) -> None:
    before, origin = deepcopy(then), deepcopy(now)
    accept(then, now, ours)
    for step in ours["steps"]:
        step["value"]["title"] = "Changed here"
    assert (then, now) == (before, origin)
