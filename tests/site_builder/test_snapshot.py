from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from site_builder.client import Changes, City
from site_builder.errors import DocumentError, FeedError, SnapshotError
from site_builder.snapshot import update
from site_builder.storage import FILE, Storage
from tests.site_builder.documents import small_city
from tests.site_builder.entities import Body
from tests.site_builder.feeds import Publisher

CITY = "harbourton"
Fetch = Callable[..., Storage]


def key(body: Body) -> tuple[str, str]:
    return body["uuid"], body["language"]


def bodies(storage: Storage) -> list[Body]:
    rows = storage.connection.execute("SELECT body FROM documents")
    return sorted((json.loads(body) for [body] in rows), key=key)


def live(publisher: Publisher) -> list[Body]:
    return sorted(publisher.bodies, key=key)


@pytest.fixture
def publisher() -> Publisher:
    return Publisher(small_city())


@pytest.fixture
def fetch(tmp_path: Path, publisher: Publisher) -> Iterator[Fetch]:
    """Open the storage and bring it up to a publisher, as each build does."""
    opened = []

    def run(of: Publisher = publisher, told: Callable[[str], None] = lambda _: None) -> Storage:
        opened.append(Storage.open(tmp_path, told))
        update(opened[-1], CITY, of.feed, told)
        return opened[-1]

    yield run
    for storage in opened:
        storage.close()


def test_a_first_fetch_brings_every_document(publisher: Publisher, fetch: Fetch) -> None:
    storage = fetch()
    assert bodies(storage) == live(publisher)
    assert storage.fact("revision") == str(publisher.revision)


def test_nothing_new_touches_nothing(publisher: Publisher, fetch: Fetch) -> None:
    storage = fetch()
    assert update(storage, CITY, publisher.feed) == set()


def test_a_document_that_is_published_as_it_was_is_no_change(publisher: Publisher, fetch: Fetch) -> None:
    storage = fetch()
    publisher.publish(publisher.bodies[0])
    assert update(storage, CITY, publisher.feed) == set()
    assert storage.fact("revision") == str(publisher.revision)


def test_after_any_edits_the_snapshot_says_what_is_published(publisher: Publisher, fetch: Fetch) -> None:
    chance = random.Random(7)
    for edit in range(40):
        body = chance.choice(publisher.bodies)
        if chance.random() < 0.3:
            publisher.withdraw(*key(body))
        else:
            publisher.publish(body | {"title": f"Title {edit}"})
        if chance.random() < 0.5:
            fetch().close()
    storage = fetch()
    assert bodies(storage) == live(publisher)
    assert storage.fact("revision") == str(publisher.revision)


def test_broken_documents_are_named_and_the_old_snapshot_stands(publisher: Publisher, fetch: Fetch) -> None:
    storage = fetch()
    before = bodies(storage)
    good, bad = publisher.bodies[0], publisher.bodies[1]
    publisher.publish(good | {"title": "Fine"}, bad | {"title": 7, "path": "a-broken-page"})
    with pytest.raises(DocumentError, match=r"“a-broken-page”.*title: 7 is not of type 'string'"):
        update(storage, CITY, publisher.feed)
    assert bodies(storage) == before
    publisher.publish(bad)
    update(storage, CITY, publisher.feed)
    assert bodies(storage) == live(publisher)


def test_a_document_under_another_name_is_refused(publisher: Publisher, fetch: Fetch) -> None:
    publisher.rows["other", "en"] = {**publisher.rows[key(publisher.bodies[0])], "uuid": "other", "revision": 10_000}
    with pytest.raises(DocumentError, match="uuid: the feed says other"):
        fetch()


def test_a_feed_that_started_anew_is_noticed_and_read_from_its_beginning(publisher: Publisher, fetch: Fetch) -> None:
    fetch()
    shorter = Publisher(small_city()[:10])
    assert bodies(fetch(shorter)) == live(shorter)
    fetch(publisher)
    other = Publisher([body | {"title": f"New {body['title']}"} for body in small_city()])
    assert other.revision == publisher.revision
    told: list[str] = []
    assert bodies(fetch(other, told.append)) == live(other)
    assert "another one" in told[0]


def test_a_feed_that_does_not_move_ends_in_an_error(tmp_path: Path) -> None:
    class Stuck:
        def cities(self) -> list[City]:
            return []

        def changes(self, city: str, after: int, first: int) -> Changes:
            return Changes((), after, has_more=True)

    with pytest.raises(FeedError, match="does not go on"):
        update(Storage.open(tmp_path), CITY, Stuck())


@pytest.mark.parametrize("harm", ["cut", "noise", "foreign", "old"])
def test_a_damaged_snapshot_is_fetched_again(publisher: Publisher, fetch: Fetch, tmp_path: Path, harm: str) -> None:
    fetch().close()
    file = tmp_path / FILE
    match harm:
        case "cut":
            file.write_bytes(file.read_bytes()[:10_000])
        case "noise":
            file.write_bytes(b"?" * 100_000)
        case "foreign":
            file.unlink()
            with sqlite3.connect(file) as other:
                other.execute("CREATE TABLE documents (name TEXT)")
            other.close()
        case "old":
            with sqlite3.connect(file) as older:
                older.execute("PRAGMA user_version = 1")
            older.close()
    told: list[str] = []
    assert bodies(fetch(publisher, told.append)) == live(publisher)
    assert "every document is fetched again" in told[0]


def test_a_transaction_that_is_broken_off_leaves_the_old_snapshot(fetch: Fetch) -> None:
    storage = fetch()
    before = bodies(storage)

    def broken_off() -> None:
        with storage.transaction() as connection:
            connection.execute("DELETE FROM documents")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        broken_off()
    assert bodies(storage) == before


def test_a_transaction_that_cannot_be_completed_does_not_hinder_the_next_of_a_worker(tmp_path: Path) -> None:
    storage = Storage.open(tmp_path)
    storage.connection.execute("PRAGMA foreign_keys = ON")
    storage.connection.execute("CREATE TABLE a (n PRIMARY KEY)")
    storage.connection.execute("CREATE TABLE b (n REFERENCES a (n) DEFERRABLE INITIALLY DEFERRED)")
    # Refused when it is completed and not before, as a disk may that has just become full.
    with pytest.raises(sqlite3.IntegrityError), storage.transaction() as connection:
        connection.execute("INSERT INTO b VALUES (1)")
    with storage.transaction():
        storage.note(release="a")
    assert storage.fact("release") == "a"
    storage.close()


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SnapshotError, match=r"file/builder.sqlite3 cannot be written: .*[Dd]irectory|File exists"):
        Storage.open(tmp_path / "file")
