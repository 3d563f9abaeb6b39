from __future__ import annotations

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from cms.search import due
from cms.search.entries import Entry, entry
from cms.search.errors import SearchError
from cms.search.on_disk import OnDisk
from cms.search.searching import indexed_revision, search, update_city
from tests.cms.published import publish, withdraw
from tests.site_builder.documents import small_city
from tests.site_builder.entities import ONLY_ENGLISH, PASSPORT, PROCEDURE, SERVICE, Body

pytestmark = pytest.mark.django_db
CITY = "harbourton"


@pytest.fixture(autouse=True)
def _indexes(settings: Any, tmp_path: Path) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path


def body_of(uuid: str, language: str) -> Body:
    return next(body for body in small_city() if body["uuid"] == uuid and body["language"] == language)


def found(query: str, language: str = "en") -> list[str]:
    return [hit.uuid for hit in search(CITY, language, query).hits]


def test_a_question_finds_the_page_in_the_readers_language() -> None:
    publish(small_city())
    update_city(CITY)
    assert PROCEDURE in found("How do I register my address?")[:3]
    assert PROCEDURE in found(body_of(PROCEDURE, "ar")["title"], "ar")[:3]


def test_the_word_on_the_form_finds_the_translated_page() -> None:
    publish(small_city())
    update_city(CITY)
    assert found("passport", "ar")[0] == PASSPORT


def test_what_is_not_translated_is_found_all_the_same() -> None:
    publish(small_city())
    update_city(CITY)
    hits = search(CITY, "ar", "rubbish and recycling").hits
    assert (hits[0].uuid, hits[0].language) == (ONLY_ENGLISH, "en")


def test_only_what_changed_is_indexed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    publish(small_city())
    update_city(CITY)
    indexed: list[str] = []

    def watched(body: Body, *about: Any) -> Entry:
        indexed.append(body["uuid"])
        return entry(body, *about)

    monkeypatch.setattr(due, "entry", watched)
    assert update_city(CITY) == len(small_city())
    assert indexed == []
    publish([body_of(SERVICE, "en") | {"title": "Xylophones"}])
    assert update_city(CITY) == len(small_city()) + 1
    assert set(indexed) == {SERVICE}
    assert found("xylophone")[0] == SERVICE
    assert found("xylophone", "ar")[0] == SERVICE, "its source title is a word that people type"


def test_a_withdrawn_document_is_found_no_more() -> None:
    publish(small_city())
    update_city(CITY)
    for language in ("en", "ar", "de"):
        withdraw(body_of(SERVICE, language))
    update_city(CITY)
    assert SERVICE not in found("welcome advice")
    assert SERVICE not in found(body_of(SERVICE, "ar")["title"], "ar")


def test_a_withdrawn_translation_leaves_the_source_to_be_found() -> None:
    publish(small_city())
    update_city(CITY)
    withdraw(body_of(SERVICE, "ar"))
    update_city(CITY)
    (hit,) = (hit for hit in search(CITY, "ar", "welcome advice").hits if hit.uuid == SERVICE)
    assert hit.language == "en"


def test_a_new_language_begins_with_everything() -> None:
    publish(body for body in small_city() if body["language"] == "en")
    update_city(CITY)
    publish([body_of(SERVICE, "ar")])
    update_city(CITY)
    assert found("rubbish recycling", "ar") == found("rubbish recycling")


def test_cities_and_drafts_are_kept_apart() -> None:
    publish(small_city())
    city = next(body for body in small_city() if body["kind"] == "city" and body["language"] == "en")
    publish({**body, "city": "elsewhere"} for body in (city, body_of(ONLY_ENGLISH, "en")))
    update_city(CITY)
    update_city("elsewhere")
    assert [hit.uuid for hit in search("elsewhere", "en", "rubbish address advice").hits] == [ONLY_ENGLISH]


def test_an_update_that_was_killed_is_made_good_by_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    publish(small_city())
    with monkeypatch.context() as killed:
        killed.setattr(OnDisk, "remember", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            update_city(CITY)
    assert update_city(CITY) == len(small_city())
    assert found("rubbish and recycling")


def test_an_update_that_was_killed_between_two_languages_is_made_good_by_the_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    publish(small_city())
    update_city(CITY)
    publish([body_of(SERVICE, language) | {"title": "Quixzwyj"} for language in ("en", "ar")])
    write = OnDisk.write

    def killed_after_arabic(self: OnDisk, city: str, language: str, *entries: Any, **how: Any) -> None:
        assert language == "ar", "killed"
        write(self, city, language, *entries, **how)

    with monkeypatch.context() as killed:
        killed.setattr(OnDisk, "write", killed_after_arabic)
        with pytest.raises(AssertionError, match="killed"):
            update_city(CITY)
    update_city(CITY)
    assert (found("quixzwyj")[:1], found("quixzwyj", "ar")[:1]) == ([SERVICE], [SERVICE])


@pytest.mark.parametrize("noted", ["", "\0\0", "7x"])
def test_a_note_that_a_power_cut_emptied_has_everything_indexed_again(settings: Any, noted: str) -> None:
    publish(small_city())
    reached = update_city(CITY)
    (marker,) = settings.SEARCH_INDEX_DIR.glob(f"*/{CITY}/revision")
    marker.write_text(noted)
    assert indexed_revision(CITY) == 0
    assert update_city(CITY) == reached == indexed_revision(CITY)


@pytest.mark.parametrize("name", ["..", "../../etc", "", "a/b", "a" * 81])
def test_no_question_leads_out_of_the_folder_of_the_indexes(name: str) -> None:
    with pytest.raises(SearchError, match="neither a city nor a language"):
        search(CITY, name, "rent")
    with pytest.raises(SearchError, match="neither a city nor a language"):
        search(name, "en", "rent")


def test_the_command_rebuilds_all_indexes() -> None:
    publish(small_city())
    out, err = StringIO(), StringIO()
    call_command("rebuild_search_index", stdout=out, stderr=err)
    assert out.getvalue() == f"{CITY}\t{len(small_city())}\n"
    assert CITY in err.getvalue()
    assert found("rubbish and recycling")


def test_the_command_says_which_city_it_does_not_know() -> None:
    with pytest.raises(CommandError, match="atlantis"):
        call_command("rebuild_search_index", "atlantis", stderr=StringIO())
