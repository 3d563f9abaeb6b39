"""Why files are made again: each change of a document or of the theme, with the files that it concerns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from site_builder.guide import Guide
from site_builder.outputs import Output
from site_builder.reading import EXISTENCE, Facet

# What is no document's: the reasons to make everything, and those that have no name of their own.
FIRST, ANEW, GROUND = "first", "anew", "ground"
LISTS, MANY, THEME = "lists", "many", "theme"
# To tell the changes of a whole city apart costs more than anybody reads.
APART = 200
_OWN = ("place", "entity")  # listings that are one document's: `place/<uuid>`


@dataclass
class Reason:
    """A change before it is put into words."""

    facets: set[Facet] = field(default_factory=set)
    made: set[Output] = field(default_factory=set)
    removed: set[Output] = field(default_factory=set)


@dataclass(frozen=True)
class Cause:
    """A change and what followed from it. A file that two changes concern is counted for both."""

    kind: str
    """The kind of the document that changed. Else `theme` for a template, a catalogue or an asset; `lists` for lists in
    which several documents changed places; `many` where changes are not told apart. Or why everything was made: `first`
    for a first build, `anew` where nothing could be built upon, `ground` where the code, the address or the languages
    of the guide changed."""
    uuid: str
    """Of the document; empty for what is none."""
    name: str
    """The document's title in the language it was written in, or the part of the theme; empty if nothing is known."""
    change: str
    """`new`, `changed` or `withdrawn`."""
    languages: list[str]
    """In which the document changed."""
    made: int
    """Files made again."""
    removed: int
    """Files that are no more."""


def reasons_of(changed: Iterable[Facet], theme: Iterable[str]) -> dict[str, Reason]:
    """Changed facets by whose they are: a document's UUID, the name of a part of the theme, LISTS."""
    reasons: dict[str, Reason] = defaultdict(Reason)
    lists: set[Facet] = set()
    for facet in changed:
        if not isinstance(facet, str):
            reasons[facet[0]].facets.add(facet)
        elif facet.startswith(_OWN) and facet.partition("/")[0] in _OWN:
            reasons[facet.partition("/")[2]].facets.add(facet)
        else:
            lists.add(facet)
    if lists:  # if one document changed, its lists did because of it
        reasons[next(iter(reasons)) if len(reasons) == 1 else LISTS].facets |= lists
    for name in theme:
        reasons[name].facets.add(name)
    if len(reasons) > APART:
        return defaultdict(Reason, {MANY: Reason({facet for reason in reasons.values() for facet in reason.facets})})
    return reasons


def told(guide: Guide, reasons: dict[str, Reason], theme: Collection[str]) -> list[Cause]:
    """Reasons in words, those with the most files first; `theme` are the names among them that are the theme's."""
    causes = [
        _of_theme(name, reason) if name in theme else _of_document(guide, name, reason)
        for name, reason in reasons.items()
        if reason.made or reason.removed
    ]
    return sorted(causes, key=lambda cause: (-cause.made - cause.removed, cause.name, cause.uuid))


def everything(kind: str, files: int) -> list[Cause]:
    """The one cause of a build that makes all files."""
    return [Cause(kind, "", "", "changed", [], files, 0)]


def _of_theme(name: str, reason: Reason) -> Cause:
    return Cause(THEME, "", name, "changed", [], len(reason.made), len(reason.removed))


def _of_document(guide: Guide, uuid: str, reason: Reason) -> Cause:
    if uuid in (LISTS, MANY):
        return Cause(uuid, "", "", "changed", [], len(reason.made), len(reason.removed))
    fields = [facet for facet in reason.facets if not isinstance(facet, str)]
    languages = sorted({language for _, language, _ in fields})
    document = guide.document(uuid, guide.source_language)
    change = "changed"
    if document is None:
        change = "withdrawn"
    elif (uuid, document["source_language"], EXISTENCE) in reason.facets:
        change = "new"
    kind, name = (document["kind"], document["title"]) if document else ("document", "")
    return Cause(kind, uuid, name, change, languages, len(reason.made), len(reason.removed))
