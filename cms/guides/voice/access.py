"""Which pages have voice notes, and whose they are."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page

from cms.guides.models import GuidePage
from site_builder.documents import schema


def is_heard(model: type[Page]) -> bool:
    """Whether readers see pages of this kind one by one, so that one of them can be read aloud."""
    kind = issubclass(model, GuidePage) and getattr(model, "kind", None)
    return bool(kind) and "voice" in schema()["$defs"][kind]["properties"]


def may_have_voice_note(page: Page, user: Any) -> bool:
    """Whether the page can be read aloud, and the person may put something live on it."""
    return is_heard(page.specific_class) and bool(page.permissions_for_user(user).can_publish())
