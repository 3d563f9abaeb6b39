"""Pictures and recordings beside content files: `media/`, each named by the SHA-1 of its content when it is exported.

What comes in is judged as what people upload: a picture is written anew unless it is bare, a recording is one by its
bytes. So what an export writes comes in as the same bytes, and anything else comes in clean.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from wagtail.images import get_image_model

from cms.access.uploads import unless_bare
from cms.cities.media_forms import PictureField
from cms.cities.models import City
from cms.guides.content_files.entries import Entry
from cms.guides.content_files.names import Names
from cms.guides.content_files.problems import Problem
from cms.guides.content_files.reading import ContentFile as Written
from cms.guides.voice.recordings import recording

FOLDER = "media"
KINDS = ("avif", "gif", "jpg", "png", "webp", "mp3", "ogg", "m4a", "aac")  # ends of the names that there are


def digest(data: bytes) -> str:
    """What a file is named by, and what Wagtail knows its images by."""
    return hashlib.sha1(data, usedforsecurity=False).hexdigest()


def picture_name(image: Any) -> str:
    """How content files call an image. Raises OSError if nobody knows its hash, and its file is gone."""
    kind = Path(image.file.name).suffix.lower().lstrip(".").replace("jpeg", "jpg")
    return f"{FOLDER}/{image.get_file_hash()}.{kind}"


def images_of(city: City) -> Iterator[tuple[str, Any]]:
    """The images of a city by their names, but for those whose files are gone."""
    collections = city.collection.get_descendants(inclusive=True) if city.collection else []
    for image in get_image_model().objects.filter(collection__in=collections).order_by("pk"):
        try:
            yield picture_name(image), image
        except OSError:
            continue


def name_pictures(names: Names, city: City) -> None:
    """Take the images of a city in."""
    for name, image in images_of(city):
        names.add_picture(name, image.pk)


def media_problems(folder: Path, entries: Iterable[Entry]) -> Iterator[Problem]:
    """What is wrong with the pictures and recordings that files name."""
    today = timezone.localdate().isoformat()
    for entry in entries:
        for file in (entry.file, *entry.translations.values()):
            for field, check in (("picture", sound_picture), ("voice", _sound_recording)):
                if (name := _named(file, field)) is None:
                    continue
                try:
                    check(folder / name)
                except OSError:
                    yield file.problem((field, "file"), f"“{name}” does not exist. Put it there, or take it out.")
                except ValidationError as error:
                    yield file.problem((field, "file"), f"“{name}”: {' '.join(error.messages)}")
            if file.data.get("voice", {}).get("recorded_on", "") > today:
                yield file.problem(
                    ("voice", "recorded_on"), "is still to come. Write the day on which it was recorded."
                )


def sound_picture(path: Path) -> bytes:
    """A picture as it is stored. Raises ValidationError, and OSError if it cannot be read."""
    file = PictureField(required=True).clean(SimpleUploadedFile(path.name, path.read_bytes()))
    return unless_bare(file).read()


def _sound_recording(path: Path) -> None:
    recording(path.read_bytes())


def pictures_in(entries: Iterable[Entry]) -> dict[str, str]:
    """The pictures that files name, each with the title of a page that shows it."""
    return {name: entry.data["title"] for entry in entries if (name := _named(entry.file, "picture"))}


def bring_pictures(folder: Path, named: Mapping[str, str], city: City) -> dict[str, int]:
    """The image of the city for each picture that files name, made where there is none with this content."""
    there = {name.partition(".")[0].partition("/")[2]: image.pk for name, image in images_of(city)} if named else {}
    found = {}
    for name, title in named.items():
        data = (folder / name).read_bytes()
        if digest(data) not in there:
            data = sound_picture(folder / name)
        key = digest(data)
        if key not in there:
            file = ContentFile(data, f"{key}{Path(name).suffix}")
            image = get_image_model()(title=title[:255], collection=city.collection, file=file)
            image.file_hash, image.file_size = key, len(data)
            image.save()
            there[key] = image.pk
        found[name] = there[key]
    return found


def _named(file: Written, field: str) -> str | None:
    """The file that a picture or a voice note names; the schema has looked at it."""
    told = file.data.get(field)
    return told.get("file") if isinstance(told, dict) else None
