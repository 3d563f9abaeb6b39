from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from pathlib import Path
from uuid import NAMESPACE_OID, uuid5

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from cms.search import generation, index
from cms.search.entries import Entry, Said
from cms.search.errors import SearchError
from cms.search.index import SearchIndex
from site_builder.search import Index
from site_builder.search.alike import FEWEST
from site_builder.search.ranking import READ

ROOT = Path(__file__).resolve().parents[3]
WORDS = [
    "address",
    "register",
    "Anmeldung",
    "Straße",
    "العنوان",
    "تسجيل",
    "реєстрація",
    "ምዝገባ",
    "fee",
    "a",
    "how",
    "is",
]
COPIES = [(title, " ".join(f"word{number}" for number in range(FEWEST)), "", "article") for title in ("", "fee")]


def uuid_of(name: str) -> str:
    return str(uuid5(NAMESPACE_OID, name))


def made(name: str, title: str, text: str = "", *names: str, kind: str = "article") -> Entry:
    """A page whose path is the name by which tests speak of it."""
    passages = tuple(Said(line, line.startswith("#"), "en") for line in text.split("\n") if line)
    return Entry(uuid_of(name), kind, name, "en", title, passages, names)


def found(searched: SearchIndex, query: str, *kinds: str) -> list[str]:
    return [hit.path for hit in searched.search(query, "en", kinds).hits]


kinds = st.sampled_from(["article", "office", "term"])
texts = st.lists(st.sampled_from([*WORDS, "\n", "\n#"]), max_size=60).map(" ".join)
documents = st.lists(st.tuples(texts, texts, texts, kinds), min_size=1, max_size=25)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(documents, documents, texts)
@example([("", "ananan", "", "article")], [("", "fee", "", "article")], "ananan")  # a gram that overlaps itself
@example([("", "fee", "", "article")], [("", "ananan bananan", "", "term")], "ananan")
@example([("", "", "", ""), *COPIES], [("fee", "fee", "", "term")], "fee word1")
def test_the_server_ranks_and_reads_like_the_device_also_after_changes(
    tmp_path_factory: pytest.TempPathFactory,
    first: list[tuple[str, str, str, str]],
    then: list[tuple[str, str, str, str]],
    query: str,
) -> None:
    searched = SearchIndex(tmp_path_factory.mktemp("city") / "index")
    there: dict[str, Entry] = {}
    for replace, texts in ((True, first), (False, then)):
        entries = [made(f"{n:02}", *text, kind=kind) for n, (*text, kind) in enumerate(texts)]
        searched.write(entries, [uuid_of("03")], replace=replace)
        there.pop("03", None)
        there |= {entry.path: entry for entry in entries}
    reference = Index([each.searched() for each in sorted(there.values(), key=lambda entry: entry.uuid)], "en")
    expected = reference.search(query, READ)
    got = searched.search(query, "en").hits
    assert [(hit.uuid, hit.score, hit.share, hit.windows) for hit in got] == [
        (hit.key, hit.score, hit.share, hit.windows) for hit in expected
    ]


def test_a_title_counts_more_than_the_text(tmp_path: Path) -> None:
    searched = SearchIndex(tmp_path / "index")
    searched.write([made("text", "Other things", "register your address")])
    searched.write([made("title", "Register your address", "other things")])
    assert found(searched, "how do I register my address?") == ["title", "text"]


def test_a_hit_says_what_was_found(tmp_path: Path) -> None:
    searched = SearchIndex(tmp_path / "index")
    said = (Said("عقد", True, "ar"), Said("One rents a flat.", False, "en"))
    searched.write([Entry(uuid_of("1"), "service", "home/rent", "ar", "الإيجار", said, ("Rent",))])
    found = searched.search("rents", "ar")
    (hit,) = found.hits
    told = (uuid_of("1"), "service", "home/rent", "ar", "الإيجار")
    assert (hit.uuid, hit.kind, hit.path, hit.language, hit.title) == told
    assert hit.score > 0
    assert hit.passages == said
    assert (hit.windows, hit.best(found.gains)) == (((0, 1),), 1)


def test_only_what_is_of_a_kind_is_found_if_it_is_named(tmp_path: Path) -> None:
    searched = SearchIndex(tmp_path / "index")
    many = [made(f"{n}", "Rent", "rent " * 9) for n in range(READ + 5)]
    searched.write([*many, made("office", "Rent", kind="office"), made("term", "Rent", kind="term")])
    assert "office" not in found(searched, "rent")
    assert found(searched, "rent", "office", "term") == sorted(["office", "term"], key=uuid_of)
    assert found(searched, "rent", "service") == []


def test_a_word_is_not_meant_any_more_when_its_last_page_is_gone(tmp_path: Path) -> None:
    searched = SearchIndex(tmp_path / "index")
    searched.write([made("1", "Registry"), made("2", "Tax")])
    assert searched.search("rigestry", "en").suggestion == "Registry"
    searched.write([], [uuid_of("1")])
    assert searched.search("rigestry", "en").suggestion is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("regsiter", "register"),
        ("Where is the Anmedlung?", "Where is the Anmeldung?"),
        ("الإيجرا", "الإيجار"),
        ("registers", None),  # found all the same
        ("fee", None),
        ("zzzz", None),
        ("1234567", None),
    ],
)
def test_what_may_have_been_meant_is_said_in_the_spelling_of_the_guide(
    tmp_path: Path, typed: str, meant: str | None
) -> None:
    searched = SearchIndex(tmp_path / "index")
    searched.write([made("1", "To register: Anmeldung", "register, الإيجار and fee 1234568"), made("2", "Registry")])
    assert searched.search(typed, "en").suggestion == meant


def test_what_is_written_again_replaces_what_was_there(tmp_path: Path) -> None:
    searched = SearchIndex(tmp_path / "index")
    searched.write([made("1", "Rent"), made("2", "Rent and rent")])
    searched.write([made("1", "Tax")], removed=[uuid_of("2"), "never there"])
    assert found(searched, "rent") == []
    assert found(searched, "tax") == ["1"]


def test_an_index_can_be_replaced_as_a_whole(tmp_path: Path) -> None:
    searched = SearchIndex(tmp_path / "index")
    searched.write([made("1", "Rent")])
    searched.write([made("2", "Rent")], replace=True)
    assert found(searched, "rent") == ["2"]


def test_nothing_in_common_and_no_words_at_all_find_nothing(tmp_path: Path) -> None:
    searched = SearchIndex(tmp_path / "index")
    searched.write([made("1", "Rent")])
    assert found(searched, "zzzz") == []
    assert found(searched, " ?! ") == []


def test_no_more_hits_than_the_device_reads(tmp_path: Path) -> None:
    searched = SearchIndex(tmp_path / "index")
    searched.write([made(f"{n}", "Rent") for n in range(READ + 1)])
    assert len(found(searched, "rent")) == READ


def test_a_search_without_an_index_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(SearchError, match="rebuild_search_index"):
        SearchIndex(tmp_path / "nothing").search("rent", "en")


@pytest.mark.parametrize("attempt", range(5))
def test_writers_take_turns_and_nobody_is_kept_from_searching(tmp_path: Path, attempt: int) -> None:
    searched = SearchIndex(tmp_path / "new")
    with ThreadPoolExecutor(3) as writers:
        written = [
            writers.submit(searched.write, [made(f"{writer}-{n}", "Rent") for n in range(5)])
            for writer in [1, 2, 3] * 3
        ]
        wait(written, return_when=FIRST_COMPLETED)
        while not all(each.done() for each in written):
            assert len(found(searched, "rent")) in {5, 10, 15}
    assert [each.exception() for each in written] == [None] * 9
    assert len(found(searched, "rent")) == 15


def test_a_writer_that_waits_in_vain_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "LOCK_TIMEOUT", 0.01)
    searched = SearchIndex(tmp_path / "index")
    searched.write([])

    def while_another_one_writes() -> Iterator[Entry]:
        with pytest.raises(SearchError, match="Try again later"):
            searched.write([made("2", "Tax")])
        yield made("1", "Rent")

    searched.write(while_another_one_writes())
    assert found(searched, "rent tax") == ["1"]


def test_a_write_that_fails_leaves_the_index_as_it_was(tmp_path: Path) -> None:
    searched = SearchIndex(tmp_path / "index")
    searched.write([made("1", "Rent")])

    def failing() -> Iterator[Entry]:
        yield made("2", "Rent")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        searched.write(failing(), replace=True)
    assert found(searched, "rent") == ["1"]
    searched.write([made("3", "Rent")])
    assert set(found(searched, "rent")) == {"1", "3"}


def test_a_writer_that_is_killed_at_any_moment_leaves_the_old_index_or_the_new_one_and_the_next_write_mends(
    tmp_path: Path,
) -> None:
    command = [sys.executable, "-m", "tests.cms.search.killed_writers", str(tmp_path)]
    seen = json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout)
    assert sum(each["killed"] for each in seen) > 20
    assert all(each["found"] in (["1"], ["2"]) for each in seen)
    assert all(each["mended"] == sorted([*each["found"], "3"]) for each in seen)
    # Only what is done after everything was written, which is deleting old files, may be cut off then.
    assert [each["found"] for each in seen if not each["killed"]] == [["2"], ["2"]]
    assert sum(each["found"] == ["1"] for each in seen) > 10


def test_words_that_are_made_up_do_not_fill_the_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    memory = generation._Memory()
    monkeypatch.setattr(generation, "_memory", memory)
    monkeypatch.setattr(generation, "POSTINGS_KEPT", 5_000)
    searched = SearchIndex(tmp_path / "index")
    searched.write([made("one", "Fee")])
    for number in range(100):
        assert found(searched, f"zzz{number:04} {chr(0x4E00 + number)}") == []
    assert found(searched, "fee") == ["one"]
    assert len(memory._kept) < 5_000 / 50
    assert set(searched._generation()._words) <= {"f"}


def test_a_large_index_is_searched_like_a_small_one(tmp_path: Path) -> None:
    searched = SearchIndex(tmp_path / "index")
    # Beyond 5,000 documents Whoosh has another way to find those that fit: it drops grams that cannot help any more.
    worse = [made(f"{n:04}", "Fee", "rent " * (n > 0)) for n in range(5001)]
    searched.write([*worse, made("best", "Fee and rent", "rent")], replace=True)
    assert found(searched, "The fee, or the rent?")[0] == "best"
