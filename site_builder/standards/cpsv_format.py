"""CPSV-AP 3.2, the European vocabulary of public services, in JSON-LD and in Turtle.

What is told of which document, and what not, stands in docs/api/standards.md.
"""

from __future__ import annotations

from collections.abc import Callable

from site_builder.guide import Guide
from site_builder.standards import cpsv_directory, cpsv_services
from site_builder.standards.cpsv_basics import Nodes
from site_builder.standards.formats import Format
from site_builder.standards.rdf import jsonld, jsonld_context, turtle, turtle_prefixes
from site_builder.standards.told import Told

SPECIFICATION = "https://semiceu.github.io/CPSV-AP/releases/3.2.0/"

_NODES: dict[str, Callable[[Told], Nodes]] = {
    "city": cpsv_directory.city,
    "topic": cpsv_directory.topic,
    "situation": cpsv_directory.situation,
    "organisation": cpsv_directory.organisation,
    "office": cpsv_directory.office,
    "contact": cpsv_directory.contact,
    "cost": cpsv_directory.cost,
    "document_type": cpsv_directory.document_type,
    "service": cpsv_services.service,
    "procedure": cpsv_services.procedure,
}


def nodes(guide: Guide, uuid: str) -> Nodes:
    """What CPSV-AP can say of a document, the document itself first; nothing for what is no public service."""
    told = Told.of(guide, uuid)
    return _NODES[told.facts["kind"]](told) if told else []


def _format(suffix: str, media_type: str, head: str, joint: str, foot: str, write: Callable[[Nodes], str]) -> Format:
    told = ("cpsv-ap", suffix, media_type, "CPSV-AP 3.2", SPECIFICATION, tuple(_NODES), head, joint, foot)
    return Format(*told, nodes, write)


FORMATS = (
    _format(
        "jsonld", "application/ld+json", f'{{"@context":{jsonld_context()},\n"@graph":[\n', ",\n", "\n]}\n", jsonld
    ),
    _format("ttl", "text/turtle", f"{turtle_prefixes()}\n", "\n\n", "\n", turtle),
)
