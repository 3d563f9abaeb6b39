"""The desk as tests see it: what stands on the screen, and what its form and its script send."""

from __future__ import annotations

from typing import Any

from bs4 import BeautifulSoup, Tag
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, TranslationSource

from translations.drafting import save_translation

PAY = "Pay within 14 days."


def body(*paragraphs: str) -> list[dict[str, Any]]:
    html = "".join(f"<p>{text}</p>" for text in paragraphs)
    return [{"id": "7b3f0f7e-3b40-4a0b-8f1c-0d5f4b1a2c3d", "type": "text", "value": html}]


def address(page: Page) -> str:
    return reverse("publishing_desk", args=[page.pk])


def screen(client: Client, page: Page, **query: Any) -> BeautifulSoup:
    answer = client.get(address(page), query)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def segment(soup: BeautifulSoup, source: str) -> Tag:
    """The segment whose source is this text."""
    return next(found for found in soup.select(".desk-segment") if source in part(found, "[id^=source-]").get_text())


def form(soup: BeautifulSoup) -> dict[str, str]:
    """What the form would send as it stands, without a button."""
    fields = {str(field["name"]): field.get_text().removeprefix("\n") for field in soup.select("textarea")}
    return fields | {
        str(field["name"]): str(field["value"]) for field in soup.select("form.desk-form input[type=hidden]")
    }


def go_live(article: Page) -> None:
    """Publish the one translation of a page."""
    source = TranslationSource.objects.get(object_id=article.translation_key)
    save_translation(source.translations.get(), None, publish=True)


def stored(page: Page, source: str, language: str = "de") -> StringTranslation:
    return StringTranslation.objects.get(
        translation_of__data=source, context__object_id=page.translation_key, locale__language_code=language
    )


def post(client: Client, page: Page, found: Tag, **data: str) -> Any:
    """Send one segment as the script does."""
    fields = {"seen": str(part(found, "[name^=seen-]")["value"]), **data}
    return client.post(str(found["data-url"]), fields)


def part(found: Tag, selector: str) -> Tag:
    """What a segment must have."""
    inner = found.select_one(selector)
    assert inner is not None, selector
    return inner


def field_of(found: Tag) -> str:
    """The name of a segment's text field in the form."""
    return str(part(found, "textarea")["name"])
