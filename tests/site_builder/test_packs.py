"""What phones keep of a language: its pages in few files, and the list of them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_OID, uuid5

import pytest

from site_builder import draft, kept_pages, opened_packs, packs, shelf
from site_builder.build import build_city
from site_builder.kept_pages import BETWEEN, OFFLINE, kept
from site_builder.release import Releases
from tests.site_builder.conftest import CITY, THEME, Build, own
from tests.site_builder.feeds import Publisher
from tests.site_builder.originals import Originals, drawn

PAGE = b"""<!DOCTYPE html>
<html lang="ar" dir="rtl">
<head>
<title>Words</title>
<link rel="stylesheet" href="/assets/waymark.css">
<meta name="description" content="Words">
<link rel="canonical" href="https://guide.example.org/ar/">
<link rel="alternate" hreflang="ar" href="https://guide.example.org/ar/">
<meta property="og:title" content="Words">
<script type="application/ld+json">{"<main>": 1}</script>
<script type="module" src="/assets/page.js"></script>
</head>
<body>
<nav class="languages"><ul><li>English</li></ul></nav>
<main>Some \x1e words</main>
</body>
</html>
"""


def listed(output: Path, language: str) -> dict[str, Any]:
    """The list of what there is to keep."""
    told: dict[str, Any] = json.loads((output / CITY / "current" / language / packs.LIST).read_bytes())
    return told


def pages_in(output: Path, language: str) -> dict[str, dict[str, bytes]]:
    """By file: the pages in it, by key."""
    folder = output / CITY / "current" / language / packs.PACK
    found = {}
    for file in folder.glob("*.txt"):
        records = [record.partition(b"\n") for record in file.read_bytes().split(BETWEEN)]
        found[file.stem] = {key.decode(): page for key, _, page in records}
    return found


def test_a_page_is_kept_without_what_its_reader_does_not_see() -> None:
    page = kept("", PAGE)
    assert page is not None
    assert page.decode().splitlines() == [
        "<!DOCTYPE html>",
        '<html lang="ar" dir="rtl">',
        "<head>",
        "<title>Words</title>",
        '<link rel="stylesheet" href="/assets/waymark.css">',
        '<script type="module" src="/assets/page.js"></script>',
        "</head>",
        "<body>",
        "",
        "<main>Some  words</main>",
        "</body>",
        "</html>",
    ]


def test_a_page_without_a_language_switch_is_kept_whole() -> None:
    page = b"<head>\n<title>Words</title>\n</head>\n<body><main>Words</main></body>"
    assert kept("", page) == page


def test_pages_that_nobody_is_to_find_are_not_kept_but_for_that_of_a_broken_connection() -> None:
    page = PAGE.replace(b'<meta name="description" content="Words">', b'<meta name="robots" content="noindex">')
    assert kept("404.html", page) is None
    assert kept(OFFLINE, page) is not None


def test_what_needs_a_network_is_left_out_wherever_it_stands() -> None:
    wrong = b'<p class="office__wrong" data-apart><a href="https://cms.example.org/suggest/">Wrong?</a></p>'
    ways = b'<p class="propose"><a>New</a></p><ul><li>A</li><li class="propose" data-apart><a>New</a></li></ul>'
    page = b"<head>\n</head>\n<body><main>One" + wrong + b"two" + wrong + ways + b"</main></body>"
    assert kept("", page) == b"<head>\n</head>\n<body><main>Onetwo<ul><li>A</li></ul></main></body>"


def test_each_page_of_a_language_is_in_one_file_and_those_that_endanger_in_their_own(
    build: Build, output: Path
) -> None:
    build()
    live = output / CITY / "current"
    for language in ("en", "ar", "de"):
        files = pages_in(output, language)
        keys = [key for pages in files.values() for key in pages]
        folder = live / language
        pages = {page.parent.relative_to(folder).as_posix() for page in folder.rglob("index.html")}
        assert sorted(keys) == sorted([OFFLINE, *({f"{page}/" for page in pages} - {"./"}), ""])
        assert files["first"].keys() == {OFFLINE, "emergency-numbers/", "save/"}
        assert files["safety"].keys() == {"home/welcome-advice/"}
        told = listed(output, language)
        assert told["pages"] == len(keys)
        assert all(len((live / path).read_bytes()) == size for path, (_, size, *_) in told["files"].items())


def test_the_list_names_what_pages_need_and_what_is_searched_and_no_icons(build: Build, output: Path) -> None:
    build()
    paths = listed(output, "ar")["files"]
    assert any(path.startswith("assets/waymark-") for path in paths)
    assert any(path.startswith("assets/js/page-") for path in paths)
    assert "ar/search/head.json" in paths
    assert not [path for path in paths if path.startswith(("assets/icon-", "assets/js/worker-")) or ".html" in path]


def test_an_edited_text_makes_its_page_one_file_and_the_list(build: Build, publisher: Publisher, output: Path) -> None:
    build()
    before = own(output / CITY / "current")
    [rubbish] = [b for b in publisher.bodies if b["path"] == "home/rubbish" and b["language"] == "en"]
    publisher.publish(rubbish | {"body": [{"id": "a", "type": "text", "html": "<p>On Friday.</p>"}]})
    build()
    after = own(output / CITY / "current")
    changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    told = {path for path in changed if path.startswith("en/") and "/search/" not in path}
    assert told == {"en/home/rubbish/index.html", "en/pack/0.txt", "en/pack/list.json"}


@pytest.fixture
def pictured(output: Path, publisher: Publisher) -> Callable[..., None]:
    """Builds the small city, some pages of which have pictures, that of help in danger too."""
    originals = Originals()
    for number, path in enumerate(("home/rubbish", "home/welcome-advice", "offices/town-hall")):
        for body in [b for b in publisher.bodies if b["path"] == path]:
            told = originals.add(f"/media/{path}.jpg", drawn(1200, 900 - number))
            publisher.publish(body | {"picture": told})

    def build(folder: Path = output) -> None:
        build_city(publisher.feed, CITY, folder, THEME, fetch=originals.fetch)

    return build


def test_the_list_has_the_pictures_of_the_pages_in_each_file_in_their_smallest_form(
    pictured: Callable[..., None], output: Path
) -> None:
    pictured()
    live = output / CITY / "current"
    told = listed(output, "en")
    shown = told["pictures"]
    assert set(shown) == {"en/pack/0.txt", "en/pack/safety.txt"}
    assert len(shown["en/pack/safety.txt"]) == 1
    for path, (digits, size) in (shown["en/pack/0.txt"] | shown["en/pack/safety.txt"]).items():
        raw = (live / path).read_bytes()
        assert path.endswith("-320.webp")
        assert (digits, size) == (hashlib.sha256(raw).hexdigest()[: packs.DIGITS], len(raw))
        assert path not in told["files"], "they are saved only if somebody asks for them"
        page = "safety" if path in shown["en/pack/safety.txt"] else "0"
        assert path in (live / f"en/pack/{page}.txt").read_text()


def test_pictures_that_come_and_go_leave_the_pack_of_a_full_build(
    pictured: Callable[..., None], publisher: Publisher, output: Path, tmp_path: Path
) -> None:
    pictured()
    before = listed(output, "en")["version"]
    rubbish, advice = (
        next(b for b in publisher.bodies if b["path"] == f"home/{name}" and b["language"] == "en")
        for name in ("rubbish", "welcome-advice")
    )
    publisher.publish(rubbish | {"picture": advice["picture"]})
    publisher.publish(advice | {"picture": None})
    pictured()
    assert set(listed(output, "en")["pictures"]) == {"en/pack/0.txt"}
    assert listed(output, "en")["version"] != before
    pictured(tmp_path / "fresh")
    assert own(output / CITY / "current") == own(tmp_path / "fresh" / CITY / "current")


def test_a_pack_from_before_pictures_were_listed_is_made_anew(
    pictured: Callable[..., None], publisher: Publisher, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as earlier:
        earlier.setattr(packs.json, "dumps", lambda told, **how: json.JSONEncoder(**how).encode(_older(told)))
        pictured()
    assert "pictures" not in listed(output, "en")
    [rubbish] = [b for b in publisher.bodies if b["path"] == "home/rubbish" and b["language"] == "en"]
    publisher.publish(rubbish | {"title": "Waste"})
    pictured()
    assert set(listed(output, "en")["pictures"]) == {"en/pack/0.txt", "en/pack/safety.txt"}


def _older(told: Any) -> Any:
    return {name: value for name, value in told.items() if name != "pictures"} if isinstance(told, dict) else told


@pytest.mark.parametrize("seed", range(2))
def test_pages_that_come_go_move_and_become_dangerous_leave_the_pack_of_a_full_build(
    build: Build, publisher: Publisher, output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setattr(kept_pages, "PAGES_PER_FILE", 6 + seed)
    build()
    articles = [
        body for body in publisher.bodies if body["kind"] in ("article", "service") and body["language"] == "en"
    ]
    for number, body in enumerate(articles):
        match (number + seed) % 4:
            case 0:
                publisher.publish(body | {"sensitivity": "normal" if body["sensitivity"] == "safety" else "safety"})
            case 1:
                publisher.publish(body | {"path": f"{body['path']}-2"})
            case 2:
                publisher.publish(body | {"title": "Another title"})
            case _:
                for language in ("ar", "de", "en"):
                    publisher.withdraw(body["uuid"], language)
        build()
    build_city(publisher.feed, CITY, tmp_path / "fresh", THEME)
    assert own(output / CITY / "current") == own(tmp_path / "fresh" / CITY / "current")


def test_what_changes_many_files_of_a_large_language_is_neither_opened_nor_held_at_once(
    build: Build, publisher: Publisher, output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_pages, "PAGES_PER_FILE", 6)
    monkeypatch.setattr(packs, "OPENED", 1)
    monkeypatch.setattr(draft, "HELD_BYTES", 1_000)
    monkeypatch.setattr(opened_packs.Opened, "take", lambda *_: pytest.fail("a file was opened"))
    build()
    for body in publisher.bodies:
        if body["kind"] in ("article", "service"):
            publisher.publish(body | {"title": f"Another title {body['position']}"})
    assert build().created
    build_city(publisher.feed, CITY, tmp_path / "fresh", THEME)
    assert own(output / CITY / "current") == own(tmp_path / "fresh" / CITY / "current")


@pytest.mark.parametrize("in_memory", [shelf.IN_MEMORY, 1_000])
def test_a_guide_that_outgrows_its_files_is_cut_anew(
    build: Build,
    publisher: Publisher,
    output: Path,
    releases: Releases,
    monkeypatch: pytest.MonkeyPatch,
    in_memory: int,
) -> None:
    monkeypatch.setattr(shelf, "IN_MEMORY", in_memory)
    build()
    count = listed(output, "en")["pages"]
    monkeypatch.setattr(kept_pages, "PAGES_PER_FILE", count)
    [rubbish] = [b for b in publisher.bodies if b["path"] == "home/rubbish" and b["language"] == "en"]
    uuid = str(uuid5(NAMESPACE_OID, "more rubbish"))
    publisher.publish(rubbish | {"uuid": uuid, "path": "home/more-rubbish", "title": "More rubbish"})
    build()
    assert listed(output, "en")["count"] == 2
    assert {"0", "1"} <= pages_in(output, "en").keys()
    live = releases.current()
    assert live is not None
    assert live.problems() == []


def test_the_pages_of_a_large_language_wait_in_a_file_of_which_nothing_is_left(
    build: Build, publisher: Publisher, output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build()
    monkeypatch.setattr(shelf, "IN_MEMORY", 1_000)
    build_city(publisher.feed, CITY, tmp_path / "large", THEME)
    assert own(tmp_path / "large" / CITY / "current") == own(output / CITY / "current")
    assert [path for path in (tmp_path / "large" / CITY / "releases").iterdir() if not path.is_dir()] == []
