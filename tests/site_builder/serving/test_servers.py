"""A guide is served alike by nginx and Caddy with the files that we write, and by the server of the demo."""

from __future__ import annotations

import gzip

import brotli
import pytest

from site_builder.serving.headers import ASK_AGAIN, FOR_EVER, SECURITY_HEADERS
from tests.site_builder.serving.conftest import ASSET, LANGUAGES, Answered, Ask

PAGE = "/en/jobs/"


def vary(answered: Answered) -> set[str]:
    response, _ = answered
    return {word.strip() for line in response.headers.get_all("Vary", []) for word in line.split(",")}


@pytest.mark.parametrize("address", ["/", "/en/", f"/{ASSET}", "/en/nothing/", "/nothing", "/assets/"])
def test_every_answer_has_the_security_headers_once(ask: Ask, address: str) -> None:
    response, _ = ask(address)
    assert {name: response.headers.get_all(name) for name in SECURITY_HEADERS} == {
        name: [value] for name, value in SECURITY_HEADERS.items()
    }


def test_a_redirect_has_the_security_headers(ask: Ask) -> None:
    response, _ = ask("/", Accept_Language="ar")
    assert response.headers["Content-Security-Policy"] == SECURITY_HEADERS["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("/", ASK_AGAIN),
        (PAGE, ASK_AGAIN),
        ("/robots.txt", ASK_AGAIN),
        (f"/{ASSET}", FOR_EVER),
        ("/assets/logo-0123456789ab.webp", FOR_EVER),
        ("/assets/pictures/0123456789ab-640.jpg", FOR_EVER),
        ("/assets/unhashed.css", ASK_AGAIN),
        ("/assets/gone-0123456789ab.css", ASK_AGAIN),
        ("/en/nothing/", ASK_AGAIN),
    ],
)
def test_what_has_a_hash_in_its_name_is_kept_for_ever_and_the_rest_is_asked_for_again(
    ask: Ask, address: str, kept: str
) -> None:
    assert ask(address)[0].headers.get_all("Cache-Control") == [kept]


@pytest.mark.parametrize("address", ["/robots.txt", PAGE])
def test_a_reader_who_has_a_file_hears_that_it_is_still_right(ask: Ask, address: str) -> None:
    version = ask(address)[0].headers["ETag"]
    response, body = ask(address, If_None_Match=version)
    assert (response.status, body) == (304, b"")


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        (PAGE, "text/html; charset=utf-8"),
        (f"/{ASSET}", "text/css; charset=utf-8"),
        ("/feed.atom", "application/atom+xml"),
        ("/feed.ics", "text/calendar; charset=utf-8"),
        ("/app.webmanifest", "application/manifest+json"),
        ("/assets/logo-0123456789ab.webp", "image/webp"),
        ("/en/nothing.css", "text/html; charset=utf-8"),
    ],
)
def test_files_are_sent_as_what_they_are(ask: Ask, address: str, kind: str) -> None:
    assert ask(address)[0].headers["Content-Type"] == kind


@pytest.mark.parametrize("address", [PAGE, f"/{ASSET}"])
def test_a_file_that_stands_there_compressed_is_sent_so(ask: Ask, address: str) -> None:
    response, body = ask(address, Accept_Encoding="gzip, br")
    assert response.headers["Content-Encoding"] == "br"
    assert brotli.decompress(body).endswith(b"<!-- br -->")
    response, body = ask(address, Accept_Encoding="gzip")
    assert response.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(body).endswith(b"<!-- gz -->")
    response, body = ask(address)
    assert response.headers["Content-Encoding"] is None
    assert not body.endswith(b"-->")


def test_other_files_are_compressed_on_the_way(ask: Ask) -> None:
    answered = ask("/ar/jobs/", Accept_Encoding="gzip")
    assert gzip.decompress(answered[1]).startswith(b"<!DOCTYPE html>")
    assert "Accept-Encoding" in vary(answered)


@pytest.mark.parametrize(
    ("languages", "folder"),
    [
        ("ar", "ar"),
        ("ar-SY", "ar"),
        ("AR", "ar"),
        ("ti, ar;q=0.9, en;q=0.8", "ar"),
        ("en-GB,en;q=0.9,ar;q=0.8", "en"),
        ("pt-BR,pt;q=0.9", "pt-BR"),
        ("pt-br", "pt-BR"),
        ("pt-PT,pt;q=0.9", "pt"),
        ("en;q=0, ar", "ar"),
        ("ti ,  ar ; q=0.5", "ar"),
    ],
)
def test_the_first_address_leads_to_the_readers_language(ask: Ask, languages: str, folder: str) -> None:
    answered = ask("/", Accept_Language=languages)
    assert (answered[0].status, answered[0].headers["Location"]) == (302, f"/{folder}/")
    assert "Accept-Language" in vary(answered)


@pytest.mark.parametrize("languages", ["", "ti", "fr-FR,fr;q=0.9", "*", "arn", "x-en", "en;q=0", "en;q=0.000", "q=ar"])
def test_a_reader_of_other_languages_is_asked_to_choose(ask: Ask, languages: str) -> None:
    answered = ask("/", Accept_Language=languages)
    assert (answered[0].status, answered[1]) == (200, b"choose a language")
    assert "Accept-Language" in vary(answered)


@pytest.mark.parametrize("address", ["/index.html", "/en/", PAGE, "/robots.txt"])
def test_nobody_is_led_away_from_any_other_address(ask: Ask, address: str) -> None:
    assert ask(address, Accept_Language="ar")[0].status == 200


def test_the_language_matters_to_no_other_address(ask: Ask) -> None:
    assert "Accept-Language" not in vary(ask(PAGE))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", ["nothing/", "nothing", "jobs/nothing.css"])
def test_what_is_not_there_is_answered_in_the_language_of_the_address(ask: Ask, language: str, address: str) -> None:
    response, body = ask(f"/{language}/{address}", Accept_Language="en")
    assert (response.status, body.decode()) == (404, f"not found, {language}")


@pytest.mark.parametrize("address", ["/xx/", "/nothing.html", "/assets/", "/enx/", "/assets/gone-0123456789ab.css"])
def test_outside_every_language_the_common_page_answers(ask: Ask, address: str) -> None:
    response, body = ask(address)
    assert (response.status, body) == (404, b"not found, whichever language")


def test_a_folder_without_its_slash_leads_to_the_one_with_it(ask: Ask) -> None:
    response, _ = ask("/en/jobs")
    assert response.status in {301, 308}
    assert response.headers["Location"] == PAGE


def test_the_head_of_a_page_is_that_of_the_page(ask: Ask) -> None:
    response, body = ask(PAGE, method="HEAD")
    assert (response.status, body) == (200, b"")
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"
