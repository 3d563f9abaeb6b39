from __future__ import annotations

from pathlib import Path

import pytest

from tools.audit.pages import at_random, built_pages, examples, in_two_directions
from tools.audit.weight import weigh


@pytest.fixture
def build(tmp_path: Path) -> Path:
    """Two cities with pages of several kinds; those of the second hold more words."""
    for city, words in (("small", 10), ("large", 3000)):
        release = tmp_path / city / "releases" / "1"
        for language in ("en", "ar"):
            put(release / language / "index.html", language, "city", words)
            put(release / language / "a-z" / "index.html", language, "theme", words)
            for number in range(3):
                put(release / language / f"office-{number}" / "index.html", language, "office", words + number)
        put(release / "index.html", "en", "", words)
        put(release / "q" / "abc" / "index.html", "en", "", words)
        put(release / "q" / "abcd" / "index.html", "en", "", words + 1)
        (release / "assets").mkdir()
        (release / "assets" / "waymark.css").write_text("a{color:red}")
        (release / "assets" / "page.js").write_text("start()")
        (release / "assets" / "ask.js").write_text("ask()")
        (tmp_path / city / "current").symlink_to("releases/1")
    return tmp_path


def put(file: Path, language: str, kind: str, words: int) -> None:
    """Write a page of so many words, no two of which are alike."""
    file.parent.mkdir(parents=True, exist_ok=True)
    main = f'<main class="page page--{kind}">' if kind else "<main>"
    text = " ".join(f"{(number * 7919) ** 3:x}" for number in range(words))
    head = '<link rel="stylesheet" href="/x/assets/waymark.css"><script type="module" src="/x/assets/page.js"></script>'
    button = '<button data-module="/x/assets/ask.js">'
    file.write_text(f'<html lang="{language}">{head}{button}{main}{text}</main></html>')


def test_pages_are_told_by_city_language_and_kind(build: Path) -> None:
    kinds = {page.address: (page.language, page.kind) for page in built_pages(build, ["small"])}
    assert kinds == {
        "/small/": ("", "languages"),
        "/small/ar/": ("ar", "city"),
        "/small/ar/a-z/": ("ar", "a-z"),
        **{f"/small/ar/office-{number}/": ("ar", "office") for number in range(3)},
        "/small/en/": ("en", "city"),
        "/small/en/a-z/": ("en", "a-z"),
        **{f"/small/en/office-{number}/": ("en", "office") for number in range(3)},
        "/small/q/abc/": ("", "q"),
        "/small/q/abcd/": ("", "q"),
    }


def test_examples_are_the_longest_page_of_each_kind_in_each_language(build: Path) -> None:
    found = {page.address for page in examples(built_pages(build)) if page.city == "small"}
    offices = {"/small/ar/office-2/", "/small/en/office-2/"}
    others = {"/small/ar/", "/small/ar/a-z/", "/small/en/", "/small/en/a-z/"}
    assert found == {"/small/", "/small/q/abcd/", *offices, *others}


def test_slow_instruments_see_each_kind_once_in_each_direction(build: Path) -> None:
    found = in_two_directions(examples(built_pages(build)))
    assert [page.address for page in found] == [
        "/large/",
        "/large/ar/",
        "/large/ar/a-z/",
        "/large/ar/office-2/",
        "/large/en/",
        "/large/en/a-z/",
        "/large/en/office-2/",
        "/large/q/abcd/",
    ]


def test_random_pages_are_the_same_for_the_same_seed(build: Path) -> None:
    pages = built_pages(build)
    assert at_random(pages, 5, seed=1) == at_random(pages, 5, seed=1)
    assert at_random(pages, 5, seed=1) != at_random(pages, 5, seed=2)
    assert len(at_random(pages, 1000, seed=1)) == len(pages)


def test_a_heavy_page_is_found_with_its_weight(build: Path) -> None:
    outcome = weigh(built_pages(build))
    assert {finding.page.split("/")[1] for finding in outcome.findings} == {"large"}
    assert {(finding.rule, finding.limit) for finding in outcome.findings} == {("HTML", "12 kB")}


def test_a_script_that_the_release_lacks_is_found(build: Path) -> None:
    (build / "small" / "releases" / "1" / "assets" / "page.js").unlink()
    lacking = [finding for finding in weigh(built_pages(build, ["small"])).findings if finding.rule == "asset"]
    assert ("/small/en/", "/x/assets/page.js") in {(finding.page, finding.value) for finding in lacking}


def test_scripts_that_are_fetched_on_use_have_a_budget_of_their_own(build: Path) -> None:
    release = build / "small" / "releases" / "1"
    heavy = "".join(f"{(number * 7919) ** 3:x}" for number in range(2500))
    (release / "assets" / "ask.js").write_text(heavy)
    outcome = weigh(built_pages(build, ["small"]))
    assert outcome.findings
    assert {finding.rule for finding in outcome.findings} == {"script on use"}
