"""Keeping published documents true to the live pages: writing, withdrawing, rebuilding."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from cms.cities.models import City, CityPage
from cms.cities.trees import home_of
from cms.guides.document_context import DocumentContext
from cms.guides.documents import document_body
from cms.guides.models import GuidePage
from cms.guides.voice.texts import voices_of
from cms.publishing.history import with_history
from cms.publishing.models import CityRevision, PublishedDocument
from cms.publishing.wakeup import wake_tasks
from site_builder.documents import body_hash, merge_translation, validate
from translations.live_text import live_text
from translations.sources import sync_source
from translations.states import TranslationState, translation_states

LivePage = CityPage | GuidePage


@transaction.atomic
def record_page(page: Page, context: DocumentContext | None = None) -> bool:
    """Write the documents that follow from `page` as it is live now.

    A source page carries the facts of all its translations, so the documents in every language are written; for a
    translation its own is. What is not live is withdrawn, and so is what stands in a language, or a city, whose home
    page is not; a document that comes out equal takes no revision. Home pages: see cms.publishing.home_pages.

    Returns:
        Whether a document that was there before has another path now: then so have those below it.
    """
    home = home_of(page)
    if home is None or not isinstance(page, LivePage):
        return False
    city = home.city
    if not home.is_online:
        withdraw_page(page)
        return False
    source = source_of(page, city)
    if source is None:
        _withdraw(city, page.translation_key, exclude=())
        return False
    # Before anything is read: of two recordings of one page the later one then sees what the earlier one wrote.
    _lock_revisions(city)
    context = context or DocumentContext(city)
    whole = page.locale_id == city.source_locale_id
    source_body = with_history(city, document_body(source, context), note=whole)
    bodies = [source_body] if whole else []
    for translation, state in live_translations(source, city, only=None if whole else page):
        bodies.append(translated_body(source_body, translation, state, context))
    if not bodies:
        withdraw_page(page)
    # Each language has a voice of its own, so nothing of it is laid over translations.
    voices = voices_of(page.translation_key)
    moved = [_write(city, body | voices.get(body["language"], {})) for body in bodies]
    if whole:
        _withdraw(city, page.translation_key, exclude=[body["language"] for body in bodies])
    return any(moved)


def source_of(page: Page, city: City) -> LivePage | None:
    """The page in the source language that `page` is, or is a translation of; None if readers cannot reach it."""
    if not city.pages.filter(locale=city.source_locale, live=True).exists():
        return None
    model: Any = page.specific_class
    found: LivePage | None = model.objects.filter(
        translation_key=page.translation_key, locale=city.source_locale, live=True
    ).first()
    return found


def live_translations(
    source: LivePage, city: City, only: Page | None = None
) -> list[tuple[LivePage, TranslationState]]:
    """Live pages in the target languages that are online, aliases left out, each with the state of its live text.

    `only` narrows them to one page.
    """
    model: Any = type(source)
    found = model.objects.filter(
        translation_key=source.translation_key,
        live=True,
        alias_of=None,
        locale__in=city.online_locales().exclude(locale=city.source_locale),
    ).select_related("locale")
    # Each publication is compared with the one before it, also while no language follows: what changed when is kept.
    record, _changed = sync_source(source)
    pages = list(found.filter(pk=only.pk) if only else found)
    states = translation_states([record.pk], [page.locale_id for page in pages])
    return [(page, live_text(record, page).within(states[record.pk, page.locale_id])) for page in pages]


def translated_body(
    source_body: dict[str, Any], translation: LivePage, state: TranslationState, context: DocumentContext
) -> dict[str, Any]:
    """The document of a translation: its text, laid over the facts and the structure of the source."""
    body = merge_translation(source_body, document_body(translation, context))
    body["translation"] = {
        "state": "machine" if state.machine else "reviewed",
        "outdated": state.outdated,
        "segments": state.segments,
    }
    return body


@transaction.atomic
def withdraw_page(page: Page) -> None:
    """Put tombstones in the place of what `page` published: in all languages if it was the source, else in its own."""
    home = home_of(page)
    if home is None or not isinstance(page, LivePage):
        return
    documents = PublishedDocument.objects.current().filter(city=home.city, uuid=page.translation_key)
    if page.locale_id != home.city.source_locale_id:
        documents = documents.filter(language=page.locale.language_code)
    bury(home.city, documents)


def pages_naming(page: Page) -> list[Page]:
    """The live source pages, in the order of the tree, whose documents name `page` or what it is a translation of.

    The documents tell: Wagtail's index of references is filled by a background task, and knows drafts too.
    """
    home = home_of(page)
    if home is None:
        return []
    named = PublishedDocument.objects.current().filter(city=home.city, body__icontains=str(page.translation_key))
    sources = Page.objects.filter(translation_key__in=named.values("uuid"), locale=home.city.source_locale, live=True)
    return list(sources.exclude(pk=page.pk).order_by("path").specific())


def record_subtree(page: Page) -> None:
    """Write the documents of a page and all below it: their paths changed, or their places among their siblings."""
    home = home_of(page)
    if home is None:
        return
    context = DocumentContext(home.city)
    for below in page.get_descendants(inclusive=True).live().specific():
        record_page(below, context)


def rebuild_city(city: City, progress: Callable[[int, int], None] = lambda done, total: None) -> int:
    """Write every document of a city anew from its live pages and withdraw the rest; return the newest revision.

    Documents that come out as they were keep their revision, so a rebuild of a sound city changes nothing.
    """
    context = DocumentContext(city)
    home = CityPage.objects.get(city=city, locale=city.source_locale)
    pages = home.get_descendants(inclusive=True).live().specific()
    total = pages.count()
    context.preload(pages)
    seen = set()
    for done, page in enumerate(pages, start=1):
        record_page(page, context)
        seen.add(page.translation_key)
        progress(done, total)
    with transaction.atomic():
        bury(city, PublishedDocument.objects.current().filter(city=city).exclude(uuid__in=seen))
    return newest_revision(city)


def newest_revision(city: City) -> int:
    """The revision of the city's newest change; 0 before the first."""
    return CityRevision.objects.filter(city=city).values_list("revision", flat=True).first() or 0


def _write(city: City, body: dict[str, Any]) -> bool:
    """Write one document if it differs from what is there; return whether its path changed."""
    validate(body)
    digest = body_hash(body)
    key = {"city": city, "language": body["language"], "uuid": body["uuid"]}
    before = PublishedDocument.objects.current().filter(**key).only("body_hash", "path").first()
    if before and before.body_hash == digest:
        return False
    values = {
        "kind": body["kind"],
        "path": body["path"],
        "body": body,
        "body_hash": digest,
        "revision": _next_revision(city),
        "withdrawn": False,
    }
    if before is None:
        values["appeared_on"] = timezone.localdate(timezone=ZoneInfo(city.time_zone))
    PublishedDocument.objects.update_or_create(**key, defaults=values)
    wake_tasks(city)
    return before is not None and before.path != body["path"]


def _withdraw(city: City, uuid: Any, exclude: Iterable[str]) -> None:
    bury(city, PublishedDocument.objects.current().filter(city=city, uuid=uuid).exclude(language__in=exclude))


def bury(city: City, documents: Iterable[PublishedDocument]) -> None:
    """Put tombstones in the place of documents."""
    for document in documents:
        document.body, document.body_hash, document.withdrawn = {}, "", True
        document.revision = _next_revision(city)
        document.save()
        wake_tasks(city)


def _lock_revisions(city: City) -> CityRevision:
    CityRevision.objects.get_or_create(city=city)
    return CityRevision.objects.select_for_update().get(city=city)


def _next_revision(city: City) -> int:
    """The next number of the city's counter, whose row stays locked until the commit: no gaps, in commit order."""
    counter = _lock_revisions(city)
    counter.revision += 1
    counter.save(update_fields=["revision"])
    return counter.revision
