from __future__ import annotations

import json
import logging
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from types import SimpleNamespace

import ctranslate2
import pytest
from pytest_django import Settings

from tests.translations.conftest import TINY_PACKAGE
from translations.engines import argos_models
from translations.engines.argos import MAX_SENTENCE_TOKENS, ArgosEngine
from translations.engines.argos_packages import install_package, installed_packages
from translations.engines.base import EngineError
from translations.engines.lean_argos import stock_translation
from translations.sentences import split

SENTENCES = [
    "Bring your passport to the job centre.",
    "You must not sign your rental contract.",
    "The form costs 48 euros.",
    "The tax office is closed on Friday.",
    "Opening hours",
    "Call X0X or write to X1X.",
    "Visit the museum tomorrow.",
]


@pytest.fixture
def loads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The models that were loaded, in order."""
    loaded: list[str] = []
    translator = ctranslate2.Translator

    def load(path: str, **options: object) -> object:
        loaded.append(path)
        return translator(path, **options)

    monkeypatch.setattr(argos_models.ctranslate2, "Translator", load)
    return loaded


def test_sentences_are_those_that_argostranslate_itself_makes(argos_directory: Path) -> None:
    [package] = installed_packages(argos_directory)
    stock = stock_translation(package.folder, lambda language, text: [s.text for s in split(text, language)])
    same_beam = ArgosEngine(argos_directory, beam_size=4)
    assert same_beam.translate(SENTENCES, "en", "de") == [stock.translate(sentence) for sentence in SENTENCES]


class Echo:
    """A model that answers with what it is asked."""

    def __init__(self, *_: object, **__: object) -> None:
        pass

    def translate_batch(self, tokens: list[list[str]], **_: object) -> list[SimpleNamespace]:
        return [SimpleNamespace(hypotheses=[sentence]) for sentence in tokens]


def test_an_underscore_survives_which_argostranslate_makes_a_space_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = install_package(TINY_PACKAGE, tmp_path)
    tokenizer = package.contents.tokenizer
    assert tokenizer.decode(tokenizer.encode("info_cita")) == "info cita"
    monkeypatch.setattr(argos_models.ctranslate2, "Translator", Echo)
    assert ArgosEngine(tmp_path).translate(["info_cita"], "en", "de") == ["info_cita"]


def test_equal_sentences_and_any_order_give_equal_translations(argos: ArgosEngine) -> None:
    once = argos.translate(SENTENCES, "en", "de")
    assert argos.translate([*SENTENCES[::-1], *SENTENCES], "en", "de") == once[::-1] + once


def test_no_text_and_empty_text_are_translated_to_nothing(argos: ArgosEngine) -> None:
    assert argos.translate([], "en", "de") == []
    assert argos.translate(["", " "], "en", "de") == ["", ""]


def test_a_sentence_too_long_for_the_model_is_cut_and_not_cut_off(argos: ArgosEngine) -> None:
    clause = "You must not sign your rental contract"
    [translated] = argos.translate(["; ".join([clause] * MAX_SENTENCE_TOKENS)], "en", "de")
    # This model makes one sentence of each part; cut off after 1,024 tokens there would be five of them.
    assert translated.count("Mietvertrag") > 10


def test_a_model_is_loaded_once_however_many_ask_at_the_same_time(tmp_path: Path, loads: list[str]) -> None:
    install_package(TINY_PACKAGE, tmp_path)
    start = Barrier(4)

    def ask(_: int) -> list[str]:
        start.wait()
        return ArgosEngine(tmp_path).translate(["Opening hours"], "en", "de")

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(ask, range(4))) == [["Öffnungszeiten"]] * 4
    assert len(loads) == 1


def test_the_pair_that_was_used_longest_ago_leaves_memory_for_another(
    tmp_path: Path, loads: list[str], settings: Settings
) -> None:
    settings.ARGOS_LOADED_PAIRS = 2
    for target in ("de", "fr", "nl"):
        copy_for(target, tmp_path)
    engine = ArgosEngine(tmp_path)
    for target in ("de", "fr", "de", "nl", "de", "fr"):
        assert engine.translate(["Opening hours"], "en", target) == ["Öffnungszeiten"]
    # French went when Dutch came, since German had been used after it; then Dutch.
    assert [Path(path).parent.name for path in loads] == ["de", "fr", "nl", "fr"]
    kept = [folder.name for folder in argos_models.loaded_models.folders() if folder.parent == tmp_path.resolve()]
    assert kept == ["de", "fr"]


def test_a_model_that_is_let_go_while_it_translates_does_its_work(tmp_path: Path, settings: Settings) -> None:
    settings.ARGOS_LOADED_PAIRS = 1
    for target in ("de", "fr"):
        copy_for(target, tmp_path)

    def ask(number: int) -> list[str]:
        return ArgosEngine(tmp_path).translate(["Opening hours"], "en", ("de", "fr")[number % 2])

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(ask, range(24))) == [["Öffnungszeiten"]] * 24


def copy_for(target: str, directory: Path) -> None:
    """The tiny model under another name, as if it translated into another language."""
    package = install_package(TINY_PACKAGE, directory / "original")
    folder = directory / target
    shutil.copytree(package.folder, folder)
    metadata = json.loads((folder / "metadata.json").read_text())
    (folder / "metadata.json").write_text(json.dumps({**metadata, "to_code": target}))
    shutil.rmtree(directory / "original")


def test_a_replaced_package_is_noticed_while_the_process_runs(tmp_path: Path, loads: list[str]) -> None:
    engine = ArgosEngine(tmp_path)
    for _ in range(2):
        install_package(TINY_PACKAGE, tmp_path)
        assert engine.translate(["Opening hours"], "en", "de") == ["Öffnungszeiten"]
    assert len(loads) == 2


def test_a_removed_package_says_what_to_install(tmp_path: Path) -> None:
    package = install_package(TINY_PACKAGE, tmp_path)
    engine = ArgosEngine(tmp_path)
    assert engine.pairs() == {("en", "de")}
    shutil.rmtree(package.folder)
    assert engine.pairs() == set()
    with pytest.raises(EngineError, match="install_language en de"):
        engine.translate(["Go."], "en", "de")


@pytest.mark.parametrize(
    "make",
    [
        lambda folder: None,
        lambda folder: (folder / "metadata.json").write_text("{"),
        lambda folder: (folder / "metadata.json").write_text("[]"),
        lambda folder: (folder / "metadata.json").write_text(json.dumps({"from_code": "en", "to_code": "../x"})),
    ],
    ids=["empty", "not JSON", "no object", "odd code"],
)
def test_a_stray_folder_among_the_packages_is_left_alone_with_a_warning(
    make: Callable[[Path], object], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    install_package(TINY_PACKAGE, tmp_path)
    stray = tmp_path / "lost+found"
    stray.mkdir()
    make(stray)
    with caplog.at_level(logging.WARNING):
        assert ArgosEngine(tmp_path).pairs() == {("en", "de")}
    assert "lost+found is no Argos package" in caplog.text


def test_a_folder_that_is_not_there_has_no_packages(tmp_path: Path) -> None:
    assert ArgosEngine(tmp_path / "nowhere").pairs() == set()
