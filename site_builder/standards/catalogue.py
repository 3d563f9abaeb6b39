"""What open data there is of a guide, as a DCAT-AP 3 record; and the vocabulary of ours beside CPSV-AP."""

from __future__ import annotations

from typing import NamedTuple

from site_builder.desk import desk_of
from site_builder.guide import Guide
from site_builder.standards.cpsv_basics import Nodes, document_at, iri, languages, part_iri, refs_to
from site_builder.standards.cpsv_directory import dataset_iri, publisher
from site_builder.standards.dumps import dump_path
from site_builder.standards.formats import Format, formats
from site_builder.standards.rdf import (
    Node,
    Ref,
    Text,
    jsonld,
    jsonld_context,
    turtle,
    turtle_prefixes,
    web,
)
from site_builder.standards.told import Texts, Told
from site_builder.standards.vocabularies import AUTHORITY
from site_builder.standards.vocabulary import vocabulary
from site_builder.views.agenda import AGENDA
from site_builder.views.news import FEED

MEDIA_TYPES = "https://www.iana.org/assignments/media-types"


class _Standard(NamedTuple):
    """What a dataset is told in."""

    name: str
    """Of the dataset, in its IRI."""
    standard: str
    specification: str


class _Feed(NamedTuple):
    """What programs follow: a file in each language."""

    told_in: _Standard
    file: str
    media_type: str


FEEDS = (
    _Feed(_Standard("news", "Atom", "https://www.rfc-editor.org/rfc/rfc4287"), FEED, "application/atom+xml"),
    _Feed(_Standard("calendar", "iCalendar", "https://www.rfc-editor.org/rfc/rfc5545"), AGENDA, "text/calendar"),
)


def catalogue_file(guide: Guide, size: int, name: str) -> str:
    """The text of one of formats.CATALOGUE_FILES; `size` is into how many files a dump is cut."""
    if name.startswith("vocabulary"):
        return f"{turtle_prefixes()}\n{turtle(vocabulary())}\n"
    nodes = _record(guide, size)
    if name.endswith(".jsonld"):
        return f'{{"@context":{jsonld_context()},\n"@graph":[\n{jsonld(nodes)}\n]}}\n'
    return f"{turtle_prefixes()}\n{turtle(nodes)}\n"


def _record(guide: Guide, size: int) -> Nodes:
    told = Told.of(guide, guide.city_uuid)
    if told is None:
        return []
    found: Nodes = [Node(iri(told.uuid), "dct:Location").say_texts("skos:prefLabel", told.texts("title"))]
    found += [publisher(told), Node(f"{AUTHORITY}/frequency/UPDATE_CONT", "dct:Frequency")]
    home = document_at(guide.absolute(guide.url_of_path("")))
    catalogue = Node(part_iri(told.uuid, "catalogue"), "dcat:Catalog")
    found += [catalogue, *home, *_about(catalogue, told, home)]
    by_name: dict[str, list[Format]] = {}
    for made in formats().values():
        by_name.setdefault(made.name, []).append(made)
    for name, notations in by_name.items():
        found += _dataset(catalogue, told, name, notations, size, home)
    for feed in FEEDS:
        found += _followed(catalogue, told, feed, home)
    return [*found, *_service(catalogue, told, [dataset_iri(told.uuid, name) for name in by_name])]


def _about(node: Node, told: Told, home: Nodes, suffix: str = "") -> Nodes:
    """Title, description, publisher, place, languages and licence of a catalogue or dataset."""
    titles = told.texts("title")
    node.say_texts("dct:title", {tag: f"{title}{suffix}" for tag, title in titles.items()})
    node.say_texts("dct:description", told.plain("introduction") or titles)
    node.say("dct:publisher", Ref(part_iri(told.uuid, "publisher"))).say("dct:spatial", Ref(iri(told.uuid)))
    node.say("foaf:homepage" if "dcat:Catalog" in node.types else "dcat:landingPage", *refs_to(home))
    return [*_licence(node, told), *languages(node, told.facts["languages"])]


def _licence(node: Node, told: Told) -> Nodes:
    """The licence that the city gives. Where it gives none, none is told: nobody else can give one."""
    url = told.facts.get("licence")
    if not url:
        return []
    node.say("dct:license", Ref(web(url)))
    return [Node(web(url), "dct:LicenseDocument")]


def _dataset(catalogue: Node, told: Told, name: str, notations: list[Format], size: int, home: Nodes) -> Nodes:
    """A standard as a dataset whose distributions are its notations; where dumps are cut, a series of datasets."""
    told_in = _Standard(name, notations[0].standard, notations[0].specification)
    whole = Node(dataset_iri(told.uuid, name), "dcat:Dataset", *(["dcat:DatasetSeries"] if size > 1 else []))
    found = [whole, *_about_dataset(catalogue, whole, told, told_in, home)]
    for number in range(size):
        part = whole
        if size > 1:
            part = Node(part_iri(told.uuid, name, f"{number + 1}-of-{size}"), "dcat:Dataset")
            found += [part, *_about_dataset(catalogue, part, told, told_in, home, f" {number + 1}/{size}")]
            part.say("dcat:inSeries", Ref(whole.iri))
        for made in notations:
            path = dump_path(made, size, number)
            url = told.guide.absolute(f"{told.guide.base_path}/{path}")
            node = Node(f"{part.iri}-{made.suffix}", "dcat:Distribution")
            found += _distribution(part, node, told, url, made.media_type, made.specification)
    return found


def _followed(catalogue: Node, told: Told, feed: _Feed, home: Nodes) -> Nodes:
    """What changes, or when something takes place, as a dataset with a distribution for each language."""
    guide = told.guide
    whole = Node(dataset_iri(told.uuid, feed.told_in.name), "dcat:Dataset")
    found = [whole, *_about_dataset(catalogue, whole, told, feed.told_in, home)]
    for language in guide.languages:
        node = Node(part_iri(told.uuid, feed.told_in.name, language), "dcat:Distribution")
        found += languages(node, [language])
        url = guide.absolute(guide.url_of_path(language) + feed.file)
        found += _distribution(whole, node, told, url, feed.media_type, feed.told_in.specification)
    return found


def _about_dataset(catalogue: Node, node: Node, told: Told, told_in: _Standard, home: Nodes, suffix: str = "") -> Nodes:
    catalogue.say("dcat:dataset", Ref(node.iri))
    about = _about(node, told, home, f" – {told_in.standard}{suffix}")
    node.say("dct:identifier", node.iri)
    node.say("dcat:theme", Ref(f"{AUTHORITY}/data-theme/GOVE"), Ref(f"{AUTHORITY}/data-theme/SOCI"))
    node.say("dct:accrualPeriodicity", Ref(f"{AUTHORITY}/frequency/UPDATE_CONT"))
    node.say("dct:conformsTo", Ref(told_in.specification))
    themes = (Node(f"{AUTHORITY}/data-theme/{name}", "skos:Concept") for name in ("GOVE", "SOCI"))
    return [*about, *themes, Node(told_in.specification, "dct:Standard")]


def _distribution(of: Node, node: Node, told: Told, url: str, media_type: str, specification: str) -> Nodes:
    """A file as one of those in which a dataset is found."""
    address, media = web(url), Node(f"{MEDIA_TYPES}/{media_type}", "dct:MediaType")
    node.say("dct:title", Text(url.rpartition("/")[2], told.guide.source_language))
    node.say("dcat:accessURL", Ref(address)).say("dcat:downloadURL", Ref(address))
    node.say("dcat:mediaType", Ref(media.iri)).say("dct:conformsTo", Ref(specification))
    of.say("dcat:distribution", Ref(node.iri))
    return [node, media, *_licence(node, told)]


def _service(catalogue: Node, told: Told, served: list[str]) -> Nodes:
    """The GraphQL API, where the city's document says on which host the CMS is."""
    desk = desk_of(told.facts)
    if not desk:
        return []
    node = Node(part_iri(told.uuid, "api"), "dcat:DataService")
    titles: Texts = {tag: f"{title} – GraphQL" for tag, title in told.texts("title").items()}
    node.say_texts("dct:title", titles).say("dcat:endpointURL", Ref(web(f"{desk}/graphql")))
    node.say("dcat:endpointDescription", Ref(web(f"{desk}/graphql/schema.graphql")))
    node.say("dct:publisher", Ref(part_iri(told.uuid, "publisher")))
    node.say("dcat:servesDataset", *map(Ref, served))
    catalogue.say("dcat:service", Ref(node.iri))
    return [node, *_licence(node, told)]
