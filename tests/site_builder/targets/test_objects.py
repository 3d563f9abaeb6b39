"""What a bucket has after any sequence of uploads, whatever stops them, and what its readers find meanwhile."""

from __future__ import annotations

import hashlib
import itertools
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.targets.bucket import Bucket, Stored
from site_builder.targets.kept import FOLDER, STARTED
from site_builder.targets.objects import ObjectTarget
from site_builder.targets.target import Delivery
from tests.site_builder.targets.releases import Content, assets_of, guide, make_release

START = datetime(2026, 11, 22, tzinfo=UTC)


class StoppedError(Exception):
    """The upload was killed."""


class Shelf:
    """A bucket in memory that can stop working, and that looks after every change whether readers are well served."""

    def __init__(self) -> None:
        self.objects: dict[str, tuple[bytes, datetime]] = {}
        self.headers: dict[str, dict[str, str]] = {}
        self.puts: list[str] = []
        self.left = -1  # changes until it stops; never if negative
        self._clock = itertools.count()

    def get(self, key: str) -> bytes | None:
        return self.objects[key][0] if key in self.objects else None

    def put(self, key: str, data: bytes, headers: dict[str, str] | None = None) -> None:
        self._changes()
        self.objects[key] = data, START + timedelta(seconds=next(self._clock))
        self.headers[key] = headers or {}
        self.puts.append(key)
        self._check()

    def delete(self, keys: Iterable[str]) -> None:
        for key in keys:
            self._changes()
            self.objects.pop(key, None)
            self._check()

    def below(self, prefix: str = "") -> dict[str, Stored]:
        return {
            key: Stored(hashlib.md5(data).hexdigest(), changed)
            for key, (data, changed) in self.objects.items()
            if key.startswith(f"{prefix}/") or not prefix
        }

    @property
    def content(self) -> Content:
        """What readers can find."""
        return {key: data for key, (data, _) in self.objects.items() if not key.startswith(FOLDER)}

    def _changes(self) -> None:
        if self.left == 0:
            raise StoppedError
        self.left -= 1

    def _check(self) -> None:
        content = self.content
        for path, page in content.items():
            if path.endswith(".html"):
                assert assets_of(page) <= content.keys(), f"{path} names assets that are not there"


class Deployments:
    """A city whose releases are taken to one bucket in memory."""

    def __init__(self, city: Path) -> None:
        self.city = city
        self.shelf = Shelf()
        self.told: list[str] = []
        self.now = START
        self._numbers = itertools.count(1)
        # One after the other, so that it is known which came before which.
        self.target = ObjectTarget(
            "s3://guides/city", cast("Callable[[str], Bucket]", lambda _: self.shelf), self._time
        )

    def _time(self) -> datetime:
        return self.now

    def deploy(self, content: Content, stop_after: int = -1) -> Delivery | None:
        """Upload a release, or take the guide offline; None if it was stopped before its end."""
        self.shelf.left = stop_after
        self.shelf.puts.clear()
        try:
            if not content:
                return self.target.take_offline(self.told.append)
            return self.target.publish(make_release(self.city, next(self._numbers), content), self.told.append)
        except StoppedError:
            return None
        finally:
            self.shelf.left = -1


@pytest.fixture(autouse=True, scope="module")
def one_at_a_time() -> Iterator[None]:
    """Uploads follow one another, so that it is known which came before which."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("site_builder.targets.objects.AT_ONCE", 1)
        yield


@pytest.fixture
def deployments(city: Path) -> Deployments:
    """No release yet, and an empty bucket."""
    return Deployments(city)


HOME, JOBS, NEW = "en/index.html", "en/jobs/index.html", "en/new/index.html"
PAGES = st.dictionaries(
    st.sampled_from([HOME, JOBS, NEW, "ar/index.html", "robots.txt"]), st.sampled_from(["one", "two"]), max_size=5
)
GUIDES = st.builds(guide, PAGES, st.sampled_from(["plain", "fancy", "odd"]))
STEPS = st.lists(st.tuples(GUIDES, st.integers(-1, 12)), max_size=6)


@settings(max_examples=60)
@given(steps=STEPS, last=GUIDES)
def test_whatever_stopped_before_a_bucket_ends_as_the_last_release_says(
    steps: Sequence[tuple[Content, int]], last: Content
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        deployments = Deployments(Path(folder))
        for content, stop_after in steps:
            deployments.deploy(content, stop_after)
        delivery = deployments.deploy(last)
        assert delivery is not None
        found = deployments.shelf.content
        assert {path: found[path] for path in last} == last
        left = found.keys() - last.keys()
        assert all(path.startswith("assets/") for path in left)  # they stay a day
        assert last or not left
        assert not deployments.shelf.below(STARTED), "no upload is thought to be running"


def test_an_upload_sends_what_changed(deployments: Deployments) -> None:
    deployments.deploy(guide({HOME: "home", JOBS: "jobs"}))
    delivery = deployments.deploy(guide({HOME: "home", JOBS: "other jobs"}))
    assert delivery is not None
    assert (delivery.sent, delivery.removed) == (1, 0)
    assert [path for path in deployments.shelf.puts if not path.startswith(FOLDER)] == [JOBS]


def test_nothing_new_is_nothing_to_send(deployments: Deployments) -> None:
    release = make_release(deployments.city, 1, guide({HOME: "home"}))
    deployments.target.publish(release, deployments.told.append)
    deployments.shelf.puts.clear()
    assert deployments.target.publish(release, deployments.told.append).sent == 0
    assert deployments.shelf.puts == []


def test_assets_come_first_then_new_pages_then_changed_ones_then_the_record(deployments: Deployments) -> None:
    deployments.deploy(guide({HOME: "home", JOBS: "jobs"}))
    deployments.deploy(guide({HOME: "home", NEW: "new"}, style="fancy"))
    sent = [path for path in deployments.shelf.puts if "manifest" not in path and "started" not in path]
    assert sent[0].startswith("assets/style-")
    # Twice: what went away is forgotten when it is gone.
    assert sent[1:] == [NEW, HOME, f"{FOLDER}/release.json", f"{FOLDER}/release.json"]
    assert JOBS not in deployments.shelf.content


def test_old_assets_stay_a_day(deployments: Deployments) -> None:
    deployments.deploy(guide({HOME: "home"}))
    deployments.deploy(guide({HOME: "home"}, style="fancy"))
    deployments.now += timedelta(hours=23)
    deployments.deploy(guide({HOME: "home again"}, style="fancy"))
    assert len([path for path in deployments.shelf.content if path.startswith("assets/")]) == 2
    deployments.now += timedelta(hours=1)
    deployments.deploy(guide({HOME: "home once more"}, style="fancy"))
    assert deployments.shelf.content == guide({HOME: "home once more"}, style="fancy")


def test_an_upload_that_was_stopped_goes_on_where_it_was(deployments: Deployments) -> None:
    content = guide({f"en/{number}/index.html": str(number) for number in range(20)})
    assert deployments.deploy(content, stop_after=12) is None
    sent_before = len(deployments.shelf.content)
    assert 0 < sent_before < len(content)
    delivery = deployments.deploy(content)
    assert delivery is not None
    assert delivery.sent == len(content) - sent_before
    assert deployments.shelf.content == content


def test_a_page_that_a_stopped_upload_changed_is_changed_back(deployments: Deployments) -> None:
    first = guide({HOME: "home", JOBS: "jobs"})
    deployments.deploy(first)
    assert deployments.deploy(guide({HOME: "mistaken", JOBS: "mistaken"}), stop_after=3) is None
    assert deployments.shelf.content != first
    deployments.deploy(first)
    assert deployments.shelf.content == first


def test_what_lies_in_the_bucket_and_is_not_ours_stays_and_is_told(deployments: Deployments) -> None:
    deployments.shelf.put("holiday.jpg", b"picture")
    deployments.deploy(guide({HOME: "home"}))
    assert "1 objects that nobody remembers to be the guide's, for instance holiday.jpg." in deployments.told[0]
    deployments.deploy({})
    assert deployments.shelf.content == {"holiday.jpg": b"picture"}


@pytest.mark.parametrize("lost", ["release.json", "manifest"])
def test_a_bucket_that_lost_its_memory_gets_everything(deployments: Deployments, lost: str) -> None:
    deployments.deploy(guide({HOME: "home", JOBS: "jobs"}))
    for key in list(deployments.shelf.objects):
        if key.startswith(f"{FOLDER}/{lost}"):
            deployments.shelf.objects[key] = b"damaged", START
    delivery = deployments.deploy(guide({HOME: "home", JOBS: "other jobs"}))
    assert delivery is not None
    assert delivery.sent == 3
    again = deployments.deploy(guide({HOME: "home", JOBS: "jobs"}))
    assert again is not None
    assert again.sent == 1


def test_files_are_stored_with_what_they_are_sent_as(deployments: Deployments) -> None:
    content = guide({HOME: "home"})
    asset = next(path for path in content if path.startswith("assets/"))
    deployments.deploy({**content, f"{HOME}.br": b"brotli", f"{asset}.gz": b"gzip"})
    page = {"Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-cache"}
    style = {"Content-Type": "text/css; charset=utf-8", "Cache-Control": "public, max-age=31536000, immutable"}
    headers = deployments.shelf.headers
    assert headers[HOME] == page
    assert headers[f"{HOME}.br"] == {**page, "Content-Encoding": "br"}
    assert headers[asset] == style
    assert headers[f"{asset}.gz"] == {**style, "Content-Encoding": "gzip"}
