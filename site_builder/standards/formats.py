"""The standards in which a guide is published as data, and what each of them has to be able to do.

A format says what it makes of one document: a *fragment*. Everything else is the same for all of them. Each fragment is
published as a file of its own, between the format's head and foot, and all fragments of a city, in the order of their
UUIDs and joined by the format's `joint`, are a dump (`dumps`). So an edit has one fragment made.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from site_builder.guide import Guide
from site_builder.library import Document

FOLDER = "data"  # below the release
CATALOGUE_FILES = ("dcat.ttl", "dcat.jsonld", "vocabulary.ttl")  # in it, beside the dumps: what there is


@dataclass(frozen=True)
class Format:
    """A standard in one notation.

    For `dumps` to find a fragment again: it does not hold the joint, and the first UUID in it is its document's.
    """

    name: str
    """Of its folder below FOLDER, and of its dumps: `cpsv-ap`."""
    suffix: str
    """Of its files: `ttl`."""
    media_type: str
    standard: str
    """As people call it: `CPSV-AP 3.2`."""
    specification: str
    """Where that is described."""
    kinds: tuple[str, ...]
    """The kinds of documents of which it says something."""
    head: str
    joint: str
    foot: str
    told: Callable[[Guide, str], Any]
    """What it says of the document of a UUID; notations of a standard have this in common. Everything that it reads is
    asked of the guide."""
    written: Callable[[Any], str]
    """That in its notation: a fragment, empty for nothing."""


@cache
def formats() -> dict[str, Format]:
    """The formats by their key, which names their outputs: name and suffix."""
    modules = ("cpsv_format", "hsds_format")  # the smallest edits need none of them
    found = (each for name in modules for each in import_module(f"site_builder.standards.{name}").FORMATS)
    return {key_of(each): each for each in found}


def key_of(made: Format) -> str:
    """What names the outputs of a format: `cpsv-ap.ttl`."""
    return f"{made.name}.{made.suffix}"


def path_of(made: Format, uuid: str) -> str:
    """Where the file of a document stands below the release."""
    return f"{FOLDER}/{made.name}/{uuid}.{made.suffix}"


def whole(made: Format, text: str) -> str:
    """A file with these fragments."""
    return made.head + text + made.foot


def versions(guide: Guide, uuid: str) -> dict[str, Document]:
    """A document by language: in each of the city's languages in which it is published, in the city's order."""
    found = ((language, guide.document(uuid, language)) for language in guide.languages)
    return {language: document for language, document in found if document and document["language"] == language}
