"""Translated pages that somebody wrote freely: they are kept as whole texts, since no sentence stands for another."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from wagtail.blocks import StreamValue
from wagtail_localize.fields import copy_synchronised_fields
from wagtail_localize.models import Translation

from cms.cities.models import CityPage
from cms.guides.content_files.codecs import Markdown, Slot, Text
from cms.guides.content_files.fields import FIELDS, TITLE, slots, stored_value, translated_attributes
from cms.guides.content_files.kinds import BY_MODEL
from cms.guides.content_files.names import Loader, Names
from cms.guides.content_files.problems import Place
from cms.guides.content_files.targets import ensure_target
from cms.guides.content_files.translated import TextsByHand, stored_text
from cms.guides.models import GuidePage

SourcePage = CityPage | GuidePage


def written_by_hand(page: SourcePage, target: SourcePage, names: Names) -> dict[Place, str]:
    """What `target`, a translation of `page`, says in the texts that its source has, as files have it."""
    said = {slot.context: slot.text for slot in slots(target, names)}
    texts = {slot.place: _dumped(slot, said.get(slot.context, ""), names) for slot in slots(page, names)}
    return {place: text for place, text in texts.items() if text is not None}


def _dumped(slot: Slot, text: str, names: Names) -> str | None:
    return Markdown().dump(text, names) if slot.is_rich else Text().dump(text, names)


def write_by_hand(page: SourcePage, translation: Translation, texts: TextsByHand, loader: Loader) -> bool:
    """Publish a translation that was written freely; False if it is live and says the same already."""
    texts_of_source = {slot.place: slot for slot in slots(page, loader.names)}
    stored = {place: stored_text(texts_of_source[place], text, loader) for place, text in texts.texts.items()}
    if not translation.enabled:
        target = page.get_translation_or_none(translation.target_locale)
        wanted = {place: _dumped(texts_of_source[place], text, loader.names) for place, text in stored.items()}
        if target is not None and target.live and written_by_hand(page, target, loader.names) == wanted:
            return False
    values = {
        field.attribute: deepcopy(stored_value(page, field))
        for field in (TITLE, *FIELDS[BY_MODEL[type(page)].name])
        if field.attribute in translated_attributes(type(page))
    }
    for place, slot in texts_of_source.items():
        _put(values, slot.context, stored.get(place, ""))
    return publish_by_hand(page, translation, values)


def _put(values: dict[str, Any], context: str, text: str) -> None:
    """Write a text where wagtail-localize's path leads: an attribute, then ids of blocks and names of their fields."""
    holder: Any = values
    key, *way = context.split(".")
    for following in way:
        holder, key = _below(holder, key), following
    if isinstance(holder, list):
        _block(holder, key)["value"] = text
    else:
        holder[key] = text


def _below(holder: Any, key: str) -> Any:
    return _block(holder, key)["value"] if isinstance(holder, list) else holder[key]


def _block(blocks: list[dict[str, Any]], key: str) -> dict[str, Any]:
    return next(block for block in blocks if block["id"] == key)


def publish_by_hand(page: SourcePage, translation: Translation, values: dict[str, Any]) -> bool:
    """Publish the translation of `page` as it came; False if it is live and equal.

    wagtail-localize's record of it is switched off, so that people edit it like any page.

    Args:
        page: the source page.
        translation: the record.
        values: what the translated page says, by attribute.
    """
    switch(translation, enabled=False)
    ensure_target(page, translation.target_locale)
    target = type(page).objects.get(translation_key=page.translation_key, locale=translation.target_locale)
    before = _content(target)
    copy_synchronised_fields(page, target)
    for attribute, value in values.items():
        setattr(target, attribute, value)
    if target.live and _content(target) == before:
        return False
    target.save_revision(log_action=True).publish()
    return True


def switch(translation: Translation, *, enabled: bool) -> None:
    """Have a page translated segment by segment, or written by hand."""
    if translation.enabled != enabled:
        translation.enabled = enabled
        translation.save(update_fields=["enabled"])


def _content(page: SourcePage) -> dict[str, Any]:
    """What a page says, comparable."""
    values = {field.field_name: getattr(page, field.field_name) for field in page.translatable_fields}
    return {name: value.get_prep_value() if isinstance(value, StreamValue) else value for name, value in values.items()}
