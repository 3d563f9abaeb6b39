"""What a service says that HSDS has no property for, and all its texts in the other languages."""

from __future__ import annotations

from typing import Any

from site_builder.guide import Guide
from site_builder.library import Document
from site_builder.standards.hsds.records import Record, address, in_languages, said, text
from site_builder.standards.hsds.steps import application_process, deadline, laws, steps

FACTS = ("checked_on", "review_due", "source_url", "valid_from", "valid_until")
EVENT_FACTS = ("event_kind", "level", "registration_url", "starts", "ends", "recurrence", "venue")
TEXTS = ("outcome", "appeal", "if_it_fails")


def extension(guide: Guide, document: Document) -> Record:
    """What the extension of a service, procedure or event says."""
    found = {
        "kind": document["kind"],
        "page": address(guide, document["uuid"]),
        "summary": document["summary"],
        "sensitivity": document["sensitivity"] if document["sensitivity"] != "normal" else None,
        **{name: document[name] for name in FACTS},
        "audience": document.get("audience"),
        **_of_kind(guide, document),
        **in_languages(guide, document["uuid"], lambda each: _words(guide, each)),
    }
    return said(found)


def _of_kind(guide: Guide, document: Document) -> Record:
    if document["kind"] == "event":
        facts = {name: document[name] for name in EVENT_FACTS}
        return facts | {name: document[name] or None for name in ("childcare", "women_only")}
    texts = {name: text(guide, document, name) for name in TEXTS if name in document}
    common = texts | {"deadline": deadline(document["deadline"]), "legal_basis": laws(document["legal_basis"])}
    if document["kind"] == "service":
        channels = [said(channel) for channel in document["channels"]]
        time = document["processing_time"]
        return common | {"channels": channels, "processing_time": time, "procedure": document["procedure"]}
    duration, online = document["duration"], document["online"] or None
    return common | {"duration": duration, "online": online, "steps": steps(guide, document)}


def described(guide: Guide, document: Document) -> str:
    """The summary, then what a page says in running text."""
    match document["kind"]:
        case "service":
            more = [text(guide, document, "html", block) for block in document["body"]]
        case "procedure":
            more = [text(guide, document, "outcome")]
        case _:
            more = [text(guide, document, "text")]
    return "\n\n".join(part for part in (document["summary"], *more) if part)


def _words(guide: Guide, document: Document) -> Record:
    """The texts of a service in one language, under the names of HSDS where it has them."""
    words: dict[str, Any] = {
        "name": document["title"],
        "summary": document["summary"],
        "description": described(guide, document),
    }
    if document["kind"] == "event":
        return words
    words |= {"eligibility_description": text(guide, document, "for_whom")}
    words |= {name: text(guide, document, name) for name in TEXTS if name in document}
    words |= {"deadline": document["deadline"]["event"] if document["deadline"] else None}
    words |= {"required_documents": _papers(document.get("documents", []))}
    if document["kind"] == "procedure":
        words |= {"application_process": application_process(guide, document)}
        words |= {"steps": {step["id"]: _step(guide, document, step) for step in document["steps"]}}
    return words


def _step(guide: Guide, document: Document, step: dict[str, Any]) -> Record:
    branches = {branch["id"]: branch["condition"] for branch in step["branches"]}
    return said(
        {
            "title": step["title"],
            "text": text(guide, document, "text", step),
            "deadline": step["deadline"]["event"] if step["deadline"] else None,
            "branches": branches,
            "required_documents": _papers(step["documents"]),
            "in_source_language": list(step.get("fallback", ())),
        }
    )


def _papers(requirements: list[dict[str, Any]]) -> Record:
    told = {each["id"]: said({"condition": each["condition"], "note": each["note"]}) for each in requirements}
    return said(told)
