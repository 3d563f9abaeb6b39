"""The extension of a service: what Waymark's own dumps say beyond HSDS."""

from __future__ import annotations

import re

from cms.guides.importers.hsds.entries import Entries
from cms.guides.importers.hsds.papers import Papers
from cms.guides.importers.hsds.places import STATE
from cms.guides.importers.hsds.reaching import web_address
from cms.guides.importers.hsds.taking import Taken
from cms.guides.importers.hsds.translations import Wording
from cms.guides.importers.standards.content import Data

UNITS = ("minute", "hour", "day", "week", "month", "year")
TEXTS = ("outcome", "appeal", "if_it_fails")
CHANNELS = ("online", "phone", "post", "visit")
KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")


def common(extension: Taken, entries: Entries) -> Data:
    """What pages of every kind have."""
    extension.ignore("page", "kind", *STATE)
    facts = {name: extension.line(name) for name in ("checked_on", "review_due", "valid_from", "valid_until")}
    return facts | {
        "sensitivity": extension.line("sensitivity"),
        "source_url": web_address(extension, "source_url"),
        "summary": extension.line("summary"),
    }


def of_page(extension: Taken, entries: Entries) -> Data:
    """What services and procedures have."""
    texts = {name: entries.markdown(extension, name) for name in TEXTS if extension.says(name)}
    return texts | {
        "audience": _audience(extension),
        "deadline": deadline(extension),
        "legal_basis": laws(extension),
    }


def channels(extension: Taken) -> list[Data]:
    """The ways to use a service."""
    found = [(each.line("kind"), web_address(each, "url")) for each in extension.many("channels")]
    return [{"kind": kind} | ({"url": url} if url else {}) for kind, url in found if kind in CHANNELS]


def duration(holder: Taken, name: str) -> str:
    """A span of time as content files write it."""
    span = holder.one(name)
    if span is None:
        return ""
    value, most, unit = span.number("value"), span.number("maximum"), span.line("unit")
    if not value or unit not in UNITS:
        return ""
    return f"{int(value)}-{int(most)} {unit}s" if most and most > value else f"{int(value)} {unit}s"


def deadline(holder: Taken) -> Data | None:
    """By when something is to be done."""
    found = holder.one("deadline")
    if found is None:
        return None
    days, event, counted = found.number("days"), found.line("event"), found.line("counted")
    if days is None or not event:
        return None
    return {"days": int(days), "event": event} | ({"counted": counted} if counted in ("after", "before") else {})


def laws(holder: Taken) -> list[Data]:
    """Which laws something rests on."""
    found = [(each.line("title"), web_address(each, "url")) for each in holder.many("legal_basis")]
    return [{"title": title} | ({"url": url} if url else {}) for title, url in found if title]


def steps(extension: Taken, entries: Entries, papers: Papers) -> Data:
    """The steps of a procedure, with the papers that each asks for."""
    found: Data = {}
    for number, step in enumerate(extension.many("steps"), start=1):
        given = step.line("id")
        key = given if KEY.fullmatch(given) else f"step-{number}"
        step.ignore("id")
        said: Data = {
            "kind": step.line("kind") if step.line("kind") != "do" else "",
            "title": step.line("title"),
            "text": entries.markdown(step, "text"),
            "documents": papers.by_step.get(given, {}),
            "cost": entries.slug("cost", step.line("cost")),
            "duration": duration(step, "duration"),
            "deadline": deadline(step),
            "office": entries.slug("office", step.line("office")),
            "link": web_address(step, "link"),
            "legal_basis": laws(step),
            "branches": _branches(step),
        }
        found[key] = {name: value for name, value in said.items() if value}
    return found


def words_of_page(wording: Wording, papers: Papers) -> None:
    """What a translation says of a service or procedure besides its name and description."""
    words = wording.words
    wording.take("eligibility_description", "for_whom")
    for name in TEXTS:
        wording.take(name, name)
    wording.take("deadline", "deadline", "event")
    papers.words(wording, words, "")
    words.ignore("application_process")
    steps = words.one("steps")
    for given in steps.names() if steps else ():
        if steps and (step := steps.one(given)) and KEY.fullmatch(given):
            _words_of_step(wording, step, given, papers)


def _words_of_step(wording: Wording, step: Taken, key: str, papers: Papers) -> None:
    for name in ("title", "text"):
        wording.take(name, "steps", key, name, of=step)
    wording.take("deadline", "steps", key, "deadline", "event", of=step)
    branches = step.one("branches")
    for branch in branches.names() if branches else ():
        if branches and KEY.fullmatch(branch):
            text = branches.line(branch)
            wording.put(branch, text, "steps", key, "branches", branch, "condition", of=branches)
    papers.words(wording, step, key, "steps", key)
    step.ignore("in_source_language")


def _branches(step: Taken) -> Data:
    found: Data = {}
    for number, branch in enumerate(step.many("branches"), start=1):
        given = branch.line("id")
        key = given if KEY.fullmatch(given) and given not in found else f"branch-{number}"
        condition = branch.line("condition")
        found[key] = {"step": branch.line("step")} | ({"condition": condition} if condition else {})
    return found


def _audience(extension: Taken) -> list[Data]:
    groups = []
    for group in extension.many("audience"):
        conditions = {each.line("facet"): each.raw("values") for each in group.many("conditions")}
        if conditions:
            groups.append({group.line("operator"): conditions})
    return groups
