"""Web and e-mail addresses and phone numbers must be the same in both languages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from translations.findings import Finding, error
from translations.values import Kind, Value

from .pair import Pair, difference

# A country code has one to three digits (E.164).
LONGEST_COUNTRY_CODE = 3


def check_addresses(pair: Pair) -> Iterator[Finding]:
    """An address that is missing, added or different."""
    for kind, code in ((Kind.URL, "url_changed"), (Kind.EMAIL, "email_changed")):
        difference_found = difference(_of(kind, pair.source_values), _of(kind, pair.target_values))
        if difference_found:
            yield error(code, difference_found)
    source, target = (_of(Kind.PHONE, values) for values in (pair.source_values, pair.target_values))
    for number in list((source - target).elements()):
        # With the country code in one language and without it in the other.
        same = next((other for other in (target - source).elements() if same_phone(number, other)), None)
        if same is not None:
            source[number] -= 1
            target[same] -= 1
    if difference_found := difference(source, target):
        yield error("phone_changed", difference_found)


def _of(kind: Kind, values: list[Value]) -> Counter[str]:
    return Counter(written_alike(value) for value in values if value.kind is kind)


def written_alike(value: Value) -> str:
    """The same for spellings that lead to the same place: +49 89 1 and 0049/891, Example.org and example.org."""
    if value.kind is Kind.PHONE:
        return re.sub(r"^00", "+", re.sub(r"[^\d+]", "", re.sub(r"^((?:\+|00)\d+)\s?\(0\)", r"\1", value.text)))
    if value.kind is Kind.EMAIL:
        return value.text.lower()
    return value.text.rstrip("/")


def same_phone(number: str, other: str) -> bool:
    """Whether one of two numbers is the other one with a country code in place of its leading zero."""
    national, international = sorted((number, other), key=lambda written: written.startswith("+"))
    if national.startswith("+") or not international.startswith("+") or not national.startswith("0"):
        return False
    code = international.removeprefix("+").removesuffix(national.lstrip("0"))
    return 0 < len(code) <= LONGEST_COUNTRY_CODE
