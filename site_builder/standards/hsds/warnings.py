"""What readers of a page have to know first: the alerts that affect it."""

from __future__ import annotations

from site_builder.guide import Guide
from site_builder.library import Document
from site_builder.standards.hsds.records import text

SERIOUSNESS = ("danger", "warning", "info")


def alert(guide: Guide, document: Document) -> str:
    """The alerts of a service, of what it is filed under, and those of the whole city; the most serious first."""
    found = [each for uuid in guide.of_kind("alert") if (each := guide.source(uuid))]
    if not found:
        return ""
    places = {document["uuid"], *document["topics"], *document["situations"]}
    above: str | None = document["parent"]
    while above and above not in places:
        places.add(above)
        above = guide.parent(above)
    affecting = [each for each in found if not each["affects"] or places.intersection(each["affects"])]
    affecting.sort(key=lambda each: SERIOUSNESS.index(each["severity"]))
    return "\n\n".join(_told(guide, each) for each in affecting)


def _told(guide: Guide, found: Document) -> str:
    days = "/".join(day for day in (found["valid_from"], found["valid_until"]) if day)
    return "\n".join(part for part in (found["title"], text(guide, found, "text"), days) if part)
