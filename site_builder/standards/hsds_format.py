"""Human Services Data Specification 3.0 as formats of a guide: lists of records as its API answers them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from site_builder.guide import Guide
from site_builder.standards.formats import Format
from site_builder.standards.hsds.offers import service
from site_builder.standards.hsds.organizations import organization_full
from site_builder.standards.hsds.taxonomy import term
from site_builder.structured_data import ENCODER

SPECIFICATION = "http://docs.openreferral.org/en/v3.0.0/"

Record = Callable[[Guide, str], dict[str, Any] | None]


def _list_of(name: str, entity: str, kinds: tuple[str, ...], record: Record) -> Format:
    """A JSON list of records of one kind."""
    standard = f"HSDS 3.0 {entity}"
    return Format(name, "json", "application/json", standard, SPECIFICATION, kinds, "[", ",\n", "]\n", record, _written)


def _written(record: dict[str, Any] | None) -> str:
    """A record with its `id` first, on one line; empty if its document is not published."""
    return "" if record is None else ENCODER.encode(record)


FORMATS = (
    _list_of("hsds", "service", ("service", "procedure", "event"), service),
    _list_of("hsds-organizations", "organization", ("city", "organisation"), organization_full),
    _list_of("hsds-taxonomy-terms", "taxonomy_term", ("topic", "situation", "term"), term),
)
