"""A folder of content files is refused as a whole, with everything that is wrong in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from cms.cities.models import City
from cms.guides.content_files.checking import check_folder
from cms.guides.content_files.problems import ContentFilesError
from cms.guides.models import CostPage
from tests.cms.factories import make_city, make_page
from tests.cms.guides.content_folder import CITY, FILES, edit_file, line_of, write_file, write_folder

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_folder(tmp_path)


def problems(folder: Path) -> list[str]:
    with pytest.raises(ContentFilesError) as error:
        check_folder(folder)
    return [str(problem) for problem in error.value.problems]


def test_a_sound_folder_has_no_problems(folder: Path) -> None:
    checked = check_folder(folder)
    assert checked.city == CITY
    assert len(checked.entries) == len([name for name in FILES if name.count(".") == 1]) - 1
    assert checked.languages == ["en", "de", "ar"]


# (file, what stands there, what to write instead, in which line the problem is told, what it says)
MISTAKES = [
    # References
    ("services/bus-pass.yaml", "authority: council", "authority: councl", "authority:", "authority: “councl” does not"),
    ("services/bus-pass.yaml", "costs: [fee]", "costs: [fees]", "costs:", "costs[1]: “fees” does not exist"),
    (
        "services/bus-pass.yaml",
        "(contact:line)",
        "(contact:lin)",
        "warning:",
        "body.lost.warning: “lin” does not exist",
    ),
    ("services/bus-pass.yaml", "topic: arrival", "topic: arrivl", "topic:", "topic: “arrivl” does not exist"),
    ("procedures/register.yaml", "step: write", "step: wait", "steps:", "steps: “Book an appointment” leads to a step"),
    ("procedures/register.yaml", " cost: fee", " cost: toll", " cost:", "steps.go.cost: “toll” does not exist"),
    # Text
    ("articles/first-days.yaml", "Read about", "# Read about", "text:", "body.what.text: “#” is no level"),
    ("articles/first-days.yaml", "1. Rest", "*Rest*", "text:", "body.what.text: Line 3 of the text: Italics"),
    # What the models know
    ("offices/town-hall.yaml", '"20:00"', '"24:00"', "24:00", "opening_hours[2].opens: “24:00” does not fit"),
    (
        "offices/town-hall.yaml",
        '[5], opens: "20',
        '[1], opens: "09',
        "opening_hours",
        "opening_hours: Two opening hours",
    ),
    (
        "offices/town-hall.yaml",
        "to: 2027-01-01",
        "to: 2026-01-01",
        "2026-01-01",
        "closures[1].to: is before the first day",
    ),
    ("offices/town-hall.yaml", "longitude: -1.25\n", "", "latitude", "latitude: Give both"),
    ("offices/town-hall.yaml", "country: GB", "country: DE", "country", "address.country: “DE” is not the country"),
    ("offices/town-hall.yaml", "+441174960101", "+44123", "+44123", "phones[1].number: +44123 is not a phone"),
    ("costs/fee.yaml", "GBP", "GBP\nfree: true", "amount", "amount: A cost that is free has no amount"),
    (
        "procedures/register.yaml",
        "valid_until: 2028",
        "valid_until: 2025",
        "valid_until",
        "valid_until: This is before",
    ),
    ("topics/arrival.yaml", "Your first weeks.", "x" * 301, "summary", "summary: Ensure this value has at most 300"),
    ("costs/fee.yaml", "currency: GBP", "currency: pounds", "currency", "currency: “pounds” does not fit"),
    # The tree
    ("topics/arrival.yaml", "icon:", "parent: papers\nicon:", "parent", "parent: leads back to the topic itself"),
    # The city
    ("city.yaml", "[en, de, ar]", "[de, en, ar]", "languages", "languages: does not begin with"),
    ("city.yaml", "Europe/London", "Mars/Base", "time_zone", "time_zone: Mars/Base is not a time zone"),
    # Translations
    ("procedures/register.de.yaml", "  Mit [", "  Gut.\n\n      Mit [", "text:", "steps.book.text: has 2 paragraphs"),
    (
        "procedures/register.de.yaml",
        "[dem Telefon](contact:line)",
        "Telefon",
        "text:",
        "lacks the link to contact:line",
    ),
    (
        "procedures/register.de.yaml",
        "(contact:line) oder",
        "(office:town-hall) oder",
        "text:",
        "which the source has not",
    ),
    (
        "procedures/register.de.yaml",
        "lease: {if:",
        "lease: {note:",
        "lease",
        "steps.go.documents.lease.note: has no text",
    ),
    (
        "topics/arrival.de.yaml",
        "title:",
        "made_from: {sumary: Old.}\ntitle:",
        "made_from",
        "made_from.sumary: names no",
    ),
]


@pytest.mark.parametrize(("name", "old", "new", "line", "told"), MISTAKES, ids=lambda value: str(value)[:40])
def test_a_mistake_is_told_with_its_file_line_and_field(
    folder: Path, name: str, old: str, new: str, line: str, told: str
) -> None:
    edit_file(folder, name, old, new)
    (problem,) = [problem for problem in problems(folder) if problem.startswith(f"{name}:")]
    assert problem.startswith(f"{name}:{line_of(folder, name, line)}: ")
    assert told in problem


def test_all_mistakes_are_told_at_once_and_nothing_is_written(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit_file(folder, "costs/fee.yaml", "currency: GBP", "currency: pounds")
    edit_file(folder, "services/bus-pass.yaml", "authority: council", "authority: councl")
    edit_file(folder, "topics/arrival.de.yaml", "summary: Ihre ersten Wochen.", "sumary: Ihre ersten Wochen.")
    write_file(folder, "terms/gp.ar.yaml", "translated_by: nobody\ntitle: GP\n")
    with pytest.raises(CommandError, match=r"5 problems in .*; nothing was written"):
        call_command("import_content", str(folder))
    told = capsys.readouterr().err
    for place in ("fee.yaml:3: currency:", "bus-pass.yaml:", "arrival.de.yaml:3: sumary:", "gp.ar.yaml:1:"):
        assert place in told
    assert not City.objects.exists()


def test_a_translation_of_nothing_and_one_into_a_strange_language_are_told(folder: Path) -> None:
    write_file(folder, "terms/gp.de.yaml", "translated_by: person\n")
    write_file(folder, "terms/lease.fr.yaml", "translated_by: person\n")
    assert [problem.partition(": ")[0] for problem in problems(folder)] == [
        "terms/gp.de.yaml:1",
        "terms/lease.fr.yaml:1",
    ]


def test_a_string_that_the_source_says_twice_has_one_translation(folder: Path) -> None:
    edit_file(folder, "articles/first-days.yaml", "2. Eat", "2. Rest")
    with (folder / "articles/first-days.de.yaml").open("a", encoding="utf-8") as file:
        file.write(
            "body:\n  what:\n    text: |\n      Lesen Sie [Mietvertrag](term:lease) und [Karte](service:bus-pass).\n\n"
            "      1. Ruhen\n      2. Schlafen\n"
        )
    (problem,) = problems(folder)
    assert "translates “Rest” in two ways" in problem


def test_two_pages_below_one_topic_cannot_share_an_address(folder: Path) -> None:
    write_file(folder, "articles/register.yaml", "title: Register\ntopic: arrival\n")
    (problem,) = problems(folder)
    assert problem.startswith("articles/register.yaml:1: has the address of procedures/register.yaml")


def test_a_topic_cannot_take_the_address_of_a_directory(folder: Path) -> None:
    write_file(folder, "topics/offices.yaml", "title: Offices\nsummary: All of them.\n")
    (problem,) = problems(folder)
    assert problem.startswith("topics/offices.yaml:1: has the address of a directory")


def test_a_page_made_in_the_cms_keeps_its_address(folder: Path) -> None:
    city = make_city(CITY, languages=("en", "de", "ar"))
    call_command("import_content", str(folder))
    write_file(folder, "costs/fine.yaml", 'title: Fine\namount: "5.00"\ncurrency: GBP\n')
    taken = make_page(CostPage, city, slug="fine")
    (problem,) = problems(folder)
    assert problem.startswith("costs/fine.yaml:1: has the address of")
    assert f"uuid: {taken.translation_key}" in problem
    edit_file(folder, "costs/fine.yaml", "title: Fine", f"title: Fine\nuuid: {taken.translation_key}")
    check_folder(folder)


def test_a_folder_whose_name_is_no_slug_is_refused(tmp_path: Path) -> None:
    folder = write_folder(tmp_path).rename(tmp_path / "Mill brook")
    assert any("becomes part of addresses" in problem for problem in problems(folder))


def test_a_dry_run_writes_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("import_content", str(folder), "--dry-run")
    assert "nothing was written" in capsys.readouterr().out
    assert not City.objects.exists()


def test_a_path_that_is_no_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="is no folder"):
        call_command("import_content", str(tmp_path / "nowhere"))
