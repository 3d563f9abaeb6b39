"""Words of the glossary are found in text, whatever a language does to them, and explained where they stand first."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from site_builder.assets import collect
from site_builder.environment import ThemeEnvironment, make_environment
from site_builder.explaining import Words
from site_builder.release import Releases
from tests.site_builder.conftest import Build, own
from tests.site_builder.documents import small_city
from tests.site_builder.entities import ARTICLE, TERM, Body
from tests.site_builder.feeds import Publisher
from tests.site_builder.theme.conftest import BASE, THEME, Site, make_site


def explained(language: str, name: str, text: str) -> str:
    return Words(language, [(name, "u")]).explained(f'<div class="prose">{text}</div> {name}', lambda uuid: f"[{uuid}]")


def found(language: str, name: str, text: str) -> bool:
    return "[u]" in explained(language, name, f"<p>{text}</p>")


@pytest.mark.parametrize(
    ("language", "name", "text"),
    [
        ("en", "Council Tax", "You pay council tax."),
        ("en", "letting agent", "Letting agents ask for it."),
        ("en", "GP", "Go to a GP first."),
        ("de", "Meldebescheinigung", "Zwei Meldebescheinigungen."),
        ("de", "Vermieter (Person)", "Der Name des Vermieters"),
        ("ar", "العيادة", "اذهب إلى عيادتك أو بالعيادة."),
        ("ar", "ضريبة المجلس المحلي", "وضريبة المجلس المحلي"),
        ("uk", "амбулаторія", "Зверніться до амбулаторії."),
        ("uk", "паспорт", "Без паспорта"),
        ("tr", "belediye vergisi", "Belediye vergisinin tutarı"),
        ("ti", "ግብሪ ቤት", "እቲ ግብሪ ቤት ክቡር እዩ።"),
        ("en", "R&D", "Ask R&amp;D."),
    ],
)
def test_a_word_is_found_in_the_forms_of_its_language(language: str, name: str, text: str) -> None:
    assert found(language, name, text)


@pytest.mark.parametrize(
    ("language", "name", "text"),
    [
        ("en", "GP", "Use GPS, or gp."),
        ("en", "surgery", "insurgery"),
        ("de", "Miete", "Mieterverein"),
        ("de", "Amt", "insgesamt, Amtsgericht"),
        ("en", "Council Tax", 'See <a href="/x/">Council Tax</a>.'),
        ("en", "Council Tax", '<b title="Council Tax">it</b>'),
        ("en", "as", "as it is"),
    ],
)
def test_other_words_links_and_tags_are_left_alone(language: str, name: str, text: str) -> None:
    assert not found(language, name, text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>A <b>visa</b> here.</p><p>A visa.</p>", "<p>A <b>visa</b> here.</p>[u]<p>A visa.</p>"),
        ("<h2>Visa</h2><ul><li>A visa.</li></ul>", "<h2>Visa</h2><ul><li>A visa.[u]</li></ul>"),
        ("<ul><li><p>A visa.</p></li></ul>", "<ul><li><p>A visa.</p>[u]</li></ul>"),
        ("A visa", "A visa[u]"),
    ],
)
def test_a_note_stands_after_the_paragraph_or_in_the_item_of_the_first_mention(text: str, expected: str) -> None:
    assert explained("en", "visa", text) == f'<div class="prose">{expected}</div> visa'


def test_only_text_of_editors_is_searched_and_each_term_explained_once() -> None:
    html = '<p class="lede">Visa</p><div class="prose"><p>Visa, GP</p></div><div class="prose"><p>GP</p></div>'
    told = Words("en", [("visa", "v"), ("GP", "g")]).explained(html, lambda uuid: f"[{uuid}]")
    assert told == html.replace("<p>Visa, GP</p>", "<p>Visa, GP</p>[v][g]")
    assert Words("en", []).explained(html, str) == html


def with_mentions() -> list[Body]:
    """The small city with an article that names its term in each language."""
    texts = {"en": "You pay Council Tax.", "de": "Sie zahlen Council Tax.", "ar": "تدفع Council Tax هنا."}
    documents = small_city()
    for body in documents:
        if body["uuid"] == ARTICLE:
            body["body"] = [{**body["body"][0], "html": f"<p>{texts[body['language']]}</p>"}]
            body["body"][0].pop("fallback", None)
    return documents


@pytest.fixture
def site(environment: ThemeEnvironment) -> Site:
    return make_site(with_mentions(), environment)


@pytest.fixture(scope="module")
def environment() -> ThemeEnvironment:
    return make_environment(THEME, collect(THEME).addresses(BASE))


@pytest.mark.parametrize(
    ("language", "question", "answer"),
    [
        ("en", "What does “Council Tax” mean?", None),
        ("de", "Was bedeutet „Council Tax“?", "Eine Steuer auf Wohnungen."),
        ("ar", "ما معنى «Council Tax»؟", "ضريبة على المنازل."),
    ],
)
def test_a_word_of_the_text_is_explained_in_the_language_of_the_page(
    site: Site, language: str, question: str, answer: str | None
) -> None:
    page = BeautifulSoup(site.page(f"{language}/home/first-days"), "html.parser")
    (note,) = page.select("details.term")
    assert note.summary is not None
    assert note.summary.text == question
    assert answer is None or answer in note.text
    assert note.find_previous_sibling("p") is not None


def test_a_new_explanation_makes_the_pages_that_show_it_and_no_others(
    build: Build, publisher: Publisher, releases: Releases
) -> None:
    publisher.publish(*with_mentions())
    build()
    before = own(releases.folder / "current")
    term = next(body for body in publisher.bodies if body["uuid"] == TERM and body["language"] == "de")
    publisher.publish({**term, "explanation": "<p>Steuer auf eine Wohnung.</p>"})
    build()
    after = own(releases.folder / "current")
    changed = {path for path in after if path.endswith(".html") and after[path] != before.get(path)}
    assert changed == {"de/home/first-days/index.html", "de/glossary/index.html"}


def test_a_new_word_is_explained_where_it_stands(build: Build, publisher: Publisher, releases: Releases) -> None:
    publisher.publish(*with_mentions())
    build()
    term = next(body for body in publisher.bodies if body["uuid"] == TERM and body["language"] == "en")
    uuid = f"{TERM[:-4]}0000"
    publisher.publish({**term, "uuid": uuid, "path": "letters", "title": "letters", "official_term": "letters"})
    build()
    assert "What does “letters” mean?" in (releases.folder / "current/en/home/welcome-advice/index.html").read_text()
