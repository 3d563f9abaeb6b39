"""Checks of single facts. Each error says what to write instead."""

from __future__ import annotations

import re
from datetime import time
from decimal import Decimal
from itertools import pairwise
from typing import Any

import phonenumbers
from babel.numbers import list_currencies
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

SHORT_NUMBER = re.compile(r"^\d{2,6}$")
WEEKDAYS = range(1, 8)


def validate_phone(number: str) -> None:
    """Raise ValidationError unless `number` is a valid phone number in E.164 form (ITU-T E.164: +, country, number)."""
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        parsed = None
    if parsed is None or not phonenumbers.is_valid_number(parsed):
        raise ValidationError(
            _("%(number)s is not a phone number. Write it with the country code: +49 30 23125000."),
            params={"number": number},
        )


def validate_phone_or_short_number(number: str) -> None:
    """Like validate_phone, but lets emergency and service numbers such as 112 or 116117 pass."""
    if not SHORT_NUMBER.match(number):
        validate_phone(number)


def e164(number: str) -> str:
    """`number` without spaces and punctuation; short numbers stay as they are. Expects a validated number."""
    if SHORT_NUMBER.match(number):
        return number
    return str(phonenumbers.format_number(phonenumbers.parse(number), phonenumbers.PhoneNumberFormat.E164))


def validate_opening_hours(periods: list[dict[str, Any]]) -> None:
    """Raise ValidationError when a period ends before it starts or two of them overlap on one day.

    Each period has `days` (ISO weekdays), `opens` and `closes` (datetime.time).
    """
    for period in periods:
        if period["closes"] <= period["opens"] and period["closes"] != time(0):
            raise ValidationError(
                _("Opening hours end before they start: %(opens)s to %(closes)s."),
                params={"opens": f"{period['opens']:%H:%M}", "closes": f"{period['closes']:%H:%M}"},
            )
    for day in WEEKDAYS:
        today = sorted((p for p in periods if day in p["days"]), key=lambda p: p["opens"])
        for earlier, later in pairwise(today):
            if later["opens"] < earlier["closes"] or earlier["closes"] == time(0):
                raise ValidationError(
                    _("Two opening hours overlap on the same day: %(first)s and %(second)s."),
                    params={
                        "first": f"{earlier['opens']:%H:%M}–{earlier['closes']:%H:%M}",
                        "second": f"{later['opens']:%H:%M}–{later['closes']:%H:%M}",
                    },
                )


def validate_amount(amount: Decimal | None, currency: str, *, free: bool) -> None:
    """Raise ValidationError unless a cost is either free or an amount with its currency, one that CLDR knows."""
    if free and amount:
        raise ValidationError({"amount": _("A cost that is free has no amount. Take out one of the two.")})
    if not free and amount is None:
        raise ValidationError({"amount": _("Give the amount, or tick “free”.")})
    if currency not in list_currencies():
        raise ValidationError({"currency": _("Three capital letters, as in ISO 4217: EUR, GBP.")})
