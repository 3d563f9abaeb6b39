"""The content files of a city below those of a feed: what people have translated there is kept from the feed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from cms.cities.models import City
from cms.guides.content_files.exporting import export_city
from cms.guides.importers.standards.content import Content, Data

KEPT = "is a machine's in {}, and a person has translated it here. That stays."
BY_HAND = "has a translation into {} that somebody wrote by hand here. That stays."

Path = tuple[str, ...]


def laid_below(content: Content, city: City) -> dict[str, Data]:
    """The content files of a city in its own language; and what people have translated there is kept from the feed.

    A text whose source changes with the feed is no longer translated by what is here.
    """
    files = export_city(city, translations=any(map(_language, content.files)), media=False).files
    for name in [name for name in content.files if _language(name) and name in files]:
        _keep(content, name, files)
    return {name: data for name, data in files.items() if not _language(name)}


def _keep(content: Content, name: str, files: Mapping[str, Data]) -> None:
    """Take out of a translation what would put a machine's words, or any in what is by hand, in a person's place."""
    here, said, taken, tag = files[name], content.files[name], content.records[name], _language(name)
    if here["translated_by"] == "hand":
        taken.leave("", BY_HAND.format(tag))
        del content.files[name]
        return
    if said["translated_by"] != "machine":
        return
    source = name.replace(f".{tag}.yaml", ".yaml")
    own = files[source]
    changed = {**own, **content.files.get(source, {})}
    for path in [*_leaves(said)]:
        stands = _at(here, path)
        if stands and _is_a_persons(here, path) and _at(own, path) == _at(changed, path):
            if stands != _at(said, path):
                taken.leave(".".join(path), KEPT.format(tag))
            _take_out(said, path)
    if said.keys() == {"translated_by"}:
        del content.files[name]


def _is_a_persons(here: Data, path: Path) -> bool:
    """Whether a person answers for a text of a translation, or for a part of it."""
    name = f"{'.'.join(path)}."
    return here["translated_by"] == "person" or any(f"{each}.".startswith(name) for each in here.get("checked", ()))


def _language(name: str) -> str:
    """Of a content file; empty for one in the city's own."""
    return name.removesuffix(".yaml").rpartition("/")[2].partition(".")[2]


def _leaves(data: Data, *above: str) -> Iterator[Path]:
    for name, value in data.items():
        if isinstance(value, dict):
            yield from _leaves(value, *above, name)
        elif (*above, name) != ("translated_by",):
            yield (*above, name)


def _at(data: Data, path: Path) -> Any:
    value: Any = data
    for part in path:
        value = value.get(part) if isinstance(value, dict) else None
    return value


def _take_out(data: Data, path: Path) -> None:
    """Take a text out, and what held nothing else."""
    name, *below = path
    if below:
        _take_out(data[name], tuple(below))
    if not below or not data[name]:
        del data[name]
