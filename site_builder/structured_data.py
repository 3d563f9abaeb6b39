"""Structured data for search engines and other machines: schema.org as JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from markupsafe import Markup

from site_builder.guide import Guide
from site_builder.library import Document

SCHEMA = "https://schema.org"
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ISO_UNITS = {"minute": "PT{}M", "hour": "PT{}H", "day": "P{}D", "week": "P{}W", "month": "P{}M", "year": "P{}Y"}

ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))

Data = dict[str, Any]


def as_script(data: list[Data]) -> Markup:
    """The contents of a `script` element; `<` is written so that no text can end the element."""
    graph = [{"@context": SCHEMA, **item} for item in data]
    text = ENCODER.encode(graph)
    return Markup(text.replace("<", "\\u003c"))  # noqa: S704 -- JSON in a data block, with no `<` in it


def breadcrumb_list(guide: Guide, crumbs: list[dict[str, Any]]) -> Data:
    """BreadcrumbList of links with `title` and `url`, the home page first."""
    items = [
        {"@type": "ListItem", "position": position, "name": crumb["title"].text, "item": guide.absolute(crumb["url"])}
        for position, crumb in enumerate(crumbs, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def office(guide: Guide, document: Document, language: str) -> Data:
    """GovernmentOffice with address, hours and closures; LocalBusiness where no authority runs it."""
    address = document["address"]
    data: Data = {
        "@type": "GovernmentOffice" if _is_public(guide, document["organisation"]) else "LocalBusiness",
        "name": document["title"],
        "url": _url(guide, document["uuid"], language),
        "address": {
            "@type": "PostalAddress",
            "streetAddress": address["street"],
            "postalCode": address["postal_code"],
            "addressLocality": address["locality"],
            "addressCountry": address["country"],
        },
        "openingHoursSpecification": [hours(opening) for opening in document["opening_hours"]],
        "specialOpeningHoursSpecification": [closure(closed) for closed in document["closures"]],
        "telephone": [phone["number"] for phone in document["phones"]],
        "email": document["email"],
    }
    if document["latitude"] is not None and document["longitude"] is not None:
        data["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": document["latitude"],
            "longitude": document["longitude"],
        }
    return _said(data)


def hours(opening: Data) -> Data:
    """OpeningHoursSpecification of one row of opening hours."""
    return {
        "@type": "OpeningHoursSpecification",
        "dayOfWeek": [f"{SCHEMA}/{DAYS[day - 1]}" for day in opening["days"]],
        "opens": opening["opens"],
        "closes": "23:59" if opening["closes"] == "24:00" else opening["closes"],
    }


def closure(closed: Data) -> Data:
    """A special OpeningHoursSpecification: opens and closes at midnight means closed all day."""
    return {
        "@type": "OpeningHoursSpecification",
        "opens": "00:00",
        "closes": "00:00",
        "validFrom": closed["from"],
        "validThrough": closed["to"],
    }


def service(guide: Guide, document: Document, language: str, description: str) -> Data:
    """GovernmentService with its operator and channels; Service where no authority is in charge of it."""
    public = _is_public(guide, document["authority"])
    channels = [
        {"@type": "ServiceChannel", "serviceUrl": channel["url"]}
        for channel in document["channels"]
        if channel["url"] and channel["url"].startswith("http")
    ]
    channels += [
        {
            "@type": "ServiceChannel",
            "serviceLocation": {
                "@type": "Place",
                "name": place["title"],
                "url": _url(guide, uuid, language),
            },
            **_said({"availableLanguage": place["languages_spoken"]}),
        }
        for uuid in document["offices"]
        if (place := guide.document(uuid, language))
    ]
    return _said(
        {
            "@type": "GovernmentService" if public else "Service",
            "name": document["title"],
            "description": description,
            "url": _url(guide, document["uuid"], language),
            "inLanguage": document["language"],
            "areaServed": {"@type": "City", "name": guide.city["title"]},
            "offers": [{"@type": "Offer", **price} for price in _prices(guide, document["costs"], language)],
            "serviceOperator" if public else "provider": organisation(guide, document["authority"], language),
            "availableChannel": channels,
        }
    )


def how_to(guide: Guide, document: Document, language: str, description: str) -> Data:
    """HowTo with its steps, supplies and total time."""
    own_url = _url(guide, document["uuid"], language)
    supplies = dict.fromkeys(
        paper["title"]
        for step in document["steps"]
        for needed in step["documents"]
        if (paper := guide.document(needed["document"], language))
    )
    return _said(
        {
            "@type": "HowTo",
            "name": document["title"],
            "description": description,
            "url": own_url,
            "inLanguage": document["language"],
            "totalTime": iso_duration(document["duration"]),
            "estimatedCost": [
                {
                    "@type": "MonetaryAmount",
                    "name": price["name"],
                    "value": price["price"],
                    "currency": price["priceCurrency"],
                }
                for price in _prices(guide, (step["cost"] for step in document["steps"]), language)
            ],
            "supply": [{"@type": "HowToSupply", "name": name} for name in supplies],
            "step": [
                {"@type": "HowToStep", "position": position, "name": step["title"], "url": f"{own_url}#step-{position}"}
                for position, step in enumerate(document["steps"], 1)
            ],
        }
    )


def _prices(guide: Guide, costs: Iterable[str | None], language: str) -> list[Data]:
    """Name, price and currency of the costs whose amount is known, each once; nought for what is free."""
    found = (guide.document(uuid, language) for uuid in dict.fromkeys(costs))
    known = ((cost, "0" if cost["free"] else cost["amount"]) for cost in found if cost)
    return [
        {"name": cost["title"], "price": amount, "priceCurrency": cost["currency"]}
        for cost, amount in known
        if amount is not None
    ]


def organisation(guide: Guide, uuid: str | None, language: str) -> Data | None:
    """GovernmentOrganization, NGO or Organization; None if there is no such organisation."""
    document = guide.document(uuid, language)
    if document is None:
        return None
    types = {"authority": "GovernmentOrganization", "ngo": "NGO"}
    return _said(
        {
            "@type": types.get(document["organisation_kind"], "Organization"),
            "name": document["title"],
            "url": document["url"],
            "email": document["email"],
            "telephone": [phone["number"] for phone in document["phones"]],
        }
    )


def article(guide: Guide, document: Document, language: str, description: str) -> Data:
    """Article with its publisher."""
    return _said(
        {
            "@type": "Article",
            "headline": document["title"],
            "description": description,
            "url": _url(guide, document["uuid"], language),
            "inLanguage": document["language"],
            "publisher": {"@type": "Organization", "name": guide.city["publisher"]},
        }
    )


def event(guide: Guide, document: Document, language: str, description: str, address: str) -> Data:
    """Event, or Course with the dates of its instance."""
    zone = guide.city["time_zone"]
    recurrence = document["recurrence"]
    dates: Data = {
        "startDate": _with_offset(document["starts"], zone),
        "endDate": recurrence["until"] if recurrence else _with_offset(document["ends"], zone),
        "location": {"@type": "Place", "name": address, "address": address} if address else None,
        "inLanguage": document["languages"],
    }
    if recurrence and recurrence["days"]:
        dates["eventSchedule" if document["event_kind"] == "event" else "courseSchedule"] = _schedule(document, zone)
    about: Data = {
        "name": document["title"],
        "description": description,
        "url": _url(guide, document["uuid"], language),
        "organizer" if document["event_kind"] == "event" else "provider": organisation(
            guide, document["organiser"], language
        ),
    }
    cost = guide.document(document["cost"], language)
    if cost is not None:
        about["isAccessibleForFree"] = cost["free"]
    if document["event_kind"] == "event":
        return _said({"@type": "Event", **about, **dates})
    instance = _said({"@type": "CourseInstance", "courseMode": "onsite", **dates})
    return _said({"@type": "Course", **about, "educationalLevel": document["level"], "hasCourseInstance": instance})


def _schedule(document: Document, zone: str) -> Data:
    """Schedule: every week on some days."""
    recurrence, starts, ends = document["recurrence"], document["starts"], document["ends"]
    return _said(
        {
            "@type": "Schedule",
            "repeatFrequency": "P1W",
            "byDay": [f"{SCHEMA}/{DAYS[day - 1]}" for day in recurrence["days"]],
            "startDate": starts[:10],
            "endDate": recurrence["until"],
            "startTime": starts[11:],
            "endTime": (ends or "")[11:],
            "scheduleTimezone": zone,
        }
    )


def _with_offset(moment: str | None, zone: str) -> str | None:
    """A local time with its offset from UTC; a whole day as it is."""
    if moment is None or "T" not in moment:
        return moment
    return datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo(zone)).isoformat()


def _is_public(guide: Guide, organisation_uuid: str | None) -> bool:
    """Whether an authority is in charge; where nobody is named it is taken to be one."""
    found = guide.source(organisation_uuid)
    return found is None or found["organisation_kind"] == "authority"


def iso_duration(duration: Data | None) -> str | None:
    """ISO 8601 of the longest that something takes."""
    if duration is None:
        return None
    return ISO_UNITS[duration["unit"]].format(duration["maximum"] or duration["value"])


def _url(guide: Guide, uuid: str, language: str) -> str | None:
    url = guide.url(uuid, language)
    return None if url is None else guide.absolute(url)


def _said(data: Data) -> Data:
    """Without the properties that say nothing."""
    return {name: value for name, value in data.items() if value not in (None, "", [], {})}
