"""How the audience of a page is written in content files: a list of groups, each `operator: {facet: [values]}`."""

from __future__ import annotations

from typing import Any

from cms.guides.content_files.codecs import Codec, Stored, Written
from cms.guides.content_files.names import Loader, Names
from cms.guides.content_files.problems import Place


class Audience(Codec):
    """Groups of conditions."""

    def load(self, written: Written, place: Place, loader: Loader) -> list[dict[str, Any]]:
        groups = [(operator, conditions) for group in written or () for operator, conditions in group.items()]
        return [
            {
                "type": "group",
                "value": {
                    "operator": operator,
                    "conditions": [
                        {"type": facet, "value": values, "id": f"group-{number}-{facet}"}
                        for facet, values in conditions.items()
                    ],
                },
                "id": f"group-{number}",
            }
            for number, (operator, conditions) in enumerate(groups, start=1)
        ]

    def dump(self, stored: Stored, names: Names) -> list[dict[str, Any]] | None:
        return [
            {value["operator"]: {condition["type"]: list(condition["value"]) for condition in value["conditions"]}}
            for block in stored
            if (value := block["value"])["conditions"]
        ] or None
