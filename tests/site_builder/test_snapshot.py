from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from site_builder.client import Changes, City
from site_builder.errors import DocumentError, FeedError, SnapshotError
from site_builder.snapshot import Snapshot, load, save, update
from tests.site_builder.documents import small_city
from tests.site_builder.entities import Body
from tests.site_builder.feeds import Publisher


def key(body: Body) -> tuple[str, str]:
    return body["uuid"], body["language"]


def bodies(snapshot: Snapshot) -> list[Body]:
    return sorted((r.body for language in snapshot.languages for r in snapshot.of_language(language)), key=key)


def live(publisher: Publisher) -> list[Body]:
    return sorted(publisher.bodies, key=key)


@pytest.fixture
def publisher() -> Publisher:
    return Publisher(small_city())


@pytest.fixture
def snapshot(publisher: Publisher) -> Snapshot:
    return update(Snapshot("harbourton", {}), publisher.feed)


def test_a_first_fetch_brings_every_document(publisher: Publisher, snapshot: Snapshot) -> None:
    assert bodies(snapshot) == live(publisher)
    assert snapshot.languages == ["ar", "de", "en"]
    assert snapshot.revision == publisher.revision


def test_what_was_saved_is_loaded(snapshot: Snapshot, tmp_path: Path) -> None:
    save(snapshot, tmp_path / "snapshot")
    assert load(tmp_path / "snapshot", "harbourton") == snapshot


def test_nothing_new_leaves_the_very_same_snapshot(publisher: Publisher, snapshot: Snapshot) -> None:
    assert update(snapshot, publisher.feed) is snapshot


def test_after_any_edits_the_snapshot_says_what_is_published(tmp_path: Path) -> None:
    chance = random.Random(7)
    publisher, snapshot = Publisher(small_city()), Snapshot("harbourton", {})
    for edit in range(40):
        body = chance.choice(publisher.bodies)
        if chance.random() < 0.3:
            publisher.withdraw(*key(body))
        else:
            publisher.publish(body | {"title": f"Title {edit}"})
        if chance.random() < 0.5:
            snapshot = update(load(tmp_path, "harbourton"), publisher.feed)
            save(snapshot, tmp_path)
    snapshot = update(snapshot, publisher.feed)
    assert bodies(snapshot) == live(publisher)
    assert snapshot.revision == publisher.revision


def test_saving_keeps_only_files_that_count(publisher: Publisher, snapshot: Snapshot, tmp_path: Path) -> None:
    save(snapshot, tmp_path)
    publisher.publish(publisher.bodies[0] | {"title": "Another"})
    save(update(snapshot, publisher.feed), tmp_path)
    assert len(list(tmp_path.iterdir())) == 1 + len(snapshot.languages)


def test_broken_documents_are_named_and_the_old_snapshot_stands(publisher: Publisher, snapshot: Snapshot) -> None:
    before = bodies(snapshot)
    good, bad = publisher.bodies[0], publisher.bodies[1]
    publisher.publish(good | {"title": "Fine"}, bad | {"title": 7, "path": "a-broken-page"})
    with pytest.raises(DocumentError, match=r"“a-broken-page”.*title: 7 is not of type 'string'"):
        update(snapshot, publisher.feed)
    assert bodies(snapshot) == before
    publisher.publish(bad)
    assert bodies(update(snapshot, publisher.feed)) == live(publisher)


def test_a_document_under_another_name_is_refused(publisher: Publisher, snapshot: Snapshot) -> None:
    publisher.rows["other", "en"] = {**publisher.rows[key(publisher.bodies[0])], "uuid": "other", "revision": 10_000}
    with pytest.raises(DocumentError, match="uuid: the feed says other"):
        update(snapshot, publisher.feed)


def test_a_feed_that_started_anew_is_noticed_and_read_from_its_beginning(snapshot: Snapshot) -> None:
    shorter = Publisher(small_city()[:10])
    assert bodies(update(snapshot, shorter.feed)) == live(shorter)
    other = Publisher([body | {"title": f"New {body['title']}"} for body in small_city()])
    assert other.revision == snapshot.revision
    told: list[str] = []
    assert bodies(update(snapshot, other.feed, told.append)) == live(other)
    assert "another one" in told[0]


def test_a_feed_that_does_not_move_ends_in_an_error() -> None:
    class Stuck:
        def cities(self) -> list[City]:
            return []

        def changes(self, city: str, after: int, first: int) -> Changes:
            return Changes((), after, has_more=True)

    with pytest.raises(FeedError, match="does not go on"):
        update(Snapshot("harbourton", {}), Stuck())


@pytest.mark.parametrize("harm", ["cut", "lost", "index", "foreign"])
def test_a_damaged_snapshot_is_fetched_again(
    snapshot: Snapshot, publisher: Publisher, tmp_path: Path, harm: str
) -> None:
    save(snapshot, tmp_path)
    [english] = tmp_path.glob("en-*")
    match harm:
        case "cut":
            english.write_bytes(english.read_bytes()[:-100])
        case "lost":
            english.unlink()
        case "index":
            (tmp_path / "snapshot.json").write_text('{"format": 1')
        case "foreign":
            (tmp_path / "snapshot.json").write_text('{"format": 0}')
    told: list[str] = []
    loaded = load(tmp_path, "harbourton", told.append)
    assert loaded == Snapshot("harbourton", {})
    assert "every document is fetched again" in told[0]
    assert bodies(update(loaded, publisher.feed)) == live(publisher)


def test_a_crash_before_the_index_is_replaced_leaves_the_old_snapshot(
    publisher: Publisher, snapshot: Snapshot, tmp_path: Path
) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    save(snapshot, old)
    publisher.publish(publisher.bodies[0] | {"title": "Another"})
    save(update(snapshot, publisher.feed), new)
    for path in new.glob("*.documents"):
        shutil.copy(path, old)
    assert load(old, "harbourton") == snapshot


def test_a_folder_that_cannot_be_written_is_named(snapshot: Snapshot, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SnapshotError, match="file/snapshot cannot be written: Not a directory"):
        save(snapshot, tmp_path / "file" / "snapshot")
