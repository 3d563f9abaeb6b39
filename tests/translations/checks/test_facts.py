"""Facts in running text: amounts, dates, times and codes."""

from __future__ import annotations

import pytest

from tests.translations.checks.finding import found


@pytest.mark.parametrize(
    ("languages", "source", "target", "codes"),
    [
        ("de en", "Das kostet 30 €.", "It costs €30.", set()),
        ("de en", "Das kostet 30 €.", "It costs $30.", {"currency_changed!"}),
        ("de uk", "Das kostet 30 Euro.", "Це коштує 30 євро.", set()),
        ("de uk", "Das kostet 30 Euro.", "Це коштує 30 доларів.", {"currency_changed!"}),
        ("en ar", "It costs £1,250.50.", "التكلفة ١٬٢٥٠٫٥٠ جنيه.", set()),
        ("de fr", "das 365-Euro-Ticket", "le billet à 365 euros", set()),
        ("de en", "Das kostet 30 €.", "It costs 30 a month.", {"currency_missing"}),
        ("de en", "30 € oder 40 $", "$30 or €40", {"currency_changed!"}),
    ],
)
def test_an_amount_stays_in_its_currency(languages: str, source: str, target: str, codes: set[str]) -> None:
    assert found(source, target, languages) == codes


@pytest.mark.parametrize(
    ("languages", "source", "target", "codes"),
    [
        ("de en", "Ab 1.3.2027.", "From 1 March 2027.", set()),
        ("de en", "Ab 1.3.2027.", "From March 1, 2027.", set()),
        ("de en", "Ab 1.3.2027.", "From 2027-03-01.", set()),
        ("de en", "Ab 1.3.2027.", "From 3 January 2027.", {"date_changed!"}),
        ("de fr", "Ab 04.05.2028.", "À partir du 04/05/2028.", set()),
        ("de fr", "Ab 04.05.2028.", "À partir du 05/04/2028.", {"date_changed!"}),
        ("de en", "Ab 04.05.2028.", "From 05/04/2028.", set()),
        ("de uk", "Ab 10. Juli 2028.", "З 10 липня 2028 р.", set()),
        ("ar de", "من 10 يوليو 2028.", "Ab 7. Oktober 2028.", {"date_changed!"}),
    ],
)
def test_a_date_stays_the_same_day(languages: str, source: str, target: str, codes: set[str]) -> None:
    assert found(source, target, languages) - {"number_changed!", "number_in_words"} == codes


@pytest.mark.parametrize(
    ("languages", "source", "target", "codes"),
    [
        ("de en", "Um 14 Uhr.", "At 2 p.m.", set()),
        ("de en", "Um 8 Uhr.", "At 8 a.m.", set()),
        ("de en", "Um 8 Uhr.", "At 8 p.m.", {"time_changed!"}),
        ("de en", "Abends um 8 Uhr.", "At 8 p.m.", set()),
        ("en fr", "Until 8 pm.", "Jusqu'à 8 heures du matin.", {"time_changed!"}),
        ("en ar", "Until 6 pm.", "حتى الساعة 6 صباحًا.", {"time_changed!"}),
        ("en ar", "Until 6 pm.", "حتى الساعة ٦ مساءً.", set()),
        ("en es", "From 9 a.m. to 1 p.m.", "De 9:00 a 13:00.", set()),
    ],
)
def test_a_time_stays_in_its_half_of_the_day(languages: str, source: str, target: str, codes: set[str]) -> None:
    assert found(source, target, languages) == codes


def test_14_is_not_2_in_the_morning() -> None:
    assert {"time_changed!", "number_changed!"} & found("Um 14 Uhr.", "At 2 a.m.", "de en")


@pytest.mark.parametrize(
    ("languages", "source", "target", "codes"),
    [
        ("de en", "Sprachniveau B1", "language level B1", set()),
        ("de en", "Sprachniveau B1", "language level A1", {"reference_changed!"}),
        ("de en", "B1 in Deutsch und A1 in Englisch", "A1 in German and A1 in English", {"reference_changed!"}),
        ("uk de", "рівень С1", "C1-Niveau", set()),
        ("de en", "nach § 25a AufenthG", "under section 25a AufenthG", set()),
        ("de fr", "nach § 25a AufenthG", "selon le § 25b AufenthG", {"reference_changed!"}),
        ("en es", "form EX:10", "formulario EX-10", set()),
    ],
)
def test_a_code_stays_the_same(languages: str, source: str, target: str, codes: set[str]) -> None:
    assert found(source, target, languages) == codes


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("0821 324-2834", "+49 821 3242834"),
        ("+49 (0)821 324 2834", "0049 821 3242834"),
        ("(0821) 324-2834", "+49 (0)821/3242834"),
    ],
)
def test_a_phone_number_may_have_its_country_code(here: str, there: str) -> None:
    assert found(f"Tel. {here}", f"Phone {there}", "de en") == set()


def test_another_number_is_not_the_same_with_a_country_code() -> None:
    assert found("Tel. 0821 324-2834", "Phone +49 821 3242843", "de en") == {"phone_changed!"}
    assert found("Tel. 821324", "Phone +49821324", "de en")
