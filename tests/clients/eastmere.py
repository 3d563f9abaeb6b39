"""Eastmere, the city of the docs' examples, in small: documents with the UUIDs that those of the demo have."""

from __future__ import annotations

import json

from cms.guides.content_files.entries import derived_uuid
from tests.site_builder.documents import small_city
from tests.site_builder.entities import SITE_URL, Body, uuid_of

CITY = "eastmere"
GUIDE = "http://127.0.0.1:8001/eastmere"
# What plays the part of a service of the demo's.
RENAMED = {"welcome-advice": "free-advice"}
PATHS = {"welcome-advice": "help/free-advice"}
SERVICE = str(derived_uuid(CITY, "service", "free-advice"))
SERVICE_PATH = PATHS["welcome-advice"]


def eastmere() -> list[Body]:
    """The documents of the small city under the name of the demo's."""
    bodies = small_city()
    text = json.dumps(bodies)
    for body in bodies:
        if body["language"] == "en":
            slug = CITY if body["kind"] == "city" else body["path"].rpartition("/")[2]
            name = body["kind"], RENAMED.get(slug, slug)
            text = text.replace(body["uuid"], str(derived_uuid(CITY, *name)))
    for slug, path in PATHS.items():
        old = next(body["path"] for body in bodies if body["uuid"] == uuid_of("service", slug))
        text = text.replace(f'"path": "{old}"', f'"path": "{path}"')
    text = text.replace(SITE_URL, GUIDE).replace('"city": "harbourton"', f'"city": "{CITY}"')
    return list(json.loads(text.replace('"Harbourton"', '"Eastmere"')))
