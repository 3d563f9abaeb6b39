"""A page may show a picture of its city; what it shows is said in words, which are translated."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from PIL import Image as Pillow
from pytest_django import Settings
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file

from cms.cities.models import City
from cms.guides.models import ArticlePage, OfficePage, ServicePage
from cms.guides.models.pictured import PicturedPage
from cms.publishing.building import build_guide
from cms.publishing.models import PublishedDocument
from cms.publishing.pictures import original
from site_builder.darkroom import PictureError
from site_builder.documents import validate
from tests.cms.cities.page_forms import sent
from tests.cms.factories import edit, make_city, make_page, make_translation, make_user, publish
from translations.completeness import translation_behind
from translations.drafting import save_translation

pytestmark = pytest.mark.django_db

AsUser = Callable[[User], Client]


@pytest.fixture(autouse=True)
def uploads(settings: Settings, tmp_path: Path) -> Path:
    """Where images are kept during a test, and guides are built."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.GUIDE_BUILD_DIR = tmp_path / "build"
    return tmp_path / "media"


@pytest.fixture
def city() -> City:
    return make_city()


def make_image(city: City, name: str = "door.png") -> Image:
    image: Image = Image.objects.create(
        title="A door", file=get_test_image_file(name, size=(400, 300)), collection=city.collection
    )
    return image


def shown(page: PicturedPage, language: str = "en") -> dict[str, Any]:
    """The picture in a published document."""
    body = PublishedDocument.objects.get(uuid=page.translation_key, language=language).body
    validate(body)
    picture: dict[str, Any] = body["picture"]
    return picture


@pytest.mark.parametrize("model", [ArticlePage, OfficePage, ServicePage])
def test_a_picture_is_published_with_its_words_and_its_size(model: Any, city: City) -> None:
    page = make_page(model, city, picture=make_image(city), picture_alt="The entrance", picture_credit="Ada, CC0")
    picture = shown(page)
    assert picture["url"].startswith("/media/original_images/door")
    assert (picture["width"], picture["height"]) == (400, 300)
    assert (picture["alt"], picture["credit"]) == ("The entrance", "Ada, CC0")


def test_a_page_without_a_picture_says_nothing_of_pictures(city: City) -> None:
    page = make_page(ArticlePage, city)
    assert "picture" not in PublishedDocument.objects.get(uuid=page.translation_key, language="en").body


def test_the_words_are_translated_and_the_picture_is_the_same(city: City) -> None:
    page = make_page(OfficePage, city, picture=make_image(city), picture_alt="The entrance")
    target = make_translation(page, "de")
    record = translation_behind(target)
    assert record
    save_translation(record, None, publish=False)
    publish(OfficePage.objects.get(pk=target.pk).get_latest_revision_as_object())
    german, english = shown(page, "de"), shown(page)
    assert german == english | {"alt": "[x] The entrance"}


def test_a_picture_without_words_is_refused(city: City) -> None:
    page = make_page(ArticlePage, city)
    page.picture, page.picture_alt = make_image(city), " "
    with pytest.raises(ValidationError, match="Say what the picture shows"):
        page.full_clean()


def test_a_picture_of_another_city_is_refused(city: City) -> None:
    page = make_page(ArticlePage, city, picture_alt="A door")
    page.picture = make_image(make_city("beta"))
    with pytest.raises(ValidationError, match="no picture of this city"):
        page.full_clean()


def test_an_editor_cannot_slip_in_a_picture_of_another_city(city: City, as_user: AsUser) -> None:
    image = make_image(make_city("beta"), "secret.png")
    image.title = "Nobody’s business"
    image.save()
    page = make_page(ArticlePage, city)
    editor = make_user(city)
    data = sent(page, editor, picture=str(image.pk), picture_alt="A door")
    answer = as_user(editor).post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)
    assert "This is no picture of this city" in answer.content.decode()
    assert "Nobody’s business" not in answer.content.decode()
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().picture_id is None


def test_another_file_under_the_same_title_is_published_at_once(city: City) -> None:
    image = make_image(city)
    page = make_page(ArticlePage, city, picture=image, picture_alt="A door")
    before = shown(page)
    image.file = get_test_image_file("other.png", size=(200, 100))
    image.file_hash = ""
    image.save()
    after = shown(page)
    assert (after["width"], after["height"]) == (200, 100)
    assert after["hash"] != before["hash"]


def test_a_deleted_picture_leaves_the_pages_that_showed_it(city: City) -> None:
    image = make_image(city)
    page = make_page(ArticlePage, city, picture=image, picture_alt="A door")
    image.delete()
    assert "picture" not in PublishedDocument.objects.get(uuid=page.translation_key, language="en").body


def test_readers_are_offered_the_picture_in_small_forms(city: City, tmp_path: Path) -> None:
    page = make_page(ArticlePage, city, picture=make_image(city), picture_alt="The entrance")
    build_guide(city)
    [written] = (tmp_path / "build/alpha/current/en").glob(f"**/{page.slug}/index.html")
    assert 'alt="The entrance"' in written.read_text()
    [fallback] = (tmp_path / "build/alpha/current/assets/pictures").glob("*.jpg")
    with Pillow.open(io.BytesIO(fallback.read_bytes())) as picture:
        assert picture.size == (400, 300)
    edit(page, picture=None)
    build_guide(city)
    assert "<picture" not in written.read_text()


def test_an_upload_that_is_gone_is_named(uploads: Path) -> None:
    with pytest.raises(PictureError, match=r"/media/original_images/gone\.jpg cannot be read"):
        original("/media/original_images/gone.jpg")
