"""What of a source text is marked, and what to do about it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translations.readability import Code, Mark, Passage, read_page
from translations.readability.marks import nested

LANGUAGES = ["de", "de-simple", "en", "es", "fr", "it", "ar", "zh", "qqq"]


def marked(text: str, language: str, known: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """The codes and the words of the marks in a text, but for the length of its sentences."""
    (marks,) = read_page([Passage(text)], language, known)
    return [(mark.code, text[mark.start : mark.end]) for mark in marks if mark.code != Code.LONG_SENTENCE]


def words(text: str, language: str, code: Code) -> list[str]:
    return [words for found, words in marked(text, language) if found == code]


@given(st.lists(st.text(), max_size=4), st.sampled_from(LANGUAGES), st.data())
def test_marks_lie_within_their_text_and_never_cross(texts: list[str], language: str, data: st.DataObject) -> None:
    passages = []
    for text in texts:
        ends = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=2)))
        passages.append(Passage(text, ((ends[0], ends[1]),)))
    page = read_page(passages, language)
    assert len(page) == len(passages)
    for passage, marks in zip(passages, page, strict=True):
        check_places(marks, len(passage.text))


HARD = """
wird werden beantragt BAMF (BAMF) z. B. is are checked submission of Beantragung der § 24 Abs. 5 hier est délivré viene
rilasciato es expedida in Anspruch nehmen Donaudampfschifffahrtsgesellschaft , . und SGB II A-B ﷺ ẞß
"""


@given(st.lists(st.sampled_from([*HARD.split(), "\n"]), max_size=60), st.sampled_from(LANGUAGES))
def test_marks_never_cross_in_texts_made_of_what_is_marked(pieces: list[str], language: str) -> None:
    text = " ".join(pieces)
    (marks,) = read_page([Passage(text, ((0, len(text)),))], language)
    check_places(marks, len(text))


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=12))
def test_of_marks_that_cross_the_earlier_stays(places: list[tuple[int, int]]) -> None:
    marks = [Mark(Code.PASSIVE, min(place), max(place), {"words": ""}) for place in places]
    kept = nested(marks)
    check_places(kept, 12)
    proper = [mark for mark in marks if mark.start < mark.end]
    assert not proper or proper[0] in kept


def check_places(marks: tuple[Mark, ...], length: int) -> None:
    for mark in marks:
        assert 0 <= mark.start < mark.end <= length
        assert mark.advice
        assert mark.name
    for index, one in enumerate(marks):
        for other in marks[index + 1 :]:
            apart = one.end <= other.start or other.end <= one.start
            inside = one.start <= other.start and other.end <= one.end
            assert apart or inside
            assert (one.start, one.end) != (other.start, other.end)


def test_a_long_sentence_is_told_how_many_words_it_has_and_how_many_to_aim_at() -> None:
    text = "Short one. " + " ".join(["word"] * 34) + ". Write to info@example.org or call 0821 3102 0."
    (marks,) = read_page([Passage(text)], "en")
    assert [mark.advice for mark in marks] == ["Split this sentence: 34 words; aim at 20."]
    assert text[marks[0].start : marks[0].end] == " ".join(["word"] * 34) + "."


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Call " + "0821 3102 0, " * 30 + "now."),
        ("en", "Keywords: " + "asylum, work permit, school, " * 12),
        (
            "de",
            "• Das kostet 220 Euro für den ganzen Kurs (jede Woche). "
            "Das Geld bekommen Sie zurück, wenn Sie kommen und den Test am Ende machen.",
        ),
        ("de", 'Es heißt „Märkte". ' + "Der Markt ist klein. " * 8),
        ("zh", "你好" * 100),
    ],
)
def test_what_is_long_without_being_one_sentence_of_many_words_is_left_alone(language: str, text: str) -> None:
    (marks,) = read_page([Passage(text)], language)
    assert [mark for mark in marks if mark.code == Code.LONG_SENTENCE] == []


def test_long_sentences_are_marked_in_every_language_with_spaces() -> None:
    (marks,) = read_page([Passage("слово " * 30)], "uk")
    assert [mark.code for mark in marks] == [Code.LONG_SENTENCE]


@pytest.mark.parametrize(
    ("language", "text", "passive"),
    [
        ("en", "The form is checked by the office.", ["is checked"]),
        ("en", "Costs can also be covered later.", ["be covered"]),
        ("en", "Your card has not been issued yet.", ["been issued"]),
        ("en", "You are interested in a course and you are married.", []),
        ("en", "You are entitled to an interpreter.", []),
        ("en", "The office checks the form.", []),
        ("de", "Der Antrag wird vom Amt geprüft.", ["wird vom Amt geprüft"]),
        ("de", "Der Antrag muss schriftlich gestellt werden.", ["gestellt werden"]),
        ("de", "Wenn die Miete bezahlt wird, können Sie einziehen.", ["bezahlt wird"]),
        ("de", "Sie werden die Miete bezahlen.", []),
        ("de", "Sie werden einen Brief erhalten.", []),
        ("de", "Wenn Sie 18 Jahre alt werden, ändert sich das.", []),
        ("de", "Das wird teuer und Sie sind nicht versichert.", []),
        ("fr", "La demande est examinée par la préfecture.", ["est examinée"]),
        ("fr", "Votre carte n'est pas délivrée tout de suite.", ["n'est pas délivrée"]),
        ("fr", "Vous êtes venu en train et vous vous êtes inscrit.", []),
        ("fr", "Le bureau est situé au centre.", []),
        ("fr", "Elle est arrivée hier. Il s'est trompé.", []),
        ("es", "La tarjeta es expedida por la policía.", ["es expedida"]),
        ("es", "Es necesario y es demasiado tarde.", []),
        ("it", "Il permesso viene rilasciato dalla questura.", ["viene rilasciato"]),
        ("it", "La domanda è stata respinta.", ["è stata respinta"]),
        ("it", "Sono arrivato ieri e si è sposato.", []),
    ],
)
def test_the_passive_is_marked_and_what_looks_like_it_is_not(language: str, text: str, passive: list[str]) -> None:
    assert words(text, language, Code.PASSIVE) == passive


@pytest.mark.parametrize(
    ("language", "text", "nouns"),
    [
        ("en", "After submission of the form you wait.", ["submission of"]),
        ("en", "You can make use of this.", ["make use of"]),
        ("en", "The delivery office is open.", []),
        ("de", "Nach der Beantragung der Erlaubnis warten Sie.", ["Beantragung der"]),
        ("de", "Die Durchführung des Verfahrens dauert.", ["Durchführung des"]),
        ("de", "Sie können Hilfe in Anspruch nehmen.", ["in Anspruch nehmen"]),
        ("de", "Die Wohnung der Familie und die Zeitung des Amtes.", []),
        ("de", "Die Krankenversicherung der Kinder.", []),
        ("fr", "La délivrance de la carte prend un mois.", ["délivrance de"]),
        ("es", "La presentación de la solicitud de asilo.", ["presentación de", "solicitud de"]),
        ("it", "Dopo il rilascio del permesso.", ["rilascio del"]),
    ],
)
def test_nouns_that_hide_a_verb_are_marked(language: str, text: str, nouns: list[str]) -> None:
    assert words(text, language, Code.NOMINAL_STYLE) == nouns


@pytest.mark.parametrize(
    ("noun", "verb"),
    [
        ("Beantragung", "beantragen"),
        ("Verlängerung", "verlängern"),
        ("Registrierung", "registrieren"),
        ("Behandlung", ""),
        ("Abwicklung", "abwickeln"),
        ("Auszahlung", "auszahlen"),
        ("Erteilung", "erteilen"),
        ("Erstellung", "erstellen"),
    ],
)
def test_the_advice_names_the_german_verb(noun: str, verb: str) -> None:
    (marks,) = read_page([Passage(f"Die {noun} des Antrags.")], "de")
    assert [mark.details["plain"] for mark in marks] == [verb] * bool(verb)


@pytest.mark.parametrize(
    ("language", "text", "abbreviations"),
    [
        ("en", "Ask the BAMF. The BAMF decides.", ["BAMF"]),
        ("en", "Ask the Federal Office for Migration (BAMF). The BAMF decides.", []),
        ("en", "The BAMF (Federal Office for Migration) decides.", []),
        ("en", "The BAMF (Room 3) decides.", ["BAMF"]),
        ("en", "In the EU you use SMS and PDF.", []),
        ("en", "You must NOT sign. PLEASE WAIT HERE.", []),
        ("en", "There are many NGOs.", ["NGOs"]),
        ("en", "Under SGB II and § 24 Abs. 5 AsylG, level B2, call 0800 111.", []),
        ("de", "Das gilt nach § 24 Abs. 5 AufenthG und Art. 16a GG.", []),
        ("de", "Gehen Sie zur IHK-Beratung.", ["IHK"]),
        ("de", "Der Schein heißt kurz WBS. Sie brauchen den WBS.", []),
        ("de", "Fragen Sie bei OSKAR an.", []),
        ("fr", "Allez à la CAF.", ["CAF"]),
        ("fr", "Allez à la caisse d'allocations familiales (CAF).", []),
        ("es", "Necesita el NIE.", ["NIE"]),
        ("it", "Serve il codice dell'INPS.", ["INPS"]),
    ],
)
def test_an_abbreviation_is_marked_until_it_is_explained(language: str, text: str, abbreviations: list[str]) -> None:
    assert words(text, language, Code.ABBREVIATION) == abbreviations


def test_an_abbreviation_is_marked_where_it_first_stands_and_explained_anywhere_on_the_page() -> None:
    twice = [Passage("Ask the BAMF."), Passage("The BAMF decides.")]
    assert [len(marks) for marks in read_page(twice, "en")] == [1, 0]
    assert [len(marks) for marks in read_page([*twice, Passage("Federal Office (BAMF)")], "en")] == [0, 0, 0]


def test_what_the_glossary_or_a_name_of_the_city_explains_is_not_marked() -> None:
    text = "Die IHK hilft bei der Aufenthaltsgestattung."
    assert len(marked(text, "de")) == 2
    assert marked(text, "de", ("IHK Schwaben", "Aufenthaltsgestattung")) == []


def test_short_forms_are_written_out() -> None:
    text = "Bringen Sie z. B. den Pass mit, ggf. auch z.B. ein Foto."
    (marks,) = read_page([Passage(text)], "de")
    assert [text[mark.start : mark.end] for mark in marks] == ["z. B.", "ggf.", "z.B."]
    assert marks[0].advice == "Write “zum Beispiel” instead of “z. B.”."


def test_long_words_are_marked_once_and_names_of_streets_are_not() -> None:
    text = "Die Haftpflichtversicherung zahlt. Eine Haftpflichtversicherung hilft. Bürgermeister-Fischerstraße 1"
    assert marked(text, "de") == [("long_word", "Haftpflichtversicherung")]
    assert marked("Prinzregentenplatz 4", "en") == []
    assert marked("Visit https://example.org/unbureaucratically now.", "en") == []


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "Click here"), ("de", " Hier. "), ("fr", "cliquez ici"), ("es", "aquí"), ("it", "qui")],
)
def test_a_link_that_says_here_is_marked(language: str, text: str) -> None:
    before = "→ "
    passage = Passage(f"{before}{text} x", ((len(before), len(before) + len(text)),))
    (marks,) = read_page([passage], language)
    assert [(mark.code, passage.text[mark.start : mark.end]) for mark in marks] == [(Code.LINK_TEXT, text.strip())]


def test_a_link_that_says_where_it_leads_is_not_marked() -> None:
    assert read_page([Passage("Here is the form for parents.", ((8, 28),))], "en") == [()]


def test_a_page_of_600_words_is_read_in_less_than_50_milliseconds() -> None:
    text = "Der Antrag wird vom BAMF geprüft, z. B. nach § 24 Abs. 5 AufenthG; die Beantragung der Erlaubnis dauert. "
    passages = [Passage(text * 2) for _paragraph in range(19)]
    assert sum(len(passage.text.split()) for passage in passages) > 600
    read_page(passages, "de")
    # Of three times the shortest: another process may have the processor.
    assert min(duration(passages) for _time in range(3)) < 0.05


def duration(passages: list[Passage]) -> float:
    start = time.process_time()
    read_page(passages, "de")
    return time.process_time() - start


@pytest.mark.parametrize(
    "text", ["geget" * 4000, "werden " * 3000, "ABC ABD " * 2000, "§ 1, " * 4000, "is been " * 3000]
)
def test_no_text_takes_long(text: str) -> None:
    for language in ("de", "en"):
        start = time.process_time()
        read_page([Passage(text)], language)
        assert time.process_time() - start < 5
