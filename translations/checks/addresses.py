"""Web and e-mail addresses and phone numbers must be the same in both languages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from translations.findings import Finding, error
from translations.values import Kind, Value

from .pair import Pair, difference


def check_addresses(pair: Pair) -> Iterator[Finding]:
    """An address that is missing, added or different."""
    for kind, code in ((Kind.URL, "url_changed"), (Kind.EMAIL, "email_changed"), (Kind.PHONE, "phone_changed")):
        difference_found = difference(_of(kind, pair.source_values), _of(kind, pair.target_values))
        if difference_found:
            yield error(code, difference_found)


def _of(kind: Kind, values: list[Value]) -> Counter[str]:
    return Counter(_comparable(value) for value in values if value.kind is kind)


def _comparable(value: Value) -> str:
    """The same for spellings that lead to the same place: +49 89 1 and 0049/891, Example.org and example.org."""
    if value.kind is Kind.PHONE:
        return re.sub(r"^00", "+", re.sub(r"[^\d+]", "", value.text))
    if value.kind is Kind.EMAIL:
        return value.text.lower()
    return value.text.rstrip("/")
