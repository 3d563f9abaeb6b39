"""Translation files from the strings that wagtail-localize stores."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from wagtail_localize.models import StringTranslation
from wagtail_localize.strings import StringValue, extract_ids, extract_strings, restore_strings

from cms.cities.models import City, CityPage
from cms.guides.content_files.alignment import segments
from cms.guides.content_files.codecs import Slot
from cms.guides.content_files.fields import slots
from cms.guides.content_files.names import Names
from cms.guides.content_files.problems import Place
from cms.guides.content_files.rich_text import markdown
from cms.guides.content_files.translated import field_path
from cms.guides.models import GuidePage


@dataclass(frozen=True)
class _Stored:
    """A stored translation of one segment. Later ones have higher numbers."""

    number: int
    original: str
    translated: str
    is_by_machine: bool


@dataclass(frozen=True)
class _Found:
    """The translation of a text, and the older source text it was made from if that is not the present one."""

    translated: list[str]
    older: list[str] | None
    is_by_machine: bool


class TranslationExport:
    """The translation files of a city's pages. `notes` say which texts could not be written."""

    def __init__(self, pages: Sequence[CityPage | GuidePage], city: City, names: Names) -> None:
        self.notes: list[str] = []
        self._languages = [tag for tag in city.language_tags if tag != city.source_language]
        self._names = names
        self._stored = _stored([str(page.translation_key) for page in pages])

    def files(self, page: CityPage | GuidePage) -> Iterator[tuple[str, dict[str, Any]]]:
        """(language, data) of every translation of a page that has any text."""
        for language in self._languages:
            if by_context := self._stored.get((str(page.translation_key), language)):
                data = self._file(page, language, by_context)
                if data:
                    yield language, data

    def _file(
        self, page: CityPage | GuidePage, language: str, by_context: dict[str, list[_Stored]]
    ) -> dict[str, Any] | None:
        data: dict[str, Any] = {"translated_by": "person"}
        made_from = {}
        for slot in slots(page, self._names):
            found = _find(slot, by_context.get(slot.context, []))
            if found is None:
                if slot.context in by_context:
                    self.notes.append(
                        f"{page.url_path}: {field_path(slot.place)} is translated into {language} in parts only and "
                        "was left out."
                    )
                continue
            if found.is_by_machine:
                data["translated_by"] = "machine"
            _put(data, slot.place, self._written(slot, found.translated))
            if found.older is not None:
                made_from[field_path(slot.place)] = self._written(slot, found.older)
        if len(data) == 1:
            return None
        return data | ({"made_from": made_from} if made_from else {})

    def _written(self, slot: Slot, strings: list[str]) -> str:
        """Strings in the form that files have."""
        if not slot.is_rich:
            return StringValue(strings[0]).render_text()
        template, originals = extract_strings(slot.text)
        values = [(StringValue(text), links) for text, (_original, links) in zip(strings, originals, strict=True)]
        return markdown(restore_strings(template, values), self._names.reference)


def _stored(keys: list[str]) -> dict[tuple[str, str], dict[str, list[_Stored]]]:
    """Sound stored translations by page and language, and then by context, oldest first."""
    found: dict[tuple[str, str], dict[str, list[_Stored]]] = defaultdict(lambda: defaultdict(list))
    rows = StringTranslation.objects.filter(context__object_id__in=keys, has_error=False).order_by("pk")
    for pk, key, language, path, original, translated, kind in rows.values_list(
        "pk",
        "context__object_id",
        "locale__language_code",
        "context__path",
        "translation_of__data",
        "data",
        "translation_type",
    ):
        is_by_machine = kind == StringTranslation.TRANSLATION_TYPE_MACHINE
        found[str(key), language][path].append(_Stored(pk, original, translated, is_by_machine))
    return found


def _find(slot: Slot, stored: list[_Stored]) -> _Found | None:
    """The translation of a text, if each of its segments has one, of the present source or of an older one.

    A segment without a translation of its present string takes one of an older string in the same place. Which
    segment an older string belonged to is not stored; translations are stored in the order of the segments, so the
    newest of them are taken in their order.
    """
    originals = [string for string, _links in segments(slot.text, is_rich=slot.is_rich)]
    present = {row.original: row for row in stored}
    missing = [string for string in originals if string not in present]
    older = [row for row in stored if row.original not in originals][-len(missing) :] if missing else []
    if len(older) < len(missing) or not originals:
        return None
    substitutes = iter(older)
    chosen = [present[string] if string in present else next(substitutes) for string in originals]
    if any(
        extract_ids(row.original) - extract_ids(string) or extract_ids(row.translated) - extract_ids(string)
        for row, string in zip(chosen, originals, strict=True)
    ):
        return None
    return _Found(
        [row.translated for row in chosen],
        [row.original for row in chosen] if missing else None,
        any(row.is_by_machine for row in chosen),
    )


def _put(data: dict[str, Any], place: Place, text: str) -> None:
    """Write a text where the keys of `place` lead, with the mappings and list items on the way."""
    holder: Any = data
    for key, following in zip(place, (*place[1:], None), strict=True):
        if following is None:
            holder[key] = text
        elif isinstance(key, int):
            holder.extend({} for _ in range(key + 1 - len(holder)))
            holder = holder[key]
        else:
            holder = holder.setdefault(key, [] if isinstance(following, int) else {})
