"""Pictures and voice notes go out beside the content files and come in again, byte for byte and looked at."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pytest_django import Settings
from wagtail.images import get_image_model

from cms.cities.models import City
from cms.guides.content_files.checking import check_folder
from cms.guides.content_files.exporting import export_city, write_export
from cms.guides.content_files.problems import ContentFilesError
from cms.guides.models import ArticlePage, VoiceNote
from cms.publishing.models import PublishedDocument
from tests.cms.guides.content_folder import CITY, edit_file, write_file, write_folder
from tests.cms.guides.content_media import AAC, GERMAN, MP3, PICTURE, SPOKEN, add, add_media, name_of, photo
from tests.cms.guides.importing import bring_in, footprint, page_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def uploads(settings: Settings, tmp_path: Path) -> Path:
    """Where uploads are kept during a test."""
    settings.MEDIA_ROOT = tmp_path / "uploads"
    return tmp_path / "uploads"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The small city, with a picture, and an article that was read aloud in two languages."""
    return add_media(write_folder(tmp_path))


def everything(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.*")}


def exported(folder: Path) -> dict[str, bytes]:
    write_export(export_city(City.objects.get(slug=CITY)), folder)
    return everything(folder)


def article(folder: Path) -> str:
    return (folder / "articles/first-days.yaml").read_text(encoding="utf-8")


def test_what_comes_in_goes_out_byte_for_byte_and_a_second_time_changes_nothing(folder: Path, tmp_path: Path) -> None:
    bring_in(folder)
    first = exported(tmp_path / "out" / CITY)
    assert {name: data for name, data in first.items() if name.startswith("media/")} == {
        PICTURE: photo(),
        SPOKEN: MP3,
        GERMAN: AAC,
    }
    assert {name: data for name, data in first.items() if b"media/" in data} == {
        name: data for name, data in everything(folder).items() if b"media/" in data
    }
    before, images = footprint(), get_image_model().objects.count()
    bring_in(tmp_path / "out" / CITY)
    assert footprint() == before
    assert get_image_model().objects.count() == images == 1
    assert exported(tmp_path / "out" / CITY) == first


def test_readers_have_them(folder: Path) -> None:
    bring_in(folder)
    page = page_of(ArticlePage, "first-days")
    english, german = (
        PublishedDocument.objects.current().get(uuid=page.translation_key, language=language).body
        for language in ("en", "de")
    )
    assert (english["picture"]["alt"], english["picture"]["credit"]) == ("A blue door", "Ada, CC BY")
    assert (english["voice"]["type"], english["voice"]["reader"]) == ("audio/mpeg", "Ada")
    assert (german["voice"]["type"], german["voice"]["transcript"]) == ("audio/aac", "Lesen Sie den Vertrag.")


def test_a_photo_comes_in_without_what_the_camera_wrote_and_only_once(folder: Path, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8825)[2] = (52.0, 43.0, 17.0)
    camera = photo(colour="red", exif=exif)
    (folder / "media/door.jpg").write_bytes(camera)
    edit_file(folder, "articles/first-days.yaml", PICTURE, "media/door.jpg")
    bring_in(folder)
    bring_in(folder)
    assert get_image_model().objects.count() == 2
    image = ArticlePage.objects.get(slug="first-days", locale__language_code="en").picture
    with image.file.open("rb") as file:
        stored = file.read()
    assert b"Exif" not in stored
    assert Image.open(BytesIO(stored)).getpixel((9, 9)) == pytest.approx((254, 0, 0), abs=3)
    again = exported(tmp_path / "out" / CITY)
    assert again[name_of(stored, "jpg")] == stored
    bring_in(tmp_path / "out" / CITY)
    assert exported(tmp_path / "other" / CITY) == again


REFUSED = [
    ("no.jpg", None, "“media/no.jpg” does not exist. Put it there, or take it out."),
    ("no.jpg", b"<html>", "This is no picture."),
    ("no.jpg", photo()[:300], "“media/no.jpg”"),
    ("no.png", photo(), "“media/no.png”"),
]


@pytest.mark.parametrize(("name", "data", "why"), REFUSED)
def test_what_is_no_picture_is_refused_before_anything_is_written(
    folder: Path, name: str, data: bytes | None, why: str
) -> None:
    if data is not None:
        (folder / "media" / name).write_bytes(data)
    edit_file(folder, "articles/first-days.yaml", PICTURE, f"media/{name}")
    with pytest.raises(ContentFilesError) as refused:
        check_folder(folder)
    told = [problem for problem in refused.value.problems if problem.file == "articles/first-days.yaml"]
    assert [problem.field for problem in told] == ["picture.file"]
    assert why in told[0].message


def test_what_is_no_recording_and_a_day_to_come_are_refused(folder: Path) -> None:
    (folder / SPOKEN).write_bytes(b"<script>alert()</script>")
    edit_file(folder, "articles/first-days.de.yaml", "2026-03-01", "2999-03-01")
    with pytest.raises(ContentFilesError) as refused:
        check_folder(folder)
    assert {problem.field for problem in refused.value.problems} == {"voice.file", "voice.recorded_on"}


def test_a_text_that_changes_in_its_file_leaves_the_recording_behind_and_files_say_so(
    folder: Path, tmp_path: Path
) -> None:
    bring_in(folder)
    assert "outdated" not in exported(tmp_path / "out")["articles/first-days.yaml"].decode()
    edit_file(folder, "articles/first-days.yaml", "1. Rest", "1. Rest well")
    bring_in(folder)
    assert exported(tmp_path / "out")["articles/first-days.yaml"].decode().endswith("  outdated: true\n")
    # Somebody listens, and finds that it will do.
    bring_in(folder)
    assert "outdated" not in exported(tmp_path / "out")["articles/first-days.yaml"].decode()
    add(folder, "articles/first-days.yaml", "  outdated: true\n")
    bring_in(folder)
    assert exported(tmp_path / "out")["articles/first-days.yaml"].decode() == article(folder)


def test_files_that_say_nothing_of_them_leave_them_as_they_are(folder: Path, tmp_path: Path) -> None:
    bring_in(folder)
    out = exported(tmp_path / "out")
    for name in ("articles/first-days.yaml", "articles/first-days.de.yaml", "offices/town-hall.yaml"):
        text = article(folder) if name == "articles/first-days.yaml" else (folder / name).read_text(encoding="utf-8")
        write_file(folder, name, text.partition("picture:")[0])
    bring_in(folder)
    assert VoiceNote.objects.count() == 2
    assert exported(tmp_path / "again") == out


def test_a_file_that_is_gone_is_left_out_and_told(folder: Path, tmp_path: Path, uploads: Path) -> None:
    bring_in(folder)
    for path in uploads.rglob("*.*"):
        path.unlink()
    export = export_city(City.objects.get(slug=CITY))
    assert len(export.notes) == 4
    write_export(export, tmp_path / "out" / CITY)
    assert not [data for data in everything(tmp_path / "out" / CITY).values() if b"media/" in data]
    check_folder(tmp_path / "out" / CITY)
