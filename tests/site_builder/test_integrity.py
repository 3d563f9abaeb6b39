"""Nothing goes live that is not whole: what a build made is looked at, and what it did not make where that changed."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Collection
from pathlib import Path

import pytest

from site_builder import integrity, surveys
from site_builder.authors import Author
from site_builder.guide import Guide
from site_builder.integrity import IntegrityError
from site_builder.release import Releases
from site_builder.result import BuildResult, Notice
from site_builder.storage import FILE, Storage
from site_builder.survey import link_key
from site_builder.surveys import Surveys
from tests.site_builder.conftest import THEME, Build
from tests.site_builder.entities import ARTICLE, SITE_URL, Body
from tests.site_builder.feeds import Publisher
from tests.site_builder.originals import Originals, drawn
from tests.site_builder.test_build import of_kind


@pytest.fixture
def theme(tmp_path: Path) -> Path:
    """A theme to damage."""
    return Path(shutil.copytree(THEME, tmp_path / "theme"))


def change(theme: Path, template: str, old: str, new: str) -> None:
    """Edit a template."""
    file = theme / "templates" / template
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new, 1))


def says(body: Body, html: str) -> Body:
    """An article with another text."""
    return body | {"body": [body["body"][0] | {"html": html}, *body["body"][1:]]}


def kinds(result: BuildResult) -> list[tuple[str, str]]:
    """What was warned of, and where."""
    return [(notice.kind, notice.path) for notice in result.warnings]


def test_a_whole_guide_gives_no_warning(build: Build) -> None:
    result = build()
    assert (result.warnings, result.warned) == ([], 0)


@pytest.mark.parametrize("is_first", [True, False], ids=["first build", "later build"])
def test_a_link_of_an_editor_to_a_page_that_does_not_exist_stops_the_build(
    build: Build, publisher: Publisher, releases: Releases, is_first: bool
) -> None:
    if not is_first:
        build()
    live = releases.current()
    publisher.publish(says(of_kind(publisher, "article", "de"), f'<p><a href="{SITE_URL}/de/nowhere/">hier</a></p>'))
    with pytest.raises(
        IntegrityError, match=rf"(?m)^de/.*article “.*” \({ARTICLE}, de\), field body 1.html, .*nowhere"
    ):
        build()
    assert releases.current() == live
    assert not list(releases.folder.glob("releases/.tmp-*"))
    publisher.publish(says(of_kind(publisher, "article", "de"), f'<p><a href="{SITE_URL}/de/glossary/">hier</a></p>'))
    assert build().created


def test_a_page_that_goes_stops_the_build_if_an_editor_typed_a_link_to_it(build: Build, publisher: Publisher) -> None:
    service = of_kind(publisher, "service", "en")
    address = f"{SITE_URL}/de/{of_kind(publisher, 'service', 'de')['path']}"
    publisher.publish(says(of_kind(publisher, "article", "de"), f'<p><a href="{address}">dort</a></p>'))
    build()
    for language in ("en", "de", "ar"):
        publisher.withdraw(service["uuid"], language)
    with pytest.raises(IntegrityError, match=rf"{ARTICLE}, de.*{address}"):
        build()


@pytest.mark.parametrize("kind", ["own", "other"])
def test_a_place_that_an_editor_links_to_and_that_is_not_there_is_told_until_it_is(
    build: Build, publisher: Publisher, kind: str
) -> None:
    build()
    article = of_kind(publisher, "article", "de")
    link = "#nowhere" if kind == "own" else f"{SITE_URL}/de/glossary/#nowhere"
    publisher.publish(says(article, f'<p><a href="{link}">dort</a></p>'))
    [notice] = build().warnings
    assert (notice.kind, notice.uuid, notice.language) == ("fragment", ARTICLE, "de")
    assert notice.path == f"de/{article['path']}/index.html"
    assert "field body 1.html" in notice.message
    assert link in notice.message
    publisher.publish(of_kind(publisher, "topic", "en") | {"title": "Other"})
    assert build().warnings == [notice]
    assert build().warnings == [notice]  # nothing changed
    publisher.publish(says(article, "<p>Gut.</p>"))
    assert build().warnings == []


def test_a_place_that_goes_from_a_page_is_told_of_the_page_that_links_to_it(
    build: Build, publisher: Publisher, theme: Path
) -> None:
    change(theme, "glossary.html", "{% block content %}", '{% block content %}<i id="there"></i>')
    publisher.publish(
        says(of_kind(publisher, "article", "de"), f'<p><a href="{SITE_URL}/de/glossary/#there">dort</a></p>')
    )
    assert build(theme).warnings == []
    change(theme, "glossary.html", 'id="there"', 'id="here"')
    result = build(theme)
    assert result.rendered == 3
    assert [(notice.kind, notice.uuid) for notice in result.warnings] == [("fragment", ARTICLE)]
    change(theme, "glossary.html", 'id="here"', 'id="there"')
    assert build(theme).warnings == []


@pytest.mark.parametrize(
    ("template", "old", "new", "told"),
    [
        ("article.html", "{% block content %}", '{% block content %}<a href="{{ site.base }}en/no/">x</a>', "en/no/"),
        ("article.html", "{% block content %}", '{% block content %}<a href="/elsewhere/">x</a>', "/elsewhere/"),
        ("article.html", "{% block content %}", '{% block content %}<a href="#nowhere">x</a>', "#nowhere"),
        ("base.html", '<html lang="{{ site.language }}"', '<html lang="xx"', 'lang="xx"'),
        ("base.html", '<html lang="{{ site.language }}"', "<html", 'lang=""'),
        ("base.html", ' hreflang="{{ language }}" href', ' title="{{ language }}" href', "hreflang"),
        ("base.html", "in page.alternates %}", "in page.alternates if site.language != 'ar' %}", "ar/"),
        ("base.html", "in page.alternates %}", "in page.alternates if language != 'ar' or kind != 'topic' %}", "topic"),
    ],
)
@pytest.mark.parametrize("is_first", [True, False], ids=["first build", "later build"])
def test_a_theme_that_damages_pages_stops_the_build(
    build: Build, releases: Releases, theme: Path, template: str, old: str, new: str, told: str, is_first: bool
) -> None:
    if not is_first:
        build(theme)
    live = releases.current()
    change(theme, template, old, new)
    with pytest.raises(IntegrityError, match="mend the theme's template") as raised:
        build(theme)
    assert told in str(raised.value)
    assert len(str(raised.value).splitlines()) <= 22
    assert releases.current() == live


def test_who_says_a_wrong_place_is_searched_for_as_often_as_it_is_told(
    build: Build, theme: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    searched: list[str] = []

    def nobody(storage: Storage, guide: Guide, output: str, raw: str) -> list[Author]:
        searched.append(raw)
        return []

    monkeypatch.setattr(integrity, "authors", nobody)
    change(theme, "base.html", "<body>", '<body><a href="#nowhere">x</a>')
    with pytest.raises(IntegrityError, match=r"And \d+ more"):
        build(theme)
    assert len(searched) <= integrity.TOLD


def test_all_pages_are_looked_at_once_for_everything_that_went(
    build: Build, publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    build()
    looks: list[int] = []
    linking = Surveys.linking

    def noted(db: Surveys, keys: Collection[bytes]) -> list[str]:
        looks.append(len(keys))
        return linking(db, keys)

    monkeypatch.setattr(Surveys, "linking", noted)
    article = of_kind(publisher, "article", "en")
    for language in ("en", "de", "ar"):
        publisher.withdraw(article["uuid"], language)
    gone = 3 + 2  # its pages, its short address and the code of that
    assert build().removed == gone
    assert looks == [gone]


@pytest.mark.parametrize("few", [0, 100], ids=["one by one", "by the database"])
def test_the_pages_that_link_to_any_of_some_targets_are_found(
    build: Build, releases: Releases, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    build()
    monkeypatch.setattr(surveys, "FEW", few)
    connection = sqlite3.connect(releases.folder / FILE)
    found = Surveys(connection)
    glossaries = [link_key(f"{language}/glossary/index.html") for language in ("en", "ar")]
    by_one = [set(found.linking([key])) for key in glossaries]
    assert all(by_one)
    assert by_one[0] != by_one[1]
    assert set(found.linking(glossaries)) == by_one[0] | by_one[1]
    assert found.linking([b"nothing."]) == []
    connection.close()


def test_other_pages_of_the_host_are_none_of_the_guides(build: Build, publisher: Publisher) -> None:
    host = SITE_URL.removesuffix("/harbourton")
    publisher.publish(says(of_kind(publisher, "article", "de"), f'<p><a href="{host}/forms/12#a">Formular</a></p>'))
    assert build().warnings == []


def test_a_relative_link_that_leads_to_a_page_is_whole(build: Build, theme: Path) -> None:
    change(theme, "glossary.html", "{% block content %}", '{% block content %}<a href="../a-z/">x</a>')
    assert build(theme).warnings == []


def test_the_picture_of_a_page_that_is_looked_at_twice_is_there(
    build: Build, publisher: Publisher, theme: Path, releases: Releases
) -> None:
    originals = Originals()
    shown = originals.add("/media/door.jpg", drawn(400, 300))
    publisher.publish(of_kind(publisher, "article", "en") | {"picture": shown})
    change(theme, "article.html", "{% block content %}", '{% block content %}<a href="../">up</a>')
    assert build(theme, fetch=originals.fetch).created
    assert list(releases.folder.glob("current/assets/pictures/*.jpg"))


def test_pages_of_one_language_with_one_title_are_told_until_one_has_another(
    build: Build, publisher: Publisher
) -> None:
    build()
    article, service = of_kind(publisher, "article", "de"), of_kind(publisher, "service", "de")
    publisher.publish(article | {"title": service["title"]})
    result = build()
    assert kinds(result) == [("title", f"de/{path}/index.html") for path in sorted([article["path"], service["path"]])]
    assert {notice.uuid for notice in result.warnings} == {article["uuid"], service["uuid"]}
    publisher.publish(service | {"title": "Etwas anderes"})
    assert build().warnings == []


def test_a_page_of_too_many_bytes_is_told(build: Build, publisher: Publisher) -> None:
    text = " ".join(str(number * number) for number in range(9000))
    publisher.publish(says(of_kind(publisher, "article", "de"), f"<p>{text}</p>"))
    [notice] = build().warnings
    assert (notice.kind, notice.uuid) == ("size", ARTICLE)
    assert "more than 12 kB" in notice.message


def test_a_string_that_a_catalogue_lacks_is_told(build: Build, theme: Path) -> None:
    build(theme)
    change(theme, "glossary.html", "{% block content %}", '{% block content %}{{ _("Never said before") }}')
    catalogue = theme / "locale/de/LC_MESSAGES/waymark.po"
    catalogue.write_text(catalogue.read_text().replace('msgid "Emergency"', 'msgid "Emergencies"'))
    result = build(theme)
    told = {notice.language: notice.message for notice in result.warnings}
    assert all("“Never said before”" in message for message in told.values())
    assert set(told) == {"en", "ar", "de"}
    assert "“Emergency”" in told["de"]
    assert {notice.kind for notice in result.warnings} == {"strings"}
    assert result.warnings[0] == Notice("strings", "", "en", "", told["en"])
    shutil.rmtree(theme / "locale/ar")
    told = {notice.language: notice.message for notice in build(theme).warnings}
    assert "all of them" in told["ar"]
