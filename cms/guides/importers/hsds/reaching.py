"""How to reach somebody: telephone numbers, languages, web addresses and contacts."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import phonenumbers

from cms.guides.importers.hsds.entries import Entries
from cms.guides.importers.hsds.taking import Taken
from cms.guides.importers.hsds.translations import translate
from cms.languages import CONTENT_LANGUAGES
from site_builder.languages import OwnLocale

# ISO 639-2, which many feeds use, for those languages that guides know.
THREE_LETTERS = {
    "ara": "ar", "bul": "bg", "deu": "de", "eng": "en", "fas": "fa", "fra": "fr", "ger": "de", "ita": "it", "per": "fa",
    "pol": "pl", "por": "pt", "prs": "fa-AF", "pus": "ps", "ron": "ro", "rum": "ro", "rus": "ru", "som": "so",
    "spa": "es", "sqi": "sq", "alb": "sq", "tir": "ti", "tur": "tr", "ukr": "uk", "urd": "ur", "vie": "vi", "zho": "zh",
    "chi": "zh",
}  # fmt: skip
SHORT_NUMBER = re.compile(r"\d{2,6}")
NO_VOICE = ("fax", "pager", "sms", "text")


def phones(taken: Taken, entries: Entries, name: str = "phones") -> list[dict[str, Any]]:
    """The numbers of a record that one can call, in E.164."""
    found: list[dict[str, Any]] = []
    for phone in taken.many(name):
        number = phone_number(phone, entries.settings.country)
        if SHORT_NUMBER.fullmatch(number):
            phone.leave("number", f"{number} is a short number, which only contacts have. Add it by hand.")
        elif number and number not in [each["number"] for each in found]:
            spoken = languages(phone)
            found.append({"number": number} | ({"languages": spoken} if spoken else {}))
    return found


def phone_number(phone: Taken, country: str) -> str:
    """A number in E.164, or a short number; empty, and a report, for one that cannot be called."""
    written, kind = phone.line("number"), phone.line("type").casefold()
    if kind in NO_VOICE:
        phone.leave("number", f"is of the type {kind}; guides have numbers to call only.")
        return ""
    if SHORT_NUMBER.fullmatch(written):
        return written
    try:
        parsed = phonenumbers.parse(written, country)
    except phonenumbers.NumberParseException:
        parsed = None
    if parsed is None or not phonenumbers.is_valid_number(parsed):
        if written:
            phone.leave("number", f"“{written[:40]}” is no telephone number. Correct it, with its country code.")
        return ""
    if parsed.extension:
        phone.leave("extension", f"{parsed.extension} has no place beside a number. Write it into the text.")
    return str(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164))


def languages(taken: Taken, name: str = "languages") -> list[str]:
    """The languages of a record that guides know, by their tags."""
    found: list[str] = []
    for language in taken.many(name):
        code, called = language.line("code"), language.line("name")
        tag = _tag(code) or _tag(called)
        if tag is None:
            language.leave("", f"{called or code or 'a language'} is no language of cms/languages.py.")
            language.ignore_all()
        elif tag not in found:
            found.append(tag)
    return found


def _tag(written: str) -> str | None:
    tags = {tag.casefold(): tag for tag, _name in CONTENT_LANGUAGES}
    lower = written.casefold().replace("_", "-")
    if lower in tags or lower in THREE_LETTERS:
        return tags.get(lower) or THREE_LETTERS[lower]
    named = _names().get(lower)
    primary = tags.get(lower.partition("-")[0]) if re.fullmatch(r"[a-z]{2}-[a-z]{2}", lower) else None
    return named or primary


@cache
def _names() -> dict[str, str]:
    """The languages of guides by their English and their own names."""
    english = OwnLocale("en").languages
    own = {name.casefold(): tag for tag, name in CONTENT_LANGUAGES}
    return own | {english[tag].casefold(): tag for tag, _name in CONTENT_LANGUAGES if tag in english}


def web_address(taken: Taken, name: str) -> str:
    """An address of a page; one without a scheme gets https. Empty, and a report, for what is none."""
    written = taken.line(name)
    if not written:
        return ""
    address = written if re.match(r"[a-z][a-z0-9+.-]*:", written, re.IGNORECASE) else f"https://{written}"
    if re.fullmatch(r"https?://[^\s/.]+(\.[^\s/.]+)+(/\S*)?", address, re.IGNORECASE) and len(address) <= 200:
        return address
    taken.leave(name, f"“{written[:60]}” is no web address. Correct it; it begins with https://.")
    return ""


def contact(taken: Taken, entries: Entries, fallback: str) -> str | None:
    """The contact that a contact of a record becomes: its first number, and what for. None without a number.

    `fallback` is what it is called, and for, where it does not say so.
    """
    numbers = [
        (phone, number) for phone in taken.many("phones") if (number := phone_number(phone, entries.settings.country))
    ]
    if not numbers:
        return None
    phone, number = numbers[0]
    for other, _number in numbers[1:]:
        other.leave("number", "is a further number; a contact has one. Add a contact by hand.")
        other.ignore_all()
    extension = taken.one("waymark")
    data: dict[str, Any] = {
        "title": taken.line("name") or taken.line("department") or taken.line("title") or fallback,
        "number": number,
        "when_to_call": entries.line(phone, "description", 300) or fallback[:300],
        "languages": languages(phone),
        "email": taken.line("email"),
    }
    given = taken.raw("id")
    if extension is not None:
        extension.ignore("language", "translation", "outdated", "in_source_language")
        given = extension.raw("uuid") or given
        data |= {"url": web_address(extension, "url"), "emergency": extension.flag("emergency")}
        data |= {"always": extension.flag("always"), "opening_hours": extension.raw("opening_hours") or []}
    key = entries.identities.uuid_of(str(given)) if given else entries.identities.made("contact", number, data["title"])
    slug = entries.add("contact", key, data, taken)
    translate(entries, "contact", slug, extension, {"name": ("title",), "when_to_call": ("when_to_call",)})
    return slug
