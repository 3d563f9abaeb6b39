"""CPSV-AP: services and procedures as public services, with what they ask for, and procedures' steps."""

from __future__ import annotations

from site_builder.standards.cpsv_basics import (
    Nodes,
    document_at,
    duration,
    iri,
    languages,
    named,
    pages,
    part_iri,
    refs,
    refs_to,
)
from site_builder.standards.cpsv_directory import channel_types, dataset_iri, publisher_iri
from site_builder.standards.rdf import Node, Ref, Text, flag, number
from site_builder.standards.told import Texts, Told


def service(told: Told) -> Nodes:
    """A service of an authority."""
    if not _is_public(told):
        return []
    node, more = _public_service(told)
    facts = told.facts
    node.say("cv:hasChannel", *refs(told.all_named("offices", "office")))
    node.say("cv:hasCost", *refs(told.all_named("costs", "cost")))
    more += _channels(node, told)
    duration(node, facts["processing_time"])
    more += _evidence(node, told)
    more += _deadline(node, told)
    for field, role in (("contact", "cv:contactPoint"), ("procedure", "cv:relatedService")):
        other = told.named(field, field)
        if other and (field == "contact" or _is_public(Told.of(told.guide, other))):
            node.say(role, Ref(iri(other)))
    return [node, *more]


def procedure(told: Told) -> Nodes:
    """A procedure of an authority, whose steps are rules in an order."""
    if not _is_public(told):
        return []
    node, more = _public_service(told)
    duration(node, told.facts["duration"])
    node.say("wm:online", flag(told.facts["online"]))
    more += _deadline(node, told)
    outcome = told.plain("outcome")
    if outcome:
        output = Node(part_iri(told.uuid, "outcome"), "cv:Output").say("dct:identifier", f"{told.uuid}#outcome")
        output.say_texts("dct:title", told.texts("title")).say_texts("dct:description", outcome)
        node.say("cpsv:produces", Ref(output.iri))
        more.append(output)
    node.say_texts("wm:appeal", told.plain("appeal"))
    steps = told.items("steps")
    known = {step.facts["id"] for step in steps}
    for position, step in enumerate(steps, 1):
        more += _step(node, step, position, known)
    return [node, *more]


def _is_public(told: Told | None) -> bool:
    """Whether an authority is in charge; where nobody is named, who answers for the guide is."""
    if told is None:
        return False
    authority = told.guide.source(told.named("authority", "organisation"))
    return authority is None or authority["organisation_kind"] == "authority"


def _public_service(told: Told) -> tuple[Node, Nodes]:
    """What services and procedures have in common."""
    guide, facts = told.guide, told.facts
    node = named(Node(iri(told.uuid), "cpsv:PublicService"), told)
    node.say_texts("dct:description", told.texts("summary") or told.texts("title"))
    authority = told.named("authority", "organisation")
    node.say("cv:hasCompetentAuthority", Ref(iri(authority) if authority else publisher_iri(guide.city_uuid)))
    node.say("dct:isPartOf", Ref(dataset_iri(guide.city_uuid, "cpsv-ap"))).say("dct:spatial", Ref(iri(guide.city_uuid)))
    node.say("cv:thematicArea", *refs(told.all_named("topics", "topic")))
    node.say("cv:isGroupedBy", *refs(told.all_named("situations", "situation")))
    node.say("wm:ifItFails", *(Text(text, tag) for tag, text in told.plain("if_it_fails").items()))
    more = languages(node, [document["language"] for _, document in told.tagged])
    who = told.plain("for_whom")
    if who:
        required = Node(part_iri(told.uuid, "for-whom"), "cv:Requirement")
        required.say("dct:identifier", f"{told.uuid}#for-whom").say_texts("dct:title", who)
        node.say("cv:holdsRequirement", Ref(required.iri))
        more.append(required)
    node.say("wm:kind", Ref(f"wm:{facts['kind']}Kind"))
    laws = _laws(told, told.uuid)
    node.say("cv:hasLegalResource", *(Ref(each.iri) for each in laws if each.types[0] == "eli:LegalResource"))
    return node, [*more, *laws, *pages(node, told)]


def _laws(told: Told, *names: str) -> Nodes:
    """The laws that a document or one of its steps names."""
    found: Nodes = []
    for position, law in enumerate(told.facts["legal_basis"], 1):
        node = Node(part_iri(told.uuid, *names[1:], "law", str(position)), "eli:LegalResource")
        node.say("dct:title", Text(law["title"], told.guide.source_language))
        elsewhere = document_at(law["url"])
        node.say("foaf:page", *refs_to(elsewhere))
        found += [node, *elsewhere]
    return found


def _channels(node: Node, told: Told) -> Nodes:
    """Ways to a service besides its offices."""
    found: Nodes = []
    for position, channel in enumerate(told.facts["channels"], 1):
        name = f"channel-{position}"
        way = Node(part_iri(told.uuid, name), "cv:Channel").say("dct:identifier", f"{told.uuid}#{name}")
        elsewhere = document_at(channel["url"])
        way.say("dct:type", Ref(f"wm:{channel['kind']}Channel")).say("foaf:page", *refs_to(elsewhere))
        node.say("cv:hasChannel", Ref(way.iri))
        found += [way, *elsewhere, *channel_types(channel["kind"])]
    return found


def _deadline(node: Node, told: Told, *names: str) -> Nodes:
    """Until when, as a rule: so many days from an event on."""
    deadline = told.part(lambda body: body["deadline"])
    if deadline is None:
        return []
    event = deadline.texts("event")
    rule = Node(part_iri(told.uuid, *names, "deadline"), "cpsv:Rule")
    rule.say("dct:identifier", f"{told.uuid}#{'-'.join((*names, 'deadline'))}")
    _title(rule, event, told)
    rule.say("wm:days", number(deadline.facts["days"])).say("wm:counted", deadline.facts.get("counted"))
    node.say("cpsv:follows", Ref(rule.iri))
    return [rule]


def _title(rule: Node, texts: Texts, told: Told, description: Texts | None = None) -> None:
    """A rule needs a title and a description: where there is no text, its title stands for it."""
    title = texts or told.texts("title") or {told.guide.source_language: told.uuid}
    rule.say_texts("dct:title", title).say_texts("dct:description", description or title)


def _evidence(node: Node, told: Told, *names: str) -> Nodes:
    """The papers that somebody has to bring."""
    found: Nodes = []
    for needed in told.items("documents"):
        kind = needed.named("document", "document_type")
        paper = Told.of(told.guide, kind) if kind else None
        if kind is None or paper is None:
            continue
        facts, name = needed.facts, "-".join((*names, "paper", needed.facts["id"]))
        evidence = Node(part_iri(told.uuid, name), "cv:Evidence").say("dct:identifier", f"{told.uuid}#{name}")
        evidence.say_texts("dct:title", paper.texts("title")).say_texts("dct:description", needed.texts("note"))
        evidence.say("dct:conformsTo", Ref(iri(kind)))
        if facts["required"] == "if":
            evidence.say("wm:always", flag(False)).say_texts("wm:condition", needed.texts("condition"))
        evidence.say("wm:original", flag(facts["original"])).say("wm:copies", number(facts["copies"]))
        evidence.say("wm:swornTranslation", flag(facts["sworn_translation"]))
        node.say("cpsv:hasInput", Ref(evidence.iri))
        if node.types[0] == "cpsv:PublicService":
            node.say("cv:hasInputType", Ref(iri(kind)))
        found.append(evidence)
    return found


def _step(of: Node, step: Told, position: int, known: set[str]) -> Nodes:
    """A step: a rule with its place in the order, and where it leads."""
    facts, name = step.facts, f"step-{step.facts['id']}"
    node = Node(part_iri(step.uuid, name), "cpsv:Rule", "wm:Step").say("dct:identifier", f"{step.uuid}#{name}")
    of.say("cpsv:follows", Ref(node.iri))
    _title(node, step.texts("title"), step, step.plain("text"))
    node.say("wm:position", number(position)).say("wm:kind", Ref(f"wm:{facts['kind']}Step"))
    cost, office = step.named("cost", "cost"), step.named("office", "office")
    node.say("cv:hasCost", *refs([cost] if cost else [])).say("cv:hasChannel", *refs([office] if office else []))
    elsewhere = document_at(facts["link"])
    node.say("foaf:page", *refs_to(elsewhere))
    duration(node, facts["duration"])
    more = [*elsewhere, *_evidence(node, step, name), *_step_deadline(node, step, name)]
    laws = _laws(step, step.uuid, name)
    node.say("cpsv:implements", *(Ref(each.iri) for each in laws if each.types[0] == "eli:LegalResource"))
    for branch in step.items("branches"):
        if branch.facts["step"] in known:
            way = Node(part_iri(step.uuid, name, "branch", branch.facts["id"]), "wm:Branch")
            way.say("wm:leadsTo", Ref(part_iri(step.uuid, f"step-{branch.facts['step']}")))
            way.say_texts("wm:condition", branch.texts("condition"))
            node.say("wm:branch", Ref(way.iri))
            more.append(way)
    return [node, *more, *laws]


def _step_deadline(node: Node, step: Told, name: str) -> Nodes:
    holder = Node(node.iri)
    found = _deadline(holder, step, name)
    node.say("wm:deadline", *refs_to(found))
    return found
