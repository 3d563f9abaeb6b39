"""What everything that carries text says of its language."""

from __future__ import annotations

from typing import Any

import graphene

from cms.api.context import library_of
from cms.api.types import field
from cms.api.types.enums import TranslationState
from cms.api.types.field import document_of

# Under these names the parts of a document have their text. What a part has besides are facts.
PART_TEXTS = frozenset({"alt", "condition", "event", "html", "name", "note", "reason", "text", "title"})


def _language(root: dict[str, Any], _info: Any) -> str:
    document = document_of(root)
    language: str = document["source_language"] if _is_untranslated(root) else document["language"]
    return language


def requested_language(_root: dict[str, Any], info: Any) -> str:
    """The language that was asked for, or the first of them."""
    return library_of(info).language


def translation_state(root: dict[str, Any], info: Any) -> str:
    """What the text of a document or of a part of it is to the reader: a value of TranslationState."""
    document = document_of(root)
    if _is_untranslated(root) or document["language"] != library_of(info).language:
        return "fallback"
    state: str = document["translation"]["state"]
    return state


def _is_untranslated(root: dict[str, Any]) -> bool:
    """Whether a part of a translated document has nothing but text in the source language."""
    fallback = root.get("fallback")
    if not fallback or root is document_of(root):
        return False
    return all(name in fallback for name in PART_TEXTS if root.get(name))


class Text(graphene.Interface):
    """Something that carries text, and in which language it came.

    `requestedLanguage` is what was asked for and `language` what it is; `translationState` says whether that is an
    original, a translation or a fall-back, and `fallback` names single fields that are in the source language.
    """

    requested_language = graphene.String(
        required=True,
        description="The language that was asked for, as a BCP 47 tag; of several the one that was named first.",
        resolver=requested_language,
    )
    language = graphene.String(
        required=True,
        description="The language of its text, as a BCP 47 tag. Mark the text with it.",
        resolver=_language,
    )
    translation_state = TranslationState(
        required=True,
        description="What its text is to somebody who asked for `requestedLanguage`.",
        resolver=translation_state,
    )
    fallback = field.fallback()
