from __future__ import annotations

import subprocess
import sys

import pytest

from site_builder.environment import ThemeEnvironment
from site_builder.formats import Formats, breakable, mailto, spaced, telephone
from site_builder.guide import Guide
from site_builder.languages import direction, own_name
from site_builder.views.edition import Edition
from site_builder.views.hours import week
from tests.site_builder.documents import small_city
from tests.site_builder.entities import opening

LANGUAGES = ["en", "de", "fr", "es", "pt", "ar", "fa", "uk", "tr", "ti"]


def formats(environment: ThemeEnvironment, language: str, country: str = "GB") -> Formats:
    return Formats(language, country, environment.catalogue(environment.ui_language(language)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_digits_are_western_in_every_language(environment: ThemeEnvironment, language: str) -> None:
    write = formats(environment, language)
    texts = [
        write.date("2026-05-03"),
        write.time("09:30"),
        write.money("1234.50", "EUR"),
        write.duration({"value": 10, "maximum": 15, "unit": "day"}),
    ]
    assert all(character in "0123456789" for text in texts for character in text if character.isdigit())
    assert all(any(character.isdigit() for character in text) for text in texts)


@pytest.mark.parametrize(
    ("language", "country", "date", "time", "amount"),
    [
        ("en", "GB", "3 May 2026", "17:30", "€15"),
        ("en", "US", "May 3, 2026", "5:30\N{NARROW NO-BREAK SPACE}PM", "€15"),
        ("de", "DE", "3. Mai 2026", "17:30", "15\N{NO-BREAK SPACE}€"),
        ("uk", "DE", "3 травня 2026\N{NARROW NO-BREAK SPACE}р.", "17:30", "15\N{NO-BREAK SPACE}€"),
        ("tr", "DE", "3 Mayıs 2026", "17:30", "€15"),
        ("fa-AF", "DE", "3 می 2026", "17:30", "\N{LEFT-TO-RIGHT MARK}€\N{NO-BREAK SPACE}15"),
    ],
)
def test_dates_times_and_amounts_follow_language_and_country(
    environment: ThemeEnvironment, language: str, country: str, date: str, time: str, amount: str
) -> None:
    write = formats(environment, language, country)
    assert write.date("2026-05-03") == date
    assert write.time("17:30").replace(" PM", "\N{NARROW NO-BREAK SPACE}PM") == time
    assert write.money("15.00", "EUR") == amount


@pytest.mark.parametrize(
    ("language", "value", "maximum", "unit", "expected"),
    [
        ("en", 1, None, "week", "1 week"),
        ("en", 2, 3, "week", "2–3 weeks"),
        ("de", 14, None, "day", "14 Tage"),
        ("ar", 1, None, "day", "يوم واحد"),
        ("ar", 2, None, "month", "شهران"),
        ("ar", 3, None, "hour", "3 ساعات"),
        ("ar", 11, None, "day", "11 يومًا"),
        ("ar", 1, 2, "week", "من 1 إلى 2 أسبوع"),
        ("uk", 1, None, "day", "1 день"),
        ("uk", 3, None, "day", "3 дні"),
        ("uk", 5, 22, "week", "5–22 тижні"),
        ("fr", 1, 2, "month", "1 à 2 mois"),
        ("tr", 6, None, "month", "6 ay"),
        ("pt", 3, None, "month", "3 meses"),
        ("fa", 2, 4, "week", "2 تا 4 هفته"),
        ("ti", 2, None, "year", "2 ዓመታት"),
        ("en", 5, 5, "minute", "5 minutes"),
    ],
)
def test_spans_of_time_have_the_plural_of_their_language(
    environment: ThemeEnvironment, language: str, value: int, maximum: int | None, unit: str, expected: str
) -> None:
    assert formats(environment, language).duration({"value": value, "maximum": maximum, "unit": unit}) == expected


def test_midnight_at_the_end_of_a_day_is_midnight(environment: ThemeEnvironment) -> None:
    assert formats(environment, "de", "DE").time("24:00") == "00:00"


def test_the_sign_of_a_currency_is_the_one_on_price_tags(environment: ThemeEnvironment) -> None:
    assert formats(environment, "ar").money("12.5", "GBP").strip("\N{RIGHT-TO-LEFT MARK}") == "12.50\N{NO-BREAK SPACE}£"


def test_numbers_to_call_are_spaced_left_to_right_and_dialled_as_they_are() -> None:
    assert spaced("+441632960102") == "+44 1632 960102"
    assert spaced("112") == "112"
    assert telephone("+493012345") == '<a href="tel:+493012345"><bdi dir="ltr">+49 30 12345</bdi></a>'


def test_languages_have_names_for_readers_and_names_of_their_own(environment: ThemeEnvironment) -> None:
    write = formats(environment, "de", "DE")
    assert [write.language_name(tag) for tag in ("ar", "fa-AF", "ti")] == ["Arabisch", "Dari", "Tigrinya"]
    assert write.language_name("de-simple") == "Leichtes Deutsch"
    assert [own_name(tag) for tag in ("tr", "fa-AF", "kmr", "hr", "xx")] == [
        "Türkçe",
        "دری",
        "Kurmancî",
        "Hrvatski",
        "xx",
    ]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("ar", "rtl"),
        ("fa-AF", "rtl"),
        ("ckb", "rtl"),
        ("kmr", "ltr"),
        ("ku-Arab", "rtl"),
        ("az-Latn", "ltr"),
        ("ti", "ltr"),
    ],
)
def test_direction_follows_language_and_script(language: str, expected: str) -> None:
    assert direction(language) == expected


@pytest.mark.parametrize(
    ("language", "days", "hours"),
    [
        ("en", "Monday to Friday", "09:00–12:30"),
        ("fr", "Lundi à vendredi", "09:00–12:30"),
        ("es", "De lunes a viernes", "9:00–12:30"),
        ("ar", "من الاثنين إلى الجمعة", "من 9:00 ص إلى 12:30 م"),
        ("fa", "دوشنبه تا جمعه", "9:00 تا 12:30"),
    ],
)
def test_days_are_written_as_in_a_sentence_and_hours_cannot_be_read_backwards(
    environment: ThemeEnvironment, language: str, days: str, hours: str
) -> None:
    edition = Edition(Guide(small_city()), language, environment)
    row = week(edition, [opening([1, 2, 3, 4, 5], "09:00", "12:30")])[0]
    assert row["days"] == days
    assert row["spans"][0]["time"].striptags() == hours


def test_an_address_to_write_to_is_left_to_right_and_goes_on_after_its_sign() -> None:
    assert mailto("desk@city.example.org") == (
        '<a href="mailto:desk@city.example.org"><bdi dir="ltr">desk@<wbr>city.example.org</bdi></a>'
    )
    assert not mailto(None)
    assert breakable("a<b.example.org") == "a&lt;b<wbr>.example<wbr>.org"


URDU_BEFORE_TURKISH = """
from gettext import NullTranslations
from site_builder.formats import Formats
for language, country in [("ur", "PK"), ("tr", "TR"), ("no", "NO"), ("nn", "NO"), ("fi", "FI")]:
    print(Formats(language, country, NullTranslations()).day_names)
"""
CHECKS_BEFORE_PAGES = """
from gettext import NullTranslations
from site_builder.formats import Formats
from translations.languages import cldr
for language in ("ur", "tr"):
    print(cldr(language).days["stand-alone"]["wide"][0])
print(Formats("tr", "TR", NullTranslations()).day_names)
"""
BABEL_ALONE = """
from babel import Locale
print(Locale("ur").days["stand-alone"]["wide"][0], Locale("tr").days["stand-alone"]["wide"][0])
"""


def alone(program: str) -> list[str]:
    """What a program prints in a process of its own, whose Babel has looked nothing up yet."""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def test_a_language_names_weekdays_in_itself_whatever_was_named_before() -> None:
    urdu, turkish, norwegian, nynorsk, finnish = alone(URDU_BEFORE_TURKISH)
    assert urdu.startswith("پیر|منگل")
    assert turkish.startswith("Pazartesi|Salı")
    assert norwegian.startswith("mandag|tirsdag")
    assert nynorsk.startswith("måndag|tysdag")
    assert finnish.startswith("maanantai|tiistai")


def test_checks_of_translations_leave_a_workers_pages_alone_and_are_not_misled_themselves() -> None:
    urdu, turkish, page = alone(CHECKS_BEFORE_PAGES)
    assert (urdu, turkish) == ("پیر", "Pazartesi")
    assert page.startswith("Pazartesi|Salı")


def test_babel_still_needs_locales_of_our_own() -> None:
    """Fails once Babel keeps locales apart: then `OwnLocale` can go."""
    (line,) = alone(BABEL_ALONE)
    assert line == "پیر پیر"
