"""Whom a service is for, as far as HSDS has fields for it: the youngest and the oldest."""

from __future__ import annotations

from typing import Any

from site_builder.standards.hsds.records import Record, said

BANDS = (0, 16, 18, 27, 65)  # years from which on each band of `audience` goes, up to the next


def ages(audience: list[dict[str, Any]]) -> Record:
    """`minimum_age` and `maximum_age`, where a condition of age has to hold for everybody and its bands have no gap."""
    for group in audience:
        conditions = group["conditions"]
        if group["operator"] == "none" or (group["operator"] == "any" and len(conditions) > 1):
            continue
        for condition in conditions:
            bands = sorted(BANDS.index(int(value.removeprefix("from-"))) for value in _age_values(condition))
            if bands and bands == list(range(bands[0], bands[-1] + 1)):
                oldest = BANDS[bands[-1] + 1] - 1 if bands[-1] + 1 < len(BANDS) else None
                return said({"minimum_age": BANDS[bands[0]] or None, "maximum_age": oldest})
    return {}


def _age_values(condition: dict[str, Any]) -> list[str]:
    values: list[str] = condition["values"] if condition["facet"] == "age" else []
    return values
