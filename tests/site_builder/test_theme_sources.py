"""The interface's own words and the assets are part of what pages are made from, and are noted with each release."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from site_builder.release import Releases
from site_builder.workshop import Workshop
from tests.site_builder.conftest import THEME, Build, own
from tests.site_builder.feeds import Publisher
from tests.site_builder.test_build import everything_anew, of_kind


@pytest.fixture
def theme(tmp_path: Path) -> Path:
    return Path(shutil.copytree(THEME, tmp_path / "theme"))


def reword(theme: Path, language: str, message: str, words: str) -> None:
    """Have one of the interface's strings be another in a language."""
    catalogue = theme / "locale" / language / "LC_MESSAGES" / "waymark.po"
    lines = catalogue.read_text().split("\n")
    lines[lines.index(f'msgid "{message}"') + 1] = f'msgstr "{words}"'
    catalogue.write_text("\n".join(lines))


def changed(releases: Releases) -> set[str]:
    """The files in which the two newest releases differ."""
    *_, before, after = releases.all()
    return set(before.manifest.differences(after.manifest))


@pytest.mark.parametrize("is_warm", [True, False], ids=["warm", "cold"])
@pytest.mark.parametrize(
    ("message", "words"), [("Skip to the content", "Gleich zum Inhalt"), ("Words explained", "Was Wörter bedeuten")]
)
def test_a_reworded_string_is_on_every_page_of_its_language_that_shows_it_and_no_other_is_written(
    build: Build,
    publisher: Publisher,
    releases: Releases,
    theme: Path,
    tmp_path: Path,
    message: str,
    words: str,
    is_warm: bool,
) -> None:
    workshop = Workshop() if is_warm else None
    build(theme, workshop=workshop)
    reword(theme, "de", message, words)
    result = build(theme, workshop=workshop)
    live = own(releases.folder / "current")
    shown = {path for path, data in live.items() if words.encode() in data}
    assert shown == changed(releases) - {"de/pack/list.json"}  # which tells the hashes of pages
    assert {path.partition("/")[0] for path in shown} == {"de"}
    assert result.rendered <= sum(not path.startswith(("en/", "ar/")) for path in live)
    assert live == everything_anew(publisher, tmp_path / "fresh", theme)
    if workshop:
        workshop.close()


def test_a_catalogue_that_changed_is_noted_with_the_release_and_changes_nothing_twice(
    build: Build, publisher: Publisher, theme: Path, tmp_path: Path, releases: Releases
) -> None:
    build(theme)
    reword(theme, "ar", "Skip to the content", "إلى المحتوى مباشرة")
    assert build(theme).rendered
    assert build(theme).rendered == 0
    article = of_kind(publisher, "article", "ar")
    publisher.publish(article | {"body": [article["body"][0] | {"html": "<p>جديد</p>"}]})
    assert build(theme).rendered == 2  # the page, and the file in which searches find it
    assert own(releases.folder / "current") == everything_anew(publisher, tmp_path / "fresh", theme)


def test_an_edit_after_an_edit_of_a_style_sheet_finds_the_new_name_of_the_style_sheet(
    build: Build, publisher: Publisher, theme: Path, tmp_path: Path, releases: Releases
) -> None:
    build(theme)
    with (theme / "css" / "tokens.css").open("a") as styles:
        styles.write(":root { --added: 1px }\n")
    build(theme)
    article = of_kind(publisher, "article", "ar")
    publisher.publish(article | {"body": [article["body"][0] | {"html": "<p>جديد</p>"}]})
    assert build(theme).rendered == 2  # the page, and the file in which searches find it
    assert own(releases.folder / "current") == everything_anew(publisher, tmp_path / "fresh", theme)


def test_an_edit_reads_no_style_sheet_and_no_script_again(
    build: Build, publisher: Publisher, theme: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What they were made from is noted with the release: to make them again takes longer than an edit may."""
    build(theme)
    asked: list[Path] = []
    monkeypatch.setattr("site_builder.build.collect", asked.append)
    article = of_kind(publisher, "article", "ar")
    publisher.publish(article | {"body": [article["body"][0] | {"html": "<p>جديد</p>"}]})
    assert build(theme).rendered == 2  # the page, and the file in which searches find it
    assert asked == []
