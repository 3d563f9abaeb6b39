from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup

from site_builder.environment import ThemeEnvironment
from site_builder.guide import Guide
from site_builder.pages import render_document
from tests.site_builder.documents import small_city
from tests.site_builder.entities import PROCEDURE, Body, document, step, uuid_of

Shown = Callable[..., str]


def cost(slug: str, amount: str | None, **fields: Any) -> Body:
    """A cost in pounds without a condition, unless told otherwise."""
    known: Body = {
        "amount": amount,
        "currency": "GBP",
        "free": False,
        "condition": "",
        "reduction": "",
        "payment_methods": [],
    }
    return document("cost", slug, **{**known, **fields})


def paying(slug: str, key: str = "", **fields: Any) -> Body:
    return step(key or slug, cost=uuid_of("cost", slug), **fields)


@pytest.fixture
def shown(environment: ThemeEnvironment) -> Shown:
    """What a procedure with these costs and steps says of them together; empty if it says nothing."""

    def show(costs: list[Body], steps: list[Body], language: str = "en") -> str:
        documents = [body for body in small_city() if body["uuid"] != PROCEDURE]
        procedure = next(body for body in small_city() if body["uuid"] == PROCEDURE)
        guide = Guide([*documents, *costs, procedure | {"steps": steps}])
        page = BeautifulSoup(render_document(guide, PROCEDURE, language, environment), "html.parser")
        found = page.select_one(".price--total")
        return " ".join(found.get_text("").split()) if found else ""

    return show


FORM, PHOTO, CARD = cost("form", "12.50"), cost("photo", "0.10"), cost("card", "20.40")


def test_costs_are_added_up_to_the_penny(shown: Shown) -> None:
    steps = [paying("form"), paying("photo"), paying("card", kind="and")]
    assert shown([FORM, PHOTO, CARD], steps) == "Together: £33"
    assert shown([FORM, PHOTO], steps[:2]) == "Together: £12.60"


@pytest.mark.parametrize(
    ("language", "says"), [("de", "Zusammen: 32,90 £"), ("ar", "المجموع: 32.90 £"), ("en", "Together: £32.90")]
)
def test_a_sum_is_written_as_the_language_writes_amounts(shown: Shown, language: str, says: str) -> None:
    found = shown([FORM, CARD], [paying("form"), paying("card")], language)
    assert found.replace("\N{NO-BREAK SPACE}", " ").replace("\N{RIGHT-TO-LEFT MARK}", "") == says


def test_a_cost_that_two_steps_name_is_paid_once(shown: Shown) -> None:
    assert shown([FORM, CARD], [paying("form"), paying("form", "again"), paying("card")]) == "Together: £32.90"


def test_what_is_free_adds_nothing_and_is_no_sum_by_itself(shown: Shown) -> None:
    free = cost("advice", None, free=True)
    assert shown([FORM, free], [paying("form"), paying("advice")]) == ""
    assert shown([FORM, free, CARD], [paying("form"), paying("advice"), paying("card")]) == "Together: £32.90"


@pytest.mark.parametrize(
    "other",
    [cost("extra", "5.00", condition="Only if you lost it"), cost("extra", None), cost("extra", "0", free=False)],
)
def test_what_is_not_certain_is_not_in_the_sum(shown: Shown, other: Body) -> None:
    found = shown([FORM, CARD, other], [paying("form"), paying("card"), paying("extra")])
    assert found == ("Together: £32.90" if other["amount"] == "0" else "Together: from £32.90")


def test_what_only_one_of_several_ways_costs_is_not_in_the_sum(shown: Shown) -> None:
    steps = [paying("form"), paying("photo"), step("own-photo", kind="or"), paying("card")]
    assert shown([FORM, PHOTO, CARD], steps) == "Together: from £32.90"


def test_what_a_branch_leads_around_is_not_in_the_sum(shown: Shown) -> None:
    around = step("ask", branches=[{"id": "eu", "condition": "you are from the EU", "step": "card"}])
    assert shown([FORM, PHOTO, CARD], [paying("form"), around, paying("photo"), paying("card")]).startswith(
        "Together: from £32.90"
    )


def test_a_cost_of_every_way_is_in_the_sum(shown: Shown) -> None:
    steps = [paying("form", "online"), paying("form", "by-post", kind="or"), paying("card")]
    assert shown([FORM, CARD], steps) == "Together: £32.90"


def test_a_sum_says_that_it_is_without_reductions(shown: Shown) -> None:
    reduced = cost("card", "20.40", reduction="Half price for students.")
    found = shown([FORM, reduced], [paying("form"), paying("card")])
    assert found == "Together: £32.90 This is without reductions."


def test_different_currencies_are_not_added_up(shown: Shown) -> None:
    assert shown([FORM, cost("card", "20.40", currency="EUR")], [paying("form"), paying("card")]) == ""


def test_where_all_depends_there_is_no_sum(shown: Shown) -> None:
    costs = [cost(slug, "5.00", condition="For each child") for slug in ("form", "card")]
    assert shown(costs, [paying("form"), paying("card")]) == ""


def test_a_situation_says_what_each_procedure_asks_for(environment: ThemeEnvironment) -> None:
    documents = small_city()
    for body in documents:
        if body["uuid"] == PROCEDURE:
            body["steps"] = [*body["steps"], step("pay", cost=uuid_of("cost", "form"))]
    page = render_document(Guide([*documents, FORM]), uuid_of("situation", "just-arrived"), "de", environment)
    facts = [
        " ".join(fact.get_text(" ").split()) for fact in BeautifulSoup(page, "html.parser").select(".journey li li")
    ]
    assert facts == [
        "Frist: 14 Tage nach dem Einzug",
        "Unterlagen zum Mitbringen: 1 bis 2",
        "ab 12,50 £",
        "2–3 Wochen",
    ]


def test_a_situation_may_have_a_service_on_its_way_and_says_what_that_asks_for(environment: ThemeEnvironment) -> None:
    documents = small_city()
    service = next(body for body in documents if (body["kind"], body["language"]) == ("service", "de"))
    for body in documents:
        if body["kind"] == "situation":
            body["procedures"] = [service["uuid"], PROCEDURE]

    both = [FORM["uuid"], *service["costs"]]

    def told(costs: list[str]) -> list[str]:
        for body in documents:
            if body["uuid"] == service["uuid"]:
                body["costs"] = costs
        page = render_document(Guide([*documents, FORM]), uuid_of("situation", "just-arrived"), "de", environment)
        stops = BeautifulSoup(page, "html.parser").select(".journey > li")
        assert len(stops) == 2
        return [" ".join(fact.get_text(" ").split()) for fact in stops[0].select("li")]

    papers, days = "Unterlagen zum Mitbringen: 1", "1 Tag"
    assert told([FORM["uuid"]]) == [papers, "12,50 £", days]
    assert told(both) == [papers, days]
