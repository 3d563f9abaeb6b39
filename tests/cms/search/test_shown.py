"""The server searches the very texts that the builder gives to readers' devices, also after what pages name changed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as installation

from cms.publishing.models import PublishedDocument
from cms.search import due
from cms.search.due import Due
from cms.search.entries import Entry
from cms.search.searching import search, update_city
from site_builder.environment import make_environment
from site_builder.guide import SEARCHED, Guide
from site_builder.views.edition import Edition
from site_builder.views.passages import LENDING
from site_builder.views.search import search_file
from tests.cms.published import publish, withdraw
from tests.site_builder.documents import small_city
from tests.site_builder.entities import SERVICE, Body, document

pytestmark = pytest.mark.django_db
CITY = "harbourton"
THEME = Path(installation.GUIDE_THEME_DIR)


@pytest.fixture(autouse=True)
def _indexes(settings: Any, tmp_path: Path) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path


def body_of(kind: str, language: str = "en") -> Body:
    return next(body for body in small_city() if body["kind"] == kind and body["language"] == language)


def indexed(language: str, known: int = 0) -> dict[str, Entry]:
    entries = Due(PublishedDocument.objects.of_city(CITY), "en", THEME, known).entries(language)
    return {entry.uuid: entry for entry in entries}


def delivered(language: str) -> dict[str, Any]:
    """What the builder writes for a device, by UUID."""
    guide = Guide(list(PublishedDocument.objects.current().values_list("body", flat=True)))
    edition = Edition(guide, language, make_environment(THEME, {}))
    uuids = [uuid for uuid in guide.searched(1, 0) if guide.kind(uuid) in SEARCHED]
    return dict(zip(uuids, json.loads(search_file(edition, "1-0")), strict=True))


def plain(passage: str | list[str]) -> str:
    return passage if isinstance(passage, str) else passage[0]


def as_delivered(entry: Entry, language: str) -> dict[str, Any]:
    def passage(text: str, is_heading: bool, spoken: str) -> str | list[str]:
        marks = "h" * is_heading + "s" * (spoken != language)
        return [text, marks] if marks else text

    return {
        "kind": entry.kind,
        "title": entry.title,
        "names": [*entry.names],
        "above": [*entry.above],
        "text": [passage(*said) for said in entry.passages],
    }


@pytest.mark.parametrize("language", ["en", "ar", "de", "ti"])
def test_the_server_indexes_what_devices_do_of_every_kind_of_document(language: str) -> None:
    publish(small_city())
    ours, theirs = indexed(language), delivered(language)
    assert {entry.kind for entry in ours.values()} == SEARCHED
    for uuid, entry in theirs.items():
        expected = {name: entry.get(name, []) for name in ("kind", "names", "text")}
        expected |= {"title": plain(entry["title"]), "above": [plain(title) for title in entry.get("above", [])]}
        assert as_delivered(ours[uuid], language) == expected
    assert ours.keys() == theirs.keys()


@pytest.mark.parametrize("kind", sorted(LENDING))
def test_a_page_is_found_by_the_new_words_of_what_it_names(kind: str) -> None:
    lender = body_of(kind)
    mention = f'<p><a data-ref="{lender["uuid"]}" data-kind="{kind}">this</a></p>'
    service = next(body for body in small_city() if body["uuid"] == SERVICE and body["language"] == "en")
    naming = {"document": lender["uuid"], "id": "x", "required": "always", "condition": "", "note": ""}
    papers = [naming | {"original": False, "copies": 0, "sworn_translation": False}] if kind == "document_type" else []
    costs = [lender["uuid"]] if kind == "cost" else []
    publish([*small_city(), service | {"for_whom": mention, "costs": costs, "documents": papers}])
    update_city(CITY)
    before = indexed("en")[SERVICE].passages
    known = update_city(CITY)
    publish([lender | {"title": "Xylophone", **({"number": "+44 20 7946 0999"} if kind == "contact" else {})}])
    assert SERVICE in indexed("en", known)
    assert indexed("en", known)[SERVICE] == indexed("en")[SERVICE]
    assert indexed("en")[SERVICE].passages != before
    update_city(CITY)
    question = "7946 0999" if kind == "contact" else "xylophone"
    assert SERVICE in [hit.uuid for hit in search(CITY, "en", question).hits]
    withdraw(lender)
    update_city(CITY)
    assert SERVICE not in [hit.uuid for hit in search(CITY, "en", question).hits]


def test_where_much_changed_that_others_show_everything_is_indexed(monkeypatch: pytest.MonkeyPatch) -> None:
    publish(small_city())
    known = update_city(CITY)
    publish([body_of("cost") | {"title": "Xylophone"}])
    assert not Due(PublishedDocument.objects.of_city(CITY), "en", THEME, known).is_everything
    monkeypatch.setattr(due, "LENDERS_AT_ONCE", 0)
    assert Due(PublishedDocument.objects.of_city(CITY), "en", THEME, known).is_everything


def test_without_a_city_there_is_no_guide_to_search() -> None:
    publish([document("article", "lonely") | {"city": CITY}])
    assert indexed("en") == {}
