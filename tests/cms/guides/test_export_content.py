"""A city goes out as the content files that it came from."""

from __future__ import annotations

import json
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from ruamel.yaml import YAML
from wagtail_localize.models import StringTranslation

from cms.cities.models import City
from cms.guides.content_files.exporting import Export, ExportError, export_city, write_export
from cms.guides.content_files.yaml_writer import yaml_text
from cms.guides.models import ArticlePage, CostPage, ProcedurePage, TopicPage
from tests.cms.factories import edit, make_page
from tests.cms.guides.content_folder import CITY, FILES, edit_file, write_file, write_folder
from tests.cms.guides.importing import bring_in, footprint, page_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rows_of_the_module")]


@pytest.fixture(scope="module")
def first_import(rows_of_the_module: None, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The small city, imported once for all tests of this module."""
    bring_in(write_folder(tmp_path_factory.mktemp("content")))


@pytest.fixture
def folder(first_import: None, tmp_path: Path) -> Path:
    """The files of the imported city, free to be changed."""
    return write_folder(tmp_path / "before")


def export_to(folder: Path, city: str = CITY) -> Export:
    export = export_city(City.objects.get(slug=city))
    write_export(export, folder)
    return export


def texts(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in folder.rglob("*.yaml")}


def test_the_export_of_an_import_is_the_files_byte_for_byte(folder: Path, tmp_path: Path) -> None:
    export_to(tmp_path / "after")
    assert texts(tmp_path / "after") == {name: dedent(text).lstrip() for name, text in FILES.items()}


def test_the_import_of_an_export_changes_nothing(folder: Path, tmp_path: Path) -> None:
    export_to(tmp_path / CITY)
    before = footprint()
    bring_in(tmp_path / CITY)
    assert footprint() == before


def test_a_second_export_writes_nothing(folder: Path, tmp_path: Path) -> None:
    export = export_city(City.objects.get(slug=CITY))
    assert write_export(export, tmp_path / CITY) == len(FILES)
    assert write_export(export, tmp_path / CITY) == 0


def test_older_source_texts_go_out_with_their_translations(folder: Path, tmp_path: Path) -> None:
    edit_file(folder, "articles/first-days.yaml", "1. Rest", "1. Rest well")
    edit_file(folder, "articles/first-days.yaml", "What can wait.", "What can wait and what not.")
    german = """
        translated_by: person
        title: Erste Tage
        summary: Was warten kann.
        body:
          what:
            text: |
              Lesen Sie [den Vertrag](term:lease) und [die Karte](service:bus-pass).

              1. Ruhen
              2. Essen
        made_from:
          summary: What can wait.
          body.what.text: |
            Read about [the lease](term:lease) and [the pass](service:bus-pass).

            1. Rest
            2. Eat
        """
    write_file(folder, "articles/first-days.de.yaml", german)
    bring_in(folder)
    export_to(tmp_path / "after")
    assert texts(tmp_path / "after") == texts(folder)


def test_a_paragraph_that_nobody_translated_goes_out_as_missing(folder: Path) -> None:
    procedure = page_of(ProcedurePage, "register")
    edit(procedure, outcome=procedure.outcome + "<p>And a stamp.</p>")
    export = export_city(City.objects.get(slug=CITY))
    assert export.files["procedures/register.de.yaml"]["outcome"] == "Ein Brief, der Ihre Adresse zeigt.\n\n[missing]\n"
    assert not export.notes


def test_a_file_names_what_a_person_checked_of_a_draft(folder: Path) -> None:
    topic = page_of(TopicPage, "arrival")
    strings = StringTranslation.objects.filter(context__object_id=topic.translation_key, context__path="summary")
    strings.update(translation_type="machine")
    data = export_city(City.objects.get(slug=CITY)).files["topics/arrival.de.yaml"]
    assert (data["translated_by"], data["checked"]) == ("machine", ["title"])


def test_a_translation_that_lost_a_link_goes_out_as_missing_and_is_told(folder: Path) -> None:
    strings = StringTranslation.objects.filter(translation_of__data__startswith="By <a", locale__language_code="de")
    strings.update(data="Mit dem Telefon.")
    export = export_city(City.objects.get(slug=CITY))
    assert "text" not in export.files["procedures/register.de.yaml"]["steps"]["book"]
    assert export.notes == [
        "/millbrook/arrival/register/: steps.book.text does not keep the links of its source in de; segments that were "
        "left out: 1."
    ]


def test_a_page_below_a_draft_is_left_out_and_told(folder: Path) -> None:
    page_of(TopicPage, "papers").unpublish()
    export = export_city(City.objects.get(slug=CITY))
    assert "articles/first-days.yaml" not in export.files
    assert export.notes == [
        "/millbrook/arrival/papers/first-days/: stands below “A few papers”, which is a draft, and was left out."
    ]


def test_a_page_made_in_the_cms_goes_out_with_its_uuid(folder: Path) -> None:
    mine = make_page(CostPage, City.objects.get(slug=CITY), title="Mine", slug="mine")
    data = export_city(City.objects.get(slug=CITY)).files["costs/mine.yaml"]
    assert data == {"title": "Mine", "uuid": str(mine.translation_key), "currency": "EUR", "free": True}


def test_drafts_stay_inside_and_so_do_references_to_them(folder: Path) -> None:
    draft = make_page(CostPage, City.objects.get(slug=CITY), slug="draft", live=False)
    article = page_of(ArticlePage, "first-days")
    edit(article, body=[{"type": "text", "id": "x", "value": f'<p>See <a linktype="page" id="{draft.pk}">it</a></p>'}])
    files = export_city(City.objects.get(slug=CITY)).files
    assert "costs/draft.yaml" not in files
    assert files["articles/first-days.yaml"]["body"] == {"x": {"text": "See it\n"}}


def test_siblings_are_numbered_where_titles_do_not_say_their_order(folder: Path) -> None:
    for name, order in {"a": 3, "b": 2}.items():
        write_file(folder, f"costs/{name}.yaml", f'title: {name}\norder: {order}\namount: "1.00"\ncurrency: GBP\n')
    bring_in(folder)
    files = export_city(City.objects.get(slug=CITY)).files
    assert [files[f"costs/{slug}.yaml"].get("order") for slug in ("b", "a", "fee")] == [1, 2, 3]
    assert "order" not in files["offices/town-hall.yaml"]


def test_two_pages_of_one_kind_with_one_slug_cannot_go_out(folder: Path) -> None:
    city = City.objects.get(slug=CITY)
    make_page(ArticlePage, city, slug="first-days", parent=page_of(TopicPage, "arrival"))
    with pytest.raises(ExportError, match="have the slug “first-days”"):
        export_city(city)


def test_files_of_pages_that_are_gone_are_removed(folder: Path, tmp_path: Path) -> None:
    export_to(tmp_path / "after")
    page_of(CostPage, "fee").unpublish()
    export_to(tmp_path / "after")
    assert not (tmp_path / "after/costs/fee.yaml").exists()
    assert "fee]" not in texts(tmp_path / "after")["services/bus-pass.yaml"]
    assert "(cost:fee)" not in texts(tmp_path / "after")["services/bus-pass.yaml"]


def test_a_folder_with_something_else_in_it_is_left_alone(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(CommandError, match="is neither empty nor the folder of a city"):
        call_command("export_content", CITY, "--to", str(tmp_path))
    assert not (tmp_path / "city.yaml").exists()


def test_the_command_names_the_cities_there_are(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="There is no city “milbrook”"):
        call_command("export_content", "milbrook", "--to", str(tmp_path / "x"))


def test_the_command_prints_its_counts(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("export_content", CITY, "--to", str(tmp_path / "x"), "--json")
    assert json.loads(capsys.readouterr().out) == {"files": len(FILES), "changed": len(FILES), "left_out": 0}


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (
            {"a": "yes", "b": "12:00", "c": "+49", "d": "1.50", "e": "null"},
            'a: "yes"\nb: "12:00"\nc: "+49"\nd: "1.50"\ne: "null"\n',
        ),
        ({"day": "2026-01-02", "flag": True, "number": 1.5}, "day: 2026-01-02\nflag: true\nnumber: 1.5\n"),
        ({"list": ["a", "b"], "pairs": [{"a": 1}]}, "list: [a, b]\npairs:\n  - {a: 1}\n"),
        ({"text": "one\n\ntwo\n"}, "text: |\n  one\n\n  two\n"),
        ({"name": "2026-02-30"}, "name: '2026-02-30'\n"),
        ({"one": {"if": "so it is", "copies": 1}}, "one: {if: so it is, copies: 1}\n"),
        ({"two": {"if": "so it is", "note": "نعم"}}, "two:\n  if: so it is\n  note: نعم\n"),
        ({"synonyms": {"id": "ID"}}, "synonyms:\n  id: ID\n"),
        ({"text": "a: b, [c] #d"}, "text: 'a: b, [c] #d'\n"),
        ({"long": {"a": "x" * 60, "b": "y" * 60}}, f"long:\n  a: {'x' * 60}\n  b: {'y' * 60}\n"),
        ({"fa": "می\u200cروم"}, "fa: می\u200cروم\n"),
    ],
)
def test_equal_data_is_written_in_one_way(data: dict[str, Any], text: str) -> None:
    assert yaml_text(data) == text
    assert plain(YAML(typ="safe", pure=True).load(text)) == data


def plain(value: Any) -> Any:
    """`value` with its dates as text, as files are compared."""
    if isinstance(value, dict):
        return {str(key): plain(child) for key, child in value.items()}
    if isinstance(value, list):
        return [plain(child) for child in value]
    return value if isinstance(value, str | bool | int | float | None) else str(value)
