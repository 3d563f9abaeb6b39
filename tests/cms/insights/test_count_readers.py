"""Readers are counted from access logs: pages, languages and days, each line once, and nothing of who they are."""

from __future__ import annotations

import gzip
import io
import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from cms.cities.models import City
from cms.guides.models import ArticlePage, TopicPage
from cms.insights.models import CountedHost, PageDemand, PageReads
from tests.cms.factories import edit, home_page, make_city, make_page, make_translation, publish
from tests.cms.insights.access_log_lines import caddy, combined

pytestmark = pytest.mark.django_db

NOON = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0) - timedelta(days=2)
HOST = "alpha.example.org"

Log = Callable[..., Path]


@pytest.fixture
def city() -> City:
    return make_city(languages=("en", "de", "ar"))


@pytest.fixture
def housing(city: City) -> TopicPage:
    return make_page(TopicPage, city, title="Housing", slug="housing")


@pytest.fixture
def log(tmp_path: Path) -> Log:
    def write(*lines: str, name: str = "access.log") -> Path:
        file = tmp_path / name
        file.write_text("".join(lines))
        return file

    return write


def count(*logs: object, **options: object) -> str:
    """What the command says after it counted."""
    out = io.StringIO()
    call_command("count_readers", *map(str, logs), stdout=out, stderr=out, **options)
    return out.getvalue()


def reads() -> dict[str, int]:
    """How often pages were read, by language."""
    return dict(PageReads.objects.order_by("language").values_list("language", "reads"))


def test_readers_of_a_page_are_counted_in_each_language_also_where_it_is_missing(housing: TopicPage, log: Log) -> None:
    publish(edit_slug(make_translation(housing, "de"), "wohnen"))
    told = count(
        log(
            combined("/en/housing/", NOON),
            combined("/de/wohnen/?from=chat", NOON),
            combined("/de/wohnen/index.html", NOON, status=304),
            *[combined("/ar/housing/", NOON)] * 3,
        )
    )
    assert reads() == {"en": 1, "de": 2, "ar": 3}
    assert set(PageReads.objects.values_list("uuid", "day")) == {(housing.translation_key, NOON.date())}
    assert dict(PageDemand.objects.values_list("language", "reads")) == reads()
    assert "alpha: 6 reads of 1 pages on 1 days" in told


def edit_slug(page: TopicPage, slug: str) -> TopicPage:
    page.slug = slug
    return page


def test_a_reader_before_a_page_was_translated_found_it_at_the_path_of_its_source(housing: TopicPage, log: Log) -> None:
    publish(edit_slug(make_translation(housing, "de"), "wohnen"))
    count(log(combined("/de/housing/", NOON)))
    assert reads() == {"de": 1}


def test_home_pages_and_encoded_paths_are_pages_and_the_themes_own_pages_are_not(city: City, log: Log) -> None:
    page = make_page(TopicPage, city, slug="straße")
    lines = [combined(path, NOON) for path in ("/en/", "/ar/stra%C3%9Fe/", "/", "/en/a-z/", "/en/glossary/", "/fr/")]
    count(log(*lines))
    found = set(PageReads.objects.values_list("uuid", "language"))
    assert found == {(home_page(city).translation_key, "en"), (page.translation_key, "ar")}


@pytest.mark.usefixtures("housing")
def test_what_no_person_read_or_is_no_page_does_not_count(log: Log) -> None:
    told = count(
        log(
            combined("/en/housing/", NOON, agent="Mozilla/5.0 (compatible; Googlebot/2.1)"),
            combined("/en/housing/", NOON, status=404),
            combined("/en/housing/picture.webp", NOON),
            combined("/assets/style.css", NOON),
            caddy("/en/housing/", NOON, "elsewhere.example.org"),
            combined("/en/housing/", NOON - timedelta(days=401)),
            combined("/en/housing/", datetime.now(UTC) + timedelta(days=1)),
        )
    )
    assert reads() == {}
    assert "7 lines: 1 of robots, 0 counted before, 1 of other hosts, 1 too old, 1 for the next time" in told


@pytest.mark.usefixtures("housing")
def test_caddys_lines_and_those_of_several_hosts_are_understood(log: Log) -> None:
    beta = make_city("beta")
    make_page(TopicPage, beta, slug="housing")
    count(
        log(
            caddy("/ar/housing/", NOON + timedelta(milliseconds=5), f"{HOST.upper()}:443"),
            combined("/de/housing/", NOON, host="beta.example.org:443"),
            caddy("/de/housing/", NOON, "beta.example.org").replace(f"{NOON.timestamp()}", f'"{NOON.isoformat()}"'),
        )
    )
    assert dict(PageReads.objects.values_list("city__slug", "reads")) == {"alpha": 1, "beta": 2}


@pytest.mark.usefixtures("housing")
def test_lines_without_a_host_are_asked_about_when_there_are_several(log: Log) -> None:
    make_city("beta")
    file = log(caddy("/en/housing/", NOON, HOST), combined("/en/housing/", NOON))
    with pytest.raises(CommandError, match=r"access.log, line 2: says no host.*--host alpha.example.org"):
        count(file)
    assert reads() == {}
    with pytest.raises(CommandError, match="No guide is at gamma"):
        count(file, host="gamma.example.org")
    count(file, host="Alpha.example.org")
    assert reads() == {"en": 2}


@pytest.mark.usefixtures("housing")
def test_guides_below_one_host_are_told_apart(log: Log, settings: Settings) -> None:
    settings.GUIDE_SITE_ROOT = "http://localhost:8000"
    make_page(TopicPage, make_city("alpha-north"), slug="housing")
    lines = [combined(path, NOON) for path in ("/alpha/en/housing/", "/alpha-north/en/housing/", "/en/housing/")]
    count(log(*lines))
    assert dict(PageReads.objects.values_list("city__slug", "reads")) == {"alpha": 1, "alpha-north": 1}


@pytest.mark.usefixtures("housing")
def test_a_day_is_the_citys(city: City, log: Log) -> None:
    City.objects.filter(pk=city.pk).update(time_zone="Pacific/Auckland")
    count(log(combined("/en/housing/", NOON.replace(hour=23))))
    assert PageReads.objects.get().day == NOON.date() + timedelta(days=1)


@pytest.mark.usefixtures("housing")
def test_no_line_counts_twice(log: Log) -> None:
    first, second = combined("/en/housing/", NOON), combined("/en/housing/", NOON + timedelta(seconds=1))
    assert "1 counted before" not in count(log(first))
    assert "1 counted before" in count(log(first, second))
    assert "2 counted before" in count(log(first, second, name="access.log.1"))
    assert reads() == {"en": 2}


@pytest.mark.usefixtures("housing")
def test_parts_of_a_log_are_counted_together_in_any_order(log: Log) -> None:
    newer = log(combined("/en/housing/", NOON), name="access.log")
    older = log(combined("/en/housing/", NOON), combined("/ar/housing/", NOON - timedelta(days=1)), name="access.log.1")
    count(newer, older)
    assert reads() == {"en": 2, "ar": 1}


@pytest.mark.usefixtures("housing")
def test_the_second_that_is_not_over_is_left_for_the_next_time(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    line = combined("/en/housing/", NOON)
    clock = "cms.insights.management.commands.count_readers.timezone.now"
    monkeypatch.setattr(clock, lambda: NOON + timedelta(milliseconds=300))
    assert "1 for the next time" in count(log(line))
    monkeypatch.setattr(clock, lambda: NOON + timedelta(milliseconds=1300))
    count(log(line, line))
    assert reads() == {"en": 2}


@pytest.mark.usefixtures("housing")
def test_compressed_logs_and_standard_input_are_read(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    compressed = log(name="access.log.2.gz")
    compressed.write_bytes(gzip.compress(combined("/en/housing/", NOON).encode()))
    piped = io.BufferedReader(io.BytesIO(combined("/en/housing/", NOON).encode()))
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=piped))
    count(compressed, "-")
    assert reads() == {"en": 2}


@pytest.mark.usefixtures("housing")
def test_bad_lines_are_counted_and_the_first_is_named(log: Log) -> None:
    file = log(
        combined("/en/housing/", NOON),
        combined("/en/housing/", NOON).replace("[", "").replace("]", ""),
        '{"request": ["not", "caddy"]}\n',
        caddy("/en/housing/", NOON, HOST).replace(f"{NOON.timestamp()}", '"2026-01-01T00:00:00"'),
        combined("/en/housing/", NOON).replace(f"{NOON:%b}", "Foo"),
    )
    assert f"4 of 5 lines cannot be read, the first is {file}, line 2." in count(file)
    assert reads() == {"en": 1}


@pytest.mark.usefixtures("housing")
def test_requests_that_are_garbage_are_no_bad_lines(log: Log) -> None:
    garbage = combined("/", NOON, status=400).replace("GET / HTTP/2.0", r"\x16\x03\x01 \"\\")
    assert "cannot be read" not in count(log(garbage, combined("/", NOON, status=408).replace("GET / HTTP/2.0", "-")))


@pytest.mark.usefixtures("housing")
def test_a_log_in_another_format_is_refused(log: Log) -> None:
    with pytest.raises(CommandError, match=r"2 of 2 lines cannot be read, the first is .*access.log, line 1"):
        count(log("GET /en/housing/\n", "GET /en/housing/\n"))
    assert not CountedHost.objects.exists()


@pytest.mark.usefixtures("housing")
def test_a_log_that_breaks_off_leaves_everything_as_it_was(log: Log, tmp_path: Path) -> None:
    broken = tmp_path / "access.log.2.gz"
    broken.write_bytes(gzip.compress(combined("/en/housing/", NOON).encode() * 50)[:-9])
    with pytest.raises(CommandError, match=r"access.log.2.gz cannot be read: .*Nothing was counted"):
        count(log(combined("/en/housing/", NOON)), broken)
    with pytest.raises(CommandError, match=r"gone.log cannot be read"):
        count(tmp_path / "gone.log")
    assert not PageReads.objects.exists()
    assert not CountedHost.objects.exists()


@pytest.mark.usefixtures("housing")
def test_two_first_counts_of_a_host_at_a_time_do_not_both_count(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    file, save = log(combined("/en/housing/", NOON)), CountedHost.save

    def other_first(counted: CountedHost, **how: Any) -> None:
        monkeypatch.setattr(CountedHost, "save", save)
        CountedHost.objects.create(host=counted.host, until=counted.until)
        counted.save(**how)

    monkeypatch.setattr(CountedHost, "save", other_first)
    with pytest.raises(CommandError, match=r"Another count of alpha.example.org ended"):
        count(file)
    assert not PageReads.objects.exists()


@pytest.mark.usefixtures("housing")
def test_two_counts_at_a_time_do_not_both_count(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    from cms.insights.reader_counting import ReaderCounting

    file, store = log(combined("/en/housing/", NOON)), ReaderCounting.store

    def other_first(counting: ReaderCounting) -> None:
        monkeypatch.setattr(ReaderCounting, "store", store)
        count(file)
        store(counting)

    monkeypatch.setattr(ReaderCounting, "store", other_first)
    with pytest.raises(CommandError, match=r"Another count of alpha.example.org ended"):
        count(file)
    assert reads() == {"en": 1}


def test_counts_go_after_400_days_and_demand_after_90(city: City, housing: TopicPage, log: Log) -> None:
    for age in (89, 90, 399, 400):
        day = datetime.now(UTC).date() - timedelta(days=age)
        PageReads.objects.create(city=city, day=day, uuid=housing.translation_key, language="ar", reads=age)
    count(log(combined("/en/", NOON)))
    assert set(PageReads.objects.filter(language="ar").values_list("reads", flat=True)) == {89, 90, 399}
    assert PageDemand.objects.get(language="ar").reads == 89


@pytest.mark.usefixtures("housing")
def test_nothing_of_a_reader_is_kept(log: Log) -> None:
    names = {field.name for model in (PageReads, PageDemand, CountedHost) for field in model._meta.get_fields()}
    assert names == {"id", "city", "day", "uuid", "language", "reads", "host", "until"}
    count(log(combined("/en/housing/", NOON)))
    assert CountedHost.objects.get().until == NOON + timedelta(seconds=1)


@pytest.mark.usefixtures("housing")
def test_the_numbers_can_be_read_by_a_program(log: Log) -> None:
    file, out = log(combined("/en/housing/", NOON), "?\n"), io.StringIO()
    call_command("count_readers", str(file), "--json", stdout=out, stderr=io.StringIO())
    told = json.loads(out.getvalue())
    assert told["cities"] == {"alpha": {"reads": 1, "pages": 1, "days": 1}}
    assert (told["lines"], told["bad"]) == (2, 1)


def test_an_installation_without_cities_says_so(log: Log) -> None:
    with pytest.raises(CommandError, match="no city yet"):
        count(log(combined("/en/", NOON)))


def test_articles_that_changed_their_text_keep_their_counts(city: City, housing: TopicPage, log: Log) -> None:
    page = make_page(ArticlePage, city, slug="flats", parent=housing)
    count(log(combined("/en/housing/flats/", NOON)))
    edit(page, title="Other")
    count(log(combined("/en/housing/flats/", NOON + timedelta(hours=1))))
    assert PageReads.objects.get(uuid=page.translation_key).reads == 2
