"""What changed in the origin of a page since somebody here last decided, and what becomes of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from cms.publishing.models import PublishedDocument
from cms.sharing.hashing import text_hash
from cms.sharing.models import TakenPage
from cms.sharing.notes import Note, Sort, open_notes, stored
from cms.sharing.offered import offered_documents
from cms.sharing.pieces import Values, advance, has, pieces_of, put, to_decide
from cms.sharing.taking import address_of, drafted, followed, is_of_one_country
from cms.sharing.values import set_values, values_of
from cms.sharing.wording import label_of, wording_of
from translations.word_diff import Piece, word_diff

ACCEPTED = "waymark.accepted_from_origin"
KEPT = "waymark.kept_own"


@dataclass(frozen=True)
class Difference:
    """A piece that the origin has changed: what it said, what it says, and what this city's page says."""

    path: str
    label: str
    then: str
    now: str
    ours: str
    is_edited: bool
    """Whether somebody changed it here since it was taken over."""

    @property
    def of_origin(self) -> list[Piece]:
        """What changed there."""
        return word_diff(self.then, self.now)

    @property
    def of_ours(self) -> list[Piece]:
        """What was changed here, against what the origin said then."""
        return word_diff(self.then, self.ours)


class Comparison:
    """A page of this city beside its origin. `origin` is None if that is withdrawn, or not offered any more."""

    def __init__(self, link: TakenPage, origin: PublishedDocument | None) -> None:
        self.link = link
        self.origin = origin
        self.page: Page = link.page.get_latest_revision_as_object()
        self.model = type(self.page)
        self.ours = values_of(self.page)
        self.then: Values = link.base
        self.notes: list[Note] = open_notes(link.notes, self.ours)
        self.now: Values = {}
        self._new_notes: list[Note] = []
        self._law = False
        if origin is not None:
            draft = drafted(origin, link.city)
            self.now, self._new_notes = followed(draft.values, origin.kind), draft.notes
            self._law = is_of_one_country(link.city, origin.city)

    def differences(self) -> list[Difference]:
        """What the origin has changed and nobody here has decided, in the order of the form."""
        if not self.now:
            return []
        then, now, ours = (self._pieces(values) for values in (self.then, self.now, self.ours))
        return [
            Difference(
                path=path,
                label=label_of(self.model, self.now, path),
                then=wording_of(self.model, self.then, path) if has(self.then, path) else "",
                now=wording_of(self.model, self.now, path),
                ours=wording_of(self.model, self.ours, path),
                is_edited=ours[path] != then.get(path, ""),
            )
            for path in to_decide(then, now, ours)
        ]

    @property
    def to_fill(self) -> list[Note]:
        """What this city has to say itself."""
        return [note for note in self.notes if note.sort == Sort.FILL]

    @property
    def to_check(self) -> list[Note]:
        """What may be true in the other city alone."""
        return [note for note in self.notes if note.sort == Sort.CHECK]

    @property
    def linked(self) -> list[Note]:
        """What was linked with pages of this city."""
        return [note for note in self.notes if note.sort == Sort.LINKED]

    def label(self, path: str) -> str:
        """What a piece of this city's page is called."""
        return label_of(self.model, self.ours, path)

    @transaction.atomic
    def decide(self, accepted: Collection[str], kept: Collection[str], user: Any) -> Revision | None:
        """Take over some changes of the origin into the draft, and remember that others are not wanted.

        Returns:
            The new draft, if anything was taken over.

        Raises:
            django.core.exceptions.ValidationError: if the page would not hold together, for instance if a branch would
                lead to a step that is not there. Nothing is changed then.
        """
        differences = {each.path: each for each in self.differences()}
        labels = [differences[path].label for path in accepted if path in differences]
        left = differences.keys() - set(accepted) - set(kept)
        revision = self._accept([path for path in differences if path in accepted], labels, user)
        if refused := [each.label for path, each in differences.items() if path in kept and path not in accepted]:
            log(instance=self.page, action=KEPT, user=user, data=self._log_data(refused))
        advance(self.model, self.then, self.now, left, law=self._law)
        self.link.base = self.then
        self.link.decided_hash = "" if left or self.origin is None else text_hash(self.origin.body)
        self.link.save()
        return revision

    def _accept(self, paths: list[str], labels: list[str], user: Any) -> Revision | None:
        if not paths or self.origin is None:
            return None
        # Of what comes new; what somebody has dealt with in a text that stays is not asked again.
        new = [note for note in self._new_notes if note.path in paths or self._comes_new(note.path, paths)]
        for path in paths:
            put(self.ours, self.now, path, self.then)
        set_values(self.page, {name: self.ours[name] for name in self.now})
        revision = self.page.save_revision(user=user, log_action=True)
        log(instance=self.page, action=ACCEPTED, user=user, revision=revision, data=self._log_data(labels))
        self.link.notes = stored([*self.notes, *new])
        self.link.url = address_of(self.origin)
        self.link.publisher, self.link.licence = self.origin.city.publisher, self.origin.city.licence
        return revision

    def _comes_new(self, path: str, accepted: list[str]) -> bool:
        return not has(self.ours, path) and any(path.startswith(f"{above}/") for above in accepted)

    def _log_data(self, labels: list[str]) -> dict[str, Any]:
        return {"publisher": self.link.publisher, "url": self.link.url, "fields": labels}

    def _pieces(self, values: Values) -> dict[str, Any]:
        return pieces_of(self.model, values, law=self._law)


def compare(link: TakenPage) -> Comparison:
    """A page beside its origin as readers have that now."""
    return Comparison(link, offered_documents([link]).get(link.pk))
