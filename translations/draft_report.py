"""What became of a run of drafting."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.translation import ngettext


@dataclass
class DraftReport:
    """What became of the pages that were to be drafted: (page title, language) each; by language why it was not."""

    published: list[tuple[str, str]] = field(default_factory=list)
    drafted: list[tuple[str, str]] = field(default_factory=list)
    unchanged: list[tuple[str, str]] = field(default_factory=list)
    incomplete: list[tuple[str, str]] = field(default_factory=list)
    not_drafted: dict[str, str] = field(default_factory=dict)
    segments: int = 0
    # Those of the segments that people had translated before, numbers apart: no machine saw them.
    from_memory: int = 0
    # Those that neither the memory knows nor an engine could draft.
    undrafted: int = 0

    def __iadd__(self, other: DraftReport) -> DraftReport:
        self.published += other.published
        self.drafted += other.drafted
        self.unchanged += other.unchanged
        self.incomplete += other.incomplete
        self.not_drafted |= other.not_drafted
        self.segments += other.segments
        self.from_memory += other.from_memory
        self.undrafted += other.undrafted
        return self

    @property
    def saving(self) -> str:
        """How much no machine had to translate, in words; "" if nothing was drafted."""
        if not self.segments:
            return ""
        text = ngettext(
            "%(known)d of %(all)d segment from memory", "%(known)d of %(all)d segments from memory", self.segments
        )
        return text % {"known": self.from_memory, "all": self.segments}

    def counts(self) -> dict[str, int]:
        """The numbers of the report, for logs and task results."""
        return {
            "published": len(self.published),
            "drafted": len(self.drafted),
            "unchanged": len(self.unchanged),
            "incomplete": len(self.incomplete),
            "languages_not_drafted": len(self.not_drafted),
            "segments": self.segments,
            "from_memory": self.from_memory,
            "undrafted": self.undrafted,
        }
