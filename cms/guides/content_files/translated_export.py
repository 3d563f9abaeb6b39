"""Translation files from the strings that wagtail-localize stores, or from pages that were written by hand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation, TranslationSource
from wagtail_localize.strings import StringValue, extract_strings, restore_strings

from cms.cities.models import City, CityPage
from cms.guides.content_files.alignment import LINK_ID, segments
from cms.guides.content_files.by_hand import written_by_hand
from cms.guides.content_files.codecs import Slot, Text
from cms.guides.content_files.fields import slots
from cms.guides.content_files.markdown import GAP_IN_RICH_TEXT
from cms.guides.content_files.names import Names
from cms.guides.content_files.problems import Place
from cms.guides.content_files.rich_text import markdown
from cms.guides.content_files.translated import field_path, segment_path
from cms.guides.models import GuidePage
from translations.outdated import outdated_segments

# The key of a page, the tag of a language.
Target = tuple[str, str]


@dataclass(frozen=True)
class _Stored:
    """A stored translation of one segment, of the source text that it was made from."""

    original: str
    translated: str
    is_by_machine: bool

    @property
    def keeps_its_links(self) -> bool:
        """Whether the translation has each link of its source once. Files tell links by where they lead."""
        return Counter(LINK_ID.findall(self.original)) == Counter(LINK_ID.findall(self.translated))


# By (context, present source text).
Strings = dict[tuple[str, str], _Stored]


class TranslationExport:
    """The translation files of a city's pages. `notes` say which texts could not be written."""

    def __init__(self, pages: Sequence[CityPage | GuidePage], city: City, names: Names) -> None:
        self.notes: list[str] = []
        self._languages = [tag for tag in city.language_tags if tag != city.source_language]
        self._names = names
        keys = [str(page.translation_key) for page in pages]
        self._present = _present(keys)
        self._outdated = _outdated(keys, city, self._languages)
        self._by_hand = _by_hand(keys, self._languages)
        self._all_names = _with_translations(names, pages)

    def files(self, page: CityPage | GuidePage) -> Iterator[tuple[str, dict[str, Any]]]:
        """(language, data) of every translation of a page that has any text."""
        for language in self._languages:
            target = (str(page.translation_key), language)
            if target in self._by_hand:
                data = self._file_by_hand(page, language, self._by_hand[target])
            else:
                data = self._file(page, language, self._present.get(target, {}), self._outdated.get(target, {}))
            if data is not None:
                yield language, data

    def _file_by_hand(
        self, page: CityPage | GuidePage, language: str, target: CityPage | GuidePage | None
    ) -> dict[str, Any] | None:
        if target is None:
            self.notes.append(f"{page.url_path}: the draft in {language} is written by hand and was left out.")
            return None
        data: dict[str, Any] = {"translated_by": "hand"}
        for place, text in written_by_hand(page, target, self._all_names).items():
            _put(data, place, text)
        return data

    def _file(
        self, page: CityPage | GuidePage, language: str, present: Strings, outdated: Strings
    ) -> dict[str, Any] | None:
        texts: dict[str, Any] = {}
        made_from: dict[str, str] = {}
        checked: list[str] = []
        is_by_machine = False
        for slot in slots(page, self._names):
            originals = [string for string, _links in segments(slot.text, is_rich=slot.is_rich)]
            places = [(slot.context, string) for string in originals]
            chosen = [present.get(place) or outdated.get(place) for place in places]
            found = self._writable(page, slot, language, originals, chosen)
            if not any(found):
                continue
            _put(texts, slot.place, self._written(slot, [row.translated if row else GAP_IN_RICH_TEXT for row in found]))
            older = [row.original if row else string for row, string in zip(found, originals, strict=True)]
            if older != originals:
                made_from[field_path(slot.place)] = self._written(slot, older)
            checked += _checked(slot, found)
            is_by_machine = is_by_machine or any(row.is_by_machine for row in found if row)
        if not texts:
            return None
        data: dict[str, Any] = {"translated_by": "machine" if is_by_machine else "person"}
        if is_by_machine and checked:
            data["checked"] = checked
        return data | texts | ({"made_from": made_from} if made_from else {})

    def _writable(
        self, page: CityPage | GuidePage, slot: Slot, language: str, originals: list[str], chosen: list[_Stored | None]
    ) -> list[_Stored | None]:
        """The translations without those that no file could hold, which are noted."""
        writable = [row if row and _fits(row, string) else None for row, string in zip(chosen, originals, strict=True)]
        lost = sum(1 for before, after in zip(chosen, writable, strict=True) if before and not after)
        if lost:
            self.notes.append(
                f"{page.url_path}: {field_path(slot.place)} does not keep the links of its source in {language}; "
                f"segments that were left out: {lost}."
            )
        return writable

    def _written(self, slot: Slot, strings: list[str]) -> str:
        """Strings in the form that files have."""
        if not slot.is_rich:
            return Text().dump(StringValue(strings[0]).render_text(), self._names) or ""
        template, originals = extract_strings(slot.text)
        values = [(StringValue(text), links) for text, (_original, links) in zip(strings, originals, strict=True)]
        return markdown(restore_strings(template, values), self._names.reference)


def _fits(row: _Stored, string: str) -> bool:
    links, present = LINK_ID.findall(row.original), LINK_ID.findall(string)
    return row.keeps_its_links and set(links) <= set(present)


def _checked(slot: Slot, found: Sequence[_Stored | None]) -> list[str]:
    """The paths by which a file names what a person answers for in a text."""
    numbers = [number for number, row in enumerate(found) if row and not row.is_by_machine]
    if len(numbers) == sum(1 for row in found if row):
        return [field_path(slot.place)]
    return [segment_path(slot.place, number) for number in numbers]


def _present(keys: list[str]) -> dict[Target, Strings]:
    """Sound stored translations by page and language."""
    found: dict[Target, Strings] = defaultdict(dict)
    rows = StringTranslation.objects.filter(context__object_id__in=keys, has_error=False).select_related(
        "translation_of", "context", "locale"
    )
    for row in rows.exclude(data=""):
        target = (str(row.context.object_id), row.locale.language_code)
        found[target][row.context.path, row.translation_of.data] = _stored(row)
    return found


def _outdated(keys: list[str], city: City, tags: list[str]) -> dict[Target, Strings]:
    """Sound translations of earlier wordings of the present source texts that have none, by page and language."""
    sources = {
        source.pk: str(source.object_id)
        for source in TranslationSource.objects.filter(object_id__in=keys, locale=city.source_locale).only("object_id")
    }
    languages = dict(Locale.objects.filter(language_code__in=tags).values_list("pk", "language_code"))
    found: dict[Target, Strings] = {}
    for (source, locale), segments_of in outdated_segments(list(sources), list(languages)).items():
        found[sources[source], languages[locale]] = {
            (outdated.segment.context.path, outdated.segment.string.data): _stored(outdated.earlier)
            for outdated in segments_of.values()
            if not outdated.earlier.has_error
        }
    return found


def _stored(row: StringTranslation) -> _Stored:
    is_by_machine = row.translation_type == StringTranslation.TRANSLATION_TYPE_MACHINE
    return _Stored(row.translation_of.data, row.data, is_by_machine)


def _by_hand(keys: list[str], languages: list[str]) -> Mapping[Target, CityPage | GuidePage | None]:
    """The pages that are written by hand; None where there is a draft of one alone."""
    records = Translation.objects.filter(
        source__object_id__in=keys, target_locale__language_code__in=languages, enabled=False
    )
    found: dict[Target, CityPage | GuidePage | None] = {
        (str(key), language): None
        for key, language in records.values_list("source__object_id", "target_locale__language_code")
    }
    pages = Page.objects.filter(translation_key__in={key for key, _language in found}, live=True)
    for page in pages.select_related("locale").specific():
        target = (str(page.translation_key), page.locale.language_code)
        if target in found:
            found[target] = page
    return found


def _with_translations(names: Names, pages: Sequence[CityPage | GuidePage]) -> Names:
    """`names` that know translated pages too: people who write by hand may link to these."""
    every = Names(names.country)
    sources = {page.translation_key: page.pk for page in pages}
    rows = list(Page.objects.filter(translation_key__in=sources).values_list("pk", "translation_key"))
    # The source pages last: theirs are the ids that a name means.
    for pk, key in sorted(rows, key=lambda row: row[0] == sources[row[1]]):
        kind, slug = names.kind(sources[key]), names.slug(sources[key])
        if kind and slug:
            every.add(kind, slug, pk)
    return every


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
