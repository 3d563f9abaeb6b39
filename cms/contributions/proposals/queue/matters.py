"""What a proposal is about: the page that it goes into, and what stands there now."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from wagtail.models import Page
from wagtail_localize.models import Translation

from cms.contributions.proposals.applying import current
from cms.contributions.proposals.fields import ProposableField, proposable_page
from cms.contributions.proposals.models import Proposal, ProposalKind
from cms.contributions.proposals.plain_text import tidied
from site_builder.languages import direction
from translations.completeness import translation_behind

# Of the parts of a page that are translated, those that hold the same in every language.
FACTS_WITHIN = ("/link",)
CITY_TEXTS = ("title", "introduction")


@dataclass(frozen=True)
class Matter:
    """A proposal with what an editor has to see beside it. Texts are plain, as `plain_text` writes them."""

    proposal: Proposal

    @cached_property
    def source(self) -> Any:
        """The page in the source language; None for a new page."""
        return self.proposal.target.specific if self.proposal.target else None

    @cached_property
    def page_read(self) -> Any:
        """The page as the proposer read it: in her language if the guide has it there."""
        source, proposal = self.source, self.proposal
        if source is None or proposal.language == proposal.city.source_language:
            return source
        found = Page.objects.filter(
            translation_key=source.translation_key, locale__language_code=proposal.language, alias_of=None, live=True
        ).first()
        return found.specific if found else source

    @cached_property
    def page(self) -> Any:
        """The page that an accepted change goes into: a translation for its words, else that in the source language."""
        return self.page_read if self.is_translation else self.source

    @cached_property
    def is_translation(self) -> bool:
        """Whether it is about the words of a translation, and not about what is the same in every language."""
        path = self.proposal.field
        if self.page_read == self.source or self.proposal.kind != ProposalKind.CHANGE or not self._is_text(path):
            return False
        # What was not translated when it was read is meant in the source language.
        return not same(current(self.source, path) or "", self.proposal.before)

    @property
    def language(self) -> str:
        """BCP 47 tag of the texts."""
        return self.proposal.language if self.is_translation else self.proposal.city.source_language

    @property
    def direction(self) -> str:
        """Of the texts, `ltr` or `rtl`."""
        return direction(self.language)

    @property
    def direction_of_words(self) -> str:
        """Of what the proposer wrote, `ltr` or `rtl`."""
        return direction(self.proposal.language)

    @cached_property
    def translation(self) -> Translation | None:
        """The record of the translation that it goes into."""
        return translation_behind(self.page) if self.is_translation else None

    def newest_draft(self) -> Any:
        """The page in memory as its newest draft has it, made anew; a translation as its segments have it."""
        if self.translation is not None:
            locale = self.translation.target_locale
            return self.translation.source.get_ephemeral_translated_instance(locale, fallback=True)
        return self.page.get_latest_revision_as_object()

    @cached_property
    def draft(self) -> str | None:
        """What the newest draft says there; None if that is nothing that can be taken over as it is."""
        return current(self.newest_draft(), self.proposal.field) if self.page and self.proposal.field else None

    @cached_property
    def live(self) -> str:
        """What readers find there now."""
        if self.page is None or not self.page.live:
            return ""
        found = current(self.page, self.proposal.field)
        if found is None:
            return self._field.value if self._field else ""
        return found

    @cached_property
    def label(self) -> str:
        """What it is about, in the source language; "" for the page as a whole."""
        return self._field.name if self._field else self.proposal.field.partition("/")[0].replace("_", " ")

    @property
    def is_change(self) -> bool:
        """Whether there is a text that can be taken over as it is."""
        return self.proposal.kind == ProposalKind.CHANGE and self.draft is not None

    @property
    def is_new(self) -> bool:
        """Whether a whole page is proposed."""
        return self.proposal.kind == ProposalKind.NEW

    @property
    def is_report(self) -> bool:
        """Whether somebody says that something is wrong, and not how it should read."""
        return not self.is_new and self.proposal.kind != ProposalKind.CHANGE

    @property
    def has_other_draft(self) -> bool:
        """Whether the newest draft says something else there than readers find."""
        return self.draft is not None and not same(self.live, self.draft)

    @property
    def is_overtaken(self) -> bool:
        """Whether what was read when it was proposed is not what stands there now."""
        stands = self.live if self.draft is None else self.draft
        return bool(self.proposal.field) and not same(self.proposal.before, stands)

    @property
    def is_done_already(self) -> bool:
        """Whether the newest draft says what is proposed."""
        return self.is_change and same(self.proposal.after, self.draft or "")

    def _is_text(self, path: str) -> bool:
        texts = getattr(self.source, "text_fields", CITY_TEXTS)
        return path.partition("/")[0] in texts and not path.endswith(FACTS_WITHIN)

    @cached_property
    def _field(self) -> ProposableField | None:
        """The field as readers of the source language find it."""
        city = self.proposal.city
        if self.source is None or not self.proposal.field:
            return None
        found = proposable_page(city, city.source_language, str(self.source.translation_key))
        return found.field(self.proposal.field) if found else None


def same(one: str, other: str) -> bool:
    """Whether two texts say the same, however their ends of lines and spaces are written."""
    return one == other or tidied(one) == tidied(other)
