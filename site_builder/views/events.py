"""Events and courses: the page of each, the list of all, the file for calendars.

A build has no clock: who publishes takes out what is over (see cms.publishing.over), and js/page/passing.js hides it on
devices on which it is.
"""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from site_builder import structured_data
from site_builder.ical import Component, calendar, event_of
from site_builder.library import Document
from site_builder.views import facts
from site_builder.views.edition import Edition, Fragment, shared
from site_builder.views.hours import span
from site_builder.views.places import address_line, languages, office_card, organisation_link
from site_builder.views.shell import describe
from site_builder.views.trust import external

CALENDAR = "event.ics"  # beside the page


def event_page(edition: Edition, document: Document) -> dict[str, Any]:
    """What the template of an event shows."""
    guide = edition.guide
    url = guide.url(document["uuid"], edition.language)
    description = describe(document["summary"], document["title"])
    return {
        "template": "event.html",
        "description": description,
        "summary": edition.text(document, field="summary"),
        "text": edition.html(document, "text", heading=3),
        "when": when(edition, document),
        "last_day": last_day(document),
        "office": office_card(edition, document["office"]),
        "venue": _venue(edition, document),
        "cost": facts.cost(edition, document["cost"]),
        "marks": _marks(edition, document),
        "languages": languages(edition, document["languages"]),
        "registration": external(document["registration_url"]),
        "organiser": organisation_link(edition, document["organiser"]),
        "calendar": f"{url}{CALENDAR}",
        "all_url": guide.theme_url("events", edition.language),
        "data": [structured_data.event(guide, document, edition.language, description, _address(edition, document))],
    }


def events_page(edition: Edition) -> dict[str, Any]:
    """All events and courses: those of every week, and those of a day or some days, as they follow one another."""
    _ = edition.gettext
    documents = edition.documents(edition.guide.of_kind("event"))
    documents.sort(key=lambda document: document["starts"])
    weekly = [document for document in documents if _repeats(document)]
    once = [document for document in documents if not _repeats(document)]
    sections = (("weekly", _("Every week"), weekly), ("once", _("Once"), once))
    return {
        "template": "events.html",
        "title": _("Events and courses"),
        "sections": [
            {"id": name, "title": title, "items": [_item(edition, document) for document in members]}
            for name, title, members in sections
            if members
        ],
    }


def event_calendar(edition: Edition, uuid: str) -> dict[str, Markup]:
    """The file for calendars."""
    file = calendar([calendar_event(edition, uuid)], edition.guide.city["time_zone"])
    return {"calendar": Markup(file)}  # noqa: S704 -- no HTML: calendars know no markup


@shared
def calendar_event(edition: Edition, uuid: str) -> Component:
    """The event in its own file for calendars, and in that of all events."""
    guide = edition.guide
    document = edition.document(uuid)
    if document is None:
        raise LookupError(f"There is no event {uuid}.")
    url = guide.url(uuid, edition.language)
    tag = f";LANGUAGE={document['language']}"
    texts = {
        f"SUMMARY{tag}": document["title"],
        f"DESCRIPTION{tag}": document["summary"],
        "LOCATION": _address(edition, document),
        "URL": guide.absolute(url) if url else "",
    }
    return event_of(document, guide.city["time_zone"], texts)


def when(edition: Edition, document: Document) -> dict[str, Any]:
    """On which days and at which hours, in words: `weekly` and `times` are None where there is nothing to say."""
    _ = edition.gettext
    starts, ends = document["starts"], document["ends"]
    first, last = starts[:10], last_day(document)
    dates = edition.formats.day(first)
    if last != first:
        dates = edition.say(_("{first} to {last}"), first=edition.date(first), last=edition.date(last))
    weekly = None
    if _repeats(document):
        names = _(", ").join(edition.formats.weekday(day) for day in sorted(set(document["recurrence"]["days"])))
        weekly = edition.say(_("Every week: {days}"), days=names)
    return {"dates": dates, "weekly": weekly, "times": _times(edition, starts, ends)}


def last_day(document: Document) -> str:
    """The day on which it takes place for the last time."""
    recurrence = document["recurrence"]
    last: str = (recurrence["until"] if recurrence else document["ends"] or document["starts"])[:10]
    return max(last, document["starts"][:10])


def _times(edition: Edition, starts: str, ends: str | None) -> Markup | None:
    if "T" not in starts:
        return None
    if ends and "T" in ends and ends[:10] == starts[:10]:
        return span(edition, starts[11:], ends[11:])
    return edition.say(edition.gettext("Starts at {time}"), time=edition.formats.moment(starts[11:]))


def _repeats(document: Document) -> bool:
    return bool(document["recurrence"] and document["recurrence"]["days"])


def _item(edition: Edition, document: Document) -> dict[str, Any]:
    office = edition.link(document["office"])
    venue = _venue(edition, document)
    return {
        "title": edition.text(document),
        "url": edition.guide.url(document["uuid"], edition.language),
        "when": when(edition, document),
        "place": office["title"] if office else venue,
        "marks": _marks(edition, document),
        "ends": last_day(document),
    }


def _marks(edition: Edition, document: Document) -> list[str]:
    """What helps people to see at once whether it is for them."""
    _ = edition.gettext
    words = {"course": _("Course"), "event": _("Event")}
    marks = [words[document["event_kind"]]]
    if document["level"]:
        marks.append(_("Level {level}").format(level=document["level"]))
    if document["women_only"]:
        marks.append(_("For women only"))
    if document["childcare"]:
        marks.append(_("With childcare"))
    return marks


def _venue(edition: Edition, document: Document) -> Fragment | None:
    """A place that is no office of the guide, in one line as on a letter."""
    venue = document["venue"]
    if venue is None:
        return None
    lines = (venue["name"], venue["street"], f"{venue['postal_code']} {venue['locality']}".strip())
    return Fragment(", ".join(line for line in lines if line), edition.source_mark)


def _address(edition: Edition, document: Document) -> str:
    """Where it is, in one line; empty if nobody says."""
    office = edition.document(document["office"])  # not its card: a calendar shows no hours and no numbers
    if office:
        return f"{office['title']}, {address_line(edition, office).text}"
    venue = _venue(edition, document)
    return venue.text if venue else ""
