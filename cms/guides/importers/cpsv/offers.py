"""Public services of a feed: services, and procedures where there are steps."""

from __future__ import annotations

import re
from typing import Any

from cms.guides.importers.cpsv.drafts import Data, Draft, key_of
from cms.guides.importers.cpsv.said import Said

_DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:[\d.]+S)?)?")
_UNITS = ("year", "month", "week", "day", "hour", "minute")
CHANNELS = ("visit", "phone", "online", "post")


def is_procedure(said: Said) -> bool:
    """Whether a public service is told in steps."""
    return said.name_of("wm:kind", "wm") == "procedureKind" or any(
        each.is_a("wm:Step") for each in said.things("cpsv:follows")
    )


def service(draft: Draft) -> None:
    """A service."""
    _common(draft)
    said, plan = draft.said, draft.plan
    ways = said.things("cv:hasChannel")
    channels = []
    for way in ways:
        if plan.slug(way, "office") is None:
            way.ignore("dct:identifier", "rdf:type")
            kind = way.name_of("dct:type", "wm").removesuffix("Channel")
            url = way.page("foaf:page")
            channels.append({"kind": kind if kind in CHANNELS else "online" if url else "visit"} | _said(url=url))
    draft.put(offices=plan.slugs_of(ways, "office"), channels=channels)
    draft.put(costs=plan.slugs_of(said.things("cv:hasCost"), "cost"), processing_time=_duration(said))
    draft.put(contact=plan.slug(said.thing("cv:contactPoint"), "contact"))
    draft.put(procedure=plan.slug(said.thing("cv:relatedService"), "procedure"))
    draft.put(documents=_papers(draft, "documents", said, "paper-"))
    for rule in said.things("cpsv:follows"):
        _deadline(draft, "deadline", rule)


def procedure(draft: Draft) -> None:
    """A procedure, with its steps in their order."""
    _common(draft)
    said = draft.said
    output = said.thing("cpsv:produces")
    if output:
        output.ignore("dct:identifier", "dct:title", "rdf:type")
        draft.rich("outcome", "dct:description", output)
    draft.rich("appeal", "wm:appeal")
    draft.put(online=said.flag("wm:online"), duration=_duration(said))
    rules = said.things("cpsv:follows")
    steps = sorted((each for each in rules if each.is_a("wm:Step")), key=lambda each: each.number("wm:position") or 0)
    taken: set[str] = set()
    keys = {each.node: key_of(each, "step-", taken) for each in steps}
    for each in steps:
        _step(draft, each, keys[each.node], {str(node): key for node, key in keys.items()})
    for rule in rules:
        if not rule.is_a("wm:Step"):
            _deadline(draft, "deadline", rule)


def _common(draft: Draft) -> None:
    said, plan = draft.said, draft.plan
    draft.line("title", "dct:title")
    draft.line("summary", "dct:description")
    draft.rich("if_it_fails", "wm:ifItFails")
    required = said.thing("cv:holdsRequirement")
    if required:
        required.ignore("dct:identifier", "rdf:type")
        draft.rich("for_whom", "dct:title", required)
    topics = plan.slugs_of(said.things("cv:thematicArea"), "topic") or [plan.topic]
    draft.put(topic=topics[0], also_in=topics[1:])
    draft.put(situations=plan.slugs_of(said.things("cv:isGroupedBy"), "situation"))
    draft.put(authority=plan.slug(said.thing("cv:hasCompetentAuthority"), "organisation"))
    draft.put(legal_basis=_laws(said, "cv:hasLegalResource"))
    said.ignore("dct:isPartOf", "dct:spatial", "dct:language", "cv:hasInputType", "wm:kind")


def _step(draft: Draft, said: Said, key: str, keys: dict[str, str]) -> None:
    at = f"steps.{key}"
    draft.line(f"{at}.title", "dct:title", said)
    if said.texts("dct:description") != said.texts("dct:title"):
        draft.rich(f"{at}.text", "dct:description", said)
    plan, kind = draft.plan, said.name_of("wm:kind", "wm").removesuffix("Step")
    said.ignore("dct:identifier", "wm:position")
    facts = _said(
        kind=kind if kind in ("and", "or", "wait") else "",
        cost=plan.slug(said.thing("cv:hasCost"), "cost"),
        office=plan.slug(said.thing("cv:hasChannel"), "office"),
        link=said.page("foaf:page"),
        duration=_duration(said),
        legal_basis=_laws(said, "cpsv:implements"),
    )
    draft.data.setdefault("steps", {}).setdefault(key, {}).update(facts)
    papers = _papers(draft, f"{at}.documents", said, f"step-{key}-paper-")
    if papers:
        draft.data["steps"][key]["documents"] = papers
    rule = said.thing("wm:deadline")
    if rule:
        _deadline(draft, f"{at}.deadline", rule)
    taken: set[str] = set()
    for branch in said.things("wm:branch"):
        target = branch.thing("wm:leadsTo")
        branch.ignore("rdf:type")
        if target is None or str(target.node) not in keys:
            branch.leave("wm:leadsTo", "leads to no step of this procedure. Name one of its steps.")
            continue
        name = key_of(branch, f"step-{key}-branch-", taken)
        draft.line(f"{at}.branches.{name}.condition", "wm:condition", branch)
        branches: Data = draft.data["steps"][key].setdefault("branches", {})
        branches.setdefault(name, {})["step"] = keys[str(target.node)]


def _papers(draft: Draft, at: str, said: Said, prefix: str) -> Data:
    """The papers to bring: facts; texts stand in the draft already."""
    taken: set[str] = set()
    *holders, last = at.split(".")
    data = draft.data
    for name in holders:
        data = data.setdefault(name, {})
    for evidence in said.things("cpsv:hasInput"):
        slug = draft.plan.slug(evidence.thing("dct:conformsTo"), "document")
        evidence.ignore("dct:identifier", "dct:title", "rdf:type")
        if slug is None:
            evidence.leave("dct:conformsTo", "names no type of paper of the feed. Name a cv:EvidenceType.")
            continue
        key = key_of(evidence, prefix, taken)
        draft.line(f"{at}.{key}.note", "dct:description", evidence)
        draft.line(f"{at}.{key}.if", "wm:condition", evidence)
        evidence.ignore("wm:always")
        facts = _said(
            document=slug if slug != key else "",
            original=evidence.flag("wm:original"),
            copies=evidence.number("wm:copies"),
            sworn_translation=evidence.flag("wm:swornTranslation"),
        )
        data.setdefault(last, {}).setdefault(key, {}).update(facts)
    found: Data = data.get(last, {})
    return found


def _deadline(draft: Draft, at: str, rule: Said) -> None:
    """A rule that says within how many days; other rules have no place but the text."""
    days = rule.number("wm:days")
    if days is None:
        return
    rule.ignore("dct:identifier", "dct:description", "rdf:type")
    draft.line(f"{at}.event", "dct:title", rule)
    *holders, last = at.split(".")
    data = draft.data
    for name in holders:
        data = data.setdefault(name, {})
    data.setdefault(last, {}).update({"days": days, **_said(counted=rule.literal("wm:counted"))})


def _laws(said: Said, name: str) -> list[Data]:
    found = []
    for law in said.things(name):
        title = law.literal("dct:title")
        if title:
            found.append({"title": title, **_said(url=law.page("foaf:page"))})
        law.ignore("rdf:type")
    return found


def _duration(said: Said) -> str:
    """`PT30M` as `30 minutes`; with a shortest time `10-15 days`. Of several units the first counts."""
    longest, shortest = _span(said, "cv:processingTime"), _span(said, "wm:shortestTime")
    if longest is None:
        return ""
    count, unit = longest
    if shortest and shortest[1] == unit and shortest[0] < count:
        return f"{shortest[0]}-{count} {unit}s"
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"


def _span(said: Said, name: str) -> tuple[int, str] | None:
    text = said.literal(name)
    found = _DURATION.fullmatch(text)
    counts = [(int(count), unit) for count, unit in zip(found.groups(), _UNITS, strict=True) if count] if found else []
    if text and len(counts) != 1:
        said.leave(name, f"is no duration in one unit: {text[:40]}. Write it as P14D or PT30M.")
    return counts[0] if len(counts) == 1 and counts[0][0] else None


def _said(**facts: Any) -> Data:
    return {name: value for name, value in facts.items() if value not in (None, "", [], {}, False)}
