"""Short addresses that belong to no language: `q/<id>/` offers a document's page in all of them, `q/<id>.svg` its code.

The id is what stands first in the document's UUID, so it stays when title, path or languages change: codes on paper
lead to the page for as long as it is there. Nothing is remembered, and nobody is sent anywhere by herself.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from site_builder.codes import BORDER, Codes, outline
from site_builder.guide import Guide
from site_builder.languages import direction, own_name

FOLDER = "q"
LENGTH = 8
# Without i, l, o and u, which people read as 1, 0 or v (Crockford's base 32).
_DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"


@lru_cache(maxsize=4_096)
def short_id(uuid: str) -> str:
    """The first 40 bits of a UUID in eight letters and digits."""
    bits = int(uuid[:8] + uuid[9:11], 16)
    return "".join(_DIGITS[bits >> shift & 31] for shift in range(5 * (LENGTH - 1), -5, -5))


def codes(guide: Guide) -> Codes:
    """What makes the codes of a guide."""
    return Codes(guide.absolute(f"{guide.base_path}/{FOLDER}/"), LENGTH)


def short_page(guide: Guide, uuid: str) -> dict[str, Any]:
    """The languages in which a document can be read, by their own names."""
    document = guide.source(uuid)
    return {
        "language": guide.source_language,
        "direction": direction(guide.source_language),
        "title": (document or guide.city)["title"],
        "city": guide.city["title"],
        "code": f"{guide.base_path}/{FOLDER}/{short_id(uuid)}.svg",
        "choices": [
            {
                "language": language,
                "direction": direction(language),
                "name": own_name(language),
                "url": guide.url_of_path(folder),
            }
            for language, folder in guide.folders(uuid).items()
        ],
    }


def code_picture(guide_codes: Codes, uuid: str) -> dict[str, Any]:
    """The code of a document's short address."""
    rows = guide_codes.rows(short_id(uuid))
    return {"size": len(rows) + 2 * BORDER, "outline": outline(rows)}
