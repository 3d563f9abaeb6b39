"""Services of a feed as services, procedures and events of a guide."""

from __future__ import annotations

from typing import Any

from cms.guides.importers.hsds.entries import Entries
from cms.guides.importers.hsds.events import event
from cms.guides.importers.hsds.extended import channels, common, duration, of_page, steps, words_of_page
from cms.guides.importers.hsds.filing import default_topic, filing
from cms.guides.importers.hsds.papers import Papers, costs, requirements
from cms.guides.importers.hsds.people import organisation
from cms.guides.importers.hsds.places import office
from cms.guides.importers.hsds.reaching import contact, web_address
from cms.guides.importers.hsds.taking import Taken
from cms.guides.importers.hsds.translations import Wording, translate
from cms.guides.importers.standards.content import Data
from cms.guides.importers.standards.words import summary_of

GONE = {
    "inactive": "is inactive",
    "defunct": "is defunct",
    "temporarily closed": "is closed for a time",
}
# Texts of HSDS that guides have no field for: they become paragraphs of the page.
PARAGRAPHS = ("interpretation_services", "accreditations", "wait_time", "fees")


def service(taken: Taken, entries: Entries) -> None:
    """Put a service, and all that it brings with it, among the entries."""
    given, title = str(taken.raw("id") or ""), taken.line("name")
    status = taken.line("status").casefold()
    if status in GONE:
        why = f"{GONE[status]}. If readers still find it here, take its page off the guide."
        entries.report.leave_out(taken.file, taken.record, "status", why)
        return
    if not title:
        entries.report.leave_out(taken.file, taken.record, "name", "is missing. Add it in the feed.")
        return
    extension = taken.one("waymark")
    kind = extension.line("kind") if extension else "service"
    key = entries.identities.uuid_of(given) if given else entries.identities.made("service", title)
    page = extension.line("page") if extension else ""
    if (
        key in entries.identities.pages
        and page.startswith(f"{entries.settings.site_url}/")
        and entries.settings.site_url
    ):
        why = "is a page of this guide, as it was published. What is written here stays."
        entries.report.leave_out(taken.file, taken.record, "", why)
        return
    taken.ignore("last_modified", "assurer_email", "metadata", "service_areas", "alternate_name_id")
    authority = organisation(owner, entries) if (owner := taken.one("organization")) else None
    data: Data = {"title": title, "checked_on": _day(taken.line("assured_date"))}
    if not authority and taken.says("organization_id"):
        authority = entries.slug("organisation", taken.line("organization_id"))
    if kind == "event" and extension:
        event(taken, extension, entries, key, data, authority)
        return
    papers = _page(taken, extension, entries, data, authority, kind)
    kind = "procedure" if kind == "procedure" else "service"
    slug = entries.add(kind, key, data, taken)
    words = {"name": ("title",), "summary": ("summary",)}
    translate(entries, kind, slug, extension, words, lambda wording: _more_words(wording, kind, papers))


def _more_words(wording: Wording, kind: str, papers: Papers) -> None:
    words_of_page(wording, papers)
    described = beyond(wording.words.text("description"), wording.words.line("summary"))
    if kind == "service":
        wording.put("description", described, "body", "description", "text")


def _page(
    taken: Taken, extension: Taken | None, entries: Entries, data: Data, authority: str | None, kind: str
) -> Papers:
    """Fill in what a service or a procedure says; the papers that it asks for."""
    filed = filing(taken, entries)
    if topic := (filed.topics[0] if filed.topics else None) or default_topic(entries, taken):
        data["topic"] = topic
    options, amounts_in_words = costs(taken, entries)
    papers = requirements(taken, entries)
    offices = _offices(taken, entries, authority)
    data |= {
        "also_in": filed.topics[1:],
        "situations": filed.situations,
        "authority": authority,
        "for_whom": entries.markdown(taken, "eligibility_description"),
        "source_url": web_address(taken, "url") if extension is None else "",
    }
    taken.ignore("url")
    if extension is not None:
        taken.ignore("application_process", "fees_description", "minimum_age", "maximum_age")
        data |= {
            name: value for name, value in (common(extension, entries) | of_page(extension, entries)).items() if value
        }
    else:
        _ages(taken)
    description = taken.text("description")
    summary = data.get("summary") or ""
    if kind == "procedure" and extension is not None:
        data |= {"summary": summary or title_of(data), "duration": duration(extension, "duration")}
        data |= {"online": extension.flag("online"), "steps": steps(extension, entries, papers)}
        return papers
    data["summary"] = summary or summary_of(description) or title_of(data)
    rest = beyond(description, summary)
    data["body"] = _body(taken, entries, rest if rest != data["summary"] else "", amounts_in_words, extension)
    data |= {"offices": offices, "costs": options, "documents": papers.by_step.get("", {})}
    data["contact"] = _contact(taken, entries)
    if extension is not None:
        data |= {"channels": channels(extension), "processing_time": duration(extension, "processing_time")}
        data["procedure"] = extension.line("procedure")
    return papers


def beyond(description: str, summary: str) -> str:
    """What a description says after its summary."""
    return description.removeprefix(summary).strip()


def title_of(data: Data) -> str:
    """The title, for a page that says nothing else in short."""
    return str(data["title"])[:400]


def _body(taken: Taken, entries: Entries, rest: str, words: list[str], extension: Taken | None) -> dict[str, Any]:
    """The description beyond the summary, and what guides have no field for, each a part of its own."""
    parts = {"description": entries.as_markdown(taken, "description", rest)}
    if extension is None:
        parts["application"] = entries.markdown(taken, "application_process")
        parts["fees"] = entries.markdown(taken, "fees_description")
    parts |= {name.replace("_", "-"): entries.markdown(taken, name) for name in PARAGRAPHS if taken.says(name)}
    if words:
        parts["costs"] = entries.as_markdown(taken, "cost_options", "\n\n".join(words))
    return {name: {"text": text} for name, text in parts.items() if text}


def _offices(taken: Taken, entries: Entries, organisation_slug: str | None) -> list[str]:
    """The offices of a service. Hours that the feed gives with the service are those of a place without hours."""
    found: list[str] = []
    places = taken.many("service_at_locations")
    for place in places:
        location = place.one("location")
        if location is None:
            place.leave("", "names no location. A feed of whole services (service_full) has them inside.")
            continue
        own = place.many("schedules")
        more = own or (taken.many("schedules") if len(places) == 1 else [])
        if location.says("schedules") or entries.slug("office", str(location.raw("id") or "")):
            for schedule in own:
                schedule.leave(
                    "", "differs from the hours of the place, or repeats them. Enter what is special by hand."
                )
                schedule.ignore_all()
            more = []
        slug = office(location, entries, organisation_slug, more)
        if slug and slug not in found:
            found.append(slug)
    return found


def _contact(taken: Taken, entries: Entries) -> str | None:
    """The contact of a service: the first of its contacts with a number, or else its first number."""
    contacts = taken.many("contacts")
    for number, each in enumerate(contacts):
        if slug := contact(each, entries, taken.line("name")):
            for other in contacts[number + 1 :]:
                other.leave("", "is a further contact; a service has one. Add it by hand.")
                other.ignore_all()
            return slug
    if not taken.says("phones") or not isinstance(taken.raw("phones"), list):
        return None
    first = {"id": None, "name": taken.line("name"), "phones": taken.raw("phones"), "email": taken.raw("email")}
    made = Taken(first, taken.file, taken.record, taken.report)
    return contact(made, entries, taken.line("name"))


def _ages(taken: Taken) -> None:
    """Ages are told in words: the bands of a guide's audience seldom begin and end where a service does."""
    ages = [
        f"{name.replace('_', ' ')} {value:g}"
        for name in ("minimum_age", "maximum_age")
        if (value := taken.number(name))
    ]
    if ages:
        taken.leave(
            "minimum_age", f"{', '.join(ages)}: say under “Who it is for” whom it concerns, or set the audience."
        )


def _day(written: str) -> str:
    """The day of a date or a moment."""
    return written[:10]
