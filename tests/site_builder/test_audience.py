"""Whom a page concerns: what is not answered hides nothing, and what is decided stays so."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from site_builder.audience import FACETS, OPERATORS, SEVERAL, Concern, concern, expression, open_facets
from tests.site_builder.theme.conftest import THEME

Group = dict[str, Any]


def conditions() -> st.SearchStrategy[dict[str, Any]]:
    """A condition on any facet."""
    return st.sampled_from(sorted(FACETS)).flatmap(
        lambda facet: st.builds(
            lambda values: {"facet": facet, "values": values},
            st.lists(st.sampled_from(FACETS[facet]), min_size=1, unique=True),
        )
    )


def audiences() -> st.SearchStrategy[list[Group]]:
    """Any audience, also one that contradicts itself."""
    group = st.fixed_dictionaries(
        {"operator": st.sampled_from(OPERATORS), "conditions": st.lists(conditions(), min_size=1, max_size=3)}
    )
    return st.lists(group, max_size=3)


def answer_to(facet: str) -> st.SearchStrategy[list[str]]:
    """What a person can say to a question."""
    several = st.lists(st.sampled_from(FACETS[facet]), min_size=1, unique=True)
    return several if facet in SEVERAL else st.sampled_from(FACETS[facet]).map(lambda value: [value])


def answers() -> st.SearchStrategy[dict[str, list[str]]]:
    """Answers to any of the questions."""
    return st.fixed_dictionaries({}, optional={facet: answer_to(facet) for facet in FACETS})


def test_a_page_without_conditions_concerns_everybody() -> None:
    assert concern([], {}) is Concern.YES


@pytest.mark.parametrize(("operator", "expected"), [("all", Concern.NO), ("any", Concern.YES), ("none", Concern.NO)])
def test_one_condition_that_holds_and_one_that_does_not(operator: str, expected: Concern) -> None:
    group = {
        "operator": operator,
        "conditions": [{"facet": "pregnant", "values": ["yes"]}, {"facet": "age", "values": ["from-65"]}],
    }
    assert concern([group], {"pregnant": ["yes"], "age": ["from-18"]}) is expected


def test_it_is_told_on_what_it_depends() -> None:
    permit = {"operator": "all", "conditions": [{"facet": "residence", "values": ["permit"]}]}
    parents = {"operator": "any", "conditions": [{"facet": "children", "values": ["from-0"]}]}
    assert open_facets([permit, parents], {}) == ["residence", "children"]
    assert open_facets([permit, parents], {"residence": ["permit"]}) == ["children"]
    assert open_facets([permit, parents], {"residence": ["union"]}) == []


@given(audiences(), answers(), answers())
def test_whoever_answers_more_never_hears_the_opposite_of_what_was_decided(
    audience: list[Group], said: dict[str, list[str]], more: dict[str, list[str]]
) -> None:
    before, after = concern(audience, said), concern(audience, {**more, **said})
    assert before in (after, Concern.MAYBE)


@given(audiences(), answers())
def test_perhaps_is_said_exactly_as_long_as_an_open_question_is_named(
    audience: list[Group], said: dict[str, list[str]]
) -> None:
    open_questions = open_facets(audience, said)
    assert (concern(audience, said) is Concern.MAYBE) == bool(open_questions)
    assert not set(open_questions) & set(said)


@settings(max_examples=60)
@given(st.lists(conditions(), min_size=1, max_size=3, unique_by=lambda condition: condition["facet"]), st.data())
def test_where_each_facet_is_named_once_perhaps_means_that_both_are_possible(
    named: list[dict[str, Any]], data: st.DataObject
) -> None:
    group = {"operator": data.draw(st.sampled_from(OPERATORS)), "conditions": named}
    told = data.draw(answers())
    unanswered = [condition["facet"] for condition in named if condition["facet"] not in told]
    possible = {
        concern([group], {**told, **dict(zip(unanswered, ([value] for value in values), strict=True))})
        for values in product(*(FACETS[facet] for facet in unanswered))
    }
    decided_by_facts = any(set(condition["values"]) == set(FACETS[condition["facet"]]) for condition in named)
    if concern([group], told) is Concern.MAYBE:
        assert possible == {Concern.YES, Concern.NO} or decided_by_facts
    else:
        assert possible == {concern([group], told)}


@pytest.mark.browser
def test_a_phone_comes_to_the_same_result(browser: Browser) -> None:
    cases: list[tuple[list[Group], dict[str, list[str]]]] = []

    @settings(max_examples=300, database=None)
    @given(audiences().filter(bool), answers())
    def collect(audience: list[Group], said: dict[str, list[str]]) -> None:
        cases.append((audience, said))

    collect()
    page = browser.new_page()
    source = (THEME / "js" / "audience.js").read_text(encoding="utf-8")
    found = page.evaluate(
        """async ([source, cases]) => {
          const { parsed, judged } = await import(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
          return cases.map(([line, answers]) => judged(parsed(line), answers));
        }""",
        [source, [(expression(audience), said) for audience, said in cases]],
    )
    page.close()
    assert found == [
        {"state": concern(audience, said).value, "open": open_facets(audience, said)} for audience, said in cases
    ]
