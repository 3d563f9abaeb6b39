"""What changed on a page and when, and the licence of the texts: in every reader's words."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup

from site_builder.environment import ThemeEnvironment
from site_builder.guide import Guide
from site_builder.pages import render_document
from tests.site_builder.documents import small_city
from tests.site_builder.entities import FEE, OFFICE, PROCEDURE
from tests.site_builder.theme.conftest import Site


def change(on: str, field: str, before: str = "", after: str = "") -> dict[str, str]:
    return {"on": on, "field": field, "before": before, "after": after}


def lines(environment: ThemeEnvironment, language: str, history: dict[str, Any]) -> list[str]:
    """What the page of the procedure tells of changes of some documents."""
    documents = [body | {"history": history.get(body["uuid"], [])} for body in small_city()]
    page = BeautifulSoup(render_document(Guide(documents), PROCEDURE, language, environment), "html.parser")
    return [" ".join(line.text.split()) for line in page.select(".history li")]


def test_a_page_on_which_nothing_changed_says_nothing_of_changes(site: Site) -> None:
    assert not [path for path, text in site.files.items() if 'class="history"' in text]


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "en",
            [
                "11 November 2026: The steps changed",
                "3 November 2026: Registration fee: The amount changed from £10 to £12.50",
                "1 November 2026: The deadline changed from 7 days to 14 days",
            ],
        ),
        (
            "de",
            [
                "11. November 2026: Schritte geändert",
                "3. November 2026: Gebühr: Betrag geändert von 10 £ auf 12,50 £",
                "1. November 2026: Frist geändert: bisher 7 Tage, jetzt 14 Tage",
            ],
        ),
    ],
)
def test_facts_of_the_page_and_of_what_it_shows_are_told_the_newest_first(
    environment: ThemeEnvironment, language: str, told: list[str]
) -> None:
    own = [change("2026-11-11", "steps"), change("2026-11-01", "deadline", "7", "14")]
    fee = [change("2026-11-05", "text"), change("2026-11-03", "amount", "10.00 GBP", "12.50 GBP")]
    assert lines(environment, language, {PROCEDURE: own, FEE: fee}) == told


def test_a_fee_that_came_or_went(environment: ThemeEnvironment) -> None:
    fee = [change("2026-11-05", "amount", "10.00 GBP", "free"), change("2026-11-04", "amount", "", "10.00 GBP")]
    assert [line.partition("fee: ")[2] for line in lines(environment, "en", {FEE: fee})] == [
        "The amount changed from £10 to free",
        "The amount changed",
    ]


def test_a_number_is_never_told_again(environment: ThemeEnvironment) -> None:
    office = [change("2026-11-05", "phones"), change("2026-11-04", "opening_hours")]
    told = lines(environment, "ar", {OFFICE: office})
    assert [line.partition(": ")[2].rpartition(": ")[2] for line in told] == ["رقم هاتف جديد", "ساعات عمل جديدة"]


def test_the_licence_is_told_to_people_and_machines(environment: ThemeEnvironment) -> None:
    address = "https://creativecommons.org/licenses/by-sa/4.0/"
    documents = [body | ({"licence": address} if body["kind"] == "city" else {}) for body in small_city()]
    page = BeautifulSoup(render_document(Guide(documents), PROCEDURE, "de", environment), "html.parser")
    [link] = page.select("footer a[rel=license]")
    assert (link["href"], link.text) == (address, "CC BY-SA 4.0")
