"""CPSV-AP: the city, topics, situations, organisations, offices, contacts, costs and papers."""

from __future__ import annotations

from site_builder.standards.cpsv_basics import (
    Nodes,
    contact_points,
    document_at,
    iri,
    languages,
    named,
    opening,
    pages,
    part_iri,
    refs,
    refs_to,
)
from site_builder.standards.rdf import Node, Ref, Text, Typed, flag
from site_builder.standards.told import Told
from site_builder.standards.vocabularies import currency_iri


def city(told: Told) -> Nodes:
    """The city as a place, the guide as a dataset, and who answers for it."""
    guide, facts = told.guide, told.facts
    place = named(Node(iri(told.uuid), "dct:Location"), told, "skos:prefLabel").say(
        "wm:regionCode", facts["region_code"]
    )
    place.say("wm:country", facts["country"])
    home = document_at(guide.absolute(guide.url_of_path("")))
    dataset = Node(dataset_iri(told.uuid, "cpsv-ap"), "dcat:Dataset").say(
        "dct:identifier", dataset_iri(told.uuid, "cpsv-ap")
    )
    dataset.say_texts("dct:title", told.texts("title"))
    dataset.say_texts("dct:description", told.plain("introduction") or told.texts("title"))
    dataset.say("dct:publisher", Ref(publisher_iri(told.uuid))).say("dct:spatial", Ref(place.iri))
    dataset.say("dcat:landingPage", *refs_to(home))
    spoken = languages(dataset, facts["languages"])
    topics = Node(themes_iri(told.uuid), "skos:ConceptScheme").say_texts("dct:title", told.texts("title"))
    return [place, dataset, publisher(told), topics, *home, *spoken]


def publisher(told: Told) -> Node:
    """Who answers for the guide of a city."""
    who = Text(told.facts["publisher"] or told.facts["title"], told.guide.source_language)
    node = Node(publisher_iri(told.uuid), "cv:PublicOrganisation", "org:Organization", "foaf:Agent")
    node.say("dct:identifier", f"{told.uuid}#publisher").say("dct:title", who).say("skos:prefLabel", who)
    return node.say("foaf:name", who).say("dct:spatial", Ref(iri(told.uuid)))


def dataset_iri(city_uuid: str, name: str) -> str:
    """What a guide says in a standard, as a dataset; named as the format."""
    return part_iri(city_uuid, name)


def publisher_iri(city_uuid: str) -> str:
    """Who answers for a guide."""
    return part_iri(city_uuid, "publisher")


def themes_iri(city_uuid: str) -> str:
    """The topics of a guide."""
    return part_iri(city_uuid, "topics")


def topic(told: Told) -> Nodes:
    """A thematic area."""
    node = named(Node(iri(told.uuid), "skos:Concept"), told, "skos:prefLabel")
    node.say_texts("skos:definition", told.texts("summary")).say("skos:inScheme", Ref(themes_iri(told.guide.city_uuid)))
    above = told.named("parent", "topic")
    node.say("skos:broader", Ref(iri(above)) if above else None).say("wm:icon", told.facts["icon"])
    return [node, *pages(node, told)]


def situation(told: Told) -> Nodes:
    """A life event."""
    node = named(Node(iri(told.uuid), "cv:Event", "cv:LifeEvent"), told)
    node.say_texts("dct:description", told.texts("summary"))
    return [node, *pages(node, told)]


def organisation(told: Told) -> Nodes:
    """An authority as a public organisation; a company, a club or an NGO as an organisation."""
    types = ["org:Organization"]
    if told.facts["organisation_kind"] == "authority":
        types.insert(0, "cv:PublicOrganisation")
    node = named(Node(iri(told.uuid), *types), told, "skos:prefLabel")
    node.say("dct:spatial", Ref(iri(told.guide.city_uuid))).say_texts("dct:description", told.plain("description"))
    node.say("wm:organisationKind", told.facts["organisation_kind"])
    above = told.named("parent_organisation", "organisation")
    node.say("org:subOrganizationOf", Ref(iri(above)) if above else None)
    points, more = contact_points(told)
    node.say("cv:contactPoint", *refs_to(points))
    return [node, *points, *more, *pages(node, told)]


def office(told: Told) -> Nodes:
    """An office as a channel: where and when to go, and how to get in touch."""
    facts = told.facts
    node = named(Node(iri(told.uuid), "cv:Channel"), told).say("dct:type", Ref("wm:visitChannel"))
    node.say_texts("dct:description", told.texts("access_notes"))
    owner = told.named("organisation", "organisation")
    node.say("cv:ownedBy", Ref(iri(owner)) if owner else None)
    language = told.guide.source_language
    address = Node(part_iri(told.uuid, "address"), "locn:Address")
    address.say("locn:thoroughfare", Text(facts["address"]["street"], language))
    address.say("locn:postCode", facts["address"]["postal_code"])
    address.say("locn:postName", Text(facts["address"]["locality"], language))
    address.say("locn:adminUnitL1", Text(facts["address"]["country"], language))
    node.say("locn:address", Ref(address.iri))
    if facts["latitude"] is not None and facts["longitude"] is not None:
        node.say("geo:lat", Typed(str(facts["latitude"]), "xsd:decimal"))
        node.say("geo:long", Typed(str(facts["longitude"]), "xsd:decimal"))
    for name, property_name in ACCESSIBILITY.items():
        if facts["accessibility"][name] != "unknown":
            node.say(property_name, flag(facts["accessibility"][name] == "yes"))
    appointments = document_at(facts["appointment_url"])
    node.say("wm:appointments", *refs_to(appointments))
    spoken = languages(node, facts["languages_spoken"])
    points, more = contact_points(told)
    node.say("cv:contactPoint", *refs_to(points))
    more += opening(node, told)
    return [node, address, *points, *more, *appointments, *spoken, *channel_types("visit"), *pages(node, told)]


ACCESSIBILITY = {
    "step_free": "wm:stepFree",
    "toilet": "wm:accessibleToilet",
    "lift": "wm:lift",
    "hearing_loop": "wm:hearingLoop",
}


def channel_types(*kinds: str) -> Nodes:
    """What a graph has to say of the kinds of channels that it names."""
    return [Node(f"wm:{kind}Channel", "skos:Concept") for kind in dict.fromkeys(kinds)]


def contact(told: Told) -> Nodes:
    """A number to call."""
    facts = told.facts
    node = named(Node(iri(told.uuid), "cv:ContactPoint"), told).say("cv:telephone", facts["number"])
    node.say("cv:email", facts["email"]).say_texts("dct:description", told.texts("when_to_call"))
    elsewhere = document_at(facts["url"])
    node.say("cv:contactPage", *refs_to(elsewhere))
    node.say("wm:always", flag(facts["always"])).say("wm:emergency", flag(facts["emergency"]))
    return [node, *elsewhere, *languages(node, facts["languages"]), *opening(node, told)]


def cost(told: Told) -> Nodes:
    """A cost; nought where nothing is to be paid."""
    facts = told.facts
    node = named(Node(iri(told.uuid), "cv:Cost"), told).say_texts("dct:description", told.texts("condition"))
    node.say_texts("wm:reduction", told.texts("reduction"))
    currencies: Nodes = []
    amount = "0" if facts["free"] else facts["amount"]
    if amount is not None:
        node.say("cv:hasValue", Typed(amount, "xsd:double"))
        currencies = [Node(currency_iri(facts["currency"]), "skos:Concept")] if facts["currency"] else []
        node.say("cv:currency", *refs_to(currencies))
    node.say("wm:paymentMethod", *facts["payment_methods"])
    return [node, *currencies]


def document_type(told: Told) -> Nodes:
    """A paper that offices ask for: a type of evidence, with the name that stands on forms."""
    node = named(Node(iri(told.uuid), "cv:EvidenceType"), told)
    node.say_texts("dct:description", told.plain("description"))
    node.say("wm:officialName", Text(told.facts["official_name"], told.guide.source_language))
    for synonym in told.items("synonyms"):
        node.say_texts("skos:altLabel", synonym.texts("name"))
    issuer, way = told.named("issued_by", "organisation"), told.named("how_to_get", "procedure")
    node.say("wm:issuedBy", *refs([issuer] if issuer else [])).say("wm:obtainedBy", *refs([way] if way else []))
    return [node, *pages(node, told)]
