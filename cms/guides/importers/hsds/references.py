"""References between records of a feed, once all of them are known: ids become slugs, or are reported and go."""

from __future__ import annotations

from cms.guides.importers.hsds.entries import Entries

# By folder: fields that hold an id, and the kinds of page that it may mean.
FIELDS: dict[str, dict[str, tuple[str, ...]]] = {
    "organisations": {"parent": ("organisation",)},
    "topics": {"parent": ("topic",)},
    "services": {"procedure": ("procedure",)},
    "situations": {"procedures": ("procedure", "service")},
}


def resolve_references(entries: Entries) -> None:
    """Put slugs in the place of ids."""
    for name, data in entries.files.items():
        for field, kinds in FIELDS.get(name.partition("/")[0], {}).items():
            value = data.pop(field, None)
            if isinstance(value, list):
                found = [slug for each in value if (slug := _slug(entries, name, field, each, kinds))]
                data.update({field: found} if found else {})
            elif value and (slug := _slug(entries, name, field, value, kinds)):
                data[field] = slug


def _slug(entries: Entries, name: str, field: str, given: str, kinds: tuple[str, ...]) -> str | None:
    found = next((slug for kind in kinds if (slug := entries.slug(kind, given))), None)
    if found is None and not _is_here(entries, given, kinds):
        taken = entries.records[name]
        taken.leave(field, f"names {given[:40]}, which is not in the feed. Bring it in together with it.")
        return None
    return found or _present(entries, given)


def _is_here(entries: Entries, given: str, kinds: tuple[str, ...]) -> bool:
    present = entries.identities.pages.get(entries.identities.uuid_of(given))
    return present is not None and present.kind in kinds


def _present(entries: Entries, given: str) -> str:
    return entries.identities.pages[entries.identities.uuid_of(given)].slug
