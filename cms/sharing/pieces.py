"""The text of a page in pieces that can be compared, and taken over, one by one.

Values are those of the fields of a page as the database holds them: text, HTML, and lists of blocks with their ids. A
piece is named by its path, for example `summary`, `steps/<id>/title` or `steps`: the last stands for which steps there
are and in which order, not for what they say. Facts of a place (offices, costs, links, how long it takes) are no
pieces: they are never compared and never taken over.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from copy import deepcopy
from typing import Any

from wagtail.blocks import Block, ListBlock, PageChooserBlock, RichTextBlock, StreamBlock, StructBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from cms.guides.richtext import published_html

Values = dict[str, Any]
Pieces = dict[str, Any]

# The fields of each kind of page that is taken over whose origin is followed.
FOLLOWED: dict[str, tuple[str, ...]] = {
    "service": ("title", "summary", "for_whom", "body", "documents", "deadline", "if_it_fails", "legal_basis"),
    "procedure": (
        *("title", "summary", "outcome", "for_whom", "deadline", "steps", "appeal", "if_it_fails"),
        "legal_basis",
    ),
    "article": ("title", "summary", "body", "attribution"),
    "situation": ("title", "summary"),
    "document_type": ("title", "description", "synonyms"),
    "term": ("title", "explanation"),
}
# What a law says holds in its country, and is followed there alone.
LAW = {"deadline", "legal_basis"}
# Facts of a place inside blocks.
_LOCAL = {"link", "duration"}
# Fields that hold one block at most.
_SINGLE = {"deadline"}
_BARE_LINK = re.compile(r"<a>(.*?)</a>", re.DOTALL)
_SAME_TAG = (("strong>", "b>"), ("em>", "i>"))


def pieces_of(model: type[Page], values: Mapping[str, Any], *, law: bool) -> Pieces:
    """The pieces of a page's values, by path.

    Args:
        law: whether what the law says is among them: see LAW.
    """
    found: Pieces = {}
    for name in FOLLOWED[model.kind]:
        if name in LAW and not law:
            continue
        field = model._meta.get_field(name)
        if isinstance(field, StreamField):
            found |= _pieces_of_block(field.stream_block, values[name], name, law)
        else:
            found[name] = comparable(values[name]) if isinstance(field, RichTextField) else values[name]
    return found


def _pieces_of_block(block: Block, value: Any, path: str, law: bool) -> Iterator[tuple[str, Any]]:
    if isinstance(block, (StreamBlock, ListBlock)):
        entries = value or []
        yield path, [entry["id"] for entry in entries]
        for entry in entries:
            yield from _pieces_of_block(child_of(block, entry), entry["value"], f"{path}/{entry['id']}", law)
    elif isinstance(block, StructBlock):
        for name, child in block.child_blocks.items():
            if name not in _LOCAL and (law or name not in LAW):
                yield from _pieces_of_block(child, (value or {}).get(name), f"{path}/{name}", law)
    elif isinstance(block, RichTextBlock):
        yield path, comparable(value or "")
    elif not isinstance(block, PageChooserBlock):
        # An empty text, a number that is not given and an unticked box are stored in more than one way.
        yield path, value or ""


def child_of(block: StreamBlock | ListBlock, entry: Mapping[str, Any]) -> Block:
    """The block that an entry of a list is made of."""
    return block.child_blocks[entry["type"]] if isinstance(block, StreamBlock) else block.child_block


def comparable(html: str) -> str:
    """Rich text without what differs between cities (links to their pages) and between two ways to save the same."""
    plain = _BARE_LINK.sub(r"\1", published_html(html, lambda _pk: None)) if html else ""
    for tag, same in _SAME_TAG:
        plain = plain.replace(tag, same)
    return plain


def changed(then: Pieces, now: Pieces) -> list[str]:
    """The paths at which the origin says something else than it did."""
    return [path for path, value in now.items() if then.get(path, "") != value]


def to_decide(then: Pieces, now: Pieces, ours: Pieces) -> list[str]:
    """Those of them on which somebody has to decide.

    A block that was taken out here does not come back by its text, and what both sides say alike is no difference.
    """
    return [path for path in changed(then, now) if path in ours and ours[path] != now[path]]


def at(values: Mapping[str, Any], path: str) -> Any:
    """The value at a path; None where there is no such block."""
    found = _holder(values, path)
    return found[0].get(found[1]) if found else None


def has(values: Mapping[str, Any], path: str) -> bool:
    """Whether the block in which a path ends is there."""
    return _holder(values, path) is not None


def put(values: Values, origin: Mapping[str, Any], path: str, known: Mapping[str, Any]) -> None:
    """Make the piece at `path` what it is in `origin`.

    Of a list, entries that are in both stay as they are in `values`; new ones come with all that they hold; those that
    the origin had in `known` and has no more go; those that were added here stay behind the entry that they follow.
    """
    found = _holder(values, path)
    if found is None:
        return
    container, name = found
    theirs = at(origin, path)
    if isinstance(theirs, list) and path not in _SINGLE:
        before = {entry["id"] for entry in at(known, path) or []}
        container[name] = _merged(container.get(name) or [], theirs, before)
    else:
        container[name] = deepcopy(theirs)


def advance(model: type[Page], then: Values, now: Mapping[str, Any], left: Collection[str], *, law: bool) -> None:
    """Make `then` what the origin says now, but for the pieces of which somebody will decide later."""
    for path in changed(pieces_of(model, then, law=law), pieces_of(model, now, law=law)):
        if path not in left:
            put(then, now, path, then)


def _merged(ours: list[Values], theirs: list[Values], before: set[str]) -> list[Values]:
    own = {entry["id"]: entry for entry in ours}
    merged = [
        own.get(entry["id"]) or deepcopy(entry) for entry in theirs if entry["id"] in own or entry["id"] not in before
    ]
    known = before | {entry["id"] for entry in theirs}
    for place, entry in enumerate(ours):
        if entry["id"] not in known:
            ids = [each["id"] for each in merged]
            earlier = [each["id"] for each in ours[:place] if each["id"] in ids]
            merged.insert(ids.index(earlier[-1]) + 1 if earlier else 0, entry)
    return merged


def _holder(values: Mapping[str, Any], path: str) -> tuple[Any, str] | None:
    """What holds the value at a path, and under which name; None where a block on the way is missing."""
    name, *rest = path.split("/")
    container: Any = values
    for part in rest:
        inner = container.get(name)
        if isinstance(inner, list):
            container, name = next((entry for entry in inner if entry["id"] == part), None), "value"
        else:
            container, name = inner, part
        if container is None:
            return None
    return container, name
