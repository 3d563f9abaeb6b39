"""Which files of a guide have to be made again: those that read what changed, those that are new, and no others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from site_builder.guide import KINDS_WITH_PAGE, Guide
from site_builder.ledger import Ledger
from site_builder.outputs import ASSET, CITY, CITY_OUTPUTS, Output, outputs_of_language
from site_builder.reading import EVERY, Facet, listed
from site_builder.theme import Theme, code_digest, digest_of


@dataclass(frozen=True)
class Plan:
    """What a build has to do."""

    everything: bool
    """Whether `render` is all that the guide consists of, whatever was there before."""
    render: dict[str, list[Output]]
    """Outputs to make, by shard."""
    remove: list[Output]
    """Outputs that the guide has no longer."""

    @property
    def count(self) -> int:
        """The number of outputs to make."""
        return sum(map(len, self.render.values()))

    @property
    def is_empty(self) -> bool:
        """Whether the last build still holds."""
        return not (self.everything or self.render or self.remove)


def ground(guide: Guide, theme: Theme) -> str:
    """A digest of what every page depends on: the code, the address of the site, its languages."""
    return digest_of([code_digest(), theme.rest, guide.site_url, guide.source_language, *guide.languages])


def asset_sources(names: Mapping[str, str]) -> dict[str, str]:
    """The theme's assets as sources of pages: their names and where they stand in the release."""
    return {listed(ASSET, name): path for name, path in names.items()}


def plan_everything(guide: Guide, asset_names: Iterable[str]) -> Plan:
    """Make the whole guide."""
    assets = (Output(CITY, ASSET, name) for name in asset_names)
    render = {language: list(outputs_of_language(guide, language)) for language in guide.languages}
    return Plan(True, {CITY: [*CITY_OUTPUTS, *assets], **render}, [])


def plan_changes(guide: Guide, ledger: Ledger, sources: Mapping[str, str]) -> Plan:
    """Make what changed since the ledger was written; `sources` are the theme's parts in pages as they are now."""
    before = ledger.sources()
    changed: set[Facet] = ledger.changed()
    if listed("places", EVERY) in changed:
        changed |= {listed("places", language) for language in guide.languages}
    changed |= {name for name in before.keys() | sources.keys() if before.get(name) != sources.get(name)}
    if not changed:
        return Plan(False, {}, [])
    render = {Output.named(name) for name in ledger.readers(changed)}
    removed: set[Output] = set()
    for output, exists in _questioned(guide, ledger, before, sources):
        if not exists:
            removed.add(output)
        elif ledger.find(output.name) is None:
            render.add(output)
    by_shard: dict[str, list[Output]] = {}
    for output in sorted(render - removed):
        by_shard.setdefault(output.shard, []).append(output)
    return Plan(False, by_shard, sorted(output for output in removed if ledger.find(output.name)))


def _questioned(
    guide: Guide, ledger: Ledger, before: Mapping[str, str], sources: Mapping[str, str]
) -> Iterable[tuple[Output, bool]]:
    """The outputs that may have come or gone, and whether they are to be there."""
    for uuid in sorted(ledger.reappeared()):
        for language in guide.languages:
            document = guide.document(uuid, language)
            exists = document is not None and document["kind"] in KINDS_WITH_PAGE
            yield Output(language, "document", uuid), exists
    for name in sorted(before.keys() ^ sources.keys()):
        kind, _, key = name.partition("/")
        if kind == ASSET:
            yield Output(CITY, ASSET, key), name in sources
