"""The content files that an HSDS feed becomes: an entry for each id, however often records repeat it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field

from cms.guides.content_files.kinds import BY_NAME
from cms.guides.importers.hsds.taking import Taken
from cms.guides.importers.standards.content import Content, Data
from cms.guides.importers.standards.words import TextError, as_line, as_markdown

LONGEST_TITLE = 255
OFFERS = ("service", "procedure", "event")
OFFER = "offer"


@dataclass
class Entries(Content):
    """Content files by name, without their references to pages that are not in the feed."""

    languages: frozenset[str] = frozenset()
    """Of the city, besides its own: what is translated into others is not taken."""
    _slugs: dict[tuple[str, uuid.UUID], str] = field(default_factory=dict)
    _owners: dict[uuid.UUID, str] = field(default_factory=dict)

    def reserve(self, given: str) -> None:
        """Keep an id for the service that has it: feeds give it to parts of the service, too."""
        if given:
            self._owners[self.identities.uuid_of(given)] = OFFER

    def known(self, kind: str, key: uuid.UUID) -> str | None:
        """The slug of an entry that is there already."""
        return self._slugs.get((kind, key))

    def slug(self, kind: str, given: str) -> str | None:
        """The slug of the entry with the id of a record, or None where there is none."""
        return self.known(kind, self.identities.uuid_of(given)) if given else None

    def add(self, kind: str, key: uuid.UUID, data: Data, taken: Taken) -> str | None:
        """Add an entry, and return its slug; None, and a report, where the id belongs to something else here."""
        if known := self.known(kind, key):
            return known
        named, owner = key, OFFER if kind in OFFERS else kind
        if self._owners.setdefault(key, owner) != owner:
            key = self.identities.made(kind, str(key))
        present = self.identities.pages.get(key)
        if present is not None and present.kind != kind:
            why = f"has the id of a page of another kind here, the {present.kind} “{present.slug}”. Give it another id."
            self.report.leave_out(taken.file, taken.record, "id", why)
            return None
        title = data["title"]
        if len(title) > LONGEST_TITLE:
            taken.leave("name", f"has {len(title)} characters; {LONGEST_TITLE} fit, and the rest was cut off.")
            title = title[: LONGEST_TITLE - 1].rstrip() + "…"
        slug = self.identities.slug_for(kind, key, title)
        name = f"{BY_NAME[kind].folder}/{slug}.yaml"
        said = {field: value for field, value in data.items() if value not in (None, "", [], {}, False)}
        self.files[name] = {**said, "title": title, "uuid": str(key)}
        self.records[name] = taken
        self._slugs[kind, named] = self._slugs[kind, key] = slug
        return slug

    def markdown(self, taken: Taken, name: str) -> str:
        """A text of a record as Markdown; empty, and a report, where it cannot be shown."""
        return self.as_markdown(taken, name, taken.text(name))

    def as_markdown(self, taken: Taken, name: str, text: str) -> str:
        """`text`, which came from a field of a record, as Markdown."""
        try:
            return as_markdown(text, self.settings.country) if text else ""
        except TextError as error:
            taken.leave(name, str(error))
            return ""

    @staticmethod
    def line(taken: Taken, name: str, longest: int = 0) -> str:
        """A text in one line without markup; one that is too long is cut, and reported."""
        line = as_line(taken.text(name))
        if longest and len(line) > longest:
            taken.leave(name, f"has {len(line)} characters; {longest} fit, and the rest was cut off.")
            return line[: longest - 1].rstrip() + "…"
        return line
