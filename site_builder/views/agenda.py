"""All events and alerts of a language in one file, which calendars follow: they ask for it again by themselves."""

from __future__ import annotations

from markupsafe import Markup

from site_builder.ical import Component, calendar, event_of, written
from site_builder.views.edition import Edition, shared
from site_builder.views.events import calendar_event
from site_builder.views.news import url_of
from site_builder.views.shell import describe

AGENDA = "events.ics"
# How often calendars look: once a day, as RFC 7986 says it and as older ones do.
REFRESH = ("REFRESH-INTERVAL;VALUE=DURATION:P1D", "X-PUBLISHED-TTL:P1D")


def agenda(edition: Edition) -> dict[str, Markup]:
    """What is announced for days, in the order of the guide. A calendar file without an event is one, too."""
    guide = edition.guide
    name = f"{edition.city['title']}: {edition.gettext('Events and courses')}"
    # One whose original was withdrawn is in the languages alone into which it was translated.
    known = [uuid for uuid in guide.of_kind("event") if guide.document(uuid, edition.language)]
    events = [calendar_event(edition, uuid) for uuid in known]
    alerts = [each for uuid in guide.of_kind("alert") if (each := _alert(edition, uuid))]
    about = (written("NAME", name), written("X-WR-CALNAME", name), *REFRESH)
    file = calendar([*events, *alerts], guide.city["time_zone"], about)
    return {"calendar": Markup(file)}  # noqa: S704 -- no HTML: calendars know no markup


@shared
def _alert(edition: Edition, uuid: str) -> Component | None:
    """An alert on its days, which keep nobody busy; None for a draft that does not say when it ends."""
    document = edition.document(uuid)
    if document is None or document["valid_until"] is None:
        return None
    last = document["valid_until"]
    first = min(last, document["valid_from"] or document["checked_on"] or last)
    days = {"uuid": uuid, "starts": first, "ends": last, "recurrence": None, "checked_on": document["checked_on"]}
    tag = f";LANGUAGE={document['language']}"
    texts = {
        f"SUMMARY{tag}": document["title"],
        f"DESCRIPTION{tag}": describe(document["text"]),
        "URL": edition.guide.absolute(url_of(edition, document)),
    }
    return event_of(days, edition.guide.city["time_zone"], texts, ("TRANSP:TRANSPARENT",))
