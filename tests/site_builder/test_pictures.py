"""Pictures of pages: made once for each content, in forms that any browser knows, and never in the way of a release."""

from __future__ import annotations

import hashlib
import io
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from site_builder import album, darkroom
from site_builder.build import build_city
from site_builder.darkroom import Darkroom, PictureError, over_http
from site_builder.errors import BuildError
from site_builder.pictures import Form, forms
from site_builder.release import Releases
from site_builder.storage import forget
from tests.site_builder.conftest import CITY, THEME, Build, own
from tests.site_builder.feeds import Publisher
from tests.site_builder.originals import Originals, drawn
from tests.site_builder.test_build import of_kind


@pytest.fixture
def originals() -> Originals:
    return Originals()


@pytest.fixture
def show(build: Build, publisher: Publisher, originals: Originals) -> Callable[..., list[str]]:
    """Publish a picture of the office, build; what the build said."""

    def run(picture: dict[str, Any] | None, **options: Any) -> list[str]:
        told: list[str] = []
        publisher.publish(of_kind(publisher, "office", "en") | {"picture": picture})
        build(fetch=originals.fetch, progress=lambda event: told.append(str(event)), **options)
        return [line for line in told if line.startswith("warning")]

    return run


def page(releases: Releases, publisher: Publisher) -> str:
    return (releases.folder / f"current/en/{of_kind(publisher, 'office', 'en')['path']}/index.html").read_text()


def pictures(releases: Releases) -> list[str]:
    live = releases.current()
    assert live
    assert live.problems() == []
    return sorted(path.rpartition("-")[2] for path in live.manifest.files if "/pictures/" in path)


def test_a_page_offers_its_picture_in_forms_and_widths_with_its_size(
    show: Callable[..., list[str]], releases: Releases, publisher: Publisher, originals: Originals
) -> None:
    assert show(originals.add("/media/door.jpg", drawn(), credit="Ada, CC BY 4.0")) == []
    avif, webp = ([f"{width}.{kind}" for width in (320, 640, 960)] for kind in ("avif", "webp"))
    assert pictures(releases) == sorted([*avif, *webp, "640.jpg"])
    html = page(releases, publisher)
    assert html.count("<source type=") == 2
    assert 'width="640" height="480" loading="lazy" decoding="async" alt="A blue door"' in html
    assert "Ada, CC BY 4.0" in html
    for path in (releases.folder / "current/assets/pictures").iterdir():
        assert f"/assets/pictures/{path.name}" in html
        with Image.open(path) as image:
            assert image.width == int(path.stem.rpartition("-")[2])
            assert not image.getexif()
        assert path.stat().st_size < 40_000


def test_a_photo_taken_upright_stands_upright(
    show: Callable[..., list[str]], releases: Releases, publisher: Publisher, originals: Originals
) -> None:
    show(originals.add("/media/door.jpg", drawn(turned=True)))
    assert 'width="640" height="853"' in page(releases, publisher)
    with Image.open(next((releases.folder / "current/assets/pictures").glob("*-640.jpg"))) as image:
        assert image.size == (640, 853)


@pytest.mark.parametrize("size", [(200, 100), (321, 3), (960, 960)])
def test_no_form_is_larger_than_the_original(originals: Originals, size: tuple[int, int]) -> None:
    told = originals.add("/small.png", drawn(*size, kind="PNG"))
    assert all(form.width <= size[0] and 1 <= form.height <= size[1] for form in forms(told))


def test_a_picture_is_made_once_even_if_everything_is_built_again(
    show: Callable[..., list[str]], build: Build, releases: Releases, originals: Originals
) -> None:
    show(originals.add("/media/door.jpg", drawn()))
    before = own(releases.folder / "current")
    assert not build(fetch=originals.fetch).created
    forget(releases.folder)
    shutil.rmtree(releases.folder / "releases")
    (releases.folder / "current").unlink()
    build(fetch=originals.fetch)
    assert own(releases.folder / "current") == before
    assert originals.asked == ["/media/door.jpg"]


def test_another_text_beside_it_leaves_the_picture_alone(
    show: Callable[..., list[str]], releases: Releases, originals: Originals
) -> None:
    told = originals.add("/media/door.jpg", drawn())
    show(told)
    show(told | {"alt": "A green door"})
    *_, before, after = releases.all()
    assert not [path for path in before.manifest.differences(after.manifest) if "/pictures/" in path]
    assert len(pictures(releases)) == 7
    assert originals.asked == ["/media/door.jpg"]


def test_a_picture_that_is_replaced_or_taken_out_stays_a_day_for_open_pages(
    show: Callable[..., list[str]], releases: Releases, publisher: Publisher, originals: Originals
) -> None:
    show(originals.add("/media/door.jpg", drawn()))
    show(originals.add("/media/other.jpg", drawn(800, 800)))
    assert len(pictures(releases)) == 7
    show(None)
    assert pictures(releases) == []
    assert "<picture" not in page(releases, publisher)
    live = releases.current()
    assert live
    assert len(live.earlier) == 14


def test_a_text_is_edited_without_a_look_at_the_pictures_of_the_guide(
    show: Callable[..., list[str]],
    build: Build,
    publisher: Publisher,
    releases: Releases,
    originals: Originals,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    show(originals.add("/media/door.jpg", drawn()))
    looked_at: list[Mapping[str, Any]] = []

    def noted(picture: Mapping[str, Any]) -> list[Form]:
        looked_at.append(picture)
        return forms(picture)

    monkeypatch.setattr(album, "forms", noted)
    article = of_kind(publisher, "article", "en")
    publisher.publish(article | {"title": f"{article['title']}!"})
    assert build(fetch=originals.fetch).created
    assert looked_at == []
    assert len(pictures(releases)) == 7


def test_a_picture_that_was_taken_out_before_the_first_release_is_in_none(
    show: Callable[..., list[str]], build: Build, releases: Releases, originals: Originals, tmp_path: Path
) -> None:
    shutil.copytree(THEME, tmp_path / "theme")
    with (tmp_path / "theme/templates/office.html").open("a") as template:
        template.write("{% block scripts %}{{ nonsense.at_all }}{% endblock %}")
    with pytest.raises(BuildError):
        show(originals.add("/media/door.jpg", drawn()), theme=tmp_path / "theme")
    show(None)
    assert pictures(releases) == []


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (None, "/media/door.jpg cannot be fetched."),
        (b"GIF89a, or so it says", "it cannot be read as a picture"),
        (drawn()[:3000], "it cannot be read as a picture"),
        (drawn(kind="AVIF")[:-900] + bytes(900), "it cannot be read as a picture"),
        (drawn(kind="BMP"), "it cannot be read as a picture"),
    ],
)
def test_a_picture_that_cannot_be_had_is_named_and_hinders_no_release(
    show: Callable[..., list[str]],
    releases: Releases,
    publisher: Publisher,
    originals: Originals,
    data: bytes | None,
    why: str,
) -> None:
    told = originals.add("/media/door.jpg", drawn())
    if data is None:
        del originals.files["/media/door.jpg"]
    else:
        originals.files["/media/door.jpg"] = data
        told["hash"] = hashlib.sha1(data).hexdigest()
    [warning] = show(told)
    assert f"harbourton/en: office “{of_kind(publisher, 'office', 'en')['path']}”" in warning
    assert f"picture: {why}" in warning
    assert pictures(releases) == []
    assert "<picture" not in page(releases, publisher)


def test_a_file_that_is_not_the_one_published_is_not_shown(
    show: Callable[..., list[str]], originals: Originals
) -> None:
    told = originals.add("/media/door.jpg", drawn())
    originals.files["/media/door.jpg"] = drawn(300, 300)
    [warning] = show(told)
    assert "it is not the file that was published. Publish the page again." in warning


def test_a_picture_of_too_many_pixels_is_refused(
    show: Callable[..., list[str]], originals: Originals, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(darkroom, "MOST_PIXELS", 1000)
    assert "it has more than 1,000 pixels. Upload a smaller one." in show(originals.add("/door.jpg", drawn()))[0]


def test_what_could_not_be_had_comes_when_it_can(
    show: Callable[..., list[str]],
    build: Build,
    releases: Releases,
    publisher: Publisher,
    originals: Originals,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = originals.add("/media/door.jpg", drawn())
    missing = originals.files.pop("/media/door.jpg")
    show(told)
    originals.files["/media/door.jpg"] = missing
    assert not build(fetch=originals.fetch).created  # not at once: a server that is away would be asked at every edit
    monkeypatch.setattr(album, "AGAIN", -1)
    result = build(fetch=originals.fetch)
    assert result.rendered == 1
    assert len(pictures(releases)) == 7
    assert "<picture" in page(releases, publisher)


def test_a_release_with_pictures_is_byte_for_byte_one_from_nothing(
    show: Callable[..., list[str]], releases: Releases, publisher: Publisher, originals: Originals, tmp_path: Path
) -> None:
    show(originals.add("/media/door.jpg", drawn()), precompress=True)
    show(originals.add("/media/other.jpg", drawn(700, 500)), precompress=True)
    feed = Publisher(publisher.bodies).feed
    build_city(feed, CITY, tmp_path / "fresh", THEME, fetch=originals.fetch, precompress=True)
    assert own(releases.folder / "current") == own(tmp_path / "fresh" / CITY / "current")


def test_a_cache_that_somebody_removed_is_filled_again(
    show: Callable[..., list[str]], build: Build, releases: Releases, originals: Originals
) -> None:
    show(originals.add("/media/door.jpg", drawn()))
    shutil.rmtree(releases.folder / darkroom.FOLDER)
    shutil.rmtree(releases.folder / "releases")
    (releases.folder / "current").unlink()
    build(fetch=originals.fetch)
    assert len(pictures(releases)) == 7


def test_forms_that_a_power_cut_left_empty_are_made_again(
    show: Callable[..., list[str]], build: Build, releases: Releases, originals: Originals
) -> None:
    show(originals.add("/media/door.jpg", drawn()))
    for path in (releases.folder / darkroom.FOLDER).glob("*/*"):
        path.write_bytes(b"")
    (releases.folder / darkroom.FOLDER / ".tmp-1").mkdir()
    shutil.rmtree(releases.folder / "releases")
    (releases.folder / "current").unlink()
    build(fetch=originals.fetch)
    assert all(path.stat().st_size for path in (releases.folder / "current/assets/pictures").iterdir())
    assert not (releases.folder / darkroom.FOLDER / ".tmp-1").exists()


def test_only_web_addresses_are_fetched(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    with pytest.raises(PictureError, match="is no web address"):
        over_http("https://cms.example.org/graphql/")(f"file://{tmp_path}/secret")
    with pytest.raises(PictureError, match=r"http://127.0.0.1:9/media/a.jpg cannot be fetched"):
        over_http("http://127.0.0.1:9/graphql/", timeout=1)("/media/a.jpg")


def test_transparent_parts_are_white(originals: Originals, tmp_path: Path) -> None:
    data = io.BytesIO()
    Image.new("RGBA", (400, 400), (0, 0, 0, 0)).save(data, "PNG")
    told = originals.add("/logo.png", data.getvalue())
    room = Darkroom(tmp_path, originals.fetch)
    fallback = forms(room.develop(told))[-1]
    with Image.open(io.BytesIO(room.read(fallback) or b"")) as image:
        assert image.getpixel((200, 200)) == (255, 255, 255)
