"""Numbers and addresses of people in a text that readers wrote: they are not kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

MASK = "•••"
_EMAIL = re.compile(r"[^\s@<>(),;:]+@[^\s@<>(),;:]+\.[^\W\d_]{2,}")
_ACCOUNT = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30}\b")  # IBAN, ISO 13616
_NUMBER = re.compile(r"\+?\(?\d(?:[\s./()–-]{0,2}\d){5,}")  # telephone numbers, numbers of passports and cases
_NO_DIGIT = re.compile(r"\D")


def without_personal_data(text: str, document: dict[str, Any]) -> str:
    """The text with a mask in the place of e-mail addresses, accounts and longer numbers.

    What stands in the document stays: who says that the number of an office is wrong has to name it. Digits of any
    script count, and dates with points or strokes are no numbers.
    """
    known = "\n".join(_texts(document))
    digits = {_NO_DIGIT.sub("", found) for found in _NUMBER.findall(known)}

    def masked(found: re.Match[str]) -> str:
        is_known = found[0] in known or _NO_DIGIT.sub("", found[0]) in digits
        return found[0] if is_known or _is_date(found[0]) else MASK

    for pattern in (_EMAIL, _ACCOUNT, _NUMBER):
        text = pattern.sub(masked, text)
    return text


_DATE = re.compile(r"\d{1,2}[./-]\s?\d{1,2}[./-]\s?\d{4}|\d{4}-\d{2}-\d{2}|\d{4}\s?[–-]\s?\d{4}")


def _is_date(text: str) -> bool:
    return bool(_DATE.fullmatch(text))


def _texts(part: Any) -> Iterator[str]:
    """All strings in a document."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        for inner in part.values():
            yield from _texts(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from _texts(inner)
