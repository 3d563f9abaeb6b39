"""Which pictures and recordings go out with a city's content files, and what the files say of voice notes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from cms.cities.models import City, CityPage
from cms.guides.content_files.media import images_of
from cms.guides.content_files.voices import notes_of, voice_name, written_note
from cms.guides.models import GuidePage

if TYPE_CHECKING:
    from cms.guides.content_files.exporting import Export

Source = CityPage | GuidePage


def pack(export: Export, city: City, pages: Sequence[Source], stem: Callable[[Source], str], *, media: bool) -> None:
    """Put the pictures and voice notes of pages into an export; without `media`, take out what files say of them.

    A file that is gone from the store of uploads is left out with what is said of it, and noted.
    """
    images = dict(images_of(city)) if media else {}
    notes = notes_of(page.translation_key for page in pages) if media else {}
    for page in pages:
        tags = ["", *(tag for tag in city.language_tags if tag != city.source_language)]
        names = {tag: f"{stem(page)}.{tag}.yaml" if tag else f"{stem(page)}.yaml" for tag in tags}
        files = {tag: export.files[name] for tag, name in names.items() if name in export.files}
        picture = files[""].get("picture", {}).get("file")
        if picture in images and images[picture].file.storage.exists(images[picture].file.name):
            export.media[picture] = images[picture].file
        else:
            if media and getattr(page, "picture_id", None):
                export.notes.append(f"{page.url_path}: the file of its picture is gone, and it was left out.")
            for data in files.values():
                _without_picture(data)
        for language, note in notes.get(str(page.translation_key), {}).items():
            tag = language if language != city.source_language else ""
            if tag in files and note.recording.storage.exists(str(note.recording.name)):
                files[tag]["voice"] = written_note(note)
                export.media[voice_name(note)] = note.recording
            else:
                export.notes.append(f"{page.url_path}: the voice note in {language} has no file, and was left out.")


def _without_picture(data: dict[str, Any]) -> None:
    """Take everything out of a file that is about the picture."""
    data.pop("picture", None)
    for name in ("checked", "made_from"):
        about = data.get(name)
        if isinstance(about, dict):
            about.pop("picture.shows", None)
        elif about:
            data[name] = [path for path in about if path != "picture.shows"]
        if name in data and not data[name]:
            del data[name]
