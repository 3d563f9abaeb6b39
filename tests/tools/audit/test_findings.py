from __future__ import annotations

import pytest

from tools.audit.findings import Finding, Measure, Outcome
from tools.audit.table import rows


@pytest.mark.parametrize(
    ("value", "shown"), [(11.5, "11.5 kB"), (12.0, "12 kB"), (12.0004, "12.0004 kB"), (11.9996, "11.9996 kB")]
)
def test_a_value_is_never_rounded_to_the_other_side_of_its_limit(value: float, shown: str) -> None:
    assert Measure("HTML", value, 12, "kB", "/en/").shown == shown


def test_the_worst_page_of_a_budget_is_kept_and_one_beyond_the_limit_is_a_finding() -> None:
    outcome = Outcome("bytes", 3)
    for page, value in (("/a/", 5.0), ("/b/", 13.0), ("/c/", 7.0)):
        outcome.measured(Measure("HTML", value, 12, "kB", page))
    assert outcome.measures["HTML"].page == "/b/"
    assert outcome.findings == [Finding("/b/", "HTML", "13 kB", "12 kB")]


def test_of_a_score_the_least_is_the_worst() -> None:
    outcome = Outcome("lighthouse", 2)
    for page, value in (("/a/", 100), ("/b/", 94), ("/c/", 95)):
        outcome.measured(Measure("performance", value, 95, "", page, is_least=True))
    assert outcome.measures["performance"].page == "/b/"
    assert [finding.page for finding in outcome.findings] == ["/b/"]


def test_the_table_has_a_row_for_each_instrument_and_each_budget() -> None:
    outcome = Outcome("bytes", 2, seconds=1.4)
    outcome.measured(Measure("CSS", 3.5, 6, "kB", "/en/"))
    assert rows([outcome, Outcome("axe", 5)]) == [
        ("bytes", "2", "", "", "", "0", "1"),
        ("", "", "CSS", "3.5 kB", "6 kB", "", ""),
        ("axe", "5", "", "", "", "0", "0"),
    ]
