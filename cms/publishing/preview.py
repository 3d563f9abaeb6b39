"""Preview: a draft rendered by the functions and templates of the site builder, among the published documents."""

from __future__ import annotations

import mimetypes
from functools import cache
from pathlib import Path
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from wagtail.models import Page

from cms.cities.models import City, CityPage
from cms.cities.trees import home_of
from cms.guides.document_context import DocumentContext
from cms.guides.documents import document_body
from cms.guides.voice.texts import voices_of
from cms.publishing.models import PublishedDocument
from cms.publishing.recording import LivePage, translated_body
from cms.publishing.themes import theme_of, themes
from site_builder.assets import Assets, collect
from site_builder.environment import make_environment
from site_builder.guide import Guide
from site_builder.pages import render_document
from site_builder.theme import read_theme
from translations.completeness import translation_behind
from translations.states import TranslationState, translation_states

# Previews stand in a frame of the admin and load the theme's files from the CMS; nothing else may run in them.
PREVIEW_POLICY = "frame-ancestors 'self'"


def render_preview(page: Page, request: HttpRequest) -> HttpResponse:
    """The page of the guide that this draft would become, for pages that have one; a directory has none."""
    home = home_of(page)
    if home is None or not isinstance(page, LivePage):
        raise Http404(page.title)
    html = preview_html(page, home.city)
    response = HttpResponse(html)
    response["Content-Security-Policy"] = PREVIEW_POLICY
    return response


def preview_html(page: LivePage, city: City, assets: dict[str, str] | None = None) -> str:
    """The HTML of the draft's page, byte for byte what the builder would write if the draft were published now.

    `assets` maps the theme's files to addresses; left out, they are served by the CMS itself, since the files of the
    live release may be another theme's.
    """
    body = draft_body(page, city)
    body |= voices_of(page.translation_key).get(body["language"], {})
    documents = list(
        PublishedDocument.objects.current()
        .filter(Q(language__in={city.source_language, body["language"]}) | Q(uuid=body["uuid"]), city=city)
        .exclude(language=body["language"], uuid=body["uuid"])
        .values_list("body", flat=True)
    )
    if not any(document["kind"] == "city" for document in documents) and body["kind"] != "city":
        documents.append(_home_body(city))
    shown = [*_as_if_online(documents, body["language"], city), body]
    return _render(shown, city, body["uuid"], body["language"], assets)


def published_html(city: City, uuid: str, language: str) -> str | None:
    """The HTML of a page as readers get it once the guide is built; None if it is not published in that language."""
    current = PublishedDocument.objects.current().filter(city=city, language__in={city.source_language, language})
    if not current.filter(uuid=uuid, language=language).exists():
        return None
    return _render(list(current.values_list("body", flat=True)), city, uuid, language, None)


def _render(
    documents: list[dict[str, Any]], city: City, uuid: str, language: str, assets: dict[str, str] | None
) -> str:
    theme = theme_of(city)
    environment = make_environment(theme, assets or asset_addresses(theme))
    return render_document(Guide(documents, site_url=city.guide_url), uuid, language, environment)


def draft_body(page: LivePage, city: City) -> dict[str, Any]:
    """The document that the draft would become, facts of a translation taken from the newest source."""
    context = DocumentContext(city)
    if page.locale_id == city.source_locale_id:
        return document_body(page, context)
    source = type(page).objects.filter(translation_key=page.translation_key, locale=city.source_locale).first()
    if source is None:
        return document_body(page, context)
    return translated_body(document_body(source, context), page, _state(page), context)


def _state(page: Page) -> TranslationState:
    translation = translation_behind(page)
    if translation is None:
        return TranslationState()
    return translation_states([translation.source_id], [page.locale_id])[translation.source_id, page.locale_id]


def _home_body(city: City) -> dict[str, Any]:
    """The home page as it stands, published or not: no page of a guide can be shown without its city."""
    home: Any = city.pages.get(locale=city.source_locale)
    return document_body(home.get_latest_revision_as_object(), DocumentContext(city))


def _as_if_online(documents: list[dict[str, Any]], language: str, city: City) -> list[dict[str, Any]]:
    """The documents of a guide that readers can read in `language`: a preview shows what is not online yet, too."""
    online = {*city.online_language_tags, language}
    languages = [tag for tag in city.language_tags if tag in online]
    return [{**each, "languages": languages} if each["kind"] == CityPage.kind else each for each in documents]


@cache
def _assets_at(theme: Path, digest: str) -> Assets:
    return collect(theme)


def _theme_assets(theme: Path) -> Assets:
    return _assets_at(theme, read_theme(theme).assets)


def asset_addresses(theme: Path) -> dict[str, str]:
    """The theme's files by the names that templates use, as the CMS itself serves them."""
    return {
        name: reverse("publishing:theme_asset", args=[path.removeprefix("assets/")])
        for name, path in _theme_assets(theme).names.items()
    }


def theme_asset(request: HttpRequest, name: str) -> HttpResponse:
    """A file of a theme under the name that previews use: nothing but the style sheet and the scripts."""
    found = (_theme_assets(theme).files.get(f"assets/{name}") for theme in themes())
    data = next((each for each in found if each is not None), None)
    if data is None:
        raise Http404(name)
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return HttpResponse(data, content_type=kind, headers={"Cache-Control": "public, max-age=31536000, immutable"})
