"""Form widgets of the content model."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.renderers import BaseRenderer
from django.utils.datastructures import MultiValueDict
from django.utils.safestring import SafeString, mark_safe
from wagtail.admin.widgets import AdminDateInput


class StepReferenceInput(forms.TextInput):
    """Holds the id of a step; step_reference.js puts a list of the procedure's steps, by title, in its place."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"data-step-reference": "", **(attrs or {})})

    class Media:
        js = ("guides/step_reference.js",)


class AgreedDateInput(AdminDateInput):
    """A date that somebody else may set while the form is open: it knows whether the person at the form changed it.

    What the form was opened with goes along in a hidden field of its own.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._opened_with: str | None = None
        self.is_untouched = False

    def value_from_datadict(self, data: dict[str, Any], files: MultiValueDict[str, Any], name: str) -> Any:
        """The date as it was sent; compares it with the one that the form was opened with."""
        value = super().value_from_datadict(data, files, name)
        self._opened_with = data.get(_opened(name))
        self.is_untouched = self._opened_with is not None and self._opened_with == value
        return value

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: BaseRenderer | None = None
    ) -> SafeString:
        """The field, and what it was opened with: a form that comes back with errors still knows."""
        opened_with = self.format_value(value) if self._opened_with is None else self._opened_with
        hidden = forms.HiddenInput().render(_opened(name), opened_with or "", {"id": ""}, renderer)
        # Both parts were escaped by Django when they were rendered.
        return mark_safe(super().render(name, value, attrs, renderer) + hidden)  # noqa: S308 - see above


def _opened(name: str) -> str:
    return f"{name}-opened"
