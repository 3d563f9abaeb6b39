"""Dates, times, amounts, spans of time and telephone numbers as a reader's language writes them.

CLDR through Babel, but for spans of time: CLDR's units miss plural forms in Arabic, Persian, Portuguese and Turkish
("1 duration-day" in Babel 2.18), so their words are interface strings. Digits are Western everywhere: they have to be
compared with forms, keypads and door signs.
"""

from __future__ import annotations

import datetime
import json
import re
from functools import cache, cached_property
from gettext import GNUTranslations
from typing import Any

from babel.dates import format_date, format_time
from babel.numbers import format_decimal, get_currency_symbol
from markupsafe import Markup, escape

from site_builder.languages import OwnLocale, locale_of, own_name

WEEKDAYS = range(1, 8)
# What a CLDR pattern of a full date consists of: quoted words and runs of the letters of a field.
DATE_FIELD = re.compile(r"'([^']*)'|([A-Za-z])\2*")
DATE_PLACEHOLDERS = {"EEEE": "{weekday}", "d": "{day}", "MMMM": "{month}", "M": "{number}", "y": "{year}"}


class Formats:
    """The formats of one interface language in one country, with its catalogue of interface strings."""

    def __init__(self, language: str, country: str, catalogue: GNUTranslations) -> None:
        self._locale = locale_of(language, country) or OwnLocale("en")
        self._catalogue = catalogue
        # A guide names few dates and times, and each of them on many pages.
        self._moments: dict[str, Markup] = {}

    def moment(self, value: str) -> Markup:
        """A date (`2026-05-03`) or time (`09:00`) for people and for machines."""
        if value not in self._moments:
            text = self.time(value) if ":" in value else self.date(value)
            self._moments[value] = Markup('<time datetime="{}">{}</time>').format(value, text)
        return self._moments[value]

    def date(self, iso: str) -> str:
        """`2026-05-03` as "3 May 2026"."""
        return format_date(datetime.date.fromisoformat(iso), "long", locale=self._locale)

    def day(self, iso: str) -> Markup:
        """`2026-05-03` as "Sunday 3 May 2026", for people and for machines."""
        text = format_date(datetime.date.fromisoformat(iso), "full", locale=self._locale)
        return Markup('<time datetime="{}">{}</time>').format(iso, text)

    @cached_property
    def date_words(self) -> str:
        """JSON for scripts that write a date that only the reader's device knows: `form` has the names in braces,
        `months` and `weekdays` (Monday first) are split at the bar.

        Phones know neither Tigrinya nor Sorani, and those that know Persian would write another calendar.
        """
        form = DATE_FIELD.sub(_as_placeholder, self._locale.date_formats["full"].pattern)
        months = self._locale.months["format"]["wide"]
        weekdays = self._locale.days["format"]["wide"]
        words = {
            "form": form,
            "months": "|".join(months[month] for month in range(1, 13)),
            "weekdays": "|".join(weekdays[day - 1] for day in WEEKDAYS),
        }
        return json.dumps(words, ensure_ascii=False)

    def time(self, clock: str) -> str:
        """`09:00` as the country's clocks show it; `24:00` is midnight."""
        hour, minute = clock.split(":")
        return format_time(datetime.time(int(hour) % 24, int(minute)), "short", locale=self._locale)

    def weekday(self, iso_weekday: int) -> str:
        """The name of a weekday, Monday is 1, as it stands in a sentence: small where the language writes it so."""
        return self._weekdays[iso_weekday - 1]

    @cached_property
    def day_names(self) -> str:
        """The names of the weekdays, Monday first, for scripts to split at the bar."""
        return "|".join(self._weekdays)

    @cached_property
    def _weekdays(self) -> list[str]:
        names = self._locale.days["stand-alone"]["wide"]
        return [names[day - 1] for day in WEEKDAYS]

    def money(self, amount: str, currency: str) -> str:
        """A decimal amount with its currency; whole amounts without the empty cents.

        The currency's sign is the one on price tags and bills in every language: "£", not "UK£" or "GBP".
        """
        sign = get_currency_symbol(currency, "en")
        pattern = self._locale.currency_formats["standard"].pattern.replace("¤", f"'{sign}'")
        if not amount.partition(".")[2].strip("0"):
            pattern = pattern.replace(".00", "")
        return format_decimal(amount, pattern, locale=self._locale)

    def distance(self, metres: float) -> str:
        """How far it is as the crow flies: "450 m" in steps of 50, from one kilometre on "1.2 km"."""
        _ = self._catalogue.gettext
        if metres < 975:
            return _("{number} m").format(number=max(50, 50 * round(metres / 50)))
        kilometres = format_decimal(round(metres / 1000, 1), "0.#", locale=self._locale)
        return _("{number} km").format(number=kilometres)

    def duration(self, duration: dict[str, Any]) -> str:
        """A span of time: "3 weeks", "10–15 days"."""
        value, maximum = duration["value"], duration["maximum"]
        if maximum is None or maximum == value:
            return self._span(duration["unit"], value).format(count=value)
        return self._range(duration["unit"], maximum).format(least=value, most=maximum)

    def _span(self, unit: str, count: int) -> str:
        translate = self._catalogue.ngettext
        match unit:
            case "minute":
                return translate("{count} minute", "{count} minutes", count)
            case "hour":
                return translate("{count} hour", "{count} hours", count)
            case "day":
                return translate("{count} day", "{count} days", count)
            case "week":
                return translate("{count} week", "{count} weeks", count)
            case "month":
                return translate("{count} month", "{count} months", count)
            case _:
                return translate("{count} year", "{count} years", count)

    def _range(self, unit: str, most: int) -> str:
        translate = self._catalogue.ngettext
        match unit:
            case "minute":
                return translate("{least}–{most} minute", "{least}–{most} minutes", most)
            case "hour":
                return translate("{least}–{most} hour", "{least}–{most} hours", most)
            case "day":
                return translate("{least}–{most} day", "{least}–{most} days", most)
            case "week":
                return translate("{least}–{most} week", "{least}–{most} weeks", most)
            case "month":
                return translate("{least}–{most} month", "{least}–{most} months", most)
            case _:
                return translate("{least}–{most} year", "{least}–{most} years", most)

    def language_name(self, language: str) -> str:
        """The name of a language in the interface's language; in its own where CLDR has none."""
        return self._locale.languages.get(language.replace("-", "_")) or own_name(language)


def _as_placeholder(found: re.Match[str]) -> str:
    quoted = found[1]
    return DATE_PLACEHOLDERS[found[0]] if quoted is None else quoted


@cache
def telephone(number: str) -> Markup:
    """A number to call: a link with the number spaced for reading, left to right in every language."""
    return Markup('<a href="tel:{}"><bdi dir="ltr">{}</bdi></a>').format(number, spaced(number))


@cache
def mailto(address: str | None) -> Markup:
    """An address to write to: a link, left to right in every language; empty without an address."""
    if not address:
        return Markup()
    broken = escape(address).replace("@", Markup("@<wbr>"))
    return Markup('<a href="mailto:{}"><bdi dir="ltr">{}</bdi></a>').format(address, broken)


def breakable(host: str) -> Markup:
    """A host that goes on in the next line at a dot, before it breaks elsewhere."""
    return escape(host).replace(".", Markup("<wbr>."))


@cache
def spaced(number: str) -> str:
    """An E.164 number in groups; short numbers such as 112 as they are."""
    if not number.startswith("+"):
        return number
    import phonenumbers  # takes as long to load as ten pages to make, and few pages have a number

    parsed = phonenumbers.parse(number)
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
