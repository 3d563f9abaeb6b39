"""Choosers without scripts in the page: Wagtail 8.0 writes one after each, in code and not in a template."""

from __future__ import annotations

import json
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.admin.widgets.chooser import BaseChooser
from wagtail.admin.widgets.workflows import AdminTaskChooser


def start_choosers_by_name() -> None:
    """Have every chooser say what starts it, for static/access/starting.js. Nothing but its method can be replaced."""
    BaseChooser.render = _render


def _render(self: Any, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
    if not attrs or "id" not in attrs:
        message = "A chooser cannot be rendered without an id."
        raise TypeError(message)
    value_data = self.get_value_data(value)
    html = self.render_html(name, value_data, attrs)
    if isinstance(self, AdminTaskChooser):
        start, given = "task", [attrs["id"]]
    else:
        options = self.get_js_init_options(attrs["id"], name, value_data)
        start, given = "chooser", [self.js_constructor, attrs["id"], options]
    starter = format_html(
        '<span hidden data-controller="starter" data-start="{}" data-given="{}"></span>', start, json.dumps(given)
    )
    return format_html("{}{}", html, starter)
