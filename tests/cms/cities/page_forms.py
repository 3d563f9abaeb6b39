"""What a browser would send from the form of a page."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.forms import BooleanField
from wagtail.admin.rich_text.editors.draftail import DraftailRichTextArea
from wagtail.blocks.base import BlockField
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text


def sent(page: Page, user: User, **changes: Any) -> dict[str, Any]:
    """The fields of a page's form with their values, and `changes` in their place. Streams and comments are sent empty.

    `page` may be in memory only: then this is the form in which it is created.
    """
    form = page.get_edit_handler().get_form_class()(instance=page, for_user=user)
    data: dict[str, Any] = {}
    for name, field in form.fields.items():
        value = form[name].value()
        if isinstance(field, BlockField):
            data[name] = {"count": 0}
        elif isinstance(field.widget, DraftailRichTextArea):
            data[name] = rich_text(value or "", features=field.widget.features)
        elif isinstance(field, BooleanField):
            data.update({name: "on"} if value else {})
        else:
            data[name] = "" if value is None else str(value)
    return nested_form_data({**data, "comments": inline_formset([]), **changes})


def link_to(page: Page) -> str:
    """Rich text as the database keeps it, with a link to a page."""
    return f'<p>See <a linktype="page" id="{page.pk}">there</a>.</p>'
