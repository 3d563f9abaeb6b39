from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.translations.checks.finding import found
from translations.checks import Pair, run_checks
from translations.checks.numbers import canonical_numbers
from translations.findings import MESSAGES, Finding
from translations.terms import Term

LANGUAGES = [
    "en",
    "de",
    "de-simple",
    "fr",
    "es",
    "pt",
    "ar",
    "fa",
    "fa-AF",
    "uk",
    "tr",
    "ti",
    "kmr",
    "ckb",
    "zh",
    "qqq",
]


@given(st.text(), st.text(), st.sampled_from(LANGUAGES), st.sampled_from(LANGUAGES))
def test_no_text_makes_a_check_fail(source: str, target: str, source_language: str, target_language: str) -> None:
    term = Term("a", "b"), Term(source[:3], do_not_translate=True)
    for finding in run_checks(Pair(source, target, source_language, target_language, term)):
        assert finding.code in MESSAGES
        assert finding.message
        assert Finding.from_dict(finding.as_dict()) == finding


@given(st.text())
def test_a_variety_of_the_same_language_may_say_the_same(text: str) -> None:
    codes = found(text, text, "de de-simple")
    assert not codes & {"untranslated", "untranslated!", "number_changed!", "negation_lost!", "url_changed!"}


@pytest.mark.parametrize(
    ("languages", "source", "target"),
    [
        ("en de", "It costs 1,200.50 euros.", "Es kostet 1.200,50 Euro."),
        ("en fr", "It costs 12,000 euros.", "Cela coûte 12 000 euros."),
        ("en de", "Open 9:30 am to 5:00 pm.", "Geöffnet 9.30 bis 17 Uhr."),
        ("de en", "Um 14 Uhr ist Schluss.", "It ends at 2 p.m."),
        ("de ar", "Geöffnet bis 18 Uhr.", "مفتوح حتى الساعة 6 مساءً."),
        ("en ar", "within 14 days", "خلال ١٤ يومًا"),
        ("en fa", "It costs 1,200.50 euros.", "هزینه آن ۱٬۲۰۰٫۵۰ یورو است."),
        ("de en", "bis 31.12.2026", "until 31 December 2026"),
        ("en de", "Pay on 1 March.", "Zahlen Sie am 1.3."),
        ("de en", "um 09:00 Uhr", "at 9 o'clock"),
        ("de fr", "Freitag um 19:30 Uhr", "vendredi à 19h30"),
        ("de fr", "Freitag um 19:00 Uhr", "vendredi à 19h00"),
        ("en uk", "Call +49 89 233-96000.", "Телефонуйте 0049 89 23396000."),
    ],
)
def test_the_same_numbers_in_another_notation_are_no_finding(languages: str, source: str, target: str) -> None:
    assert found(source, target, languages) == set()


@pytest.mark.parametrize(
    ("languages", "source", "target"),
    [
        ("en de", "It costs 481 euros.", "Es kostet 411 Euro."),
        ("en de", "It takes 477 months.", "Es dauert 47 Monate."),
        ("en de", "within 3 days", "innerhalb von 5 Tagen"),
        ("en de", "Open from 9:30 to 12:30.", "Geöffnet von 9:03 bis 12:30."),
        ("de en", "Um 14 Uhr.", "At 2 days."),
        ("en ar", "within 14 days", "خلال ٤١ يومًا"),
        ("en de", "within 30 days", "innerhalb einer Frist"),
        ("de en", "Es kostet 1.200,50 Euro.", "It costs 1,200.05 euros."),
    ],
)
def test_another_number_is_an_error(languages: str, source: str, target: str) -> None:
    assert "number_changed!" in found(source, target, languages)


@pytest.mark.parametrize(
    ("languages", "source", "target"),
    [
        ("en de", "You have two weeks.", "Sie haben 2 Wochen Zeit."),
        ("de uk", "Die 2. Impfung ist im Mai.", "Друге щеплення у травні."),
        ("de ar", "Es dauert 2 Jahre.", "يستغرق الأمر سنتين."),
        ("de fr", "jeden 1. Dienstag im Monat", "tous les premiers mardis du mois"),
    ],
)
def test_a_small_number_may_be_in_words(languages: str, source: str, target: str) -> None:
    assert found(source, target, languages) == set()


def test_a_small_number_that_was_not_found_in_words_is_only_a_warning() -> None:
    assert found("You have 3 weeks.", "Sie haben Wochen Zeit.") == {"number_in_words"}


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1,200.50", ["1200.5"]),
        ("1.200,50", ["1200.5"]),
        ("1'200", ["1200"]),
        ("12 000 000", ["12000000"]),
        ("09:00", ["9"]),
        ("9.30", ["9.3"]),
        ("9:03", ["9.03"]),
        ("31.12.2026", ["31", "12", "2026"]),
        ("١٬٢٠٠٫٥", ["1200.5"]),
        ("007", ["7"]),
    ],
)
def test_numbers_of_all_notations_become_one(text: str, numbers: list[str]) -> None:
    assert canonical_numbers(text) == numbers


@pytest.mark.parametrize(
    ("languages", "source", "target", "codes"),
    [
        ("en de", "Closed on Friday.", "Am Donnerstag geschlossen.", {"date_name_changed!"}),
        ("en de", "Closed on Friday.", "Am Freitag geschlossen.", set()),
        ("en de", "Closed on Fridays.", "Geschlossen.", {"date_name_missing"}),
        ("en uk", "Open Monday to Friday.", "Відкрито з понеділка по п'ятницю.", set()),
        ("en uk", "Every Wednesday.", "Щосереди.", set()),
        ("de uk", "Die Schule ist groß.", "Середня школа велика.", set()),
        ("en tr", "On Monday.", "Pazartesi günü.", set()),
        ("en tr", "On Monday.", "Cuma günü.", {"date_name_changed!"}),
        ("en fa", "On Tuesday.", "روز سه‌شنبه.", set()),
        ("en fa", "On Tuesday.", "روز سه شنبه.", set()),
        ("en fa", "On Tuesday.", "روز شنبه.", {"date_name_changed!"}),
        ("en ar", "On Thursday.", "يوم الخميس.", set()),
        ("en ar", "Every Thursday.", "كل يوم خميس.", set()),
        ("en pt", "On Monday.", "Na segunda.", set()),
        ("en es", "In January.", "En enero.", set()),
        ("en es", "In January.", "En junio.", {"date_name_changed!"}),
        ("de uk", "Im Februar.", "У лютому.", set()),
        ("en de", "You may ask.", "Sie dürfen fragen.", set()),
        ("de en", "Mo. bis Fr.", "Monday to Friday", set()),
        ("en ti", "On Friday.", "ዓርቢ።", set()),
    ],
)
def test_weekdays_and_months_must_be_the_same(languages: str, source: str, target: str, codes: set[str]) -> None:
    assert found(source, target, languages) == codes


@pytest.mark.parametrize(
    ("source", "target", "code"),
    [
        ("See www.stadt.example/a.", "Siehe www.stadt.example/b.", "url_changed!"),
        ("See https://a.example/x_y.", "Siehe https://a.example/x y.", "url_changed!"),
        ("Write to a_b@stadt.example.", "Schreiben Sie an a b@stadt.example.", "email_changed!"),
        ("Call +49 89 233-96000.", "Rufen Sie +49 89 233-96001 an.", "phone_changed!"),
        ("Call 0161 496 0000.", "Rufen Sie an.", "phone_changed!"),
    ],
)
def test_addresses_and_phone_numbers_must_be_the_same(source: str, target: str, code: str) -> None:
    assert code in found(source, target)


@pytest.mark.parametrize(
    ("source", "target", "codes"),
    [
        ('See <a id="a1">this</a>.', "Siehe dies.", {"link_lost!"}),
        ("See this.", 'Siehe <a id="a1">dies</a>.', {"link_invented!"}),
        ('See <a id="a1">this</a>.', 'Siehe <a id="a2">dies</a>.', {"link_lost!", "link_invented!"}),
        ('See <a id="a1">it</a>.', 'Da <a id="a1">ist</a> <a id="a1">es</a>.', {"link_invented!"}),
        ("<b>Stop</b>.", "Halt.", {"markup_changed"}),
        ('<a id="a1">A</a> or <a id="a2">B</a>.', '<a id="a2">B</a> oder <a id="a1">A</a>.', set()),
    ],
)
def test_links_and_formatting_must_be_there_once(source: str, target: str, codes: set[str]) -> None:
    assert found(source, target) == codes


@pytest.mark.parametrize(
    ("languages", "source", "target", "code"),
    [
        ("en de", "You must not sign.", "Sie müssen unterschreiben.", "negation_lost!"),
        ("en de", "You must sign.", "Sie dürfen nicht unterschreiben.", "negation_invented"),
        ("en fr", "Do not pay.", "Payez.", "negation_lost!"),
        ("en es", "Never sign a blank form.", "Firme un formulario en blanco.", "negation_lost!"),
        ("en pt", "You do not need it.", "Você precisa disso.", "negation_lost!"),
        ("en ar", "You must not work.", "يجب عليك العمل.", "negation_lost!"),
        ("en uk", "You must not work.", "Ви повинні працювати.", "negation_lost!"),
        ("en fa", "You do not need it.", "شما به آن نیاز دارید.", "negation_lost"),
        ("en tr", "You must not sign.", "İmzalamalısınız.", "negation_lost"),
        ("en ti", "You do not need it.", "የድልየኩም እዩ።", "negation_lost"),
    ],
)
def test_a_lost_negation_is_found(languages: str, source: str, target: str, code: str) -> None:
    assert code in found(source, target, languages)


@pytest.mark.parametrize(
    ("languages", "source", "target"),
    [
        ("en de", "You must not sign.", "Sie dürfen nicht unterschreiben."),
        ("en de", "There is no fee.", "Es gibt keine Gebühr."),
        ("en fr", "Don't pay.", "Ne payez pas."),
        ("en es", "Do not pay.", "No pague."),
        ("en pt", "Do not pay.", "Não pague."),
        ("en ar", "You do not need it.", "لست بحاجة إليه."),
        ("en uk", "Do not pay.", "Не платіть."),
        ("en fa", "You do not need it.", "شما به آن نیاز ندارید."),
        ("en fa", "You must not sign.", "نباید امضا کنید."),
        ("en tr", "You must not sign.", "İmzalamamalısınız."),
        ("en tr", "Do not pay.", "Ödemeyin."),
        ("en tr", "It is not free.", "Ücretsiz değil."),
        ("en ti", "You do not need it.", "ኣየድልየኩምን እዩ።"),
    ],
)
def test_a_negation_that_was_kept_is_no_finding(languages: str, source: str, target: str) -> None:
    assert not {code for code in found(source, target, languages) if code.startswith("negation")}


@pytest.mark.parametrize(
    ("source", "target", "code"),
    [
        ("Eat fruit.", "Essen Sie Salat Salat Salat.", "repetition!"),
        ("Bring your passport.", "Bringen Sie bitte mit, bringen Sie bitte mit, bringen Sie bitte mit.", "repetition!"),
        ("Ask.", "Fragenananananananan", "repetition!"),
        ("Ask at the town hall for it.", "Ask at the town hall for it.", "untranslated!"),
        ("Ask us first", "Ask us first", "untranslated"),
        ("Ask.", "Frag\u202een.", "bidi_control!"),
        ("Ask.", "Frag\u2066en.", "bidi_control!"),
        ("Ask.", "Frag\ufffden.", "control_character!"),
        ("Ask.", "Frag\x08en.", "control_character!"),
        ("Call 112.", "Rufen Sie X0X an.", "placeholder_left!"),
        ("Ask.", "", "empty!"),
        ("Ask at the town hall and bring your passport, a photo, the form and money for the fee.", "Ja.", "length!"),
        ("Ask at the town hall and bring your passport.", "Fragen Sie dort.", "length"),
    ],
)
def test_degenerate_output_is_found(source: str, target: str, code: str) -> None:
    assert code in found(source, target)


@pytest.mark.parametrize(
    ("languages", "source", "target", "codes"),
    [
        ("en ar", "Bring your passport to the office.", "Bringen Sie Ihren Pass zum Amt.", {"wrong_script!"}),
        ("en uk", "Ask at the office.", "Запитайте в oфісі.", {"mixed_script!"}),
        ("en ar", "Ask at Jobcenter Green Bridge.", "اسأل في Jobcenter Green Bridge.", set()),
        (
            "en ar",
            "Please bring your passport and the form to the office.",
            "يرجى إحضار your passport and the form to the office.",
            {"untranslated!"},
        ),
    ],
)
def test_text_in_another_script_is_found(languages: str, source: str, target: str, codes: set[str]) -> None:
    assert found(source, target, languages) == codes


@pytest.mark.parametrize("character", ["\u200c", "\u200f", "\u2067كتاب\u2069"])
def test_characters_that_right_to_left_text_needs_are_allowed(character: str) -> None:
    assert not found("Ask for a book.", f"اسأل {character}", "en ar")


def test_an_agreed_term_must_be_used_in_any_form() -> None:
    terms = (Term("rental contract", "Mietvertrag"),)
    assert found("Sign the rental contract.", "Unterschreiben Sie den Vertrag.", terms=terms) == {"term_missing"}
    assert found("Sign the rental contract.", "Wegen des Mietvertrages.", terms=terms) == set()
    assert found("Bring the certificate.", "Візьміть довідку.", "en uk", (Term("certificate", "довідка"),)) == set()


def test_a_name_that_must_stay_has_to_be_there_as_it_is() -> None:
    terms = (Term("Green Bridge", do_not_translate=True),)
    assert found("Ask Green Bridge.", "Fragen Sie Grüne Brücke.", terms=terms) == {"do_not_translate_changed!"}
    assert found("Ask Green Bridge.", "Fragen Sie Green Bridge.", terms=terms) == set()


@pytest.mark.parametrize(
    ("languages", "source", "target"),
    [
        ("de uk", "mindestens 18 Jahre alt", "не молодше 18 років"),
        ("de fr", "Das gilt nur für Kinder.", "Cela ne vaut que pour les enfants."),
        ("de ar", "Frage, ob es möglich ist.", "اسأل عما إذا كان ذلك ممكنًا أم لا."),
        ("de fr", "für unbegleitete Kinder", "pour les enfants non accompagnés"),
        ("de uk", "Arbeit ist verboten.", "Працювати не дозволено."),
        ("de fr", "Dann bewirb Dich gerne dort!", "Alors n'hésite pas à y postuler !"),
        ("en ar", "family reunification", "لم شمل الأسرة"),
        ("en fr", "at any pharmacy", "dans n'importe quelle pharmacie"),
        ("en es", "The office tells nobody anything.", "La oficina no dice nada a nadie."),
        ("uk en", "Ніхто не може відкрити ваші листи.", "Nobody may open your letters."),
    ],
)
def test_what_another_language_says_without_a_negation_is_no_finding(languages: str, source: str, target: str) -> None:
    assert not {code for code in found(source, target, languages) if code.startswith("negation")}


@pytest.mark.parametrize(
    ("languages", "source", "target", "code"),
    [
        (
            "en fr",
            "You can't buy it without a prescription.",
            "Vous pouvez l'acheter sans ordonnance.",
            "negation_lost",
        ),
        ("de en", "Zögern Sie nicht, uns zu fragen.", "Do hesitate to ask us.", "negation_lost!"),
        (
            "en de",
            "There is no fee if you have no job.",
            "Es gibt eine Gebühr, wenn Sie keine Arbeit haben.",
            "negation_lost",
        ),
        ("de en", "Er ist nicht mehr als 3 Monate gültig.", "It is valid.", "negation_lost!"),
    ],
)
def test_one_negation_of_several_is_missed_by_nobody(languages: str, source: str, target: str, code: str) -> None:
    assert code in found(source, target, languages)


def test_a_word_that_stands_twice_is_a_warning() -> None:
    assert found("Please bring the form.", "Bringen Sie das Formular Formular mit.") == {"word_doubled"}
    assert found("Those who know it.", "Die, die die Frist kennen.") == set()
    assert found("You register.", "Vous vous inscrivez.", "en fr") == set()


def test_a_sentence_that_is_missing_is_a_warning() -> None:
    source = "Go to the office in the town hall. Bring your passport and a photo. Ask for the form there."
    whole = "Gehen Sie zum Amt im Rathaus. Bringen Sie Ihren Pass und ein Foto mit. Fragen Sie dort nach dem Formular."
    assert found(source, whole) == set()
    assert found(source, "Gehen Sie zum Amt im Rathaus. Fragen Sie dort nach dem Formular.") == {"sentence_missing"}


def test_a_name_that_was_kept_is_no_untranslated_text() -> None:
    name = "Augsburg Vocational Training Centre gGmbH"
    assert found(name, name, "en fr") == set()
    assert found("Did you miss the deadline?", "Did you miss the deadline?", "en fr") == {"untranslated"}
