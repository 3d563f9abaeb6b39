"""Pathways of easyRights become procedures with steps, and the defects of their translations are found."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from cms.guides.importers.easyrights import PathwayError, read_pathways
from cms.guides.models import ProcedurePage
from tests.cms.guides.importing import page_of

ENGLISH = """en:
  musterstadt:
    permit: "<b>Step 1: ask </b>
      \\n<b>where - website</b>: https://amt.example/clean-air/form
      \\n<b>when - response time</b>: 1 year
      \\n<b>how - document</b>: passport, two photos (if you
      have them)
      \\n<b>Step 2</b>
      \\n<b>how - procedure</b>: personal interview"
"""
FRENCH = """fr:
  musterstadt:
    permit: "<b>Étape 1 : demander</b>\\noù - site web : https://amt.example/clean:air/form\\njamais - délai : 1 an\\n\
comment - document : passeport, deux photos (si vous les avez)\\n<b>Étape 2</b>\\ncomment - procédure : entretien"
"""
SPANISH = """es:
  musterstadt:
    permit: "<b>Paso 1: pedir</b>\\ncómo - documento: pasaporte"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small city in three languages; the Spanish pathway has lost a step."""
    for language, text in (("en", ENGLISH), ("fr", FRENCH), ("es", SPANISH)):
        (tmp_path / f"pathways.{language}.yml").write_text(text)
        names = {"en": "Permit", "fr": "Permis", "es": "Permiso"}
        (tmp_path / f"services.{language}.yml").write_text(
            f"{language}: {{musterstadt: {{permit: {names[language]}}}}}"
        )
    return tmp_path


def bring_in(folder: Path, capsys: pytest.CaptureFixture[str], **options: Any) -> dict[str, Any]:
    """Import a city and return what the command says."""
    capsys.readouterr()
    call_command("import_easyrights", str(folder), site_url="https://m.example", json=True, **options)
    said: dict[str, Any] = json.loads(capsys.readouterr().out)
    return said


def codes(said: dict[str, Any], language: str, procedure: str = "permit") -> set[str]:
    """What was found in one translation."""
    return {each["code"] for each in said["found"] if (each["language"], each["procedure"]) == (language, procedure)}


def test_steps_and_lines_are_read_in_every_language(folder: Path) -> None:
    pathways = read_pathways(folder)["musterstadt"]["permit"]
    assert pathways["en"].shape == pathways["fr"].shape == (3, 1)
    assert [step.title for step in pathways["en"].steps] == ["ask", ""]
    assert pathways["en"].steps[0].lines[2].value == "passport, two photos (if you have them)"
    assert pathways["en"].steps[0].lines[2].papers == 2
    assert pathways["es"].shape == (1,)


@pytest.mark.django_db
def test_a_pathway_becomes_a_procedure_whose_link_is_the_same_in_every_language(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = bring_in(folder, capsys, city="musterstadt", country="DE", time_zone="Europe/Berlin")
    page = page_of(ProcedurePage, "permit", "en", "musterstadt")
    assert page.live
    first, second = (child.value for child in page.steps)
    assert (first["title"], second["title"]) == ("ask", "how - procedure: personal interview".partition(": ")[2])
    assert first["link"] == "https://amt.example/clean-air/form"
    assert "passport, two photos" in first["text"].source
    assert [each[:2] for each in said["left_out"]] == [["permit", "es"]]
    assert bring_in(folder, capsys, city="musterstadt")["pages"] == {"created": 0, "changed": 0}


def test_what_translation_broke_is_found(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = bring_in(folder, capsys, city="musterstadt", check_only=True)
    assert codes(said, "fr") == {"url_changed", "negation_invented"}
    assert codes(said, "es") == {"steps_differ", "documents_differ"}


def test_a_city_that_is_not_there_is_named(folder: Path) -> None:
    with pytest.raises(CommandError, match="only musterstadt"):
        call_command("import_easyrights", str(folder), city="elsewhere", check_only=True)


@pytest.mark.parametrize("text", ["- a list", "en: {musterstadt: nothing}", "fr: {}", "a: [b"])
def test_a_file_that_is_none_is_refused_in_words(tmp_path: Path, text: str) -> None:
    (tmp_path / "pathways.en.yml").write_text(text)
    (tmp_path / "services.en.yml").write_text("en: {}")
    with pytest.raises(PathwayError, match=r"pathways\.en\.yml"):
        read_pathways(tmp_path)


@pytest.mark.corpus
def test_the_known_defects_of_the_real_pathways_are_found(corpora: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = {
        city: bring_in(corpora / "easyrights", capsys, city=city, check_only=True)
        for city in ("birmingham", "larissa", "malaga", "palermo")
    }
    # Five steps in English, three in French and Greek.
    for language in ("fr", "el"):
        assert "steps_differ" in codes(said["malaga"], language, "asylum_request")
    # "when" became "never".
    for language in ("fr", "it", "uk", "ar", "fa"):
        assert "negation_invented" in codes(said["larissa"], language, "birth_certificate")
    # drive-clean-air-zone became drive:clean:air:zone; an address was written in Greek or Arabic letters.
    for language in ("ar", "el", "fa", "it", "uk"):
        assert "url_changed" in codes(said["birmingham"], language, "caz")
    assert "url_changed" in codes(said["birmingham"], "el", "baes_esol")
    assert "url_changed" in codes(said["malaga"], "ar", "work_permission")


@pytest.mark.corpus
@pytest.mark.django_db
def test_a_real_city_comes_in_with_its_languages(corpora: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = bring_in(corpora / "easyrights", capsys, city="malaga", name="Málaga")
    page = page_of(ProcedurePage, "asylum-request", "en", "malaga")
    assert len(page.steps) == 5
    assert said["pages"]["created"]
    assert page.get_translations().filter(locale__language_code="es").exists()
