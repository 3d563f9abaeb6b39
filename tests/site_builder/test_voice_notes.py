"""Voice notes of pages: in the release as they were recorded, under a name for ever, and never in the way of one."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from site_builder import album, darkroom
from site_builder.build import build_city
from site_builder.kept_pages import kept
from site_builder.release import Releases
from site_builder.serving.headers import FOR_EVER, cache_control, content_type
from tests.site_builder.conftest import CITY, THEME, Build, own
from tests.site_builder.feeds import Publisher
from tests.site_builder.originals import Originals, drawn
from tests.site_builder.test_build import of_kind


@pytest.fixture
def originals() -> Originals:
    return Originals()


def note(originals: Originals, data: bytes = b"sound", **more: Any) -> dict[str, Any]:
    """The voice note of a document, as the CMS holds it."""
    originals.files["/media/voice/1.mp3"] = data
    told = {"url": "/media/voice/1.mp3", "hash": hashlib.sha1(data).hexdigest(), "size": len(data)}
    words = {"transcript": "First <b>this</b>.\n\nThen that.", "reader": "Ada", "recorded_on": "2026-11-03"}
    return told | {"type": "audio/mpeg"} | words | more


@pytest.fixture
def show(build: Build, publisher: Publisher, originals: Originals) -> Callable[..., list[str]]:
    """Publish the office with a voice note, or without one, and build; what the build said."""

    def run(voice: dict[str, Any] | None, **options: Any) -> list[str]:
        told: list[str] = []
        publisher.publish(of_kind(publisher, "office", "en") | {"voice": voice, **options.pop("more", {})})
        build(fetch=originals.fetch, progress=lambda event: told.append(str(event)), **options)
        return [line for line in told if line.startswith("warning")]

    return run


def page(releases: Releases, publisher: Publisher, language: str = "en") -> str:
    path = of_kind(publisher, "office", language)["path"]
    return (releases.folder / f"current/{language}/{path}/index.html").read_text()


def recordings(releases: Releases) -> list[str]:
    live = releases.current()
    assert live
    assert live.problems() == []
    return sorted(path for path in live.manifest.files if "/voice/" in path)


def test_a_page_offers_the_recording_and_what_is_said(
    show: Callable[..., list[str]], releases: Releases, publisher: Publisher, originals: Originals
) -> None:
    assert show(note(originals)) == []
    [path] = recordings(releases)
    assert (releases.folder / "current" / path).read_bytes() == b"sound"
    assert (content_type(path), cache_control(path)) == ("audio/mpeg", FOR_EVER)
    html = page(releases, publisher)
    assert f'<audio controls preload="none" src="/harbourton/{path}" aria-labelledby="voice">' in html
    assert "<p>First &lt;b&gt;this&lt;/b&gt;.</p><p>Then that.</p></details>" in html
    assert "<bdi>Ada</bdi>" in html
    assert '<time datetime="2026-11-03">' in html
    for other in ("ar", "de"):
        assert "<audio" not in page(releases, publisher, other)
    saved = kept("en/office/", html.encode())
    assert saved
    assert b"voice" not in saved
    assert b"First" not in saved


def test_another_recording_or_none_touches_no_other_file(
    show: Callable[..., list[str]], releases: Releases, publisher: Publisher, originals: Originals
) -> None:
    show(note(originals), more={"picture": originals.add("/media/door.jpg", drawn(300, 200))})
    before = recordings(releases)
    show(note(originals, b"again"))
    assert recordings(releases) != before
    assert len(recordings(releases)) == 1
    show(note(originals, b"again", reader="Grace"))
    assert originals.asked.count("/media/voice/1.mp3") == 2
    assert originals.asked.count("/media/door.jpg") == 1
    show(None)
    assert recordings(releases) == []
    assert "<audio" not in page(releases, publisher)
    assert "<picture" in page(releases, publisher)


def test_a_recording_that_cannot_be_had_is_named_and_comes_when_it_can(
    show: Callable[..., list[str]],
    build: Build,
    releases: Releases,
    publisher: Publisher,
    originals: Originals,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = note(originals)
    missing = originals.files.pop("/media/voice/1.mp3")
    [warning] = show(told, more={"picture": originals.add("/media/door.jpg", drawn(300, 200))})
    assert "voice: /media/voice/1.mp3 cannot be fetched." in warning
    assert "<audio" not in page(releases, publisher)
    assert "<picture" in page(releases, publisher)
    originals.files["/media/voice/1.mp3"] = missing
    assert not build(fetch=originals.fetch).created
    monkeypatch.setattr(album, "AGAIN", -1)
    assert build(fetch=originals.fetch).rendered == 1
    assert len(recordings(releases)) == 1
    assert "<audio" in page(releases, publisher)


def test_a_recording_that_is_not_the_one_published_is_not_heard(
    show: Callable[..., list[str]], originals: Originals
) -> None:
    told = note(originals)
    originals.files["/media/voice/1.mp3"] = b"other"
    assert "it is not the file that was published. Publish the page again." in show(told)[0]


def test_a_release_with_voice_notes_is_byte_for_byte_one_from_nothing(
    show: Callable[..., list[str]], releases: Releases, publisher: Publisher, originals: Originals, tmp_path: Path
) -> None:
    show(note(originals), more={"picture": originals.add("/media/door.jpg", drawn(300, 200))}, precompress=True)
    show(note(originals, b"again"), precompress=True)
    article = of_kind(publisher, "article", "en")
    publisher.publish(article | {"voice": note(originals, b"again", transcript="Another page.")})
    show(note(originals, b"again", transcript="New words."), precompress=True)
    feed = Publisher(publisher.bodies).feed
    build_city(feed, CITY, tmp_path / "fresh", THEME, fetch=originals.fetch, precompress=True)
    assert own(releases.folder / "current") == own(tmp_path / "fresh" / CITY / "current")


def test_a_recording_that_somebody_removed_is_fetched_again(
    show: Callable[..., list[str]], build: Build, releases: Releases, originals: Originals
) -> None:
    show(note(originals))
    for fetched in (releases.folder / darkroom.FOLDER).glob("note/*"):
        fetched.write_bytes(b"")
    shutil.rmtree(releases.folder / "releases")
    (releases.folder / "current").unlink()
    build(fetch=originals.fetch)
    [path] = recordings(releases)
    assert (releases.folder / "current" / path).read_bytes() == b"sound"
