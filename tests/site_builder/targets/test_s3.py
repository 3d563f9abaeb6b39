"""A guide in a bucket of a real S3 server."""

from __future__ import annotations

import itertools
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import obstore
import pytest
from moto import settings
from obstore.store import S3Store

from site_builder.errors import TargetError
from site_builder.release import Release
from site_builder.targets.deploying import deploy
from site_builder.targets.kept import FOLDER
from tests.site_builder.conftest import ROOT
from tests.site_builder.targets.conftest import BUCKET, CITY, ask
from tests.site_builder.targets.releases import Content, assets_of, go_live, guide, make_release

PATHS = [f"{language}/{page}/index.html" for language in ("en", "ar") for page in range(4)]
FIRST = guide(dict.fromkeys(PATHS, "first"), style="plain")
SECOND = guide(dict.fromkeys([*PATHS[1:], "en/new/index.html"], "second"), style="fancy")

# Ends its own process, as kill -9 does, at the given change of the bucket.
KILLED = """
import os, signal, sys
from pathlib import Path
from site_builder.targets import bucket, objects
from site_builder.targets.deploying import deploy
left = [int(sys.argv[3])]
def counted(change):
    def changes(*arguments):
        if not left[0]:
            os.kill(os.getpid(), signal.SIGKILL)
        left[0] -= 1
        return change(*arguments)
    return changes
objects.AT_ONCE = 1
bucket.Bucket.put, bucket.Bucket.delete = counted(bucket.Bucket.put), counted(bucket.Bucket.delete)
deploy(Path(sys.argv[1]), [sys.argv[2]])
"""


@pytest.fixture
def store(s3: str) -> S3Store:
    """What readers find below the folder of the city."""
    return S3Store.from_url(f"s3://{BUCKET}/{CITY}")


@pytest.fixture
def releases(city: Path) -> tuple[Release, Release]:
    """Two releases, the first of them live."""
    first, second = make_release(city, 1, FIRST), make_release(city, 2, SECOND)
    go_live(city, first)
    return first, second


def content(store: S3Store) -> Content:
    paths = [meta["path"] for chunk in obstore.list(store) for meta in chunk]
    return {path: bytes(obstore.get(store, path).bytes()) for path in paths if not path.startswith(FOLDER)}


def pages(content: Content) -> Content:
    return {path: data for path, data in content.items() if not path.startswith("assets/")}


def test_a_bucket_has_the_live_release_with_its_headers(
    city: Path, releases: tuple[Release, Release], s3: str, store: S3Store
) -> None:
    [delivery] = deploy(city, [s3])
    assert (delivery.target, delivery.release, delivery.sent) == (f"s3://{BUCKET}/{CITY}", releases[0].name, len(FIRST))
    assert content(store) == FIRST
    assert obstore.get(store, PATHS[0]).attributes == {
        "Content-Type": "text/html; charset=utf-8",
        "Cache-Control": "no-cache",
    }

    go_live(city, releases[1])
    [delivery] = deploy(city, [s3])
    assert (delivery.sent, delivery.removed) == (len(SECOND), 1)
    assert pages(content(store)) == pages(SECOND)
    [delivery] = deploy(city, [s3])
    assert (delivery.sent, delivery.removed) == (0, 0)


def test_a_guide_that_is_offline_has_no_file_in_the_bucket(
    city: Path, releases: tuple[Release, Release], s3: str, store: S3Store
) -> None:
    deploy(city, [s3])
    (city / "current").unlink()
    [delivery] = deploy(city, [s3])
    assert (delivery.release, delivery.removed) == ("", len(FIRST))
    assert content(store) == {}


def test_an_upload_killed_at_any_moment_leaves_whole_pages_and_is_made_up_for(
    city: Path, releases: tuple[Release, Release], s3: str, store: S3Store
) -> None:
    killed = 0
    for moment in itertools.count(0, 3):
        go_live(city, releases[0])
        deploy(city, [s3])
        assert pages(content(store)) == pages(FIRST)
        go_live(city, releases[1])
        program = [sys.executable, "-c", KILLED, str(city), s3, str(moment)]
        status = subprocess.run(program, check=False, cwd=ROOT, capture_output=True).returncode
        assert status in {0, -signal.SIGKILL}
        found = content(store)
        for path, page in pages(found).items():
            assert page in {FIRST.get(path), SECOND.get(path)}
            assert assets_of(page) <= found.keys()
        if not status:
            break
        killed += 1
        if killed % 2:
            deploy(city, [s3])
            assert pages(content(store)) == pages(SECOND)
    assert killed > 3


def test_a_reader_meets_no_page_whose_assets_are_missing(
    city: Path, releases: tuple[Release, Release], s3: str, store: S3Store
) -> None:
    deploy(city, [s3])
    done, seen, broken = threading.Event(), set(), []

    def read() -> None:
        for path in itertools.cycle(PATHS[1:]):
            page = bytes(obstore.get(store, path).bytes())
            seen.add(page)
            for asset in assets_of(page):
                try:
                    obstore.head(store, asset)
                except FileNotFoundError:
                    broken.append((path, asset))
            if done.is_set():
                return

    reader = threading.Thread(target=read)
    reader.start()
    for release in (releases[1], releases[0], releases[1]):
        go_live(city, release)
        deploy(city, [s3])
    done.set()
    reader.join()
    assert not broken
    assert len(seen) == 2


def test_a_bucket_that_is_not_there_is_named_with_what_to_do(
    city: Path, releases: tuple[Release, Release], s3: str
) -> None:
    with pytest.raises(TargetError, match=r"^s3://holiday/eastmere: there is no such bucket\. Make it, or mend"):
        deploy(city, ["s3://holiday/{city}"])


@pytest.fixture
def locked_s3(s3: str, s3_server: str) -> Iterator[str]:
    """The bucket, whose server lets nobody in whom it does not know."""
    usual = str(settings.INITIAL_NO_AUTH_ACTION_COUNT)
    ask(f"{s3_server}/moto-api/reset-auth", "POST", b"0")
    yield s3
    ask(f"{s3_server}/moto-api/reset-auth", "POST", usual.encode())


def test_wrong_credentials_are_named_with_what_to_do(
    city: Path, releases: tuple[Release, Release], locked_s3: str
) -> None:
    with pytest.raises(TargetError) as raised:
        deploy(city, [locked_s3])
    first, last = str(raised.value).splitlines()
    assert first.startswith(f"s3://{BUCKET}/{CITY}: it refuses (InvalidAccessKeyId). Check AWS_ACCESS_KEY_ID")
    assert last == "The live release stays as it is; those targets show what they showed."


def test_a_server_that_is_down_is_named_with_what_to_do(
    city: Path, releases: tuple[Release, Release], s3: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("site_builder.targets.bucket.PATIENCE", timedelta(0))
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    with pytest.raises(TargetError, match=r"cannot be reached\. Check AWS_ENDPOINT_URL and AWS_REGION"):
        deploy(city, [s3])
