"""Under which topics and situations a service of a feed is filed."""

from __future__ import annotations

from dataclasses import dataclass, field

from cms.guides.importers.hsds.entries import Entries
from cms.guides.importers.hsds.taking import Taken
from cms.guides.importers.hsds.terms import term


@dataclass
class Filing:
    """Slugs of topics, the main one first, and of situations."""

    topics: list[str] = field(default_factory=list)
    situations: list[str] = field(default_factory=list)


def filing(taken: Taken, entries: Entries) -> Filing:
    """What the attributes of a service say. Attributes of other taxonomies are reported."""
    found = Filing()
    for attribute in taken.many("attributes"):
        attribute.ignore("value", "link_type", "link_entity", "taxonomy_term_id")
        classified = attribute.one("taxonomy_term")
        made = term(classified, entries) if classified else None
        if classified is None or made is None or made[0] == "term":
            name = classified.line("name") if classified else attribute.line("value")
            taxonomy = classified.line("taxonomy") if classified else attribute.line("link_type")
            attribute.leave(
                "", f"“{name[:80]}” of “{taxonomy[:60]}” is no topic here. Name its taxonomy with --topics."
            )
            attribute.ignore_all()
            continue
        kind, slug = made
        slugs = found.topics if kind == "topic" else found.situations
        if slug not in slugs:
            slugs.append(slug)
    return found


def default_topic(entries: Entries, taken: Taken) -> str | None:
    """The topic for services that name none."""
    title = entries.settings.topic
    return entries.add("topic", entries.identities.made("topic", title), {"title": title, "summary": title}, taken)
