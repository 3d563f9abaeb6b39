"""Phone numbers and e-mail addresses in running text, as links that can be tapped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import phonenumbers

EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]*\w@[A-Za-z0-9](?:[\w-]*\w)?(?:\.[A-Za-z0-9](?:[\w-]*\w)?)*\.[A-Za-z]{2,}(?![\w@-])"
)
SHORT_NUMBER = re.compile(r"\d{3,6}")
# What numbers look like that are dialled as they stand: a house number or a date does not begin like this.
DIALLED = re.compile(r"\(?\s*(?:\+|0)")
FAX = re.compile(r"fax[^\d]{0,12}$", re.IGNORECASE)


@dataclass(frozen=True)
class ContactLink:
    """A stretch of text and the address that it should link to."""

    start: int
    end: int
    address: str


def find_contacts(text: str, country: str) -> list[ContactLink]:
    """The phone numbers and e-mail addresses in `text`, in their order; numbers of fax machines are left out.

    Args:
        text: one line of running text.
        country: ISO code of the country whose numbers are written without a country code.
    """
    found = sorted([*_emails(text), *_phones(text, country)], key=lambda link: link.start)
    apart: list[ContactLink] = []
    for link in found:
        if not apart or link.start >= apart[-1].end:
            apart.append(link)
    return apart


def phone_address(number: str, country: str) -> str | None:
    """The `tel:` address of a number as people write it: E.164, or a short number as it is; None if it is neither."""
    digits = re.sub(r"[\s/().-]", "", number)
    if SHORT_NUMBER.fullmatch(digits):
        return f"tel:{digits}"
    try:
        parsed = phonenumbers.parse(number, country)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(parsed):
        return None
    return f"tel:{phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)}"


def email_address(address: str) -> str | None:
    """The `mailto:` address of an e-mail address, None if it is none."""
    plain = address.strip().strip(".")
    return f"mailto:{plain}" if EMAIL.fullmatch(plain) else None


def _emails(text: str) -> Iterator[ContactLink]:
    for match in EMAIL.finditer(text):
        yield ContactLink(match.start(), match.end(), f"mailto:{match[0]}")


def _phones(text: str, country: str) -> Iterator[ContactLink]:
    for match in phonenumbers.PhoneNumberMatcher(text, country, leniency=phonenumbers.Leniency.VALID):
        if DIALLED.match(match.raw_string) and not FAX.search(text[: match.start]):
            address = phonenumbers.format_number(match.number, phonenumbers.PhoneNumberFormat.E164)
            yield ContactLink(match.start, match.end, f"tel:{address}")
