"""Readers search a guide on their device and ask it, and nobody learns what they typed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, Route

from site_builder.environment import ThemeEnvironment
from site_builder.search.alike import FEWEST
from site_builder.search.ask import ask as ask_reference
from site_builder.search.asking import asking_words
from site_builder.search.folding import fold, words
from site_builder.search.ranking import Entry, Index, Passage, fitting
from tests.site_builder.documents import small_city
from tests.site_builder.theme.conftest import BASE, Site, make_site
from tests.site_builder.theme.on_a_phone import misfits

pytestmark = [pytest.mark.browser]

RANK = """async ([head, entries, questions]) => {
  const { Index, fitting } = await import(document.querySelector("[data-module*='/search-']").dataset.module);
  const index = new Index(head);
  for (const entry of entries) index.add(entry);
  return questions.map((question) => index.search(question)).map((hits) => [
    hits.map(({ entry, score, share, windows }) => [entry.url, score, share, windows]),
    fitting(hits).map(({ entry }) => entry.url),
  ]);
}"""
ASK = """async ([head, entries, questions]) => {
  const { Index, ask } = await import(document.querySelector("[data-module*='/search-']").dataset.module);
  const index = new Index(head);
  for (const entry of entries) index.add(entry);
  return questions.map((question) => {
    const { confidence, isSure, quotes } = ask(index.search(question));
    return [confidence, isSure, quotes.map(({ hit, sentences }) => [hit.entry.url, sentences.map(({ text }) => text)])];
  });
}"""
FOLD = """async (texts) => {
  const { fold, words } = await import(document.querySelector("[data-module*='/search-']").dataset.module);
  return texts.map((text) => [fold(text), words(text)]);
}"""

QUESTIONS = {
    "en": ["Where do I register my address?", "passport", "What does it cost, and who pays?", "advice in my language"],
    "ar": ["أين أُسجّل عنواني؟", "جواز السفر", "كم يكلّف التسجيل؟", "والمشورة", "Tenancy agreement"],
    "de": [
        "Wie melde ich meine Adresse an?",
        "Ich bin gerade angekommen",
        "Mietvertrag",
        "Quantengebühr",
        "Melde ich uns an und was ziehen wir um oder melden sie ab",
    ],
}
SCRIPTS = {
    "uk": (
        [
            [
                "Зареєструвати місце проживання",
                "Ви реєструєтеся в ратуші, напр. на вул. Б. Хмельницького 5. Сім'я приходить 3. травня разом! Так?",
            ],
            ["Записати дитину до школи", "Школа приймає дітей із шести років. Реєстрація безкоштовна."],
            ["Лікарі", "У сім’ї є свій лікар."],
        ],
        ["Де мені зареєструватися?", "сім’я", "Скільки коштує школа?", "дитини"],
    ),
    "ti": (
        [
            ["ኣድራሻ ምምዝጋብ", "ኣብ ምምሕዳር ከተማ ትምዝገቡ። ፓስፖርት ሒዝኩም ምጹ።"],
            ["ቤት ትምህርቲ", "ቆልዑ ካብ ሽዱሽተ ዓመት ናብ ቤት ትምህርቲ ይኸዱ።"],
            ["ሓኪም", "ሓኪም ብዘይ ክፍሊት እዩ።"],
        ],
        ["ኣድራሻይ ከመይ እምዝግብ?", "ቤት ትምህርቲ ኣበይ ኣሎ?", "ሓኪም"],
    ),
}
COPIED = " ".join(f"teacher{number} course{number}." for number in range(FEWEST))
COPIES = [
    [f"Course {level} {len(more)}", f"{COPIED} {level} {more}"]
    for level in ("a1", "a2")
    for more in ("", COPIED[:90].upper(), "x1 " * 9)
]
SCRIPTS["fr"] = ([*COPIES, ["Tutor", "A course at home, with a teacher1."]], ["course a2", "teacher1", "x1 teacher7"])
ODD = [
    "Straße ISTANBUL İstanbul ﬁ Ǆ",
    "dépôt Å ς ΣΑΣ",
    "٣٠ يوم ۳۰ نمي‌خواهم مُحَمَّد",
    "Сім’я й м'яч",
    "ሓደ፡ክልተ።",
    "a\u00adb x²",
]


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A phone."""
    with browser.new_context(viewport={"width": 360, "height": 740}) as context:
        yield context


def opened(context: BrowserContext, url: str) -> Page:
    page = context.new_page()
    page.goto(url)
    return page


def ask(page: Page, question: str) -> str:
    """Type a question letter by letter; what the reader is told when the answer is there."""
    field = page.get_by_role("searchbox")
    field.click()
    field.press_sequentially(question)
    field.press("Enter")
    return told(page)


def told(page: Page) -> str:
    page.locator(".results > div > *").first.wait_for()
    return page.locator(".results [role=status]").inner_text()


def entries(site: Site, language: str) -> list[dict[str, Any]]:
    """What browsers search in a language."""
    folder = f"{language}/search/"
    head = json.loads(site.files[folder + "head.json"])
    return [entry for name in head["files"] for entry in json.loads(site.files[folder + name])]


def head(site: Site, language: str) -> dict[str, Any]:
    """How questions are put in a language, as browsers get it; of some languages the small city has no pages."""
    path = f"{language}/search/head.json"
    found: dict[str, Any] = (
        json.loads(site.files[path]) if path in site.files else {"asking": sorted(asking_words(language))}
    )
    return found


def text_of(passage: str | list[str]) -> str:
    return passage if isinstance(passage, str) else passage[0]


def reference(entry: dict[str, Any]) -> Entry[str]:
    """An entry as the reference takes it."""
    passages = (Passage(text_of(each), not isinstance(each, str) and "h" in each[1]) for each in entry["text"])
    above = tuple(text_of(each) for each in entry.get("above", ()))
    names, kind = tuple(entry.get("names", ())), entry.get("kind", "")
    return Entry(entry["url"], text_of(entry["title"]), tuple(passages), names, above, kind)


def ranked(found: list[dict[str, Any]], language: str, questions: list[str]) -> list[list[Any]]:
    index = Index(map(reference, found), language)
    answers = [index.search(question, limit=len(found)) for question in questions]
    return [
        [
            [[hit.key, pytest.approx(hit.score), pytest.approx(hit.share), [*map(list, hit.windows)]] for hit in hits],
            [hit.key for hit in fitting(hits)],
        ]
        for hits in answers
    ]


def cases(site: Site) -> list[tuple[str, list[dict[str, Any]], list[str]]]:
    """Languages, what is searched in each, and questions."""
    found = [(language, entries(site, language), questions) for language, questions in QUESTIONS.items()]
    return found + [
        (language, [{"url": title, "title": title, "text": text.split(" ። ")} for title, text in pages], questions)
        for language, (pages, questions) in SCRIPTS.items()
    ]


def test_a_browser_ranks_as_the_reference_does(context: BrowserContext, address: str, site: Site) -> None:
    page = opened(context, f"{address}{BASE}/en/")
    for language, found, questions in cases(site):
        results = page.evaluate(RANK, [head(site, language), found, questions])
        assert results == ranked(found, language, questions), language
        assert all(found for found, _ in results), language


def test_a_browser_quotes_as_the_reference_does(context: BrowserContext, address: str, site: Site) -> None:
    page = opened(context, f"{address}{BASE}/en/")
    for language, found, questions in cases(site):
        index = Index(map(reference, found), language)
        answers = [ask_reference(index, question) for question in questions]
        expected = [
            [
                pytest.approx(answer.confidence),
                answer.is_sure,
                [[quote.key, [sentence.text for sentence in quote.sentences]] for quote in answer.quotes],
            ]
            for answer in answers
        ]
        assert page.evaluate(ASK, [head(site, language), found, questions]) == expected, language


def test_a_browser_folds_as_the_reference_does(context: BrowserContext, address: str) -> None:
    page = opened(context, f"{address}{BASE}/en/")
    assert page.evaluate(FOLD, ODD) == [[fold(text), words(text)] for text in ODD]


@pytest.mark.parametrize(
    ("language", "question", "title", "marked"),
    [
        ("en", "How do I register my new address?", "Register your address", "register"),
        ("de", "Wie kann ich meine Adresse anmelden?", "Adresse anmelden", "Adresse"),
        ("ar", "ما هو جواز السفر؟", "جواز السفر", "السفر"),
    ],
)
def test_a_whole_question_finds_the_page_with_its_best_passage(
    context: BrowserContext, address: str, language: str, question: str, title: str, marked: str
) -> None:
    page = opened(context, f"{address}{BASE}/{language}/")
    ask(page, question)
    first = page.locator(".results li").first
    assert first.get_by_role("link").inner_text() == title
    assert misfits(page, "main") == []
    first.get_by_role("link").click()
    page.wait_for_url(f"**{BASE}/{language}/**")
    assert page.get_by_role("heading", level=1).inner_text() == title


@pytest.mark.parametrize("place", ["", "search/"])
def test_a_page_that_shares_little_of_a_long_question_is_shown_all_the_same(
    context: BrowserContext, address: str, place: str
) -> None:
    page = opened(context, f"{address}{BASE}/ar/{place}")
    ask(page, "انتقلت إلى هنا قبل أسبوع، كيف أسجل عنواني وما هي الأوراق المطلوبة؟")
    assert page.locator(".results .cards a").first.inner_text() == "سجّل عنوانك"


def test_the_word_on_the_form_finds_the_page_in_every_language(context: BrowserContext, address: str) -> None:
    page = opened(context, f"{address}{BASE}/ar/")
    ask(page, "tenancy agreement")
    href = page.locator(".results a").first.get_attribute("href")
    assert href == f"{address}{BASE}/ar/tenancy-agreement/"


def test_what_is_in_the_original_language_says_so_to_screen_readers(context: BrowserContext, address: str) -> None:
    page = opened(context, f"{address}{BASE}/ar/")
    ask(page, "read letters")
    for foreign in page.locator(".results :is(p, span)[lang]").all():
        assert foreign.get_attribute("lang") == "en"
        assert foreign.get_attribute("dir") == "ltr"
    assert page.locator(".results [lang=en]").count()


@pytest.mark.parametrize(
    ("language", "word"), [("en", "Police!"), ("de", "Notruf"), ("ar", "الشرطة"), ("ar", "police")]
)
def test_a_word_of_an_emergency_brings_the_numbers_first(
    context: BrowserContext, address: str, language: str, word: str
) -> None:
    page = opened(context, f"{address}{BASE}/{language}/")
    ask(page, word)
    first = page.locator(".results > div > *").first
    assert "contact--emergency" in str(first.get_attribute("class"))
    assert first.get_by_role("link").get_attribute("href") == "tel:999"


def test_where_nothing_fits_that_is_said_and_somebody_to_ask_is_named(context: BrowserContext, address: str) -> None:
    page = opened(context, f"{address}{BASE}/de/")
    assert ask(page, "Quantenchromodynamik") == "Dazu wurde nichts Passendes gefunden."
    results = page.locator(".results")
    assert results.get_by_role("link", name="Alle Seiten von A bis Z").is_visible()
    assert results.locator("a[href^='tel:']").count()


def test_where_nothing_fits_the_editors_can_be_told_and_do_not_learn_what_was_typed(
    context: BrowserContext, address: str, site: Site, environment: ThemeEnvironment
) -> None:
    told = [body | {"desk_url": "https://cms.example.org"} if body["kind"] == "city" else body for body in small_city()]
    head = make_site(told, environment).files["ar/search/head.json"]
    assert "missing" not in json.loads(site.files["ar/search/head.json"])
    page = context.new_page()
    page.route("**/ar/search/head.json", lambda route: route.fulfill(body=head, content_type="application/json"))
    page.goto(f"{address}{BASE}/ar/")
    ask(page, "Quantenchromodynamik")
    link = page.locator(".results").get_by_role("link", name="أخبر هيئة التحرير بما ينقص")
    assert link.get_attribute("href") == "https://cms.example.org/desk/harbourton/ar/suggest/new/"
    context.set_offline(True)
    page.get_by_role("searchbox").press("x")
    link.wait_for(state="detached")


def test_escape_takes_the_results_away(context: BrowserContext, address: str) -> None:
    page = opened(context, f"{address}{BASE}/en/")
    field = page.get_by_role("searchbox")
    field.press_sequentially("passport")
    assert told(page).endswith("pages found")
    field.press("Escape")
    page.locator(".results > div > *").first.wait_for(state="detached")
    assert field.input_value() == ""
    assert page.locator(".results").inner_text().strip() == ""


def test_the_question_box_quotes_sentences_with_their_page(context: BrowserContext, address: str) -> None:
    page = opened(context, f"{address}{BASE}/en/search/")
    ask(page, "Who can read my letters with me?")
    quote = page.locator("blockquote").first
    assert quote.locator("p").all_inner_texts()[:2] == ["What we do", "We read letters with you."]
    assert quote.get_by_role("link").inner_text() == "Welcome advice"
    assert "1 October 2026" in quote.inner_text()
    assert "Civic Centre" in quote.inner_text()
    assert page.locator("blockquote").count() <= 3
    assert misfits(page, "main") == []


def test_points_of_a_list_are_quoted_line_by_line_below_their_heading(context: BrowserContext, address: str) -> None:
    page = opened(context, f"{address}{BASE}/en/search/")
    ask(page, "What does it cost to register?")
    lines = page.locator("blockquote").first.locator("p").all_inner_texts()
    assert lines[:4] == ["What it costs", "Registration fee: £12.50", "For each person.", "Half price for students."]


def test_what_a_page_says_without_a_heading_is_not_quoted_below_the_heading_before(site: Site) -> None:
    text = next(each["text"] for each in entries(site, "en") if each["url"].endswith("register-address/"))
    refused = text.index("The council refuses")
    assert (text[refused - 3], text[refused - 1]) == (["Deadline", "h"], ["", "h"])


def test_the_question_box_says_that_it_is_not_sure_and_names_who_may_know(
    context: BrowserContext, address: str
) -> None:
    page = opened(context, f"{address}{BASE}/en/search/")
    ask(page, "Which swimming pool and cinema is open in the old contract city on Sunday?")
    assert page.locator("blockquote").count() == 0
    results = page.locator(".results")
    assert results.get_by_text("The guide has no sure answer to this.").is_visible() or "Nothing" in told(page)
    assert results.locator("a[href^='tel:']").count()


def test_what_is_typed_goes_nowhere(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    asked: list[Request] = []

    def note(request: Request) -> None:
        asked.append(request)

    page.on("request", note)
    for place in ("ar/", "ar/search/"):
        page.goto(f"{address}{BASE}/{place}")
        ask(page, "سر")
        ask(page, "secret")
        assert page.url == f"{address}{BASE}/{place}"
        assert page.evaluate("() => localStorage.length + sessionStorage.length") == 0
    assert context.cookies() == []
    assert all(request.url.startswith(address) and request.method == "GET" for request in asked)
    assert not any("secret" in request.url or request.post_data for request in asked)


def test_a_question_that_was_sent_before_the_script_was_there_is_answered(
    context: BrowserContext, address: str
) -> None:
    page = opened(context, f"{address}{BASE}/en/")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/js/search-*.js", hold)
    field = page.get_by_role("searchbox")
    field.fill("passport")
    field.press("Enter")
    for route in held:
        route.continue_()
    assert told(page).endswith("pages found")
    assert page.url == f"{address}{BASE}/en/"


def test_without_a_connection_the_search_says_so_and_tries_again(context: BrowserContext, address: str) -> None:
    page = opened(context, f"{address}{BASE}/en/")
    page.route("**/search/*.json", lambda route: route.abort())
    field = page.get_by_role("searchbox")
    field.press_sequentially("passpor")
    page.get_by_text("The search could not be loaded. Is there a connection?").wait_for()
    page.unroute("**/search/*.json")
    field.press_sequentially("t")
    assert told(page).endswith("pages found")


def test_the_way_out_of_a_page_stays_above_the_results(context: BrowserContext, address: str) -> None:
    page = opened(context, f"{address}{BASE}/en/home/welcome-advice/")
    ask(page, "passport")
    assert page.locator(".leave").bounding_box()["y"] < page.locator(".results").bounding_box()["y"]  # type: ignore[index]


def test_without_scripts_the_search_leads_to_all_pages_and_says_why(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = opened(context, f"{address}{BASE}/de/")
        page.get_by_role("searchbox").fill("Geheimnis")
        page.get_by_role("button", name="Suchen").click()
        assert page.url.rstrip("?") == f"{address}{BASE}/de/search/"
        assert "dieser Browser führt sie nicht aus" in page.locator("noscript").inner_text()
        page.get_by_role("main").get_by_role("link", name="Alle Seiten von A bis Z").click()
        assert page.get_by_role("heading", level=1).inner_text() == "Alle Seiten von A bis Z"


def test_every_page_that_can_be_found_is_there(site: Site) -> None:
    for language in ("en", "ar", "de"):
        for entry in entries(site, language):
            path, _, place = entry["url"].partition("#")
            page = site.page(f"{language}/{path}".rstrip("/"))
            assert not place or f'id="{place}"' in page, entry["url"]
