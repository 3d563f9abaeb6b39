"""The report of pages and languages shows what readers read, and puts it first when that is asked for."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.cities.models import City, Role
from cms.guides.models import ArticlePage, TopicPage
from cms.insights import matrix
from cms.insights.demand import refresh_demand
from cms.insights.models import PageReads
from tests.cms.factories import make_city, make_page, make_translation, make_user

pytestmark = pytest.mark.django_db

ADDRESS = reverse("insights_languages_report")
TODAY = datetime.now(UTC).date()


@pytest.fixture
def city() -> City:
    return make_city(languages=("en", "de", "ar"))


@pytest.fixture
def editor(city: City, as_user: Callable[[User], Client]) -> Client:
    return as_user(make_user(city, Role.EDITOR))


@pytest.fixture
def pages(city: City) -> list[ArticlePage]:
    """Three articles, in the order of the guide."""
    topic = make_page(TopicPage, city, title="Topic")
    return [make_page(ArticlePage, city, title=f"Article {name}", parent=topic) for name in ("one", "two", "three")]


def read(page: ArticlePage, city: City, days_ago: int = 1, **reads: int) -> None:
    """Let a page have been read in languages."""
    day = TODAY - timedelta(days=days_ago)
    for language, number in reads.items():
        PageReads.objects.create(city=city, day=day, uuid=page.translation_key, language=language, reads=number)
    refresh_demand(TODAY)


def titles(client: Client, query: str = "") -> list[str]:
    """The titles of the articles in the order in which they are shown."""
    rows = client.get(ADDRESS + query).context["rows"]
    return [row.page.title.removeprefix("Article ") for row in rows if row.page.title.startswith("Article")]


def test_without_counts_there_is_nothing_to_sort_by(editor: Client, pages: list[ArticlePage], city: City) -> None:
    read(pages[0], city, days_ago=91, ar=5)
    told = editor.get(ADDRESS).content.decode()
    assert "Most read" not in told
    assert "Reads" not in told
    assert titles(editor, "?sort=reads") == ["one", "two", "three"]


def test_what_is_read_most_in_the_languages_shown_comes_first(
    editor: Client, pages: list[ArticlePage], city: City
) -> None:
    one, two, three = pages
    read(one, city, ar=5, de=1, en=100)
    read(two, city, de=2)
    read(three, city, ar=4, de=4)
    read(three, city, days_ago=2, ar=1)
    assert "Most read (last 90 days)" in editor.get(ADDRESS).content.decode()
    assert titles(editor) == ["one", "two", "three"]
    assert titles(editor, "?sort=reads") == ["three", "one", "two"]
    assert titles(editor, "?sort=reads&language=de") == ["three", "two", "one"]
    assert titles(editor, "?sort=reads&language=ar") == ["one", "three", "two"]
    assert titles(editor, "?sort=reads&text=two") == ["two"]


def test_the_reads_stand_beside_the_page_and_its_missing_translation(
    editor: Client, pages: list[ArticlePage], city: City
) -> None:
    read(pages[1], city, ar=7, de=1)
    response = editor.get(f"{ADDRESS}?sort=reads")
    first = response.context["rows"][0]
    assert (first.page.title, first.reads) == ("Article two", 8)
    assert [(cell.tag, cell.status.value, cell.reads) for cell in first.cells] == [
        ("de", "missing", 1),
        ("ar", "missing", 7),
    ]
    told = response.content.decode()
    assert "read 7 times" in told
    assert 'aria-sort="descending"' in told
    assert 'aria-sort="descending"' not in editor.get(ADDRESS).content.decode()


def test_the_order_is_kept_from_screen_to_screen_and_in_the_links_of_the_columns(
    editor: Client, pages: list[ArticlePage], city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(matrix, "PAGES_PER_SCREEN", 2)
    read(pages[2], city, ar=1)
    told = editor.get(f"{ADDRESS}?sort=reads&kind=articlepage").content.decode()
    assert 'href="?sort=reads&amp;kind=articlepage&amp;city=alpha&amp;p=2"' in told
    assert 'href="?city=alpha&amp;language=ar&amp;status=missing&amp;sort=reads"' in told
    assert 'href="?city=alpha&amp;sort=reads"' in told
    assert '<option value="reads" selected>' in told
    assert titles(editor, "?sort=reads&kind=articlepage&p=2") == ["two"]


def test_the_report_is_downloaded_whole_in_its_order(
    editor: Client, pages: list[ArticlePage], city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(matrix, "PAGES_PER_SCREEN", 1)
    make_translation(pages[0], "de")
    make_page(ArticlePage, city, title="=Article")
    query = "?kind=articlepage&sort=reads"
    assert table(editor, query)[0] == ["Page", "Kind", "de", "ar"]
    read(pages[2], city, ar=3, de=1)
    address = "?kind=articlepage&amp;sort=reads&amp;city=alpha&amp;export=csv"
    assert f'href="{address}"' in editor.get(ADDRESS + query).content.decode()
    assert table(editor, query) == [
        ["Page", "Kind", "de", "ar", "Reads", "de: reads", "ar: reads"],
        ["Article three", "article", "Missing", "Missing", "4", "1", "3"],
        ["Article one", "article", "Reviewed", "Missing", "0", "0", "0"],
        ["Article two", "article", "Missing", "Missing", "0", "0", "0"],
        ["'=Article", "article", "Missing", "Missing", "0", "0", "0"],
    ]


def table(client: Client, query: str) -> list[list[str]]:
    response = client.get(f"{ADDRESS}{query}&export=csv")
    assert response["Content-Disposition"] == 'attachment; filename="alpha-languages.csv"'
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"), newline="")))


def test_files_for_agencies_begin_with_what_is_read_most(editor: Client, pages: list[ArticlePage], city: City) -> None:
    read(pages[2], city, ar=1)
    ticked = {"pages": [page.pk for page in pages], "languages": ["ar"], "kind": "csv", "scope": "all"}
    response = editor.post(f"{ADDRESS}?sort=reads", {"action": "export", **ticked})
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"), newline="")))
    assert list(dict.fromkeys(row["page"] for row in rows)) == ["Article three", "Article one", "Article two"]


def test_another_citys_readers_are_not_shown(editor: Client, pages: list[ArticlePage], city: City) -> None:
    beta = make_city("beta")
    read(pages[0], beta, de=9)
    assert "Most read" not in editor.get(ADDRESS).content.decode()
    read(pages[1], city, de=1)
    assert titles(editor, "?sort=reads") == ["two", "one", "three"]


@pytest.mark.parametrize("query", ["?sort=reads", "?sort=reads&export=csv"])
def test_the_number_of_statements_does_not_grow_with_pages_or_counts(editor: Client, city: City, query: str) -> None:
    read(make_page(ArticlePage, city), city, de=1)
    editor.get(ADDRESS)
    few = statements(editor, query)
    for _number in range(4):
        page = make_page(ArticlePage, city)
        make_translation(page, "de")
        read(page, city, de=1, ar=1)
    editor.get(ADDRESS)
    assert 0 < statements(editor, query) <= few


def statements(client: Client, query: str) -> int:
    """How many SQL statements the report takes when no state is stale."""
    with CaptureQueriesContext(connection) as context:
        client.get(ADDRESS + query)
        return len(context)


def test_the_report_reads_no_text_of_a_page(editor: Client, city: City) -> None:
    make_translation(make_page(ArticlePage, city), "de")
    editor.get(ADDRESS)
    with CaptureQueriesContext(connection) as context:
        editor.get(ADDRESS)
    assert not [query["sql"] for query in context if "content_json" in query["sql"]]
