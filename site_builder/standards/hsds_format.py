"""Human Services Data Specification 3.0 as formats of a guide: lists of records as its API answers them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from site_builder.guide import Guide
from site_builder.standards.hsds.offers import service
from site_builder.standards.hsds.organizations import organization_full
from site_builder.standards.hsds.taxonomy import term
from site_builder.structured_data import ENCODER


@dataclass(frozen=True)
class RecordList:
    """A JSON list of records of one kind: see `formats.Format`."""

    name: str
    kinds: tuple[str, ...]
    record: Callable[[Guide, str], dict[str, Any] | None]
    suffix: str = "json"
    media_type: str = "application/json"
    head: str = "["
    joint: str = ",\n"
    foot: str = "]\n"

    def fragment(self, guide: Guide, uuid: str) -> str:
        """The record of a document with its `id` first, on one line; empty if it is not published."""
        record = self.record(guide, uuid)
        return "" if record is None else ENCODER.encode(record)


FORMATS = (
    RecordList("hsds", ("service", "procedure", "event"), service),
    RecordList("hsds-organizations", ("city", "organisation"), organization_full),
    RecordList("hsds-taxonomy-terms", ("topic", "situation", "term"), term),
)
