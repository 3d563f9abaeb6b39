"""Bringing a whole Integreat guide in: its tree as topics and articles, its languages as translations."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from wagtail.blocks import StreamValue
from wagtail.coreutils import find_available_slug
from wagtail.models import Locale, Page

from cms.cities.models import City, CityPage
from cms.guides.content_files.bulk import indexed_once, saved_together
from cms.guides.content_files.placing import arrange, move_below
from cms.guides.importers.contents import Content, Contents
from cms.guides.importers.nodes import Node
from cms.guides.importers.records import BadRecord, language_tag
from cms.guides.importers.translations import write_translation
from cms.guides.models import ArticlePage, DirectoryPage, TopicPage

NAMESPACE = uuid.UUID("5b3fb0a6-94b6-5d5f-8f3c-0f2a7d0d9c11")
ATTRIBUTION = "Contains content from Integreat (Tür an Tür – Digitalfabrik gGmbH), CC BY 4.0, changed"
LONGEST_ADDRESS = 200

Progress = Callable[[int, int], None]


@dataclass
class IntegreatReport:
    """What became of a guide. `pages` and `translations` count pages of the CMS; a topic with text makes two."""

    pages: Counter[str] = field(default_factory=Counter)
    translations: dict[str, Counter[str]] = field(default_factory=dict)
    records: Counter[str] = field(default_factory=Counter)
    bad: list[BadRecord] = field(default_factory=list)
    links: int = 0
    unresolved: list[str] = field(default_factory=list)
    # Translations that were last changed before their source was.
    older: Counter[str] = field(default_factory=Counter)


@dataclass
class _Wanted:
    """A page of the CMS that a node of the guide asks for."""

    node: Node
    model: type[TopicPage | ArticlePage]
    page: int = 0


def import_guide(
    city: City, roots: list[Node], contents: Contents, source: str, progress: Progress = lambda done, total: None
) -> IntegreatReport:
    """Make the pages of a guide below the home page of its city, or bring them in line with it, and publish them.

    Args:
        city: provisioned, with the guide's languages.
        roots: the pages at the top, from `build_tree`.
        contents: what they say.
        source: Integreat's tag of the source language.
        progress: called with (pages done, pages in all).

    A page that cannot be saved is left out and reported; the rest comes in.
    """
    report = IntegreatReport()
    home = CityPage.objects.get(city=city, locale=city.source_locale)
    locales = {locale.language_code: locale for locale in Locale.objects.all()}
    with indexed_once([DirectoryPage, CityPage, TopicPage, ArticlePage]):
        wanted: list[_Wanted] = []
        _place(roots, home, [], contents, city, wanted, report)
        contents.pages = {each.node.key: each.page for each in reversed(wanted)}
        for done, each in enumerate(wanted, start=1):
            if each.page:
                _write(each, contents, source, locales, report)
            progress(done, len(wanted))
        for each in reversed(wanted):
            _take_back(each)
    report.links, report.unresolved = contents.links.report.resolved, contents.links.report.unresolved
    return report


def _place(
    nodes: list[Node],
    parent: Page,
    first: list[Page],
    contents: Contents,
    city: City,
    wanted: list[_Wanted],
    report: IntegreatReport,
) -> None:
    """A page for each node below `parent`, after the pages of `first`; new ones are drafts with a title only."""
    family = list(first)
    for node in nodes:
        page = _ensure(node, TopicPage if node.is_topic else ArticlePage, parent, city, wanted, report)
        family.append(page)
        if node.is_topic:
            text = [_ensure(node, ArticlePage, page, city, wanted, report)] if contents.has_text(node) else []
            _place(node.children, page, text, contents, city, wanted, report)
    arrange(family)


def _ensure(
    node: Node,
    model: type[TopicPage | ArticlePage],
    parent: Page,
    city: City,
    wanted: list[_Wanted],
    report: IntegreatReport,
) -> Page:
    key = _key(city, node, model)
    page = Page.objects.filter(translation_key=key, locale=city.source_locale).first()
    if page is None:
        # An article that becomes a topic still has the slug; `_fill` gives it once the article is below the topic.
        slug = find_available_slug(parent, node.slug)
        page = model(title=node.source.title, slug=slug, translation_key=key, locale=parent.locale, live=False)
        with saved_together():
            Page.objects.get(pk=parent.pk).add_child(instance=page)
        report.pages["made"] += 1
    elif not page.is_child_of(parent):
        page = move_below(page, parent)
    wanted.append(_Wanted(node, model, page.pk))
    return page


def _key(city: City, node: Node, model: type[TopicPage | ArticlePage]) -> uuid.UUID:
    """The UUID of a node's page: its text keeps it when pages are put below the node and it becomes a topic."""
    return uuid.uuid5(NAMESPACE, f"{city.slug}/{model.kind}/{node.key}")


def _write(
    wanted: _Wanted, contents: Contents, source: str, locales: dict[str, Locale], report: IntegreatReport
) -> None:
    """Bring one page and its translations in line with the guide."""
    node, page = wanted.node, wanted.model.objects.get(pk=wanted.page)
    original = contents.of(node, source, wanted.model)
    try:
        with saved_together():
            is_changed = _fill(page, original, node)
            if is_changed:
                page.save(clean=False)
            _readdress_drafts(page)
            for language, record in node.records.items():
                if language == source:
                    continue
                tag = language_tag(language)
                translated = contents.of(node, language, wanted.model)
                texts = contents.by_segment(tag, original, translated, wanted.model)
                written = write_translation(page, locales[tag], _values(translated, wanted.model), texts)
                report.translations.setdefault(tag, Counter())[written] += 1
                if record.last_updated < node.source.last_updated and wanted.model is not TopicPage:
                    report.older[tag] += 1
            if is_changed or not page.live:
                page.save_revision(log_action=True).publish()
                report.pages["published"] += 1
            else:
                report.pages["unchanged"] += 1
    except ValidationError as error:
        bad = BadRecord(str(node.source.id), node.source.title, "; ".join(error.messages))
        # A topic and the article with its text come from one record.
        if bad not in report.bad:
            report.bad.append(bad)


def _take_back(wanted: _Wanted) -> None:
    """Delete a page that could not be saved and that nobody has seen; what is below it moves up."""
    page = Page.objects.get(pk=wanted.page)
    if page.live or page.first_published_at is not None:
        return
    with saved_together():
        for child in page.get_children():
            move_below(Page.objects.get(pk=child.pk), page.get_parent())
        Page.objects.get(pk=page.pk).delete()


def _readdress_drafts(page: TopicPage | ArticlePage) -> None:
    """Give translations that no reader has seen the slug of their source, which they took before it had its own."""
    unseen = page.get_translations().filter(first_published_at=None).exclude(slug=page.slug)
    for translation in unseen:
        translation.slug = page.slug
        translation.save(clean=False)


def _values(content: Content, model: type[TopicPage | ArticlePage]) -> dict[str, Any]:
    """What a page says in one language, by attribute."""
    if model is TopicPage:
        return {"title": content.title, "summary": content.summary}
    body = [{"type": "text", "value": content.html, "id": "body"}] if content.html else []
    return {"title": content.title, "body": body}


def _fill(page: TopicPage | ArticlePage, content: Content, node: Node) -> bool:
    """Write what the guide says into a source page; say whether anything is new."""
    address = node.source.address
    values = _values(content, type(page)) | {"source_url": address if len(address) <= LONGEST_ADDRESS else ""}
    values |= {"slug": node.slug} | ({"attribution": ATTRIBUTION} if isinstance(page, ArticlePage) else {})
    is_new = False
    for attribute, value in values.items():
        present = getattr(page, attribute)
        if (present.get_prep_value() if isinstance(present, StreamValue) else present) != value:
            setattr(page, attribute, value)
            is_new = True
    return is_new
