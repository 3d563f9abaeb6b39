"""Voice notes in content files: under `voice` in the file of the page, or of the translation, that was read aloud."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from wagtail.models import Page

from cms.cities.models import CityPage
from cms.guides.content_files.entries import Entry
from cms.guides.content_files.media import FOLDER
from cms.guides.models import GuidePage, VoiceNote
from cms.guides.voice.recordings import recording
from cms.guides.voice.texts import hash_of_texts, is_outdated
from site_builder.pictures import ENDS


def voice_name(note: VoiceNote) -> str:
    """How content files call a recording."""
    return f"{FOLDER}/{note.sha1}.{ENDS[note.media_type]}"


def notes_of(keys: Iterable[Any]) -> Mapping[str, dict[str, VoiceNote]]:
    """Voice notes by the key of their page and by its language."""
    found: dict[str, dict[str, VoiceNote]] = defaultdict(dict)
    for note in VoiceNote.objects.filter(page__translation_key__in=list(keys)).select_related("page__locale"):
        found[str(note.page.translation_key)][note.page.locale.language_code] = note
    return found


def written_note(note: VoiceNote) -> dict[str, Any]:
    """What a file says of a voice note."""
    told = {"file": voice_name(note), "transcript": _plain(note.transcript), "reader": note.reader}
    told["recorded_on"] = note.recorded_on.isoformat()
    # That the page says something else by now.
    return {name: value for name, value in told.items() if value} | ({"outdated": True} if is_outdated(note) else {})


class Voices:
    """The voice notes of a page's files, to be brought in once the page and its translations are written."""

    def __init__(self, page: CityPage | GuidePage, entry: Entry, folder: Path) -> None:
        source = page.locale.language_code
        files = {source: entry.file, **entry.translations}
        self._told = {language: file.data["voice"] for language, file in files.items() if "voice" in file.data}
        self._folder = folder
        self._page = page
        notes = notes_of([page.translation_key])[str(page.translation_key)] if self._told else {}
        self._before = {language: (note, hash_of_texts(note.page)) for language, note in notes.items()}

    def bring_in(self) -> bool:
        """Make or change notes as the files say; whether any is new or another one. A page left to be made has none.

        A file that says nothing of a note leaves it as it is: older files know of none.
        """
        pages = Page.objects.filter(translation_key=self._page.translation_key).select_related("locale")
        targets = {page.locale.language_code: page for page in pages} if self._told else {}
        done = [self._bring(told, targets[tag]) for tag, told in self._told.items() if tag in targets]
        return any(done)

    def _bring(self, told: dict[str, Any], page: Page) -> bool:
        note, texts = self._before.get(page.locale.language_code, (VoiceNote(page=page), ""))
        found = recording((self._folder / told["file"]).read_bytes())
        told = told | {
            "file": f"{FOLDER}/{found.sha1}.{ENDS[found.media_type]}",
            "transcript": _plain(told["transcript"]),
        }
        if note.pk and written_note(note) == told:
            return False
        is_same = found.sha1 == note.sha1
        if not is_same:
            note.recording = found.describe(note)
        note.transcript, note.reader = told["transcript"], told.get("reader", "")
        note.recorded_on = date.fromisoformat(told["recorded_on"])
        now = hash_of_texts(page)
        # The page that was read aloud has been changed by its own file: nobody has listened since.
        if not is_same or now == texts:
            note.texts_hash = "" if told.get("outdated") else now
        note.save()
        return True


def _plain(text: str) -> str:
    """Without the line ends of Windows, which browsers send."""
    return "\n".join(text.strip().splitlines())
