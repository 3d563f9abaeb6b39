"""What a feed says of a page, as content files: one in the city's language, one for each translation."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils.text import slugify
from rdflib.term import Node

from cms.guides.content_files.kinds import BY_NAME
from cms.guides.importers.cpsv.said import Feed, Said, Texts
from cms.guides.importers.standards.content import Content
from cms.guides.importers.standards.words import TextError, as_markdown
from site_builder.standards.vocabularies import language_tag

LONGEST = {"title": 255, "summary": 400}

Data = dict[str, Any]


@dataclass
class Plan:
    """All pages that a feed becomes."""

    feed: Feed
    entries: Content
    languages: list[str]
    """Of the city, its own first."""
    slugs: dict[Node, tuple[str, str]] = field(default_factory=dict)
    """Kind and slug of the page of a thing."""
    topic: str = ""
    """Slug of the topic for services that name none, once one needs it."""

    def slug(self, said: Said | None, kind: str) -> str | None:
        """The slug of the page of a kind that a thing is; None where it is none."""
        found = self.slugs.get(said.node) if said else None
        return found[1] if found and found[0] == kind else None

    def slugs_of(self, things: list[Said], kind: str) -> list[str]:
        """The slugs of those of some things that are pages of a kind."""
        return [slug for each in things if (slug := self.slug(each, kind))]


class Draft:
    """One page."""

    def __init__(self, plan: Plan, said: Said, kind: str) -> None:
        self.plan, self.said, self.kind = plan, said, kind
        self.data: Data = {}
        self.translations: dict[str, Data] = {}
        self._machine: set[str] = set()

    def put(self, **facts: Any) -> None:
        """Say facts; those that say nothing are left out."""
        self.data |= {name: value for name, value in facts.items() if value not in (None, "", [], {}, False)}

    def line(self, path: str, name: str, said: Said | None = None) -> None:
        """Take a text of one line; `path` is the place in content files, with dots."""
        said = said or self.said
        texts = {tag: " ".join(text.split()) for tag, text in said.texts(name).items()}
        longest = LONGEST.get(path, 0)
        for tag, text in texts.items():
            if longest and len(text) > longest:
                said.leave(name, f"has {len(text)} characters in {tag}; {longest} fit, and the rest was cut off.")
                texts[tag] = text[: longest - 1].rstrip() + "…"
        self._take(path, name, said, texts)

    def rich(self, path: str, name: str, said: Said | None = None) -> None:
        """Take a text of paragraphs, one in each line."""
        said = said or self.said
        found: Texts = {}
        for tag, text in said.texts(name).items():
            lines = [line.strip() for line in text.splitlines() if line.strip()]
            try:
                found[tag] = as_markdown("\n\n".join(lines), self.plan.entries.settings.country)
            except TextError as error:
                said.leave(name, str(error))
        self._take(path, name, said, found)

    def _take(self, path: str, name: str, said: Said, texts: Texts) -> None:
        own = self.plan.feed.language
        if texts and own not in texts:
            said.leave(name, f"has no text in {own}, the language of the city. Write one.")
            return
        for tag, text in texts.items():
            if tag not in self.plan.languages:
                said.leave(name, f"has a text in {tag}, which the city does not speak. Add the language to the city.")
            elif tag == own:
                _put(self.data, path, text)
            elif text.count("\n\n") != texts[own].count("\n\n"):
                said.leave(name, f"has another number of paragraphs in {tag} than in {own}. Give both as many.")
            else:
                _put(self.translations.setdefault(tag, {}), path, text)
                if (said.node, tag) in self.plan.feed.machine:
                    self._machine.add(tag)

    def write(self) -> None:
        """Put its files among those that are brought in."""
        entries, (kind, slug) = self.plan.entries, self.plan.slugs[self.said.node]
        stem = f"{BY_NAME[kind].folder}/{slug}"
        if "title" not in self.data:
            why = "has no title in the language of the city. Give it one."
            entries.report.leave_out(self.said.file, self.said.record, "dct:title", why)
            return
        key = entries.identities.uuid_of(self.said.record)
        entries.files[f"{stem}.yaml"] = {**self.data, "uuid": str(key)}
        entries.records[f"{stem}.yaml"] = self.said
        for tag, texts in self.translations.items():
            by = "machine" if tag in self._machine else "person"
            entries.files[f"{stem}.{tag}.yaml"] = {"translated_by": by, **texts}
            entries.records[f"{stem}.{tag}.yaml"] = self.said


def _put(data: Data, path: str, text: str) -> None:
    *holders, last = path.split(".")
    for name in holders:
        data = data.setdefault(name, {})
    data[last] = text


def key_of(said: Said, prefix: str, taken: set[str]) -> str:
    """The key of a part in a content file: what its IRI says after the prefix, or a number."""
    name = said.record.partition("#")[2].removeprefix(prefix)
    key = slugify(name) if slugify(name) == name else ""
    number = 1
    while not key or key in taken:
        key = f"{prefix.strip('-') or 'part'}-{number}"
        number += 1
    taken.add(key)
    return key


def languages(said: Said, name: str = "dct:language") -> list[str]:
    """The tags of languages that a thing names."""
    return [tag for each in said.things(name) if (tag := language_tag(str(each.node)))]
