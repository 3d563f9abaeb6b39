"""Which files of a guide have to be made again: those that read what changed, those that are new, and no others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from site_builder import index_parts
from site_builder.causes import LISTS, MANY, Reason, reasons_of
from site_builder.guide import KINDS_WITH_PAGE, Guide
from site_builder.ledger import Ledger
from site_builder.outputs import (
    ASSET,
    CALENDAR,
    CATALOGUE,
    CITY,
    DATA,
    Output,
    catalogue_keys,
    catalogue_keys_of_others,
    outputs_of_city,
    outputs_of_data,
    outputs_of_language,
    short_outputs,
)
from site_builder.reading import listed, spelt_out
from site_builder.search_pack import KIND, keys, keys_of_others
from site_builder.standards.dumps import size_for
from site_builder.standards.formats import formats
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
    why: str = ""
    """Why everything has to be made: one of causes.FIRST, ANEW, GROUND."""
    reasons: dict[str, Reason] = field(default_factory=dict)
    """Why the rest has: see causes.reasons_of."""
    theme: frozenset[str] = frozenset()
    """Those of the reasons that are parts of the theme."""

    @property
    def count(self) -> int:
        """The number of outputs to make."""
        return sum(map(len, self.render.values()))

    @property
    def is_empty(self) -> bool:
        """Whether the last build still holds."""
        return not (self.everything or self.render or self.remove)


def ground(guide: Guide, theme: Theme, compression: str) -> str:
    """A digest of what every page depends on: the code, the site's address, its languages; and how it is compressed."""
    return digest_of([code_digest(), theme.rest, compression, guide.site_url, guide.source_language, *guide.languages])


def asset_sources(names: Mapping[str, str]) -> dict[str, str]:
    """The theme's assets as sources of pages: their names and where they stand in the release."""
    return {listed(ASSET, name): path for name, path in names.items()}


def plan_everything(guide: Guide, asset_names: Iterable[str], why: str) -> Plan:
    """Make the whole guide, for a reason (see Plan.why)."""
    assets = (Output(CITY, ASSET, name) for name in asset_names)
    with guide.reads.begun():  # no page reads this: else every document of every language would be noted for good
        render = {language: list(outputs_of_language(guide, language)) for language in guide.languages}
        render |= {CITY: [*outputs_of_city(guide), *assets], DATA: list(outputs_of_data(guide))}
    return Plan(True, render, [], why)


def plan_changes(guide: Guide, ledger: Ledger, sources: Mapping[str, str]) -> Plan:
    """Make what changed since the ledger was written; `sources` are the theme's parts in pages as they are now."""
    before = ledger.sources()
    changed = spelt_out(ledger.changed(), guide.languages)
    theme = frozenset(name for name in before.keys() | sources.keys() if before.get(name) != sources.get(name))
    if not (changed or theme):
        return Plan(False, {}, [])
    reasons = reasons_of(changed, theme)
    for reason in reasons.values():
        reason.made |= {Output.named(name) for name in ledger.readers(reason.facets)}
    for output, exists in _questioned(guide, ledger, before, sources):
        reason = reasons[_whose(output, reasons)]
        if not exists:
            reason.removed.add(output)
        elif ledger.find(output.name) is None:
            reason.made.add(output)
    removed = {output for reason in reasons.values() for output in reason.removed}
    by_shard: dict[str, list[Output]] = {}
    for output in sorted({output for reason in reasons.values() for output in reason.made} - removed, key=_turn):
        by_shard.setdefault(output.shard, []).append(output)
    for reason in reasons.values():
        reason.made -= removed
        reason.removed = {output for output in reason.removed if ledger.find(output.name)}
    remove = sorted({output for reason in reasons.values() for output in reason.removed})
    return Plan(False, by_shard, remove, reasons=reasons, theme=theme)


def _turn(output: Output) -> tuple[str, ...]:
    """Where it stands in the order of work: the data of a document together, since notations have much in common."""
    return (output.shard, output.key, output.kind) if output.shard == DATA else output


def _whose(output: Output, reasons: Mapping[str, Reason]) -> str:
    """Under which of the reasons it is that an output came or went."""
    if MANY in reasons:
        return MANY
    return listed(ASSET, output.key) if output.kind == ASSET else output.document or LISTS


def _questioned(
    guide: Guide, ledger: Ledger, before: Mapping[str, str], sources: Mapping[str, str]
) -> Iterable[tuple[Output, bool]]:
    """The outputs that may have come or gone, and whether they are to be there."""
    reappeared = sorted(ledger.reappeared())
    for uuid in reappeared:
        for language in guide.languages:
            document = guide.document(uuid, language)
            exists = document is not None and document["kind"] in KINDS_WITH_PAGE
            yield Output(language, "document", uuid), exists
            yield Output(language, CALENDAR, uuid), document is not None and document["kind"] == "event"
        exists = guide.kind(uuid) in KINDS_WITH_PAGE
        yield from ((output, exists) for output in short_outputs(uuid))
        yield from ((Output(DATA, key, uuid), guide.kind(uuid) in made.kinds) for key, made in formats().items())
    first, *more = keys(guide.search_size)
    if reappeared and ledger.find(Output(guide.source_language, KIND, first).name) is None:
        for language in guide.languages:
            yield from ((Output(language, KIND, key), True) for key in (first, *more))
            yield from ((Output(language, KIND, key), False) for key in keys_of_others(len(more)))
    parts = guide.index_count
    first, *_ = index_parts.keys(parts)
    if reappeared and ledger.find(Output(guide.source_language, index_parts.KIND, first).name) is None:
        for language in guide.languages:
            yield from ((Output(language, index_parts.KIND, key), True) for key in index_parts.keys(parts))
            yield from ((Output(language, index_parts.KIND, key), False) for key in index_parts.keys_of_others(parts))
    size = size_for(guide.document_count)
    if reappeared and ledger.find(Output(DATA, CATALOGUE, catalogue_keys(size)[0]).name) is None:
        yield from ((Output(DATA, CATALOGUE, key), True) for key in catalogue_keys(size))
        yield from ((Output(DATA, CATALOGUE, key), False) for key in catalogue_keys_of_others(size))
    for name in sorted(before.keys() ^ sources.keys()):
        kind, _, key = name.partition("/")
        if kind == ASSET:
            yield Output(CITY, ASSET, key), name in sources
