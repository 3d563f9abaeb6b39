"""What goes out of a city comes in again as the same files, byte for byte."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction

from cms.cities.models import City
from cms.guides.content_files.checking import check_folder
from cms.guides.content_files.exporting import export_city, write_export
from cms.guides.content_files.kinds import FOLDERS
from cms.guides.content_files.problems import ContentFilesError
from cms.guides.content_files.reading import read_folder
from cms.guides.content_files.yaml_writer import yaml_text
from cms.guides.models import ArticlePage, ProcedurePage
from tests.cms.factories import edit
from tests.cms.guides.content_folder import CITY, edit_file, write_file, write_folder
from tests.cms.guides.importing import bring_in, document, footprint, page_of, state_of
from tests.cms.guides.integreat_guide import write_guide
from translations.states import Status

pytestmark = pytest.mark.django_db

CONTENT = Path(__file__).parents[3] / "content"
CITIES = ["eastmere", "birkenfurt"]


def texts(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in folder.rglob("*.yaml")}


def export_to(folder: Path, city: str = CITY) -> dict[str, str]:
    write_export(export_city(City.objects.get(slug=city)), folder)
    return texts(folder)


def assert_comes_back(folder: Path, out: Path) -> None:
    """Import a folder into an empty database and compare what is exported."""
    bring_in(folder)
    assert export_to(out / folder.name, folder.name) == texts(folder)
    before = footprint(folder.name)
    bring_in(folder)
    assert footprint(folder.name) == before


@pytest.mark.slow
@pytest.mark.parametrize("city", CITIES)
def test_the_demo_cities_go_out_as_they_came_in_byte_for_byte(city: str, tmp_path: Path) -> None:
    assert_comes_back(CONTENT / city, tmp_path)


@pytest.mark.parametrize("city", CITIES)
def test_the_files_of_the_demo_cities_are_written_in_the_canonical_form(city: str) -> None:
    files = read_folder(CONTENT / city, FOLDERS).files
    assert len(files) > 400
    assert {file.name: yaml_text(file.data) for file in files} == texts(CONTENT / city)


GERMAN = """
    translated_by: machine
    checked: [title, body.what.text.2]
    title: Erste Tage
    summary: Was warten kann.
    body:
      what:
        text: |
          [missing]

          1. Ruhen
          2. Essen
    """


def test_a_translation_with_gaps_and_of_two_hands_comes_back(tmp_path: Path) -> None:
    folder = write_folder(tmp_path)
    write_file(folder, "articles/first-days.de.yaml", GERMAN)
    assert_comes_back(folder, tmp_path / "out")
    article = page_of(ArticlePage, "first-days")
    state = state_of(article, "de")
    assert (state.status, state.outdated, state.machine) == (Status.MISSING, 1, 2)


def test_an_outdated_paragraph_beside_a_missing_one_comes_back(tmp_path: Path) -> None:
    folder = write_folder(tmp_path)
    edit_file(folder, "articles/first-days.yaml", "1. Rest\n", "1. Take it easy\n")
    made_from = """
    made_from:
      body.what.text: |
        Read about [the lease](term:lease) and [the pass](service:bus-pass).

        1. Rest
        2. Eat
    """
    write_file(folder, "articles/first-days.de.yaml", GERMAN.rstrip(" ") + made_from.lstrip("\n"))
    edit_file(folder, "articles/first-days.de.yaml", "title, body.what.text.2]", "title]")
    arabic = "translated_by: person\nbody:\n  what:\n    text: |\n      [missing]\n\n      1. [missing]\n      2. كل\n"
    older = (
        "made_from:\n  body.what.text: |\n    Read about [the lease](term:lease) and [the pass](service:bus-pass).\n\n"
    )
    older += "    1. Take it easy\n    2. Have something to eat\n"
    write_file(folder, "articles/first-days.ar.yaml", arabic + older)
    assert_comes_back(folder, tmp_path / "out")


def test_alerts_and_events_come_back_with_their_translations(tmp_path: Path) -> None:
    folder = write_folder(tmp_path)
    write_file(
        folder,
        "alerts/flood.yaml",
        """
        title: The river is high
        valid_from: 2027-01-01
        valid_until: 2099-01-31
        severity: danger
        text: |
          Stay away from the banks. [Call us](contact:line).
        affects: [arrival, register, town-hall]
        """,
    )
    write_file(
        folder,
        "alerts/flood.de.yaml",
        """
        translated_by: person
        title: Der Fluss ist hoch
        text: |
          Bleiben Sie weg vom Ufer. [Rufen Sie an](contact:line).
        """,
    )
    write_file(
        folder,
        "events/tea.yaml",
        """
        title: Tea and talk
        topics: [papers]
        kind: course
        summary: We talk.
        text: |
          Bring a cup.
        starts_on: 2099-01-05
        starts_at: "18:00"
        ends_at: "19:30"
        recurrence: {days: [1, 4], until: 2099-06-25}
        address:
          name: Old Mill
          street: 1 Mill Lane
          postal_code: MB1 1AA
          locality: Millbrook
        level: A1
        cost: fee
        childcare: true
        women_only: true
        languages: [en, ar]
        registration_url: https://council.example.org/tea
        organiser: council
        """,
    )
    write_file(folder, "events/tea.de.yaml", "translated_by: machine\ntitle: Tee und Gespräch\nsummary: Wir reden.\n")
    write_file(
        folder,
        "events/fair.yaml",
        """
        title: Fair
        summary: Two days.
        starts_on: 2099-05-30
        ends_on: 2099-05-31
        office: town-hall
        """,
    )
    assert_comes_back(folder, tmp_path / "out")


def test_two_requirements_of_one_document_come_back(tmp_path: Path) -> None:
    folder = write_folder(tmp_path)
    edit_file(
        folder,
        "procedures/register.yaml",
        "      passport: {}\n",
        "      passport: {}\n      passport-of-a-child: {document: passport, if: if you have children}\n",
    )
    edit_file(
        folder,
        "procedures/register.de.yaml",
        "      lease: {if: wenn Sie mieten}\n",
        "      passport-of-a-child: {if: wenn Sie Kinder haben}\n      lease: {if: wenn Sie mieten}\n",
    )
    assert_comes_back(folder, tmp_path / "out")


def test_two_requirements_made_in_the_cms_get_a_key_each(tmp_path: Path) -> None:
    bring_in(write_folder(tmp_path))
    procedure = page_of(ProcedurePage, "register")
    steps = procedure.steps.get_prep_value()
    passport, lease = (item["value"] for item in steps[1]["value"]["documents"])
    ids = [f"00000000-0000-4000-8000-00000000000{number}" for number in range(3)]
    values = [passport, lease | {"condition": "", "required": "always"}, passport | {"note": "Of the other parent."}]
    steps[1]["value"]["documents"] = [
        {"type": "item", "value": value, "id": key} for key, value in zip(ids, values, strict=True)
    ]
    edit(procedure, steps=steps)
    written = export_city(City.objects.get(slug=CITY)).files["procedures/register.yaml"]["steps"]["go"]["documents"]
    assert list(written) == ["passport", "lease", "passport-2"]
    assert written["passport-2"] == {"document": "passport", "note": "Of the other parent."}


BY_HAND = """
    translated_by: hand
    title: Die ersten Tage
    summary: Anders erzählt.
    body:
      what:
        text: |
          Alles in einem Absatz, mit [dem Vertrag](term:lease).
    """


def test_a_translation_by_hand_comes_back_whole(tmp_path: Path) -> None:
    folder = write_folder(tmp_path)
    write_file(folder, "topics/papers.de.yaml", "translated_by: person\ntitle: Papiere\nsummary: Was Ämter wollen.\n")
    write_file(folder, "articles/first-days.de.yaml", BY_HAND)
    assert_comes_back(folder, tmp_path / "out")
    article = page_of(ArticlePage, "first-days")
    assert state_of(article, "de").status == Status.REVIEWED
    body = document(article, "de").body
    assert body["body"][0]["html"].startswith("<p>Alles in einem Absatz")


def test_a_translation_goes_from_segments_to_a_hand_and_back(tmp_path: Path) -> None:
    folder = write_folder(tmp_path)
    before = (folder / "topics/arrival.de.yaml").read_text(encoding="utf-8")
    bring_in(folder)
    write_file(folder, "topics/arrival.de.yaml", "translated_by: hand\ntitle: Ankunft\nsummary: So geht es los.\n")
    for text in ((folder / "topics/arrival.de.yaml").read_text(encoding="utf-8"), before):
        (folder / "topics/arrival.de.yaml").write_text(text, encoding="utf-8")
        assert bring_in(folder).published == {"de": 1}
        assert export_to(tmp_path / "out")["topics/arrival.de.yaml"] == text


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("translated_by: hand\ntitle: Erste Tage\nchecked: [title]\n", "checked: is about sentences"),
        ("translated_by: hand\nsummary: Was warten kann.\n", "title: is missing"),
        ("translated_by: person\ntitle: Tage\nchecked: [title]\n", "checked: says what a person answers for"),
        ("translated_by: machine\ntitle: Tage\nchecked: [titel]\n", "checked[1]: names no translated text"),
        ("translated_by: machine\ntitle: Tage\nchecked: [title.1]\n", "checked[1]: names no translated text"),
        (f"{GERMAN.strip()}\n".replace("    ", "").replace("text.2]", "text.1]"), "checked[2]: names no translated"),
    ],
)
def test_what_a_translation_says_of_itself_is_checked(tmp_path: Path, text: str, problem: str) -> None:
    folder = write_folder(tmp_path)
    if "body" in text:
        write_file(folder, "articles/first-days.de.yaml", GERMAN)
        edit_file(folder, "articles/first-days.de.yaml", "text.2]", "text.1]")
    else:
        write_file(folder, "articles/first-days.de.yaml", text)
    with pytest.raises(ContentFilesError) as error:
        check_folder(folder)
    assert [str(found).split(": ", 1)[1][: len(problem)] for found in error.value.problems] == [problem]


def test_a_source_has_no_gaps(tmp_path: Path) -> None:
    folder = write_folder(tmp_path)
    edit_file(folder, "procedures/register.yaml", "Write to the council.", "[missing]")
    with pytest.raises(ContentFilesError, match="stands for what a translation lacks"):
        check_folder(folder)


def test_words_that_look_like_a_gap_stay_words(tmp_path: Path) -> None:
    folder = write_folder(tmp_path)
    edit_file(folder, "procedures/register.yaml", "Write to the council.", "\\[missing\\]")
    edit_file(folder, "procedures/register.de.yaml", "Schreiben Sie der Stadt.", "\\[missing\\]")
    assert_comes_back(folder, tmp_path / "out")


def test_a_guide_from_integreat_comes_back_with_its_translations_by_hand(tmp_path: Path) -> None:
    with transaction.atomic():
        guide = write_guide(tmp_path / "guide")
        call_command("import_integreat", str(guide), city="Musterstadt", site_url="https://m.example", json=True)
        first = export_to(tmp_path / "first" / "musterstadt", "musterstadt")
        transaction.set_rollback(True)
    assert "translated_by: hand" in first["articles/rathaus.en.yaml"]
    assert "translated_by: person" in first["articles/geld.en.yaml"]
    bring_in(tmp_path / "first" / "musterstadt")
    assert export_to(tmp_path / "second" / "musterstadt", "musterstadt") == first
