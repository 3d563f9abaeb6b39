"""Checks of single facts."""

from __future__ import annotations

from datetime import time
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from cms.guides.validators import (
    e164,
    validate_amount,
    validate_opening_hours,
    validate_phone,
    validate_phone_or_short_number,
)


def period(days: str, opens: str, closes: str) -> dict[str, Any]:
    return {
        "days": {int(day) for day in days},
        "opens": time.fromisoformat(opens),
        "closes": time.fromisoformat(closes),
    }


@pytest.mark.parametrize("number", ["+49 30 23125000", "+44 117 496 0123", "+4930 231-25 000"])
def test_phone_numbers_with_a_country_code_are_accepted(number: str) -> None:
    validate_phone(number)


@pytest.mark.parametrize("number", ["030 23125000", "+49 12", "ask at the desk", "112", ""])
def test_other_phone_numbers_are_refused_with_an_example(number: str) -> None:
    with pytest.raises(ValidationError, match="country code"):
        validate_phone(number)


def test_short_numbers_are_accepted_where_emergency_numbers_stand() -> None:
    validate_phone_or_short_number("112")
    validate_phone_or_short_number("116117")
    with pytest.raises(ValidationError):
        validate_phone_or_short_number("1")


def test_numbers_are_stored_without_spaces_and_short_ones_as_they_are() -> None:
    assert e164("+49 30 231-25 000") == "+493023125000"
    assert e164("112") == "112"


def test_a_lunch_break_is_no_overlap() -> None:
    validate_opening_hours([period("12345", "09:00", "12:00"), period("12345", "12:00", "16:00")])


def test_hours_that_overlap_on_one_day_are_refused_and_named() -> None:
    with pytest.raises(ValidationError, match=r"09:00–12:00 and 11:30–16:00"):
        validate_opening_hours([period("1", "11:30", "16:00"), period("123", "09:00", "12:00")])


def test_hours_of_different_days_never_overlap() -> None:
    validate_opening_hours([period("1", "09:00", "12:00"), period("2", "10:00", "11:00")])


def test_hours_that_end_before_they_start_are_refused() -> None:
    with pytest.raises(ValidationError, match="end before they start"):
        validate_opening_hours([period("1", "12:00", "09:00")])


def test_an_office_may_be_open_until_midnight() -> None:
    validate_opening_hours([period("5", "18:00", "00:00")])
    with pytest.raises(ValidationError, match="overlap"):
        validate_opening_hours([period("5", "18:00", "00:00"), period("5", "20:00", "21:00")])


def test_a_cost_is_free_or_an_amount_with_its_currency() -> None:
    validate_amount(Decimal("12.50"), "EUR", free=False)
    validate_amount(None, "EUR", free=True)
    for amount, currency, free in (
        (Decimal(1), "EUR", True),
        (None, "EUR", False),
        (Decimal(1), "euro", False),
        (Decimal(1), "ABC", False),
    ):
        with pytest.raises(ValidationError):
            validate_amount(amount, currency, free=free)
