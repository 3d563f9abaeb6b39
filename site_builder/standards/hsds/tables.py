"""Records of HSDS as its tables: what is inside of a record becomes a row that names the record by its id."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from site_builder.standards.hsds.records import EXTENSION, Record

# By what a list or an object in a record is called: its table, and the name of that table's file.
INSIDE = {
    "accessibility": "accessibility",
    "addresses": "address",
    "attributes": "attribute",
    "contacts": "contact",
    "cost_options": "cost_option",
    "languages": "language",
    "location": "location",
    "locations": "location",
    "metadata": "metadata",
    "organization": "organization",
    "phones": "phone",
    "required_documents": "required_document",
    "schedules": "schedule",
    "service_areas": "service_area",
    "service_at_locations": "service_at_location",
    "taxonomy_term": "taxonomy_term",
}
FILES = {
    "organization": "organizations.csv",
    "service": "services.csv",
    "attribute": "attributes.csv",
    "service_at_location": "service_at_location.csv",
    "location": "locations.csv",
    "phone": "phones.csv",
    "contact": "contacts.csv",
    "address": "addresses.csv",
    "schedule": "schedules.csv",
    "service_area": "service_areas.csv",
    "required_document": "required_documents.csv",
    "language": "languages.csv",
    "accessibility": "accessibility.csv",
    "taxonomy_term": "taxonomy_terms.csv",
    "metadata": "metadata.csv",
    "cost_option": "cost_options.csv",
}
"""The tables in the order of the standard, with their files."""
# Which say themselves what they belong to, or belong to nothing.
_FREE = {"attribute", "metadata", "organization", "taxonomy_term"}

Tables = dict[str, dict[str, Record]]
"""Rows by table and id."""


def tables(records: Iterable[tuple[str, Record]]) -> Tables:
    """The rows of records, each given with its table. Of rows with one id the first counts, which names all that is
    known; the extension, which is a tree, is left out.
    """
    found: Tables = {name: {} for name in FILES}
    for table, record in records:
        _add(found, table, record, {})
    return found


def _add(found: Tables, table: str, record: Record, belongs: Record) -> None:
    row = {**_plain(record), **belongs}
    for name, value in record.items():
        if name in INSIDE and isinstance(value, dict):
            _add(found, INSIDE[name], value, {})
            row[f"{INSIDE[name]}_id"] = value["id"]
    present = found[table].setdefault(record["id"], row)
    # One that was met inside of another record, and is now told with what it belongs to.
    present.update({key: value for key, value in row.items() if key not in present})
    for name, value in record.items():
        if name in INSIDE and isinstance(value, list):
            inside = INSIDE[name]
            own = (
                {}
                if inside in _FREE or (table, inside) == ("organization", "location")
                else {f"{table}_id": record["id"]}
            )
            for each in value:
                _add(found, inside, each, own)


def _plain(record: Record) -> dict[str, Any]:
    return {name: value for name, value in record.items() if name not in INSIDE and name != EXTENSION}
