"""Whether a folder of content files can be brought in: everything that is wrong with it, before anything is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.validators import validate_slug

from cms.cities.models import City, CityPage
from cms.guides.content_files.codecs import Slot
from cms.guides.content_files.entries import Entry, entries_of, facts_of_city
from cms.guides.content_files.fields import FIELDS, TITLE, load_values, slots, translated_attributes
from cms.guides.content_files.kinds import CITY_KIND, FOLDERS
from cms.guides.content_files.media import media_problems, pictures_in
from cms.guides.content_files.names import Loader, Names
from cms.guides.content_files.problems import ContentFilesError, Place, Problem
from cms.guides.content_files.reading import ContentFile, read_folder
from cms.guides.content_files.schema import checked
from cms.guides.content_files.translated import TextsByHand, Translated, read_translation
from cms.guides.content_files.tree import tree_problems


@dataclass(frozen=True)
class CheckedFolder:
    """A folder in which nothing is wrong. `translations` are those of each entry, by its kind and slug."""

    city: str
    path: Path
    home: Entry
    entries: list[Entry]
    translations: dict[tuple[str, str], list[Translated]]

    @property
    def languages(self) -> list[str]:
        """The languages of the city, the source first."""
        return list(self.home.data["languages"])


def check_folder(folder: Path) -> CheckedFolder:
    """Read and check the content files of a city; the folder's name is the city's slug.

    Raises:
        ContentFilesError: with every problem that was found.
    """
    city = folder.resolve().name
    read = read_folder(folder, FOLDERS)
    problems = list(read.problems) + _slug_problems(city)
    files = []
    faulty = set()
    for file in read.files:
        tidy, found = checked(file)
        files.append(tidy)
        problems += found
        if found:
            faulty.add(file.name)
    if not any(file.folder == "" and not file.language and file.name not in faulty for file in files):
        # Without the city's file neither its languages nor its country are known.
        raise ContentFilesError(problems)
    home, entries, orphans = entries_of(city, files)
    problems += [*orphans, *_city_problems(home, city), *tree_problems(city, entries)]
    problems += media_problems(folder, [entry for entry in entries if entry.file.name not in faulty])
    problems += _language_problems([home, *entries], home.data["languages"])
    names = _future_names(home, entries)
    translations: dict[tuple[str, str], list[Translated]] = {}
    for entry in (home, *entries):
        if entry.file.name in faulty:
            continue
        texts, found = _texts(entry, names)
        problems += found
        translations[entry.kind.name, entry.slug] = []
        for language in home.data["languages"]:
            translation = entry.translations.get(language)
            if translation is not None and not found and translation.name not in faulty:
                translated, misfits = read_translation(translation, texts, names)
                problems += [*misfits, *_gaps_by_hand(entry, translation, translated)]
                translations[entry.kind.name, entry.slug].append(translated)
    if problems:
        raise ContentFilesError(problems)
    return CheckedFolder(city, folder, home, entries, translations)


def _slug_problems(city: str) -> list[Problem]:
    try:
        validate_slug(city)
    except ValidationError:
        message = (
            f"is in a folder called “{city}”. Its name becomes part of addresses: use letters, digits and hyphens."
        )
        return [Problem("city.yaml", 1, "", message)]
    return []


def _language_problems(entries: list[Entry], languages: list[str]) -> Iterator[Problem]:
    source, *targets = languages
    for file in (file for entry in entries for file in entry.translations.values()):
        if file.language == source:
            yield file.problem(
                (), "is in the source language: its text belongs into the file without a language in its name."
            )
        elif file.language not in targets:
            message = "is in no language of the city. Add the language to `languages` in city.yaml, or remove the file."
            yield file.problem((), message)


def _city_problems(home: Entry, city: str) -> Iterator[Problem]:
    languages, source = home.data["languages"], home.data["source_language"]
    if languages[0] != source:
        yield home.file.problem(("languages",), f"does not begin with the source language. Write {source} first.")
    yield from _record_problems(home, City(**facts_of_city(home, city)))


def _record_problems(home: Entry, city: City) -> Iterator[Problem]:
    try:
        city.clean_fields(exclude={"source_locale"})
    except ValidationError as error:
        for attribute, message in _messages(error):
            yield home.file.problem((attribute,), message)


def _future_names(home: Entry, entries: list[Entry]) -> Names:
    """Names as they will be once every page exists; the ids are made up."""
    names = Names(home.data["country"])
    for number, entry in enumerate(entries, start=1_000_000_000):
        names.add(entry.kind.name, entry.slug, number)
    for number, name in enumerate(pictures_in(entries), start=1_000_000_000):
        names.add_picture(name, number)
    return names


def _texts(entry: Entry, names: Names) -> tuple[dict[Place, Slot], list[Problem]]:
    """The translated texts of the page that the entry's file describes, and what is wrong with that page."""
    problems: list[Problem] = []
    loader = Loader(names, lambda place, message: problems.append(entry.file.problem(place, message)))
    values = load_values(entry.kind.name, entry.data, loader)
    page = entry.kind.model(slug=entry.slug, **values)
    # Before it is cleaned: that looks at the blocks, and they forget references to pages that do not exist yet.
    texts = {slot.place: slot for slot in slots(page, names)}
    places = _places(entry)
    attributes = {attribute for attribute in values if not attribute.endswith("_id")}
    try:
        page.clean_fields(exclude={field.name for field in page._meta.concrete_fields} - attributes)
        if not isinstance(page, CityPage):
            page.clean()
    except ValidationError as error:
        problems += [entry.file.problem(places.get(name, ()), message) for name, message in _messages(error)]
    return texts, problems


def _gaps_by_hand(entry: Entry, file: ContentFile, translated: Translated) -> Iterator[Problem]:
    """The texts that no page goes without, where somebody writes one freely."""
    if isinstance(translated, TextsByHand):
        for attribute, place in _places(entry).items():
            is_text = attribute and attribute in translated_attributes(entry.kind.model)
            if is_text and place not in translated.texts and not entry.kind.model._meta.get_field(attribute).blank:
                yield file.problem(place, "is missing. A translation by hand has it; the rest may be left out.")


def _places(entry: Entry) -> Mapping[str, Place]:
    """Where a file says what an attribute of the page stores."""
    kind = entry.kind.name if entry.kind is not CITY_KIND else "city"
    return {field.attribute: field.place for field in (TITLE, *FIELDS[kind])}


def _messages(error: ValidationError) -> Iterator[tuple[str, str]]:
    for attribute, messages in error.message_dict.items():
        for message in messages:
            yield (attribute if attribute != NON_FIELD_ERRORS else ""), message
