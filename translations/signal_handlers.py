"""Where wagtail-localize's stored translations meet the checks."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save
from wagtail_localize.models import StringTranslation

from translations.checking import check_translation


def connect() -> None:
    """Check every translation that is saved one by one: by a person in the editor, or from a PO file."""
    post_save.connect(_saved, sender=StringTranslation, dispatch_uid="waymark-check-translation")


def _saved(instance: StringTranslation, raw: bool = False, **kwargs: Any) -> None:
    if not raw and instance.context_id is not None:
        check_translation(instance)
