"""Writing the guide of a city out as content files that the import reads back to the same guide."""

from __future__ import annotations

import os
import tempfile
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db.models.fields.files import FieldFile
from wagtail.models import Page

from cms.cities.models import City, CityPage
from cms.guides.content_files.entries import derived_uuid
from cms.guides.content_files.fields import dump_values
from cms.guides.content_files.kinds import BY_MODEL, FOLDERS
from cms.guides.content_files.media import FOLDER, KINDS, name_pictures
from cms.guides.content_files.media_export import pack
from cms.guides.content_files.names import Names
from cms.guides.content_files.origins import NAME, origins_of
from cms.guides.content_files.reading import SLUG
from cms.guides.content_files.translated_export import TranslationExport
from cms.guides.content_files.yaml_writer import yaml_text
from cms.guides.models import GuidePage, TopicPage


class ExportError(Exception):
    """A guide, or the folder it was to be written to, does not allow an export."""


@dataclass
class Export:
    """The content files of a city by their names, the files beside them, and what could not be written, in words."""

    files: dict[str, dict[str, Any]] = field(default_factory=dict)
    media: dict[str, FieldFile] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def export_city(city: City, *, translations: bool = True, media: bool = True) -> Export:
    """What readers see of a city, and if wanted its translations as far as they go, as content files.

    `media` has pictures and voice notes with them; importing files without leaves those of the pages as they are.
    Drafts in the source language are left out: the import publishes what it reads.

    Raises:
        ExportError: when two pages would have the same file.
    """
    home = CityPage.objects.get(city=city, locale=city.source_locale)
    export = Export()
    pages = _exported(home, export.notes)
    names = Names(city.country)
    for page in pages:
        _name(page, names)
    if media:
        name_pictures(names, city)
    orders = _orders(pages)
    origins = origins_of(city)
    translated = TranslationExport([home, *pages], city, names) if translations else None
    for page in [home, *pages]:
        stem = _stem(page)
        export.files[f"{stem}.yaml"] = _city_file(home, names) if page is home else _file(page, city, names, orders)
        if page.translation_key in origins:
            export.files[f"{stem}.yaml"][NAME] = origins[page.translation_key]
        for language, data in translated.files(page) if translated else ():
            export.files[f"{stem}.{language}.yaml"] = data
    export.notes += translated.notes if translated else []
    pack(export, city, [home, *pages], _stem, media=media)
    return export


def _exported(home: CityPage, notes: list[str]) -> list[GuidePage]:
    """The live pages, but for those below a topic that is no longer live: their files could not name it."""
    pages: dict[int, GuidePage] = {}
    for page in home.get_descendants().live().order_by("path").specific():
        if not isinstance(page, GuidePage) or type(page) not in BY_MODEL:
            continue
        topic = page.get_parent()
        if issubclass(topic.specific_class, TopicPage) and topic.pk not in pages:
            notes.append(f"{page.url_path}: stands below “{topic.title}”, which is a draft, and was left out.")
        else:
            pages[page.pk] = page
    return list(pages.values())


def _name(page: GuidePage, names: Names) -> None:
    kind = BY_MODEL[type(page)].name
    if (other := names.page(kind, page.slug)) is not None:
        first = Page.objects.get(pk=other)
        message = (
            f"Two pages of the kind {kind} have the slug “{page.slug}”: {first.url_path} and {page.url_path}. "
            "Change one of them in the CMS, under “Handling and address”."
        )
        raise ExportError(message)
    if not SLUG.fullmatch(page.slug):
        message = f"The slug “{page.slug}” of {page.url_path} cannot be the name of a file. Change it in the CMS."
        raise ExportError(message)
    names.add(kind, page.slug, page.pk)


def _stem(page: CityPage | GuidePage) -> str:
    return "city" if isinstance(page, CityPage) else f"{BY_MODEL[type(page)].folder}/{page.slug}"


def _city_file(home: CityPage, names: Names) -> dict[str, Any]:
    city = home.city
    facts = {
        "country": city.country,
        "region_code": city.region_code,
        "source_language": city.source_language,
        "languages": city.language_tags,
        "time_zone": city.time_zone,
        "site_url": city.site_url,
        "publisher": city.publisher,
        "publisher_email": city.publisher_email,
        "publisher_address": city.publisher_address,
        "licence": city.licence,
    }
    return dump_values(home, names) | {name: value for name, value in facts.items() if value}


def _file(page: GuidePage, city: City, names: Names, orders: dict[int, int]) -> dict[str, Any]:
    """The file of a page: where it stands first, then what it says."""
    values = dump_values(page, names)
    data = {"title": values.pop("title")}
    kind = BY_MODEL[type(page)]
    if page.pk in orders:
        data["order"] = orders[page.pk]
    if page.translation_key != derived_uuid(city.slug, kind.name, page.slug):
        data["uuid"] = str(page.translation_key)
    parent = page.get_parent()
    if issubclass(parent.specific_class, TopicPage):
        data["parent" if isinstance(page, TopicPage) else "topic"] = parent.slug
    return data | values


def _orders(pages: list[GuidePage]) -> dict[int, int]:
    """The number of each page among its siblings, where they do not stand in the order of their titles."""
    families: dict[str, list[GuidePage]] = defaultdict(list)
    for page in sorted(pages, key=lambda page: page.path):
        families[page.path[: -page.steplen]].append(page)
    orders: dict[int, int] = {}
    for family in families.values():
        if family != sorted(family, key=lambda page: (page.title.casefold(), page.slug)):
            orders |= {page.pk: number for number, page in enumerate(family, start=1)}
    return orders


def write_export(export: Export, folder: Path) -> int:
    """Write the files into `folder` and return how many changed. Files of an earlier export that are gone are removed.

    Raises:
        ExportError: when the folder holds something else.
    """
    if folder.exists() and any(folder.iterdir()) and not (folder / "city.yaml").is_file():
        message = f"{folder} is neither empty nor the folder of a city. Choose another one, or empty it."
        raise ExportError(message)
    written = 0
    for name, data in export.files.items():
        written += _write(folder / name, yaml_text(data))
    for name, file in export.media.items():
        if not (folder / name).is_file():
            with file.open("rb") as opened:
                written += _put(folder / name, opened.read())
    texts = [*folder.glob("city*.yaml"), *(path for below in FOLDERS for path in (folder / below).glob("*.yaml"))]
    for path in [*texts, *(path for kind in KINDS for path in (folder / FOLDER).glob(f"*.{kind}"))]:
        name = path.relative_to(folder).as_posix()
        if name not in export.files and name not in export.media:
            path.unlink()
            written += 1
    return written


def _write(path: Path, text: str) -> bool:
    """Write a file whole or not at all; False when it says the same already."""
    if path.is_file() and path.read_text(encoding="utf-8") == text:
        return False
    return _put(path, text.encode())


def _put(path: Path, data: bytes) -> bool:
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as file:
        file.write(data)
    os.replace(file.name, path)
    path.chmod(0o644)
    return True
