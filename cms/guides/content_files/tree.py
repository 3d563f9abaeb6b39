"""Where the entities of a folder stand in the guide, and what keeps them from standing there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from wagtail.models import Page

from cms.cities.models import CityPage
from cms.guides.content_files.entries import Entry
from cms.guides.content_files.problems import Problem
from cms.guides.directories import SLUGS
from cms.guides.models import Holding

# The home page itself, a directory by what it holds, or a topic by its slug.
Parent = tuple[str, str]
HOME: Parent = ("home", "")


def parent_of(entry: Entry) -> Parent:
    """The page that an entry lives under."""
    if entry.kind.holding is not None:
        return ("directory", entry.kind.holding.value)
    return ("topic", entry.topic) if entry.topic else HOME


def in_tree_order(entries: Sequence[Entry]) -> list[Entry]:
    """The entries so that each follows its parent, and siblings stand in their order: that of making their pages."""
    children: dict[Parent, list[Entry]] = defaultdict(list)
    for entry in entries:
        children[parent_of(entry)].append(entry)
    ordered = [entry for entry in entries if entry.kind.holding is not None]
    waiting = [HOME]
    while waiting:
        for entry in sorted(children[waiting.pop(0)], key=lambda entry: (entry.place_among_siblings, entry.slug)):
            ordered.append(entry)
            if entry.kind.name == "topic":
                waiting.append(("topic", entry.slug))
    return ordered


def tree_problems(city: str, entries: Sequence[Entry]) -> list[Problem]:
    """Topics that do not exist or contain themselves, and pages that want the same address."""
    topics = {entry.slug: entry for entry in entries if entry.kind.name == "topic"}
    return [
        *_unknown_topics(entries, topics),
        *_endless_topics(topics),
        *_doubled_addresses(entries),
        *_taken_addresses(city, entries),
        *_doubled_uuids(entries),
    ]


def _unknown_topics(entries: Sequence[Entry], topics: dict[str, Entry]) -> Iterator[Problem]:
    for entry in entries:
        if entry.topic and entry.topic not in topics:
            field = "parent" if entry.kind.name == "topic" else "topic"
            message = f"“{entry.topic}” does not exist. Correct the slug, or add topics/{entry.topic}.yaml."
            yield entry.file.problem((field,), message)


def _endless_topics(topics: dict[str, Entry]) -> Iterator[Problem]:
    for entry in topics.values():
        above, seen = entry.topic, {entry.slug}
        while above in topics and above not in seen:
            seen.add(above)
            above = topics[above].topic
        if above in seen:
            yield entry.file.problem(("parent",), "leads back to the topic itself. Choose a topic further up.")


def _doubled_addresses(entries: Sequence[Entry]) -> Iterator[Problem]:
    taken: dict[tuple[Parent, str], Entry] = {}
    for entry in entries:
        parent = parent_of(entry)
        first = taken.setdefault((parent, entry.slug), entry)
        if first is not entry:
            yield entry.file.problem((), f"has the address of {first.file.name}: rename one, or file it elsewhere.")
        elif parent == HOME and entry.slug in SLUGS.values():
            yield entry.file.problem((), f"has the address of a directory of the guide, {entry.slug}: rename it.")


def _taken_addresses(city: str, entries: Sequence[Entry]) -> Iterator[Problem]:
    """Addresses of pages that were made in the CMS and are no entry of the folder."""
    home = CityPage.objects.filter(city__slug=city).select_related("city").order_by("pk").first()
    if home is None:
        return
    pages = Page.objects.filter(locale=home.city.source_locale)
    known = {entry.uuid for entry in entries}
    others = defaultdict(list)
    for page in pages.filter(slug__in={entry.slug for entry in entries}).exclude(translation_key__in=known):
        others[page.slug].append(page)
    for entry in entries:
        for page in others[entry.slug]:
            if _stands_at(page, entry, city):
                message = (
                    f"has the address of “{page.title}” in the CMS. Add `uuid: {page.translation_key}`, or rename one."
                )
                yield entry.file.problem((), message)


def _stands_at(page: Page, entry: Entry, city: str) -> bool:
    """Whether a page is where an entry would be."""
    parent = page.get_parent().specific
    kind, name = parent_of(entry)
    if kind == "home":
        return isinstance(parent, CityPage) and parent.city.slug == city
    home = parent.get_ancestors(inclusive=True).type(CityPage).first()
    if home is None or home.specific.city.slug != city:
        return False
    if kind == "directory":
        return bool(getattr(parent, "holds", None) == Holding(name))
    return bool(getattr(parent, "kind", None) == "topic" and parent.slug == name)


def _doubled_uuids(entries: Sequence[Entry]) -> Iterator[Problem]:
    seen: dict[object, Entry] = {}
    for entry in entries:
        if (first := seen.setdefault(entry.uuid, entry)) is not entry:
            yield entry.file.problem(("uuid",), f"is that of {first.file.name}. Take it out of the newer one.")
