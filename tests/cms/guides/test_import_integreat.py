"""An Integreat guide becomes topics and articles of a city, in all its languages."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from wagtail.models import Page
from wagtail_localize.models import Translation

from cms.cities.models import City, CityPage
from cms.guides.directories import SLUGS
from cms.guides.importers.integreat import ATTRIBUTION
from cms.guides.models import ArticlePage, DirectoryPage, TopicPage
from cms.publishing.models import PublishedDocument
from cms.publishing.translating import translate_pages
from site_builder.documents import validate
from tests.cms.guides.importing import document, footprint, page_of, state_of
from tests.cms.guides.integreat_guide import ENGLISH, GERMAN, record, write_guide
from translations.models import SegmentFinding
from translations.states import Status

pytestmark = pytest.mark.django_db

CITY = "musterstadt"


def bring_in(folder: Path, capsys: pytest.CaptureFixture[str], **options: str) -> dict[str, Any]:
    """Import a guide and return the counts."""
    capsys.readouterr()
    call_command(
        "import_integreat", str(folder), city="Musterstadt", site_url="https://m.example", json=True, **options
    )
    counts: dict[str, Any] = json.loads(capsys.readouterr().out)
    return counts


@pytest.fixture
def counts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """The small guide, imported."""
    return bring_in(write_guide(tmp_path / "guide"), capsys)


def article(slug: str, language: str = "de") -> ArticlePage:
    return page_of(ArticlePage, slug, language, CITY)


def topic(slug: str, language: str = "de") -> TopicPage:
    return page_of(TopicPage, slug, language, CITY)


def html(page: ArticlePage) -> str:
    return str(page.body[0].value.source)


def test_the_tree_of_the_guide_is_the_tree_of_the_city(counts: dict[str, Any]) -> None:
    home = CityPage.objects.get(city__slug=CITY, locale__language_code="de")
    paths = [page.url_path.removeprefix(home.url_path) for page in home.get_descendants().live().order_by("path")]
    directories = set(SLUGS.values())
    assert [path for path in paths if path.rstrip("/") not in directories] == [
        "notfall/",
        "notfall/notfall/",
        "ankommen/",
        "ankommen/behoerden/",
        "ankommen/behoerden/behoerden/",
        "ankommen/behoerden/rathaus/",
        "ankommen/geld/",
    ]
    assert Page.find_problems() == ([], [], [], [], [])


def test_a_page_with_pages_below_it_is_a_topic_that_names_them(counts: dict[str, Any]) -> None:
    assert topic("ankommen").summary == "Behörden · Geld"
    assert topic("ankommen", "en").summary == "Offices · Money"
    assert html(article("behoerden")) == "<p>Hier finden Sie alle <b>Behörden</b>.</p>"


def test_links_between_pages_are_references_in_every_language(counts: dict[str, Any]) -> None:
    money, offices = article("geld"), topic("behoerden")
    assert f'<a linktype="page" id="{money.pk}">Geld</a>' in html(article("rathaus"))
    assert f'<a linktype="page" id="{offices.pk}">alle Behörden</a>' in html(article("rathaus"))
    assert f'<a linktype="page" id="{money.pk}">money</a>' in html(article("rathaus", "en"))
    body = document(article("rathaus"), "en").body["body"][0]["html"]
    assert f'<a data-ref="{money.translation_key}" data-kind="page">money</a>' in body
    assert counts["links"] == {"references": 3, "not_in_the_data": 2}


def test_a_link_to_a_page_that_is_not_in_the_data_stays_and_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("import_integreat", str(write_guide(tmp_path)), city="Musterstadt", site_url="https://m.example")
    out, err = capsys.readouterr()
    assert "the link stays as it is: https://integreat.app/musterstadt/de/gibt-es-nicht/" in err
    assert 'href="https://integreat.app/musterstadt/de/gibt-es-nicht/"' in html(article("geld"))
    assert out.splitlines()[0] == "musterstadt: 5 de, 4 en; 0 left out"


def test_contacts_are_recognised_and_images_are_gone(counts: dict[str, Any]) -> None:
    text = html(article("rathaus"))
    assert '<a href="tel:+493023125000">030 23125000</a>' in text
    assert "Fax 030 23125099" in text
    assert '<a href="mailto:post@musterstadt.example">post@musterstadt.example</a>' in text
    assert not PublishedDocument.objects.filter(body__icontains="<img").exists()


def test_the_source_is_named_and_credited(counts: dict[str, Any]) -> None:
    page = article("rathaus")
    assert page.source_url == "https://integreat.app/musterstadt/de/ankommen/behörden/rathaus/"
    assert document(page).body["attribution"] == ATTRIBUTION
    assert document(page, "en").body["attribution"] == ATTRIBUTION


def test_every_page_of_the_guide_is_live_in_its_languages(counts: dict[str, Any]) -> None:
    live = PublishedDocument.objects.current().of_city(CITY).exclude(kind="city")
    assert (live.filter(language="de").count(), live.filter(language="en").count()) == (7, 5)
    assert counts["records"] == {"de": 5, "en": 4}
    for published in PublishedDocument.objects.current().of_city(CITY):
        validate(published.body)
        assert "fallback" not in json.dumps(published.body)


def test_a_translation_that_follows_its_source_is_kept_by_segment(counts: dict[str, Any]) -> None:
    page = article("geld")
    record_ = Translation.objects.get(source__object_id=page.translation_key)
    assert record_.enabled
    assert state_of(page, "en").status == Status.REVIEWED
    assert html(article("geld", "en")).startswith("<ul><li>Open an account</li><li>Order a ")


def test_a_translation_of_another_structure_is_a_page_written_by_hand(counts: dict[str, Any]) -> None:
    page = article("rathaus")
    assert not Translation.objects.get(source__object_id=page.translation_key).enabled
    state = state_of(page, "en")
    assert (state.status, state.outdated, state.is_publishable) == (Status.REVIEWED, 0, True)
    body = document(page, "en").body
    assert body["title"] == "Town hall"
    assert body["body"][0]["html"].startswith("<p>Open on Monday.</p>")
    assert body["translation"]["state"] == "reviewed"


def test_a_translation_with_an_error_is_live_as_it_was_elsewhere_and_its_finding_is_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """docs/decisions/0011"""
    german = {**GERMAN[4], "available_languages": {"en": {"path": "/musterstadt/en/emergency/"}}}
    english = record(15, "en/emergency", "Emergency", "<p>Call 911.</p>", others={"de": "de/notfall"})
    bring_in(write_guide(tmp_path, [*GERMAN[:4], german], [*ENGLISH, english]), capsys)
    assert html(article("notfall", "en")) == "<p>Call 911.</p>"
    assert article("notfall", "en").live
    assert SegmentFinding.objects.filter(severity="error", dismissed_by=None).exists()


def test_no_machine_adds_to_a_page_written_by_hand(counts: dict[str, Any]) -> None:
    before = footprint(CITY)
    report = translate_pages([article("rathaus").pk], ["en"], publish=True)
    assert report.segments == 0
    assert footprint(CITY) == before


def test_translations_older_than_their_source_are_counted(counts: dict[str, Any]) -> None:
    assert counts["older_than_source"] == {"en": 1}


def test_a_second_import_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_guide(tmp_path)
    bring_in(folder, capsys)
    before = footprint(CITY)
    again = bring_in(folder, capsys)
    assert footprint(CITY) == before
    assert again["pages"] == {"made": 0, "published": 0, "unchanged": 7}
    assert again["translations"] == {"en": {"unchanged": 5}}


def test_a_changed_text_changes_its_page_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bring_in(write_guide(tmp_path), capsys)
    before = footprint(CITY)
    german, english = deepcopy(GERMAN), deepcopy(ENGLISH)
    german[4]["content"] = "<p>Rufen Sie die 112 an.</p>"
    english[2]["content"] = "<p>Open on Tuesday.</p>"
    again = bring_in(write_guide(tmp_path, german, english), capsys)
    assert again["pages"] == {"made": 0, "published": 1, "unchanged": 6}
    assert footprint(CITY) == (before[0] + 2, before[1] + 2)


def test_a_page_that_moves_keeps_its_identity(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bring_in(write_guide(tmp_path), capsys)
    page = article("geld")
    german = deepcopy(GERMAN)
    german[3]["parent"]["path"] = "/musterstadt/de/ankommen/behörden/"
    again = bring_in(write_guide(tmp_path, german), capsys)
    assert again["pages"]["made"] == 0
    moved = article("geld")
    assert (moved.pk, moved.get_parent().slug) == (page.pk, "behoerden")
    assert article("geld", "en").get_parent().slug == "behoerden"


def test_an_article_that_gets_pages_below_it_becomes_a_topic_and_its_text_an_article_in_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bring_in(write_guide(tmp_path), capsys)
    text = article("geld")
    german = [*deepcopy(GERMAN), record(6, "de/ankommen/geld/konto", "Konto", "<p>x</p>", parent="de/ankommen/geld")]
    bring_in(write_guide(tmp_path, german), capsys)
    assert article("geld").pk == text.pk
    assert article("geld").get_parent().specific == topic("geld")
    assert article("konto").get_parent().specific == topic("geld")
    assert article("geld", "en").get_parent().specific == topic("geld", "en")
    assert Page.find_problems() == ([], [], [], [], [])


BAD: list[tuple[Any, str]] = [
    ("no record", "is no object"),
    ({**GERMAN[3], "id": "4"}, "“id” is missing"),
    ({**GERMAN[3], "content": None}, "“content” is missing"),
    ({**GERMAN[3], "title": " "}, "“title” is empty"),
    ({**GERMAN[3], "title": "x" * 256}, "The title has 256 characters"),
    ({**GERMAN[3], "path": "/"}, "“path” is empty"),
    ({**GERMAN[3], "content": "x" * 100_001}, "The text has 100,001 characters"),
    ({**GERMAN[3], "order": "first"}, "“order” is no number"),
    ({**GERMAN[3], "parent": []}, ""),
    ({**GERMAN[3], "parent": [1]}, "“parent” is not what it should be"),
    ({**GERMAN[3], "path": GERMAN[2]["path"]}, "Another page has the path"),
    ({**GERMAN[3], "content": "<div>" * 200 + "deep"}, "nested more than"),
    ({**GERMAN[3], "parent": {"path": 5}}, "“parent” is not what it should be"),
    ({**GERMAN[3], "last_updated": 5}, "“last_updated” is not what it should be"),
    ({**GERMAN[3], "title": "Geld \ud800"}, "“title” has half a character, U+D800"),
    ({**GERMAN[3], "content": "<p>Geld \udfff</p>"}, "“content” has half a character, U+DFFF"),
    ({**GERMAN[3], "path": "/musterstadt/de/\ud83d/"}, "“path” has half a character, U+D83D"),
    ({**GERMAN[3], "path": "/musterstadt/de/ge\0ld/"}, "“path” has a control character, U+0000"),
    ({**GERMAN[3], "title": "\0\x01"}, "“title” is empty"),
]


@pytest.mark.parametrize(("bad", "why"), BAD, ids=[why or "no parent" for _bad, why in BAD])
def test_a_bad_record_is_told_and_the_rest_comes_in(
    bad: Any, why: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    counts = bring_in(write_guide(tmp_path, [*GERMAN[:3], bad, *GERMAN[4:]]), capsys)
    assert article("rathaus").live
    assert article("notfall").live
    assert len([left for left in counts["left_out"] if why in left["why"]]) == bool(why)
    home = CityPage.objects.get(city__slug=CITY, locale__language_code="de")
    assert not home.get_descendants().not_type(DirectoryPage).filter(live=False).exists()


def test_a_bad_translation_is_told_and_the_rest_comes_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = {**ENGLISH[3], "last_updated": 5}
    counts = bring_in(write_guide(tmp_path, english=[*ENGLISH[:3], bad]), capsys)
    assert [(left["id"], left["why"]) for left in counts["left_out"]] == [
        ("14", "“last_updated” is not what it should be.")
    ]
    assert article("geld").live
    assert article("rathaus", "en").live


def test_a_page_with_a_name_that_no_address_holds_gets_a_shorter_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    long = [{**GERMAN[3], "id": number, "path": f"/musterstadt/de/{'ä' * 400}{number}/"} for number in (6, 7)]
    counts = bring_in(write_guide(tmp_path, [*GERMAN, *long]), capsys)
    assert counts["left_out"] == []
    made = ArticlePage.objects.filter(slug__startswith="aeae", live=True)
    assert {page.slug for page in made} == {"ae" * 100, f"{'ae' * 100}-2"}


def test_control_characters_are_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    title, text = "Ge\0ld\x01 und\x0bGut", "<p>Kon\0to\x0cer\x01öffnen&#1;&#x7f; \ufffe</p>"
    bring_in(write_guide(tmp_path, [*GERMAN[:3], {**GERMAN[3], "title": title, "content": text}]), capsys)
    page = article("geld")
    assert (page.title, html(page)) == ("Geld und Gut", "<p>Konto eröffnen</p>")


def test_a_new_page_that_cannot_be_saved_leaves_nothing_and_what_is_below_it_moves_up(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(page: TopicPage) -> None:
        if page.slug == "behoerden":
            raise ValidationError("refused")

    monkeypatch.setattr(TopicPage, "clean", refuse)
    monkeypatch.setattr(ArticlePage, "clean", refuse)
    counts = bring_in(write_guide(tmp_path), capsys)
    assert counts["left_out"] == [{"id": "2", "title": "Behörden", "why": "refused"}]
    assert not Page.objects.filter(slug="behoerden").exists()
    assert article("rathaus").get_parent().specific == topic("ankommen")
    assert article("rathaus", "en").get_parent().specific == topic("ankommen", "en")
    assert Page.find_problems() == ([], [], [], [], [])


def test_a_page_whose_parent_is_left_out_goes_below_the_next_page_above_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bring_in(write_guide(tmp_path, [GERMAN[0], "bad", *GERMAN[2:]]), capsys)
    assert article("rathaus").get_parent().slug == "ankommen"


def test_pages_that_stand_below_one_another_come_in_at_the_top(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    circle = [
        record(7, "de/a", "A", "<p>a</p>", parent="de/b"),
        record(8, "de/b", "B", "<p>b</p>", parent="de/a"),
    ]
    counts = bring_in(write_guide(tmp_path, [*GERMAN, *circle]), capsys)
    assert [left["why"] for left in counts["left_out"]] == [
        "Its parents lead back to itself, so it was put to the top."
    ]
    assert topic("a").get_parent().slug == CITY
    assert article("b").get_parent().slug == "a"


def test_a_page_without_a_page_in_the_source_language_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stray = record(19, "en/only-english", "Only English", "<p>x</p>")
    counts = bring_in(write_guide(tmp_path, english=[*ENGLISH, stray]), capsys)
    assert [(left["id"], left["title"]) for left in counts["left_out"]] == [("19", "Only English")]


def test_a_file_of_an_unknown_language_and_one_that_is_no_json_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_guide(tmp_path)
    (folder / "xx.json").write_text("[]")
    assert [left["title"] for left in bring_in(folder, capsys)["left_out"]] == ["xx.json"]
    (folder / "en.json").write_text("{")
    with pytest.raises(CommandError, match=r"en\.json is not JSON"):
        bring_in(folder, capsys)
    (folder / "en.json").write_text("{}")
    with pytest.raises(CommandError, match="holds no list of pages"):
        bring_in(folder, capsys)
    for endless in ("[" * 100_000, f"[{'9' * 10_000}]"):
        (folder / "en.json").write_text(endless)
        with pytest.raises(CommandError, match=r"en\.json cannot be read"):
            bring_in(folder, capsys)
    (folder / "en.json").unlink()
    (folder / "en.json").mkdir()
    with pytest.raises(CommandError, match=r"en\.json cannot be read"):
        bring_in(folder, capsys)


def test_the_source_language_has_to_be_among_the_files_and_that_of_the_city(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_guide(tmp_path)
    with pytest.raises(CommandError, match=r"fr\.json does not exist"):
        bring_in(folder, capsys, source="fr")
    bring_in(folder, capsys)
    with pytest.raises(CommandError, match="is written in de, the guide in en"):
        bring_in(folder, capsys, source="en")


def test_a_new_city_needs_an_address(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="--site-url"):
        call_command("import_integreat", str(write_guide(tmp_path)), city="Musterstadt")
    assert not City.objects.exists()


def test_an_existing_city_keeps_its_facts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bring_in(write_guide(tmp_path), capsys)
    City.objects.filter(slug=CITY).update(publisher="Someone else")
    bring_in(write_guide(tmp_path), capsys)
    assert City.objects.get(slug=CITY).publisher == "Someone else"
