"""Any machine translator class of wagtail-localize as an engine: the one that WAGTAILLOCALIZE_MACHINE_TRANSLATOR names.

Name `translations.engines.localize.configured_engine` in TRANSLATION_ENGINES to use DeepL, Google or LibreTranslate
with the classes that wagtail-localize brings along.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from itertools import permutations
from typing import Any

from wagtail.models import Locale
from wagtail_localize.machine_translators import get_machine_translator
from wagtail_localize.strings import StringValue

from .base import Engine, EngineError


class LocalizeEngine(Engine):
    """Wraps one translator object. It gets plain sentences, so its handling of HTML does not matter."""

    def __init__(self, translator: Any) -> None:
        self._translator = translator
        self.name = str(translator.display_name)
        self.version = f"wagtail-localize {version('wagtail-localize')}"

    def pairs(self) -> set[tuple[str, str]]:
        """The pairs among the site's languages that the translator says it can translate."""
        return {
            (source.language_code, target.language_code)
            for source, target in permutations(Locale.objects.all(), 2)
            if self._translator.can_translate(source, target)
        }

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        """Translate all texts in one call. Raises EngineError if one of them does not come back."""
        strings = {text: StringValue.from_plaintext(text) for text in texts}
        locales = Locale(language_code=source), Locale(language_code=target)
        translated = self._translator.translate(*locales, dict.fromkeys(strings.values()).keys())
        answers = [translated.get(strings[text]) for text in texts]
        if any(answer is None or answer.data is None for answer in answers):
            msg = f"{self.name} left texts untranslated from {source} to {target}. Look at its own log."
            raise EngineError(msg)
        return [answer.render_text() for answer in answers]


def configured_engine() -> LocalizeEngine:
    """The engine around the translator of the setting WAGTAILLOCALIZE_MACHINE_TRANSLATOR."""
    translator = get_machine_translator()
    if translator is None:
        msg = "WAGTAILLOCALIZE_MACHINE_TRANSLATOR is not set: set it, or take localize out of TRANSLATION_ENGINES."
        raise EngineError(msg)
    return LocalizeEngine(translator)
