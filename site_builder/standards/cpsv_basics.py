"""CPSV-AP: what several kinds of documents have in common: names, opening hours, ways to get in touch, time taken."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from site_builder.library import Document
from site_builder.standards.rdf import Node, Ref, Typed, flag, web
from site_builder.standards.told import Told
from site_builder.standards.vocabularies import language_iri, language_nodes

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# xsd:duration knows no weeks.
DURATIONS = {"minute": "PT{}M", "hour": "PT{}H", "day": "P{}D", "week": "P{}D", "month": "P{}M", "year": "P{}Y"}

Nodes = list[Node]


def iri(uuid: str) -> str:
    """The IRI of a document: the same wherever its guide stands (decisions/0048)."""
    return f"urn:uuid:{uuid}"


def part_iri(uuid: str, *names: str) -> str:
    """The IRI of something that a document says."""
    return f"{iri(uuid)}#{'-'.join(quote(name, safe='') for name in names)}"


def refs(uuids: Iterable[str]) -> list[Ref]:
    """Documents as values."""
    return [Ref(iri(uuid)) for uuid in uuids]


def named(node: Node, told: Told, name: str = "dct:title") -> Node:
    """A document's node with its identifier, title and page."""
    node.say("dct:identifier", told.uuid).say_texts(name, told.texts("title"))
    return node


def pages(node: Node, told: Told) -> Nodes:
    """Say where a document's pages are, in each language in which it is published."""
    guide = told.guide
    urls = (guide.url(told.uuid, document["language"]) for _, document in told.tagged)
    addresses = [guide.absolute(url) for url in urls if url]
    node.say("foaf:page", *map(Ref, addresses))
    return [Node(address, "foaf:Document") for address in addresses]


def document_at(url: str | None) -> Nodes:
    """A page elsewhere; nothing without an address, or with one that is no page."""
    return [Node(web(url), "foaf:Document")] if url and url.startswith("http") else []


def refs_to(nodes: Iterable[Node]) -> list[Ref]:
    """Nodes as values."""
    return [Ref(node.iri) for node in nodes]


def languages(node: Node, tags: list[str], name: str = "dct:language") -> Nodes:
    """Say in which languages."""
    node.say(name, *(Ref(language_iri(tag)) for tag in tags))
    return language_nodes(tags)


def opening(node: Node, told: Told) -> Nodes:
    """Say when it is open, and on which special days it is not."""
    rows = [_hours(told, number, row) for number, row in enumerate(told.facts["opening_hours"], 1)]
    closed = [_closure(*each) for each in enumerate(told.items("closures"), 1)] if "closures" in told.facts else []
    node.say("cv:openingHours", *refs_to(rows)).say("cv:specialOpeningHoursSpecification", *refs_to(closed))
    return rows + closed


def _hours(told: Told, number: int, row: Document) -> Node:
    node = Node(part_iri(told.uuid, "hours", str(number)), "time:TemporalEntity", "schema:OpeningHoursSpecification")
    node.say("schema:dayOfWeek", *(Ref(f"schema:{DAYS[day - 1]}") for day in row["days"]))
    return (
        node.say("schema:opens", row["opens"])
        .say("schema:closes", row["closes"])
        .say("wm:byAppointment", flag(row["by_appointment"]))
    )


def _closure(number: int, told: Told) -> Node:
    name = part_iri(told.uuid, "closure", str(number))
    node = Node(name, "time:TemporalEntity", "schema:OpeningHoursSpecification")
    node.say("schema:validFrom", Typed(told.facts["from"], "xsd:date"))
    node.say("schema:validThrough", Typed(told.facts["to"], "xsd:date"))
    node.say("schema:opens", "00:00").say("schema:closes", "00:00")
    return node.say_texts("dct:description", told.texts("reason"))


def contact_points(told: Told) -> tuple[Nodes, Nodes]:
    """The ways to get in touch with an office or organisation: each telephone number, then mail and web; and what else
    has to be said for them.
    """
    points, more = [], []
    for number, phone in enumerate(told.facts["phones"], 1):
        point = Node(part_iri(told.uuid, "phone", str(number)), "cv:ContactPoint").say("cv:telephone", phone["number"])
        more += languages(point, phone["languages"])
        points.append(point)
    pages_elsewhere = document_at(told.facts["url"])
    if told.facts["email"] or pages_elsewhere:
        point = Node(part_iri(told.uuid, "contact"), "cv:ContactPoint").say("cv:email", told.facts["email"])
        points.append(point.say("cv:contactPage", *refs_to(pages_elsewhere)))
    return points, more + pages_elsewhere


def duration(node: Node, span: Document | None) -> None:
    """Say how long it takes: the longest, and the shortest where that is known."""
    if span:
        node.say("cv:processingTime", _duration(span["maximum"] or span["value"], span["unit"]))
        if span["maximum"]:
            node.say("wm:shortestTime", _duration(span["value"], span["unit"]))


def _duration(count: int, unit: str) -> Typed:
    return Typed(DURATIONS[unit].format(count * 7 if unit == "week" else count), "xsd:duration")
