"""Reading aloud with the voices of the device. Browsers without a screen have none, so the tests bring theirs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.site_builder.theme.conftest import BASE
from tests.site_builder.theme.on_a_phone import misfits

pytestmark = [pytest.mark.browser]

REGISTER = "home/register-address/"
# Says nothing, and ends a sentence when the test calls `spoken()`.
VOICES = """
  window.said = [];
  let saying = null;
  const list = %s.map(([lang, localService]) => ({ lang, localService, name: lang, default: false }));
  const speech = Object.assign(new EventTarget(), {
    getVoices: () => (window.late ? [] : list),
    speak: (utterance) => {
      saying = utterance;
      window.said.push([utterance.text, utterance.voice.lang, utterance.rate]);
    },
    cancel: () => { const ended = saying; saying = null; ended?.onerror?.({ error: "canceled" }); },
  });
  window.spoken = () => { const ended = saying; saying = null; ended.onend(); };
  Object.defineProperty(window, "speechSynthesis", { value: speech });
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
"""
LIT = """() => {
  const range = [...(CSS.highlights?.get("aloud") ?? [])][0];
  return range ? range.toString() : [...document.querySelectorAll("mark")].map((mark) => mark.textContent).join("");
}"""
Visit = Callable[..., Page]


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context(viewport={"width": 360, "height": 740}) as context:
        context.set_default_timeout(10_000)
        yield context


@pytest.fixture
def visit(phone: BrowserContext, build_folder: Path, serve_guides: Callable[[Path], str]) -> Visit:
    """Open a page on a device with voices: languages, and whether the device itself has them."""
    address = serve_guides(build_folder) + BASE

    def to(path: str, *voices: tuple[str, bool], script: str = "") -> Page:
        page = phone.new_page()
        page.add_init_script(VOICES % json.dumps(voices) + script)
        page.goto(f"{address}/{path}")
        return page

    return to


def read(page: Page, sentences: int) -> list[list[str]]:
    """Read aloud so many sentences; what was said of them."""
    page.locator("[data-aloud] [data-module]").click()
    page.wait_for_function("() => window.said.length === 1")
    for _ in range(sentences - 1):
        page.evaluate("() => window.spoken()")
    said: list[list[str]] = page.evaluate("() => window.said")
    return said


@pytest.mark.parametrize(
    ("voices", "shown"),
    [
        ([("de-DE", True)], True),
        ([("de_AT", True)], True),
        ([("de-DE", False)], False),
        ([("en-GB", True)], False),
        ([], False),
    ],
)
def test_it_is_offered_where_the_device_itself_has_a_voice(
    visit: Visit, voices: list[tuple[str, bool]], shown: bool
) -> None:
    assert visit(f"de/{REGISTER}", *voices).locator("[data-aloud]").is_visible() is shown


def test_voices_that_come_a_moment_later_are_heard_of(visit: Visit) -> None:
    page = visit(f"de/{REGISTER}", ("de-DE", True), script="window.late = true;")
    assert not page.locator("[data-aloud]").is_visible()
    page.evaluate("() => { window.late = false; window.speechSynthesis.dispatchEvent(new Event('voiceschanged')); }")
    assert page.locator("[data-aloud]").is_visible()


@pytest.mark.parametrize(
    ("language", "first"),
    [("en", "Register your address"), ("de", "Adresse anmelden"), ("ar", "سجّل عنوانك")],
)
def test_the_sentence_that_is_being_read_is_marked(visit: Visit, language: str, first: str) -> None:
    page = visit(f"{language}/{REGISTER}", (language, True))
    read(page, 1)
    heading = next(text for text in (page.evaluate(LIT),))
    while heading != first and page.evaluate("() => window.said.length") < 4:
        page.evaluate("() => window.spoken()")
        heading = page.evaluate(LIT)
    assert heading == first
    assert page.evaluate("() => window.said.at(-1)[0]") == first
    page.evaluate("() => window.spoken()")
    assert page.evaluate(LIT) not in ("", first)


@pytest.mark.parametrize(("voices", "said"), [([("ar", True), ("en-GB", True)], True), ([("ar", True)], False)])
def test_words_in_another_language_get_a_voice_of_theirs_or_none(
    visit: Visit, voices: list[tuple[str, bool]], said: bool
) -> None:
    page = visit(f"ar/{REGISTER}", *voices)
    heard = read(page, 24)
    languages = {text: lang for text, lang, _ in heard}
    assert ("Passport" in languages) is said
    assert all(lang == "en-GB" for text, lang in languages.items() if text.isascii() and text[0].isalpha())
    assert languages["جواز السفر"] == "ar"


def test_words_in_a_sentence_are_said_with_it_where_they_have_no_voice(visit: Visit) -> None:
    whole = "رسالة تؤكد عنوانك (Letter of confirmation)."
    said = read(visit(f"ar/{REGISTER}", ("ar", True), ("en-GB", True)), 12)
    assert ["Letter of confirmation", "en-GB", 1] in said
    assert whole not in [text for text, _, _ in said]
    assert [whole, "ar", 1] in read(visit(f"ar/{REGISTER}", ("ar", True)), 12)


def test_it_pauses_goes_on_and_stops_at_another_speed(visit: Visit) -> None:
    page = visit(f"de/{REGISTER}", ("de", True))
    before = read(page, 3)[-1]
    page.get_by_role("button", name="Anhalten").click()
    page.get_by_role("button", name="Weiter").click()
    assert page.evaluate("() => window.said.slice(3)") == [before]
    page.get_by_label("Tempo").select_option("Langsam")
    assert page.evaluate("() => window.said.at(-1)") == [*before[:2], 0.7]
    assert misfits(page, "[data-aloud]") == []
    page.get_by_role("button", name="Beenden").click()
    assert page.evaluate(LIT) == ""
    assert page.get_by_role("button", name="Vorlesen").is_visible()
    assert not page.get_by_label("Tempo").is_visible()
    page.get_by_role("button", name="Vorlesen").click()
    assert page.evaluate("() => window.said.at(-1)[0] === window.said[0][0]")


def test_it_ends_with_the_page_and_reads_nothing_that_is_not_to_be_read(visit: Visit) -> None:
    page = visit(f"de/{REGISTER}", ("de", True))
    read(page, 1)
    for _ in range(200):
        if page.evaluate(LIT) == "":
            break
        page.evaluate("() => window.spoken()")
    texts = [text for text, _, _ in page.evaluate("() => window.said")]
    assert {
        "Wo: Bürgerzentrum",
        "Übersetzt und von einem Menschen geprüft Angaben geprüft am 1. September 2026",
    } <= set(texts)
    assert not {"Vorlesen", "Anhalten", "Diese Seite drucken", "Diese Seite teilen", "WhatsApp"} & set(texts)
    assert page.get_by_role("button", name="Vorlesen").is_visible()


def test_browsers_without_highlights_get_an_element_around_the_sentence_and_lose_it_again(visit: Visit) -> None:
    page = visit(
        f"en/{REGISTER}", ("en", True), script="Object.defineProperty(CSS, 'highlights', { value: undefined });"
    )
    before = page.locator("main").inner_text()
    html = page.evaluate("() => document.querySelector('.prose').innerHTML")
    for text, _, _ in read(page, 1):
        assert page.evaluate(LIT) == text
    for _ in range(40):
        page.evaluate("() => window.spoken()")
        assert " ".join(page.evaluate(LIT).split()) == page.evaluate("() => window.said.at(-1)[0]")
    page.get_by_role("button", name="Stop").click()
    assert page.locator("mark").count() == 0
    assert page.evaluate("() => document.querySelector('.prose').innerHTML") == html
    assert page.locator("main").inner_text() == before
