"""A city that offers what it publishes, and another one that takes it over."""

from __future__ import annotations

import json
from typing import Any

from cms.cities.models import City
from cms.guides.models import (
    CostPage,
    DocumentTypePage,
    OfficePage,
    OrganisationPage,
    ProcedurePage,
)
from cms.sharing.models import Offer, TakenPage
from tests.cms.factories import make_city, make_page

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
NOTHING = {"duration": {}, "deadline": {}, "link": "", "legal_basis": [], "branches": [], "documents": []}


def offering(slug: str = "origin", **facts: Any) -> City:
    """A city whose published pages others may take over."""
    city = make_city(slug, **facts)
    city.licence = LICENCE
    city.save()
    Offer.objects.create(city=city)
    return city


def step(number: int, title: str, text: str = "", **facts: Any) -> dict[str, Any]:
    """A step as the database holds it."""
    value = {"kind": "do", "title": title, "text": text, "cost": None, "office": None, **NOTHING, **facts}
    return {"type": "step", "id": f"00000000-0000-0000-0000-{number:012d}", "value": value}


def procedure(city: City, *, live: bool = True, **facts: Any) -> ProcedurePage:
    """How to register, with an office, a fee, a paper and an authority of the city."""
    office = make_page(OfficePage, city, title="Town hall")
    fee = make_page(CostPage, city, title=f"Fee of {city.slug}", free=False, amount="12.50")
    paper = make_page(DocumentTypePage, city, title="Passport")
    authority = make_page(OrganisationPage, city, title=f"Council of {city.slug}")
    brought = {"document": paper.pk, "required": "always", "condition": "", "note": "Not expired."}
    first = step(
        1,
        "Book an appointment",
        f'<p>At the <a linktype="page" id="{office.pk}">town hall</a>, or call +49 30 23125000.</p>',
        office=office.pk,
        link="https://booking.example.org/",
        documents=[{"type": "item", "id": "10000000-0000-0000-0000-000000000001", "value": brought}],
    )
    second = step(2, "Go there", "<p>Bring your papers.</p>", cost=fee.pk)
    return make_page(
        ProcedurePage,
        city,
        live=live,
        **{
            "title": "Register your address",
            "slug": "register",
            "summary": "Tell the city where you live.",
            "outcome": "<p>A certificate.</p>",
            "authority": authority,
            "deadline": json.dumps([{"type": "deadline", "value": {"days": 14, "event": "after you move in"}}]),
            "steps": json.dumps([first, second]),
            "sensitivity": "careful",
            **facts,
        },
    )


def taken(city: City) -> TakenPage:
    """The one page that a city has taken over, as it is in the database."""
    return TakenPage.objects.get(city=city)
