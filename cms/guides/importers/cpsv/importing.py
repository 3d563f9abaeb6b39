"""Bringing a graph of CPSV-AP into a city as pages, again and again without harm."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from rdflib import Literal
from rdflib.term import Node

from cms.guides.content_files.writing import Progress
from cms.guides.importers.city import CityFacts
from cms.guides.importers.cpsv import directory, offers
from cms.guides.importers.cpsv.drafts import Draft, Plan
from cms.guides.importers.cpsv.graph import CpsvError, read_graph
from cms.guides.importers.cpsv.naming import all_named
from cms.guides.importers.cpsv.said import UNKNOWN, Feed, Said, term
from cms.guides.importers.standards.content import Content, Settings
from cms.guides.importers.standards.identities import Identities
from cms.guides.importers.standards.report import FeedReport
from cms.guides.importers.standards.translated import laid_below
from cms.guides.importers.standards.writing import city_named, new_city, write

MAPPINGS: dict[str, Callable[[Draft], None]] = {
    "topic": directory.topic,
    "situation": directory.situation,
    "organisation": directory.organisation,
    "office": directory.office,
    "contact": directory.contact,
    "cost": directory.cost,
    "document": directory.document,
    "service": offers.service,
    "procedure": offers.procedure,
}
# What is said of every thing and is no text: what it is, where its page is, its name, which is in its IRI.
EVERYWHERE = ("rdf:type", "dct:identifier", "foaf:page")
# Types of things that others need to be typed, or that say of the guide what the city says itself.
AROUND = (
    *("foaf:Document", "dct:LinguisticSystem", "skos:ConceptScheme", "dcat:Dataset", "dct:Location", "foaf:Agent"),
    *("dcat:Catalog", "dcat:Distribution", "dcat:DataService"),
)


def import_graph(
    paths: list[Path],
    facts: CityFacts,
    language: str,
    settings: Settings,
    *,
    is_dry_run: bool = False,
    progress: Progress = lambda what, done, total: None,
) -> FeedReport:
    """Make pages of the public services of a graph, or bring them in line, and publish them.

    Args:
        paths: files in Turtle or JSON-LD.
        facts: of a new city; an existing one keeps its own.
        language: BCP 47 tag of the city's own language; texts in others become translations.
        settings: what a graph does not say of itself.
        is_dry_run: check everything and write nothing.

    Raises:
        FeedError: when nothing can be brought in.
    """
    report = FeedReport()
    feed = Feed(all_named(read_graph(paths), language), language, report)
    city = city_named(facts.slug, language)
    entries = Content(Identities(facts.slug), settings, report)
    spoken = city.language_tags if city else [language, *_others(feed)]
    plan = Plan(feed, entries, spoken)
    found = _found(feed)
    if not found:
        message = "There is no public service, organisation or anything else of CPSV-AP in these files."
        raise CpsvError(message)
    for node, kind in found.items():
        said = feed.said(node)
        title = said.own("skos:prefLabel") or said.own("dct:title") or said.literal("cv:telephone")
        key = entries.identities.uuid_of(said.record)
        present = entries.identities.pages.get(key)
        if present is not None and present.kind != kind:
            why = f"is the {present.kind} “{present.slug}” here. Give it another IRI."
            report.leave_out(said.file, said.record, "rdf:type", why)
            continue
        plan.slugs[node] = kind, entries.identities.slug_for(kind, key, title)
    plan.topic = _topic(plan)
    for node, (kind, _) in plan.slugs.items():
        draft = Draft(plan, feed.said(node), kind)
        MAPPINGS[kind](draft)
        draft.write()
    _report_unread(feed)
    report.services = sum(kind in ("service", "procedure") for kind, _ in plan.slugs.values())
    report.organizations = sum(kind == "organisation" for kind, _ in plan.slugs.values())
    report.terms = sum(kind in ("topic", "situation") for kind, _ in plan.slugs.values())
    names = dict.fromkeys(spoken, facts.name) | _names_of_city(feed)
    base = laid_below(entries, city) if city is not None else new_city(facts, spoken, names)
    write(entries, base, facts.slug, is_dry_run=is_dry_run, progress=progress)
    return report


def _found(feed: Feed) -> dict[Node, str]:
    """The kind of page of each thing that becomes one."""
    found: dict[Node, str] = {}
    for said in feed.of_type("cpsv:PublicService"):
        found[said.node] = "procedure" if offers.is_procedure(said) else "service"
    for said in feed.of_type("cv:PublicOrganisation", "org:Organization"):
        if not said.is_a("foaf:Agent"):  # who publishes a guide is told by its city
            found[said.node] = "organisation"
    for name, kind in (("cv:Cost", "cost"), ("cv:EvidenceType", "document"), ("cv:Event", "situation")):
        found |= {said.node: kind for said in feed.of_type(name, *(["cv:LifeEvent"] if kind == "situation" else []))}
    found |= {said.node: "office" for said in feed.of_type("cv:Channel") if said.values("locn:address")}
    called = {node for service in feed.of_type("cpsv:PublicService") for node in service.values("cv:contactPoint")}
    for said in feed.of_type("cv:ContactPoint"):
        if said.node in called or said.values("dct:title"):
            found[said.node] = "contact"
    areas = {*feed.graph.objects(None, term("cv:thematicArea")), *feed.graph.objects(None, term("skos:broader"))}
    for said in feed.of_type("skos:Concept"):
        if said.node in areas or said.values("skos:inScheme"):
            found[said.node] = "topic"
    return found


def _others(feed: Feed) -> list[str]:
    """The languages besides the city's in which the graph names things."""
    found = set()
    for name in ("dct:title", "skos:prefLabel"):
        for node in set(feed.graph.subjects(term(name))):
            values = feed.graph.objects(node, term(name))
            found |= {language.partition("-t-")[0] for value in values if (language := _language(value))}
    tags = {Said.spelled(tag) for tag in found}
    return sorted(tags - {feed.language})


def _language(value: Node) -> str:
    return value.language or "" if isinstance(value, Literal) else ""


def _topic(plan: Plan) -> str:
    """The slug of the topic for services that name none; it is made if one needs it."""
    entries = plan.entries
    told = (plan.feed.said(node) for node, (kind, _) in plan.slugs.items() if kind in ("service", "procedure"))
    needs = [said for said in told if not plan.slugs_of(said.things("cv:thematicArea"), "topic")]
    if not needs:
        return ""
    title = entries.settings.topic
    key = entries.identities.made("topic", title)
    slug = entries.identities.slug_for("topic", key, title)
    entries.files[f"topics/{slug}.yaml"] = {"title": title, "summary": title, "uuid": str(key)}
    entries.records[f"topics/{slug}.yaml"] = needs[0]
    return slug


def _report_unread(feed: Feed) -> None:
    everywhere = {term(name) for name in EVERYWHERE}
    around = {node for name in AROUND for node in feed.graph.subjects(term("rdf:type"), term(name))}
    for subject, name in feed.unread():
        if name not in everywhere and subject not in around:
            feed.report.leave(Said.file, str(subject), str(name), UNKNOWN)


def _names_of_city(feed: Feed) -> dict[str, str]:
    """What the graph calls the city, by language."""
    place = next((said for said in feed.of_type("dct:Location") if said.values("wm:country")), None)
    return place.texts("skos:prefLabel") if place else {}
