"""A build makes the pages again that show what changed, no others, and ends where a build from nothing would."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from site_builder import index_parts, search_pack
from site_builder.build import build_city
from site_builder.documents import schema
from site_builder.draft import Draft
from site_builder.errors import SiteBuilderError
from site_builder.manifest import File, Manifest
from site_builder.release import Release, Releases
from site_builder.result import BuildResult, Notice
from site_builder.standards import dumps
from site_builder.standards.formats import formats
from site_builder.workshop import Workshop
from tests.site_builder import strategies
from tests.site_builder.conftest import CITY, THEME, Build, own
from tests.site_builder.documents import small_city
from tests.site_builder.entities import MOVE, SITE_URL, Body
from tests.site_builder.feeds import Publisher
from tests.site_builder.test_build import of_kind

IDENTITY = {"uuid", "kind", "city", "language", "source_language", "languages"}


TOGETHER = re.compile("/pack/|^data/[^/]*$")
FILES = 8  # into which the small city is cut, see few_documents_in_a_file


@pytest.fixture(autouse=True)
def few_documents_in_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even a city this small is cut into several files and lists from A to Z, sometimes into fewer or more."""
    monkeypatch.setattr(search_pack, "FULL", 5)
    monkeypatch.setattr(index_parts, "FULL", 10)
    monkeypatch.setattr(dumps, "FULL", 20)


class Editors:
    """People who change anything: facts, texts, places, what is published, languages, the theme."""

    def __init__(self, publisher: Publisher, theme: Path, draw: Callable[[st.SearchStrategy[Any]], Any]) -> None:
        self.publisher, self.theme, self.draw = publisher, theme, draw
        self.withdrawn: list[Body] = []
        self.languages = next(body["languages"] for body in publisher.bodies if body["kind"] == "city")

    def act(self) -> None:
        """One of the things that they do."""
        acts = (self.edit, self.edit, self.edit, self.borrow, self.link, self.move, self.withdraw, self.bring_back)
        self.draw(st.sampled_from([*acts, self.switch_languages, self.change_theme]))()

    def some_body(self) -> Body:
        bodies = sorted(self.publisher.bodies, key=lambda body: (body["kind"], body["uuid"], body["language"]))
        kind = self.draw(st.sampled_from(sorted({body["kind"] for body in bodies})))
        found: Body = self.draw(st.sampled_from([body for body in bodies if body["kind"] == kind]))
        return found

    def edit(self) -> None:
        """Any value that the schema allows, in one field of one document."""
        body = self.some_body()
        fields = schema()["$defs"][body["kind"]]["properties"]
        name = self.draw(st.sampled_from(sorted(fields.keys() - IDENTITY - {"path", "fallback"})))
        self.publisher.publish(body | {name: self.draw(strategies.values(fields[name]))})

    def borrow(self) -> None:
        """The value that another document of the kind has: references that lead somewhere."""
        body, other = self.some_body(), self.some_body()
        if body["kind"] == other["kind"]:
            name = self.draw(st.sampled_from(sorted(body.keys() & other.keys() - IDENTITY - {"path"})))
            self.publisher.publish(body | {name: other[name]})

    def link(self) -> None:
        """A link by address: to a page that may go, to a place that may not be there."""
        articles, services = self.of_kind("article"), self.of_kind("service")
        if not (articles and services):
            return
        body, other = self.draw(st.sampled_from(articles)), self.draw(st.sampled_from(services))
        place = self.draw(st.sampled_from(["", "", "#official", "#nowhere", "#trust"]))
        link = f'<p><a href="{SITE_URL}/{other["language"]}/{other["path"]}/{place}">x</a></p>'
        self.publisher.publish(body | {"body": [body["body"][0] | {"html": link}]})

    def of_kind(self, kind: str) -> list[Body]:
        found = [body for body in self.publisher.bodies if body["kind"] == kind]
        return sorted(found, key=lambda body: (body["uuid"], body["language"]))

    def move(self) -> None:
        body = self.some_body()
        if body["kind"] != "city":
            self.publisher.publish(body | {"path": f"{self.draw(st.sampled_from('ab'))}/{body['path']}"})

    def withdraw(self) -> None:
        body = self.some_body()
        if body["kind"] != "city":
            self.publisher.withdraw(body["uuid"], body["language"])
            self.withdrawn.append(body)

    def bring_back(self) -> None:
        self.publisher.publish(*self.withdrawn)
        self.withdrawn.clear()

    def switch_languages(self) -> None:
        left = self.draw(st.permutations(self.languages[1:]))[: self.draw(st.integers(0, 2))]
        cities = [body for body in self.publisher.bodies if body["kind"] == "city"]
        self.publisher.publish(*(body | {"languages": [self.languages[0], *left]} for body in cities))

    def change_theme(self) -> None:
        name = self.draw(
            st.sampled_from(
                [
                    "templates/base.html",
                    "templates/parts/macros.html",
                    "templates/parts/office.html",
                    "templates/sitemap.xml",
                    "css/tokens.css",
                    "js/page/overdue.js",
                    "locale/de/LC_MESSAGES/waymark.po",
                ]
            )
        )
        number = self.draw(st.integers(0, 9))
        marks = {"po": "\n", "css": f"a {{ order: {number} }}\n", "js": f"const mark{number} = 1;\n"}
        mark = marks.get(name.rpartition(".")[2], f"<!-- {number} -->\n")
        if name.endswith("macros.html"):
            mark = f"{{# {mark} #}}\n"
        file = self.theme / name
        file.write_text(file.read_text() + mark)


def built(publisher: Publisher, output: Path, theme: Path, **options: Any) -> dict[str, bytes] | str:
    """The live release's own files, or what went wrong."""
    made = built_and_told(publisher, output, theme, **options)
    return made if isinstance(made, str) else made[0]


def built_and_told(
    publisher: Publisher, output: Path, theme: Path, **options: Any
) -> tuple[dict[str, bytes], list[Notice]] | str:
    """The live release's own files and what is to be mended in them, or what went wrong."""
    try:
        result = build_city(publisher.feed, CITY, output, theme, **options)
    except SiteBuilderError as error:
        return type(error).__name__
    return own(output / CITY / "current"), result.warnings


@pytest.mark.slow
@pytest.mark.parametrize("is_warm", [True, False], ids=["warm", "cold"])
@settings(max_examples=6, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_after_anything_that_editors_do_a_release_is_byte_for_byte_one_that_was_built_from_nothing(
    data: st.DataObject, is_warm: bool
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        theme = Path(shutil.copytree(THEME, folder / "theme"))
        publisher = Publisher(small_city())
        editors = Editors(publisher, theme, data.draw)
        workshop = Workshop() if is_warm else None
        precompress = data.draw(st.booleans())
        built(publisher, folder / "build", theme, workshop=workshop, precompress=precompress)
        for round_ in range(data.draw(st.integers(1, 4))):
            for _ in range(data.draw(st.integers(1, 4))):
                editors.act()
            now = built_and_told(publisher, folder / "build", theme, workshop=workshop, precompress=precompress)
            fresh = built_and_told(
                Publisher(publisher.bodies), folder / f"fresh-{round_}", theme, precompress=precompress
            )
            assert now == fresh
        if workshop:
            workshop.close()


def paths_rendered(build: Build, releases: Releases, **options: Any) -> set[str]:
    """What the next build makes again."""
    before = releases.current()
    assert before
    result: BuildResult = build(**options)
    after = releases.current()
    assert after
    # What is saved on phones is put together from pages that were made, dumps from the data of documents.
    changed = {path for path in before.manifest.differences(after.manifest) if not TOGETHER.search(path)}
    assert result.rendered == len(changed)  # nothing was made that then looked the same
    return changed


def test_a_changed_office_has_exactly_the_pages_made_again_that_show_it(
    build: Build, publisher: Publisher, releases: Releases
) -> None:
    build()
    office = of_kind(publisher, "office", "en")
    publisher.publish(office | {"phones": [{"number": "+441632960999", "languages": []}]})
    shown = {
        path.relative_to(releases.folder / "current").as_posix()
        for path in (releases.folder / "current").rglob("*.html")
        if f"e-{office['uuid'][:8]}".encode() in path.read_bytes() and b'lang="en"' in path.read_bytes()[:60]
    }
    assert paths_rendered(build, releases) >= shown
    assert all(path.startswith(("en/", "data/")) for path in paths_of_last(releases))


def paths_of_last(releases: Releases) -> set[str]:
    *_, one, two = releases.all()
    return set(one.manifest.differences(two.manifest))


def test_an_edited_text_has_one_page_made_again_and_one_file_of_what_is_searched(
    build: Build, publisher: Publisher, releases: Releases
) -> None:
    build()
    article = of_kind(publisher, "article", "de")
    publisher.publish(article | {"body": [article["body"][0] | {"html": "<p>Neu.</p>"}]})
    number = int(article["uuid"][:2], 16) * FILES // 256
    assert paths_rendered(build, releases) == {f"de/{article['path']}/index.html", f"de/search/{number}.json"}


def test_a_guide_that_grows_has_what_is_searched_cut_into_more_files(
    build: Build, publisher: Publisher, releases: Releases
) -> None:
    build()
    files = releases.folder / "current/en/search"
    assert {file.name for file in files.glob("*.json")} == {"head.json", *(f"{number}.json" for number in range(FILES))}
    term = of_kind(publisher, "term", "en")
    publisher.publish(*(term | {"uuid": f"{number:02x}{term['uuid'][2:]}"} for number in range(0, 256, 2)))
    build()
    assert len([*files.glob("*.json")]) == 1 + 4 * FILES
    linked = re.findall(r'href="[^"]*/(data/[^"]+)"', (releases.folder / "current/de/open-data/index.html").read_text())
    assert len(linked) > 2 * len(formats())  # dumps are cut into more files as well
    assert [path for path in linked if not (releases.folder / "current" / path).exists()] == []
    assert sum(len(json.loads(file.read_text())) for file in files.glob("[0-9]*.json")) > 128


def test_the_list_of_all_pages_has_parts_come_and_go_with_the_guide(
    build: Build, publisher: Publisher, releases: Releases
) -> None:
    build()
    folder = releases.folder / "current/de/a-z"
    assert {file.name for file in folder.iterdir()} == {"index.html", "2", "3", "4"}
    # It is the number of documents that counts, wherever they are shown: nothing in the list itself changes.
    term = of_kind(publisher, "term", "en")
    more = [term | {"uuid": f"{number:02x}{term['uuid'][2:]}"} for number in range(0, 256, 6)]
    publisher.publish(*more)
    build()
    assert {file.name for file in folder.iterdir()} == {"index.html", *map(str, range(2, 9))}
    assert "a-z/8/</loc>" in (folder.parent / "sitemap.xml").read_text()
    for body in more:
        publisher.withdraw(body["uuid"], "en")
    build()
    assert {file.name for file in folder.iterdir()} == {"index.html", "2", "3", "4"}
    assert "a-z/5/" not in (folder.parent / "sitemap.xml").read_text()
    assert "(1/4)" in (folder / "index.html").read_text()


def test_the_text_of_an_alert_has_the_pages_made_again_that_it_affects(
    build: Build, publisher: Publisher, releases: Releases
) -> None:
    build()
    alert = publisher.rows[MOVE, "de"]["body"]
    assert alert
    publisher.publish(alert | {"text": "<p>Sie ist drei Tage geschlossen.</p>"})
    pages = {path for path in paths_rendered(build, releases) if path.endswith("/index.html")}
    assert {"de/home/index.html", "de/home/register-address/index.html"} <= pages
    assert pages == {path for path in pages if path.startswith(("de/home/", "de/events/english-for-mothers/"))}


def test_a_page_that_moves_is_at_its_new_place_only(build: Build, publisher: Publisher, releases: Releases) -> None:
    build()
    article = of_kind(publisher, "article", "en")
    publisher.publish(article | {"path": "elsewhere"})
    result = build()
    assert result.removed == 1
    assert not (releases.folder / f"current/en/{article['path']}").exists()
    assert (releases.folder / "current/en/elsewhere/index.html").exists()


def test_a_changed_template_has_only_its_pages_made_again(build: Build, releases: Releases, tmp_path: Path) -> None:
    theme = Path(shutil.copytree(THEME, tmp_path / "theme"))
    build(theme)
    template = theme / "templates/glossary.html"
    template.write_text(template.read_text().replace("{% block content %}", "{% block content %}<!-- new -->"))
    assert paths_rendered(build, releases, theme=theme) == {f"{tag}/glossary/index.html" for tag in ("en", "ar", "de")}


@pytest.mark.parametrize("name", ["base.html", "parts/icons.html", "parts/macros.html"])
def test_a_changed_template_that_others_use_has_their_pages_made_again(
    build: Build, publisher: Publisher, releases: Releases, tmp_path: Path, name: str
) -> None:
    theme = Path(shutil.copytree(THEME, tmp_path / "theme"))
    build(theme)
    template = theme / "templates" / name
    template.write_text(template.read_text().replace('class="', 'data-new class="', 3))
    assert build(theme).written > 10
    assert own(releases.folder / "current") == built(Publisher(publisher.bodies), tmp_path / "fresh", theme)


def test_two_pages_that_come_to_one_address_are_named(build: Build, publisher: Publisher) -> None:
    build()
    article, service = of_kind(publisher, "article", "en"), of_kind(publisher, "service", "en")
    publisher.publish(article | {"path": service["path"]})
    with pytest.raises(SiteBuilderError, match=r"would be written twice: .*service.*article"):
        build()


def test_a_warm_worker_notices_that_somebody_else_has_built(
    build: Build, publisher: Publisher, output: Path, tmp_path: Path
) -> None:
    workshop = Workshop()
    build(workshop=workshop)
    for title in ("Once", "Twice"):
        publisher.publish(of_kind(publisher, "topic", "en") | {"title": title})
        build(workshop=workshop if title == "Twice" else None)
    assert own(output / CITY / "current") == built(Publisher(publisher.bodies), tmp_path / "fresh", THEME)
    shutil.rmtree(output / CITY)
    assert build(workshop=workshop).created
    workshop.close()


def test_a_build_that_was_killed_after_its_release_went_live_is_only_remembered_by_the_next(
    build: Build, publisher: Publisher, releases: Releases, monkeypatch: pytest.MonkeyPatch
) -> None:
    build()
    publisher.publish(of_kind(publisher, "topic", "en") | {"title": "Another"})
    with monkeypatch.context() as killed:
        killed.setattr("site_builder.build._Building._record", lambda *given: (_ for _ in ()).throw(MemoryError))
        with pytest.raises(MemoryError):
            build()
    live = releases.current()
    result = build()
    assert (result.created, releases.current()) == (False, live)
    assert build().rendered == 0


def test_the_work_for_an_edit_does_not_grow_with_the_city(
    build: Build, publisher: Publisher, releases: Releases, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next release is made from the one that is kept no longer: no file is linked that did not change."""
    for number in range(3):
        publisher.publish(of_kind(publisher, "topic", "en") | {"title": f"Topic {number}"})
        build(keep=1)
    touched: list[str] = []
    link = Draft.link

    def counting(draft: Draft, path: str, source: Path, expected: File) -> None:
        touched.append(path)
        link(draft, path, source, expected)

    monkeypatch.setattr(Draft, "link", counting)
    publisher.publish(of_kind(publisher, "topic", "en") | {"title": "Last"})
    result = build(keep=1)
    assert result.created
    assert len(touched) <= result.written
    live = releases.current()
    assert live
    assert live.problems() == []


@pytest.mark.parametrize("harm", ["manifest.json", "en/index.html", "manifest/0000.json"])
def test_a_spare_that_somebody_damaged_is_not_used(
    build: Build, publisher: Publisher, releases: Releases, harm: str
) -> None:
    build()
    [spare] = (releases.folder / "releases").glob(".spare-*")
    (spare / harm).unlink()
    publisher.publish(*(body | {"title": f"{body['title']}!"} for body in publisher.bodies if body["kind"] == "city"))
    build()
    live = releases.current()
    assert live
    assert live.problems() == []
    assert isinstance(Release(live.folder).manifest, Manifest)
