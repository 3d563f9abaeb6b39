"""Form widgets of the content model."""

from __future__ import annotations

from typing import Any

from django import forms


class StepReferenceInput(forms.TextInput):
    """Holds the id of a step; step_reference.js puts a list of the procedure's steps, by title, in its place."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"data-step-reference": "", **(attrs or {})})

    class Media:
        js = ("guides/step_reference.js",)
