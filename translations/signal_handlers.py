"""Where wagtail-localize's stored translations meet the checks, the memory and the stored states."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.models import Page
from wagtail.signals import page_published
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from translations.checking import check_saved
from translations.memory.keeping import keep_reviewed_text
from translations.models import SegmentFinding
from translations.stored_states import mark_stale


def connect() -> None:
    """Check every translation that is saved one by one, and note whose state may be another now."""
    post_save.connect(_saved, sender=StringTranslation, dispatch_uid="waymark-check-translation")
    for sender, handler in (
        (StringTranslation, _translation_changed),
        (SegmentFinding, _finding_changed),
        (Translation, _record_changed),
    ):
        post_save.connect(handler, sender=sender, dispatch_uid=f"waymark-stale-{sender.__name__}")
        post_delete.connect(handler, sender=sender, dispatch_uid=f"waymark-stale-{sender.__name__}")
    post_save.connect(_source_changed, sender=TranslationSource, dispatch_uid="waymark-stale-source")
    pre_delete.connect(_to_be_deleted, sender=Page, dispatch_uid="waymark-keep-reviewed-text")
    page_published.connect(_published, dispatch_uid="waymark-stale-published")


def _saved(instance: StringTranslation, raw: bool = False, **kwargs: Any) -> None:
    if not raw and instance.context_id is not None:
        check_saved(instance)


def _translation_changed(instance: StringTranslation, origin: Any = None, **kwargs: Any) -> None:
    if instance.context_id is not None and _is_own(instance, origin):
        mark_stale([instance.context.object_id])


def _finding_changed(instance: SegmentFinding, origin: Any = None, **kwargs: Any) -> None:
    if _is_own(instance, origin):
        _translation_changed(instance.translation)


def _record_changed(instance: Translation, origin: Any = None, **kwargs: Any) -> None:
    if _is_own(instance, origin):
        mark_stale([instance.source.object_id])


def _is_own(instance: Any, origin: Any) -> bool:
    """Whether nothing larger is being deleted, of which no state will be left."""
    return origin is None or getattr(origin, "model", type(origin)) is type(instance)


def _source_changed(instance: TranslationSource, **kwargs: Any) -> None:
    mark_stale([instance.object_id])


def _published(instance: Page, **kwargs: Any) -> None:
    mark_stale([instance.translation_key])


def _to_be_deleted(instance: Page, **kwargs: Any) -> None:
    keep_reviewed_text(instance)
