"""A page as a PDF file to hand over: its text in order, its fonts in it, for people of its city only."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from PIL import ImageFile
from pypdf import PdfReader

from cms.cities.models import City, Role
from cms.guides.models import ArticlePage, CostPage, ProcedurePage
from tests.cms.factories import make_city, make_page, make_translation, make_user, publish

pytestmark = pytest.mark.django_db

LogIn = Callable[[User], Client]
WORDS = {
    "ar": ("بدل السكن", "أحضر أوراقك معك", "من راجع هذه الصفحة ومتى"),
    "ti": ("ናይ ገዛ ሓገዝ", "ወረቓቕትኹም ሒዝኩም ምጹ", "ነዚ ገጽ መን ከምዝፈተሾን መዓስን"),
    "uk": ("Житлова допомога", "Візьміть із собою документи", "Хто і коли перевірив цю сторінку"),
}


@pytest.fixture
def city() -> City:
    return make_city(languages=("en", *WORDS))


def asked(client: Client, page: ArticlePage) -> PdfReader:
    answer = client.get(reverse("publishing_handout", args=[page.pk]))
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    return PdfReader(io.BytesIO(answer.content))


def text_of(file: PdfReader) -> str:
    """What a reader who copies the text gets: the forms of Arabic letters are the printer's concern."""
    return " ".join(unicodedata.normalize("NFKC", " ".join(page.extract_text() for page in file.pages)).split())


def fonts_of(file: PdfReader) -> dict[str, bool]:
    """The fonts of a file, and whether each is in it."""
    found = {}
    for page in file.pages:
        resources: Any = page["/Resources"]
        for font in resources["/Font"].values():
            descriptor = font["/DescendantFonts"][0]["/FontDescriptor"]
            found[str(font["/BaseFont"])] = bool({"/FontFile2", "/FontFile3"} & descriptor.keys())
    return found


@pytest.mark.parametrize("language", WORDS)
def test_the_text_of_a_handout_reads_in_order_in_every_script(city: City, as_user: LogIn, language: str) -> None:
    title, summary, checked = WORDS[language]
    page = make_page(ArticlePage, city, title="Housing benefit", summary="Bring your papers.")
    translation = make_translation(page, language)
    translation.title, translation.summary = title, summary
    publish(translation)
    file = asked(as_user(make_user(city, Role.VIEWER)), translation)
    text = text_of(file)
    places = [text.find(words) for words in (title, summary, checked)]
    assert -1 < places[0] < places[1] < places[2], text
    catalogue: Any = file.trailer["/Root"]
    assert catalogue["/Lang"] == language
    assert catalogue["/MarkInfo"]["/Marked"]
    fonts = fonts_of(file)
    assert fonts
    assert all(fonts.values()), fonts


def test_what_works_on_screens_only_is_not_on_paper(city: City, as_user: LogIn) -> None:
    page = make_page(ArticlePage, city, title="Housing benefit")
    text = text_of(asked(as_user(make_user(city)), page))
    assert "Housing benefit" in text
    for words in ("Skip to the content", "Emergency", "Print this page", "Українська"):
        assert words not in text


def test_to_make_a_handout_does_not_change_what_counts_as_a_picture(city: City, as_user: LogIn) -> None:
    asked(as_user(make_user(city)), make_page(ArticlePage, city))
    assert not ImageFile.LOAD_TRUNCATED_IMAGES


def test_a_draft_is_not_handed_out(city: City, as_user: LogIn) -> None:
    page = make_page(ArticlePage, city, title="As published")
    page.title = "Not yet"
    page.save_revision()
    client = as_user(make_user(city))
    assert "Not yet" not in text_of(asked(client, page))
    draft = make_page(ArticlePage, city, live=False)
    assert client.get(reverse("publishing_handout", args=[draft.pk])).status_code == 404


def test_nobody_gets_handouts_of_other_cities(city: City, as_user: LogIn) -> None:
    page = make_page(ArticlePage, make_city("elsewhere"))
    assert as_user(make_user(city)).get(reverse("publishing_handout", args=[page.pk])).status_code == 403


def test_the_button_is_on_live_pages_with_an_address(city: City, as_user: LogIn) -> None:
    client = as_user(make_user(city))
    expected = {
        make_page(ProcedurePage, city): True,
        make_page(ProcedurePage, city, live=False): False,
        make_page(CostPage, city): False,
    }
    for page, has_button in expected.items():
        shown = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
        assert (reverse("publishing_handout", args=[page.pk]) in shown) is has_button
