"""What open data there is of a guide: a DCAT-AP record, and the vocabulary of ours that CPSV-AP is extended by."""

from __future__ import annotations

from site_builder.guide import Guide
from site_builder.standards.cpsv_basics import iri
from site_builder.standards.rdf import Node, turtle, turtle_prefixes


def catalogue_file(guide: Guide, size: int, name: str) -> str:
    """The text of one of formats.CATALOGUE_FILES; `size` is into how many files a dump is cut."""
    return turtle_prefixes() + turtle([Node(iri(guide.city_uuid), "dct:Location")])
