from __future__ import annotations

import pytest
from pytest_django import Settings

from tests.translations.conftest import WordEngine
from translations.engines.base import Engine, EngineError
from translations.engines.registry import NoEngineError, engine_for, engines, find_route


def engine(*pairs: str, name: str = "words", **known: str) -> WordEngine:
    made = WordEngine(known, {(pair.split("_")[0], pair.split("_")[1]) for pair in pairs})
    made.name = name
    return made


def test_the_first_engine_with_the_pair_is_taken() -> None:
    first, second = engine("en_fr", name="first"), engine("en_fr", "en_de", name="second")
    assert find_route([first, second], "en", "fr").name == "first"
    assert find_route([first, second], "en", "de").name == "second"


def test_without_a_direct_pair_the_way_goes_through_english_and_says_so() -> None:
    route = find_route([engine("de_en", name="a", ja="yes"), engine("en_ar", name="b", yes="نعم")], "de", "ar")
    assert (route.pivot, route.name, route.version) == ("en", "a + b", "1 + 1")
    assert route.pairs() == {("de", "ar")}
    assert route.translate(["ja", "x"], "de", "ar") == ["نعم", "x"]


def test_a_direct_pair_is_preferred_to_the_way_through_english() -> None:
    assert find_route([engine("de_en", "en_ar"), engine("de_ar")], "de", "ar").pivot == ""


def test_persian_stands_in_for_dari_but_german_not_for_easy_german() -> None:
    available = [engine("en_fa", "en_de", yes="بله")]
    assert find_route(available, "en", "fa-AF").translate(["yes"], "en", "fa-AF") == ["بله"]
    with pytest.raises(NoEngineError):
        find_route(available, "en", "de-simple")
    with pytest.raises(NoEngineError, match="two varieties of one language"):
        find_route([engine("de_en", "en_de")], "de", "de-simple")


@pytest.mark.parametrize(
    ("source", "target", "message"),
    [
        ("en", "ar", r"Install a package: manage.py install_language en ar\.$"),
        ("de", "ar", r"manage.py install_language de ar; or, by way of en: manage.py install_language en ar\.$"),
    ],
)
def test_a_missing_engine_says_what_to_install(source: str, target: str, message: str) -> None:
    with pytest.raises(NoEngineError, match=message):
        find_route([engine("de_en")], source, target)


def test_a_route_refuses_any_other_pair() -> None:
    with pytest.raises(EngineError, match="from en to de, not from de to en"):
        find_route([engine("en_de")], "en", "de").translate(["x"], "de", "en")


def upper_case() -> Engine:
    """An engine as a third party registers it."""
    return engine("en_de", name="upper case")


def test_engines_come_from_the_setting_in_its_order(settings: Settings) -> None:
    settings.TRANSLATION_ENGINES = [f"{__name__}.upper_case", "translations.engines.argos.ArgosEngine"]
    assert [each.name for each in engines()] == ["upper case", "Argos"]
    assert engine_for("en", "de").name == "upper case"
