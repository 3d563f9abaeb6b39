"""An editor attaches a recording to a page of her city: only sound is taken, and it goes where the page goes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings
from wagtail.models import Locale

from cms.cities.models import City, Role
from cms.guides.choices import Sensitivity
from cms.guides.models import ArticlePage, ContactPage, GuidePage, ServicePage, VoiceNote
from cms.guides.voice.sounds import media_type
from cms.publishing.building import build_guide
from cms.publishing.models import PublishedDocument
from cms.publishing.preview import preview_html
from site_builder.documents import validate
from tests.cms.factories import edit, make_city, make_page, make_superuser, make_translation, make_user, publish
from translations.completeness import translation_behind
from translations.drafting import save_translation

pytestmark = pytest.mark.django_db

LogIn = Callable[[User], Client]

MP3 = b"\xff\xfb\x90\x64" + bytes(413)
TAGGED = b"ID3\x04\x00\x00\x00\x00\x01\x00" + b"x" * 128 + MP3
OPUS = b"OggS\x00\x02" + bytes(20) + b"\x01\x13OpusHead" + bytes(20)
M4A = b"\x00\x00\x00\x20ftypM4A " + bytes(16) + b"....hdlr" + bytes(8) + b"soun" + b"....mp4a"
AAC = b"\xff\xf1\x50\x80" + bytes(20)
FILM = b"\x00\x00\x00\x20ftypmp42" + bytes(16) + b"....hdlr" + bytes(8) + b"vide" + b"....mp4a"
VORBIS = OPUS.replace(b"OpusHead", b"\x01vorbis\x00")


@pytest.fixture(autouse=True)
def folders(settings: Settings, tmp_path: Path) -> Path:
    """Where uploads are kept during a test, and guides are built."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.GUIDE_BUILD_DIR = tmp_path / "build"
    return tmp_path


@pytest.fixture(scope="module")
def cities(rows_of_the_module: None) -> list[City]:
    return [make_city(), make_city("beta")]


@pytest.fixture
def city(cities: list[City]) -> City:
    return City.objects.get(pk=cities[0].pk)


@pytest.fixture
def other(cities: list[City]) -> City:
    return City.objects.get(pk=cities[1].pk)


def place(page: GuidePage) -> str:
    return reverse("guides_voice_note", args=[page.pk])


def send(client: Client, page: GuidePage, data: bytes | None = MP3, name: str = "page.mp3", **more: str) -> Any:
    """Send the form as a browser does."""
    files = {"recording": SimpleUploadedFile(name, data, "audio/mpeg")} if data is not None else {}
    fields = {"transcript": "What I say.", "reader": "Ada", "recorded_on": "2026-11-03"}
    return client.post(place(page), {**fields, **files, **more})


def heard(page: GuidePage, language: str = "en") -> dict[str, Any] | None:
    """The voice note in a published document."""
    body = PublishedDocument.objects.current().get(uuid=page.translation_key, language=language).body
    validate(body)
    voice: dict[str, Any] | None = body.get("voice")
    return voice


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        *((MP3, "audio/mpeg"), (TAGGED, "audio/mpeg"), (OPUS, "audio/ogg"), (M4A, "audio/mp4"), (AAC, "audio/aac")),
        *((FILM, None), (VORBIS, None), (b"", None), (b"<script>alert()</script>", None), (b"RIFF....WAVEfmt ", None)),
        *((b"\xff\xd8\xff\xe0 a picture", None), (b"\xff\xfe\x00t\x00e\x00x\x00t", None), (b"ID3\x04", None)),
    ],
)
def test_files_are_what_their_first_bytes_say(data: bytes, kind: str | None) -> None:
    assert media_type(data) == kind


@pytest.mark.parametrize("sensitivity", [Sensitivity.NORMAL, Sensitivity.SAFETY])
def test_an_editor_attaches_a_voice_note_and_the_document_has_it(city: City, as_user: LogIn, sensitivity: str) -> None:
    page = make_page(ArticlePage, city, sensitivity=sensitivity)
    editor = as_user(make_user(city))
    assert place(page) in editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert editor.get(place(page)).status_code == 200
    answer = send(editor, page, name="../../evil.html")
    assert (answer.status_code, answer["Location"]) == (302, reverse("wagtailadmin_pages:edit", args=[page.pk]))
    voice = heard(page)
    assert voice
    assert voice.pop("url").startswith("/media/voice/")
    assert voice == {
        "hash": hashlib.sha1(MP3).hexdigest(),
        "size": len(MP3),
        "type": "audio/mpeg",
        "transcript": "What I say.",
        "reader": "Ada",
        "recorded_on": "2026-11-03",
    }
    name = str(VoiceNote.objects.get().recording)
    assert name.endswith(".mp3")
    assert "evil" not in name


REFUSED: list[tuple[bytes | None, dict[str, str], str]] = [
    (FILM, {}, "This is no recording that every phone plays."),
    (b"<html>", {}, "This is no recording that every phone plays."),
    (MP3 + bytes(3 * 1024 * 1024), {}, "are allowed. Record in mono, or read less."),
    (None, {}, "This field is required."),
    (MP3, {"transcript": " "}, "This field is required."),
    (MP3, {"recorded_on": "2999-01-01"}, "This day is still to come."),
]


def test_what_is_no_short_recording_with_its_words_is_refused(city: City, as_user: LogIn) -> None:
    page, editor = make_page(ArticlePage, city), as_user(make_user(city))
    for data, more, why in REFUSED:
        answer = send(editor, page, data, **more)
        assert answer.status_code == 422
        assert why in answer.content.decode()
    assert not VoiceNote.objects.exists()
    assert heard(page) is None


def test_nobody_else_attaches_anything(city: City, other: City, as_user: LogIn) -> None:
    page = make_page(ArticlePage, city)
    strangers = [make_user(other), make_user(other, Role.ADMINISTRATOR), make_user(None)]
    for person in (*strangers, make_user(city, Role.CONTRIBUTOR), make_user(city, Role.TRANSLATOR)):
        client = as_user(person)
        assert client.get(place(page)).status_code in (302, 403, 404)
        assert send(client, page).status_code in (302, 403, 404)
    assert not VoiceNote.objects.exists()
    assert send(as_user(make_superuser()), make_page(ContactPage, city)).status_code in (302, 403)
    assert not VoiceNote.objects.exists()


def test_the_list_has_the_notes_of_ones_cities_and_says_which_are_out_of_date(
    city: City, other: City, as_user: LogIn
) -> None:
    editor, page = as_user(make_user(city)), make_page(ArticlePage, city, title="Rents")
    send(editor, page)
    send(as_user(make_user(other)), make_page(ArticlePage, other, title="Secrets"))
    listing = reverse("guides_voice_notes")
    told = editor.get(listing).content.decode()
    assert "Says what the page says" in told
    assert "Secrets" not in told
    page = edit(page, title="Rents and deposits")
    assert "The text changed since it was recorded" in editor.get(listing).content.decode()
    assert heard(page)
    send(editor, page, None, transcript="Better words.")
    assert "The text changed since it was recorded" in editor.get(listing).content.decode()
    send(editor, page, OPUS)
    assert "The text changed since it was recorded" not in editor.get(listing).content.decode()
    assert as_user(make_user(city, Role.CONTRIBUTOR)).get(listing).status_code in (302, 403)


def test_the_list_is_narrowed_to_a_city_and_a_language(city: City, other: City, as_user: LogIn) -> None:
    editor, chief = make_user(city), as_user(make_superuser())
    page, elsewhere = make_page(ArticlePage, city, title="Rents"), make_page(ArticlePage, other, title="Deposits")
    send(as_user(editor), page)
    send(as_user(make_user(other)), elsewhere)
    listing = reverse("guides_voice_notes")

    def listed(**chosen: int) -> set[str]:
        told = chief.get(listing, chosen).content.decode()
        return {title for title in ("Rents", "Deposits") if title in told}

    german = Locale.objects.get(language_code="de").pk
    assert listed() == {"Rents", "Deposits"}
    assert listed(city=other.pk) == {"Deposits"}
    assert listed(city=city.pk, language=city.source_locale.pk) == {"Rents"}
    assert listed(language=german) == set()
    # Who edits one city has no others to choose from, and is not shown them by their number.
    own = as_user(editor).get(listing, {"city": other.pk}).content.decode()
    assert 'name="city"' not in own
    assert "Deposits" not in own


def test_each_language_has_a_voice_of_its_own(city: City, as_user: LogIn) -> None:
    page, editor = make_page(ServicePage, city), as_user(make_user(city))
    send(editor, page)
    target = make_translation(page, "de")
    record = translation_behind(target)
    assert record
    save_translation(record, None, publish=False)
    german = publish(ServicePage.objects.get(pk=target.pk).get_latest_revision_as_object())
    assert heard(page, "en")
    assert heard(page, "de") is None
    send(editor, german, OPUS, transcript="Was ich sage.")
    english, translated = heard(page, "en"), heard(page, "de")
    assert english
    assert translated
    assert (english["type"], translated["type"], translated["transcript"]) == (
        "audio/mpeg",
        "audio/ogg",
        "Was ich sage.",
    )


def test_the_note_of_a_page_that_is_not_live_shows_nowhere(city: City, as_user: LogIn) -> None:
    page, editor = make_page(ArticlePage, city, live=False), as_user(make_user(city))
    send(editor, page)
    assert not PublishedDocument.objects.filter(uuid=page.translation_key).exists()
    page = publish(page)
    assert heard(page)
    page.unpublish()
    assert not PublishedDocument.objects.current().filter(uuid=page.translation_key).exists()


def test_readers_hear_a_page_until_its_note_is_deleted(
    city: City,
    as_user: LogIn,
    folders: Path,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    page, editor = make_page(ArticlePage, city), as_user(make_user(city))
    live = folders / "build/alpha/current"
    with django_capture_on_commit_callbacks(execute=True):
        send(editor, page)
        send(editor, page, OPUS)
    assert len(list((folders / "media/voice").iterdir())) == 1
    build_guide(city)
    [recording] = (live / "assets/voice").iterdir()
    assert recording.read_bytes() == OPUS
    path = PublishedDocument.objects.get(uuid=page.translation_key, language="en").path
    html = (live / f"en/{path}/index.html").read_text()
    assert recording.name in html
    assert "<audio" in preview_html(page, city)
    # Where the page is not translated it is shown, and heard, in the language that it was written in.
    assert '<p lang="en" dir="ltr">What I say.</p>' in (live / f"de/{path}/index.html").read_text()
    with django_capture_on_commit_callbacks(execute=True):
        assert editor.post(place(page), {"delete": "yes"}).status_code == 302
    assert list((folders / "media/voice").iterdir()) == []
    assert heard(page) is None
    build_guide(city)
    assert "<audio" not in (live / f"en/{path}/index.html").read_text()


def test_a_note_goes_with_its_page(
    city: City,
    as_user: LogIn,
    folders: Path,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    page = make_page(ArticlePage, city)
    send(as_user(make_user(city)), page)
    with django_capture_on_commit_callbacks(execute=True):
        ArticlePage.objects.get(pk=page.pk).delete()
    assert not VoiceNote.objects.exists()
    assert not PublishedDocument.objects.current().filter(uuid=page.translation_key).exists()
    assert list((folders / "media/voice").iterdir()) == []
