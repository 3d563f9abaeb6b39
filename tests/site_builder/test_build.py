from __future__ import annotations

import gc
import locale
import logging
import random
import shutil
import sys
from pathlib import Path

import pytest

from site_builder.assets import collect
from site_builder.build import build_city, built_revision
from site_builder.environment import make_environment
from site_builder.errors import BuildError, DocumentError, FeedError, ReleaseError, SiteBuilderError
from site_builder.guide import Guide
from site_builder.pages import city_pages, pages, render
from site_builder.release import Releases
from tests.site_builder.conftest import CITY, THEME, Build, own, tree
from tests.site_builder.entities import Body
from tests.site_builder.feeds import Publisher


def of_kind(publisher: Publisher, kind: str, language: str) -> Body:
    """The first document of a kind in a language."""
    return next(body for body in publisher.bodies if body["kind"] == kind and body["language"] == language)


def retitle(publisher: Publisher, kind: str = "procedure", language: str = "en") -> None:
    body = of_kind(publisher, kind, language)
    publisher.publish(body | {"title": body["title"] + "!"})


def everything_anew(publisher: Publisher, folder: Path, theme: Path = THEME) -> dict[str, bytes]:
    """The files of a release of the same documents that was built from nothing."""
    build_city(Publisher(publisher.bodies).feed, CITY, folder, theme)
    return tree(folder / CITY / "current")


@pytest.fixture
def theme(tmp_path: Path) -> Path:
    """A theme that a test may change."""
    return Path(shutil.copytree(THEME, tmp_path / "theme"))


def test_a_first_build_makes_every_page_of_every_language_live(build: Build, releases: Releases) -> None:
    result = build()
    assert result.created
    assert result.languages == ["en", "ar", "de"]
    live = releases.current()
    assert live
    assert result.files == result.written == len(live.manifest.files)
    assert live.problems() == []
    assert {"index.html", "en/index.html", "ar/index.html", "de/index.html", "robots.txt"} <= live.manifest.files.keys()


def test_a_released_page_is_the_very_page_that_a_preview_of_all_documents_shows(
    build: Build, publisher: Publisher, releases: Releases
) -> None:
    """A shard is given only the envelopes of other languages' documents: nothing on its pages may miss the rest."""
    build()
    guide = Guide(publisher.bodies)
    environment = make_environment(THEME, collect(THEME).addresses(guide.base_path))
    expected = [*city_pages(guide, environment)]
    for language in guide.languages:
        expected += pages(guide, language, environment)
    for page in expected:
        assert (releases.folder / "current" / page.path).read_bytes() == render(page, environment).encode(), page.path


def test_the_same_documents_again_make_no_new_release(build: Build, releases: Releases) -> None:
    first = build()
    second = build()
    assert (second.created, second.release, second.rendered) == (False, first.release, 0)
    assert len(releases.all()) == 1


def test_the_same_documents_published_again_make_no_new_release(
    build: Build, publisher: Publisher, releases: Releases, output: Path
) -> None:
    build()
    publisher.publish(*publisher.bodies)
    result = build()
    assert not result.created
    assert result.revision == publisher.revision == built_revision(output, CITY)
    assert len(releases.all()) == 1


def test_a_change_of_the_theme_that_no_page_shows_makes_no_new_release(
    build: Build, theme: Path, releases: Releases
) -> None:
    first = build(theme)
    template = theme / "templates" / "base.html"
    template.write_text("{# Not shown. #}" + template.read_text())
    second = build(theme)
    assert (second.created, second.release) == (False, first.release)
    assert 0 < second.rendered < first.files  # every page, and neither assets nor maps of the site
    assert len(releases.all()) == 1


def test_only_the_language_whose_documents_changed_is_rendered(build: Build, publisher: Publisher) -> None:
    build()
    retitle(publisher, language="ar")
    told: list[str] = []
    result = build(progress=lambda event: told.append(str(event)))
    assert result.created
    assert {line.partition(":")[0] for line in told if "files" in line} == {"ar", "data"}
    assert 0 < result.rendered < result.written < result.files  # and what phones keep of that language


def test_a_change_in_the_source_language_reaches_every_language_that_shows_it(
    build: Build, publisher: Publisher, tmp_path: Path, releases: Releases
) -> None:
    build()
    translated = {body["uuid"] for body in publisher.bodies if body["language"] == "de"}
    untranslated = [body for body in publisher.bodies if body["language"] == "en" and body["uuid"] not in translated]
    publisher.publish(*(body | {"title": f"{body['title']} anew"} for body in untranslated))
    build()
    shown = [page for path, page in tree(releases.folder / "current").items() if path.startswith("de/")]
    assert any(b" anew" in page for page in shown)
    assert tree(releases.folder / "current") == everything_anew(publisher, tmp_path / "fresh")


def test_a_page_that_moves_in_one_language_is_linked_anew_from_the_others(
    build: Build, publisher: Publisher, tmp_path: Path, releases: Releases
) -> None:
    build()
    publisher.publish(of_kind(publisher, "procedure", "ar") | {"path": "somewhere-else"})
    build()
    assert any(b"/ar/somewhere-else/" in page for path, page in tree(releases.folder / "current/de").items())
    assert tree(releases.folder / "current") == everything_anew(publisher, tmp_path / "fresh")


def test_what_did_not_change_is_shared_with_the_release_before(
    build: Build, publisher: Publisher, releases: Releases
) -> None:
    build()
    retitle(publisher, language="ar")
    build()
    first, second = releases.all()
    shared = [path for path in first.manifest.files if (first.folder / path).samefile(second.folder / path)]
    assert len(shared) > len(first.manifest.files) / 2


def change_anything(publisher: Publisher, chance: random.Random, withdrawn: list[Body], round_: int) -> None:
    """One edit, move, withdrawal or return, as editors make them."""
    body = chance.choice([body for body in publisher.bodies if body["kind"] != "city"])
    match chance.choice(["edit", "edit", "translate", "move", "withdraw", "return"]):
        case "edit":
            publisher.publish(body | {"title": f"{body['title']} {round_}"})
        case "translate":
            publisher.publish(body | {"translation": body["translation"] | {"state": "reviewed", "outdated": round_}})
        case "move":
            everywhere = chance.random() < 0.5
            moved = [other for other in publisher.bodies if other["uuid"] == body["uuid"]] if everywhere else [body]
            publisher.publish(*(other | {"path": f"moved-{round_}/{other['path']}"} for other in moved))
        case "withdraw":
            for other in [other for other in publisher.bodies if other["uuid"] == body["uuid"]]:
                publisher.withdraw(other["uuid"], other["language"])
                withdrawn.append(other)
        case "return":
            publisher.publish(*withdrawn)
            withdrawn.clear()


@pytest.mark.parametrize("seed", range(3))
def test_after_any_edits_an_incremental_release_is_byte_for_byte_a_full_one(
    build: Build, publisher: Publisher, releases: Releases, tmp_path: Path, theme: Path, seed: int
) -> None:
    chance = random.Random(seed)
    withdrawn: list[Body] = []
    build(theme)
    for round_ in range(8):
        for _ in range(chance.randint(1, 4)):
            change_anything(publisher, chance, withdrawn, round_)
        if chance.random() < 0.2:
            template = theme / "templates" / "base.html"
            template.write_text(template.read_text() + f"<!-- {round_} -->\n")
        build(theme)
        assert tree(releases.folder / "current") == everything_anew(publisher, tmp_path / f"fresh-{round_}", theme)


def test_a_changed_style_sheet_changes_its_name_and_every_page_that_names_it(
    build: Build, theme: Path, releases: Releases
) -> None:
    build(theme)
    [before] = {path for path in tree(releases.folder / "current") if "waymark-" in path and path.endswith(".css")}
    with (theme / "css" / "tokens.css").open("a") as css:
        css.write(":root { --added: 1px }\n")
    result = build(theme)
    [after] = {path for path in own(releases.folder / "current") if "waymark-" in path and path.endswith(".css")}
    assert after != before
    assert result.removed == 1
    assert after in (releases.folder / "current/en/index.html").read_text()


def test_another_address_of_the_site_is_another_release(build: Build, releases: Releases) -> None:
    build()
    build(site_url="https://guide.example.org/harbourton")
    assert "https://guide.example.org/harbourton/" in (releases.folder / "current/sitemap.xml").read_text()


def test_a_broken_document_names_itself_and_leaves_the_live_release(
    build: Build, publisher: Publisher, releases: Releases
) -> None:
    build()
    live = tree(releases.folder / "current")
    broken = of_kind(publisher, "procedure", "ar")
    publisher.publish(broken | {"deadline": {"days": "soon"}})
    with pytest.raises(DocumentError, match=rf"harbourton/ar: procedure .*\({broken['uuid']}\): deadline"):
        build()
    assert tree(releases.folder / "current") == live


def test_a_template_that_fails_is_named_with_the_document_and_leaves_the_live_release(
    build: Build, publisher: Publisher, releases: Releases, theme: Path
) -> None:
    build(theme)
    live = tree(releases.folder / "releases")
    (theme / "templates" / "office.html").write_text("{{ nonsense.at_all }}")
    with pytest.raises(BuildError, match=r"template office.html: .*nonsense") as refusal:
        build(theme)
    assert any(body["uuid"] in str(refusal.value) for body in publisher.bodies if body["kind"] == "office")
    assert tree(releases.folder / "releases") == live


@pytest.mark.parametrize("path", ["..", "a/../../../b", "a\0b", "a\nb"])
def test_no_page_is_written_outside_its_release(
    build: Build, publisher: Publisher, releases: Releases, path: str
) -> None:
    publisher.publish(of_kind(publisher, "procedure", "en") | {"path": path})
    with pytest.raises(BuildError, match="cannot be the path of a page"):
        build()
    assert releases.all() == []


def test_a_slug_in_any_script_is_a_path(build: Build, publisher: Publisher, output: Path) -> None:
    publisher.publish(of_kind(publisher, "procedure", "ar") | {"path": "ثبت‌نام/ምዝገባ"})
    build()
    assert (output / CITY / "current" / "ar" / "ثبت‌نام" / "ምዝገባ" / "index.html").is_file()


def test_a_cms_that_is_down_leaves_the_live_release(build: Build, publisher: Publisher, releases: Releases) -> None:
    build()
    live = tree(releases.folder / "releases")
    publisher.city = "elsewhere"
    with pytest.raises(FeedError, match="knows no city"):
        build()
    assert tree(releases.folder / "releases") == live


def test_documents_without_a_city_make_no_release(build: Build, publisher: Publisher, releases: Releases) -> None:
    for body in [body for body in publisher.bodies if body["kind"] == "city"]:
        publisher.withdraw(body["uuid"], body["language"])
    with pytest.raises(SiteBuilderError, match="city"):
        build()
    assert releases.all() == []


def test_a_rollback_holds_until_something_changes(build: Build, publisher: Publisher, releases: Releases) -> None:
    first = build()
    retitle(publisher)
    second = build()
    releases.rollback()
    assert build().release == first.release
    retitle(publisher)
    third = build()
    assert third.created
    assert third.release not in {first.release, second.release}


def test_a_release_that_was_tampered_with_is_not_built_upon(
    build: Build, publisher: Publisher, releases: Releases, tmp_path: Path
) -> None:
    build()
    for spare in (releases.folder / "releases").glob(".spare-*"):  # the next release would be made from it
        shutil.rmtree(spare)
    (releases.folder / "current/de/index.html").unlink()
    retitle(publisher, language="ar")
    told: list[str] = []
    build(progress=lambda event: told.append(str(event)))
    assert any("lacks de/index.html. Everything is made anew." in line for line in told)
    assert tree(releases.folder / "current") == everything_anew(publisher, tmp_path / "fresh")


@pytest.mark.parametrize("harm", ["release", "manifest"])
def test_a_lost_live_release_is_built_anew(build: Build, releases: Releases, harm: str) -> None:
    build()
    live = releases.current()
    assert live
    before = tree(live.folder)
    if harm == "release":
        shutil.rmtree(live.folder)
    else:
        (live.folder / "manifest.json").unlink()
    assert build().created
    assert tree(releases.folder / "current") == before


def test_only_so_many_releases_are_kept(build: Build, publisher: Publisher, releases: Releases) -> None:
    for _ in range(4):
        retitle(publisher, "article", "ar")
        build(keep=2)
    assert [release.number for release in releases.all()] == [3, 4]


@pytest.mark.parametrize("name", ["", "..", "a/b", ".hidden", "a b"])
def test_a_city_cannot_lead_out_of_the_build_folder(publisher: Publisher, output: Path, name: str) -> None:
    with pytest.raises(ReleaseError, match="cannot be a city's name"):
        build_city(publisher.feed, name, output, THEME)


def test_a_folder_without_templates_is_no_theme(build: Build, tmp_path: Path) -> None:
    with pytest.raises(SiteBuilderError, match="is no theme"):
        build(tmp_path)


def process_wide() -> tuple[object, ...]:
    """What a build, or Pelican in it, sets for its whole process."""
    loggers = logging.getLoggerClass(), type(logging.getLogger())
    return *loggers, locale.setlocale(locale.LC_ALL), list(sys.path), gc.isenabled()


def test_a_build_leaves_the_process_as_it_was(build: Build) -> None:
    before = process_wide()
    build()
    assert process_wide() == before


def test_a_build_says_nothing_on_standard_output(build: Build, capfd: pytest.CaptureFixture[str]) -> None:
    build()
    assert capfd.readouterr().out == ""
