"""A feed in HSDS 3.0 as American directories publish it: gaps, odd schedules, HTML, codes of its own."""

from __future__ import annotations

from typing import Any

PANTRY = "ac148810-d857-441c-9679-408f346de14b"
LEGAL = "5f6ab2cb-9d5c-4d0e-8e7a-0f6b8f0c8a55"
CLOSED = "0f3a8c2b-6f8e-4b57-a9b6-51a2f4ef1a01"
NAMELESS = "9d5e0f5d-3ce4-4f73-9a2f-4dd0ecc6c610"
FOOD_BANK = "d9d5e0f5-d3ce-4f73-9a2f-4dd0ecc6c610"
HALL = "3a19ff88-4620-4d17-9830-ac1d859eb5d5"

Record = dict[str, Any]


def feed() -> list[Record]:
    """Four services: a whole one, a sparse one, a closed one and one without a name."""
    return [pantry(), legal(), {"id": CLOSED, "name": "Warming centre", "status": "inactive"}, nameless()]


def hall() -> Record:
    """A place with an American address and odd hours."""
    return {
        "id": HALL,
        "location_type": "physical",
        "name": "Main Street Hall",
        "description": "Enter from the parking lot.",
        "transportation": "Bus 1 stops outside.",
        "latitude": 39.781721,
        "longitude": -89.650148,
        "languages": [{"id": HALL, "name": "Spanish"}, {"id": HALL, "code": "eng"}, {"id": HALL, "name": "Klingon"}],
        "addresses": [
            {
                "id": HALL,
                "address_1": "12 Main St",
                "address_2": "Suite 4",
                "city": "Springfield",
                "state_province": "IL",
                "postal_code": "62701",
                "country": "US",
                "address_type": "physical",
            }
        ],
        "phones": [
            {"id": HALL, "number": "(217) 555-0142 ext. 12", "type": "voice"},
            {"id": HALL, "number": "217-789-2000", "type": "voice"},
            {"id": HALL, "number": "217-789-2001", "type": "fax"},
        ],
        "accessibility": [{"id": HALL, "description": "Ramp at the side door."}],
        "schedules": [
            {"id": HALL, "freq": "WEEKLY", "byday": "MO,WE", "opens_at": "9:00 AM", "closes_at": "5pm"},
            {
                "id": HALL,
                "byday": "Friday",
                "opens_at": "09:00:00",
                "closes_at": "12:00:00",
                "description": "By appointment",
            },
            {"id": HALL, "freq": "MONTHLY", "byday": "2TU", "opens_at": "18:00", "closes_at": "20:00"},
            {"id": HALL, "description": "Call ahead on holidays"},
        ],
    }


def pantry() -> Record:
    """A service with everything, some of it as it should not be."""
    return {
        "id": PANTRY,
        "name": "Food pantry",
        "alternate_name": "The Pantry",
        "description": "<p>Free food for <b>everybody</b>.</p><script>alert(1)</script><ul><li>Bring a bag</li></ul>"
        '<p>See <a href="javascript:alert(2)">this</a> or <a href="https://food.example.org/">our site</a>.</p>',
        "url": "food.example.org/pantry",
        "email": "not an address",
        "status": "active",
        "application_process": "Walk in.\n\n1. Take a number\n2. Wait",
        "eligibility_description": "Residents of Sangamon County.",
        "minimum_age": 18,
        "fees_description": "None.",
        "assured_date": "2026-05-04",
        "last_modified": "2026-05-04T10:30:45.123Z",
        "organization": {
            "id": FOOD_BANK,
            "name": "Food Bank",
            "description": "Collects food & shares it.",
            "email": "hello@food.example.org",
            "website": "https://food.example.org/",
            "phones": [{"id": PANTRY, "number": "+1 217 789 2002"}],
            "tax_id": "12-3456789",
        },
        "service_at_locations": [{"id": PANTRY, "location": hall()}],
        "cost_options": [
            {"id": PANTRY, "option": "Delivery", "currency": "USD", "amount": 2.5, "amount_description": "Per box."}
        ],
        "required_documents": [{"id": PANTRY, "document": "Photo ID"}],
        "phones": [{"id": PANTRY, "number": "217.789.2003", "description": "Pantry desk"}],
        "attributes": [
            {
                "id": PANTRY,
                "taxonomy_term": {"id": LEGAL, "name": "Food", "description": "", "taxonomy": "Open Eligibility"},
            }
        ],
    }


def legal() -> Record:
    """A service that says next to nothing, in the same place."""
    return {
        "id": LEGAL,
        "name": "Legal clinic",
        "status": "active",
        "description": "First sentence. " + "More about it. " * 60,
        "service_at_locations": [{"id": LEGAL, "location": hall()}],
        "organization": {"id": LEGAL, "name": "Law School", "description": ""},
    }


def nameless() -> Record:
    """A service that nobody could find."""
    return {"id": NAMELESS, "name": "", "status": "active"}
