"""The form in which a city says how strict it is."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.strictness.models import CHOICES
from translations.checks.catalogue import CATALOGUE, CheckKind
from translations.severities import Severities, Strictness

RECOMMENDED = [("", _("As recommended"))]
AWARE = "aware"
MEANING = _(
    "Readers of another language may then be told another number, address, amount, date or link than readers of the "
    "source language, and nobody will notice before they do."
)


class StrictnessForm(forms.Form):
    """One choice per check. An exact one is not turned off without saying that its meaning is understood."""

    def __init__(self, *args: Any, present: Severities, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in CATALOGUE:
            help_text = _("Exact: it compares what is the same in every language.") if kind.exact else ""
            self.fields[kind.name] = forms.ChoiceField(
                label=str(kind.label),
                choices=[*RECOMMENDED, *CHOICES],
                required=False,
                initial=present[kind.name].value if kind.name in present else "",
                help_text=help_text,
            )
        self.fields[AWARE] = forms.BooleanField(
            label=_("I know what it means to turn an exact check off."), required=False, help_text=MEANING
        )
        self.present = present

    def clean(self) -> dict[str, Any]:
        """Ask for a word on what it means, where an exact check is newly turned off."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not cleaned.get(AWARE):
            for kind in self._newly_off(cleaned):
                self.add_error(
                    kind.name, forms.ValidationError([MEANING, _("Tick the box at the end if you want that.")])
                )
        return cleaned

    @property
    def decided(self) -> dict[str, Strictness]:
        """What was chosen, by check, without those left as recommended."""
        return {kind.name: Strictness(chosen) for kind in CATALOGUE if (chosen := self.cleaned_data[kind.name])}

    def _newly_off(self, cleaned: dict[str, Any]) -> list[CheckKind]:
        return [
            kind
            for kind in CATALOGUE
            if kind.exact
            and cleaned.get(kind.name) == Strictness.OFF.value
            and self.present.get(kind.name) is not Strictness.OFF
        ]
