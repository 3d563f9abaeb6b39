"""What open data there is of a guide, as a DCAT-AP 3 record; and the vocabulary of ours beside CPSV-AP."""

from __future__ import annotations

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

MEDIA_TYPES = "https://www.iana.org/assignments/media-types"


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
    whole = Node(dataset_iri(told.uuid, name), "dcat:Dataset", *(["dcat:DatasetSeries"] if size > 1 else []))
    found = [whole, *_about_dataset(catalogue, whole, told, notations, home)]
    for number in range(size):
        part = whole
        if size > 1:
            part = Node(part_iri(told.uuid, name, f"{number + 1}-of-{size}"), "dcat:Dataset")
            found += [part, *_about_dataset(catalogue, part, told, notations, home, f" {number + 1}/{size}")]
            part.say("dcat:inSeries", Ref(whole.iri))
        for made in notations:
            found += _distribution(part, told, made, size, number)
    return found


def _about_dataset(
    catalogue: Node, node: Node, told: Told, notations: list[Format], home: Nodes, suffix: str = ""
) -> Nodes:
    catalogue.say("dcat:dataset", Ref(node.iri))
    about = _about(node, told, home, f" – {notations[0].standard}{suffix}")
    node.say("dct:identifier", node.iri)
    node.say("dcat:theme", Ref(f"{AUTHORITY}/data-theme/GOVE"), Ref(f"{AUTHORITY}/data-theme/SOCI"))
    node.say("dct:accrualPeriodicity", Ref(f"{AUTHORITY}/frequency/UPDATE_CONT"))
    node.say("dct:conformsTo", Ref(notations[0].specification))
    themes = (Node(f"{AUTHORITY}/data-theme/{name}", "skos:Concept") for name in ("GOVE", "SOCI"))
    return [*about, *themes, Node(notations[0].specification, "dct:Standard")]


def _distribution(of: Node, told: Told, made: Format, size: int, number: int) -> Nodes:
    guide = told.guide
    path = dump_path(made, size, number)
    url = web(guide.absolute(f"{guide.base_path}/{path}"))
    node = Node(f"{of.iri}-{made.suffix}", "dcat:Distribution")
    node.say("dct:title", Text(path.rpartition("/")[2], guide.source_language))
    node.say("dcat:accessURL", Ref(url)).say("dcat:downloadURL", Ref(url))
    media_type = f"{MEDIA_TYPES}/{made.media_type}"
    node.say("dcat:mediaType", Ref(media_type)).say("dct:conformsTo", Ref(made.specification))
    of.say("dcat:distribution", Ref(node.iri))
    return [node, Node(media_type, "dct:MediaType"), *_licence(node, told)]


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
