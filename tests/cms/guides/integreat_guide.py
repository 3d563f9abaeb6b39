"""A small guide as Integreat's API delivers one, German with English translations, written for the tests."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

REGION = "musterstadt"


def record(
    number: int,
    path: str,
    title: str,
    html: str = "",
    *,
    parent: str = "",
    order: int = 0,
    others: dict[str, str] | None = None,
    updated: str = "2024-05-01T08:00:00+02:00",
) -> dict[str, Any]:
    """A page record. Paths are given below the region and end without a slash."""
    return {
        "id": number,
        "url": f"https://admin.integreat-app.de/{REGION}/{path}/",
        "path": f"/{REGION}/{path}/",
        "title": title,
        "last_updated": updated,
        "content": html,
        "parent": {"id": number + 1000, "path": f"/{REGION}/{parent}/" if parent else None},
        "order": order,
        "available_languages": {
            tag: {"id": number + 5000, "path": f"/{REGION}/{other}/"} for tag, other in (others or {}).items()
        },
        "thumbnail": "https://admin.integreat-app.de/media/picture.png",
    }


GERMAN = [
    record(1, "de/ankommen", "Ankommen", order=2, others={"en": "en/arriving"}),
    record(
        2,
        "de/ankommen/behörden",
        "Behörden",
        '<div><p>Hier finden Sie alle <strong>Behörden</strong>.</p><p>&nbsp;</p><p><img src="https://x.example/a.png"></p></div>',
        parent="de/ankommen",
        order=1,
        others={"en": "en/arriving/offices"},
    ),
    record(
        3,
        "de/ankommen/behörden/rathaus",
        "Rathaus",
        "<h3><strong>Öffnungszeiten</strong></h3><p>Montag 9 Uhr bis 12 Uhr<br>Tel. 030 23125000<br>"
        'Fax 030 23125099<br>post@musterstadt.example</p><p>Mehr: <a href="https://integreat.app/musterstadt/de/ankommen/geld/">'
        'Geld</a>, <a href="https://integreat.app/musterstadt/de/früher/behörden/">alle Behörden</a></p>',
        parent="de/ankommen/behörden",
        others={"en": "en/arriving/offices/town-hall"},
    ),
    record(
        4,
        "de/ankommen/geld",
        "Geld",
        '<ul><li>Konto eröffnen</li><li>Karte <a href="tel:03023125000">bestellen</a></li></ul>'
        '<p><a href="https://integreat.app/musterstadt/de/gibt-es-nicht/">Lohn</a></p>',
        parent="de/ankommen",
        order=2,
        others={"en": "en/arriving/money"},
    ),
    record(5, "de/notfall", "Notfall", "<p>Rufen Sie 112 an.</p>", order=1),
]
ENGLISH = [
    record(11, "en/arriving", "Arriving", order=2, others={"de": "de/ankommen"}),
    record(
        12,
        "en/arriving/offices",
        "Offices",
        "<p>All <strong>offices</strong> are here.</p>",
        parent="en/arriving",
        order=1,
        others={"de": "de/ankommen/behörden"},
        updated="2023-01-01T08:00:00+01:00",
    ),
    record(
        13,
        "en/arriving/offices/town-hall",
        "Town hall",
        '<p>Open on Monday.</p><p>See <a href="https://integreat.app/musterstadt/en/arriving/money/">money</a>.</p>',
        parent="en/arriving/offices",
        others={"de": "de/ankommen/behörden/rathaus"},
    ),
    record(
        14,
        "en/arriving/money",
        "Money",
        '<ul><li>Open an account</li><li>Order a <a href="tel:03023125000">card</a></li></ul>'
        '<p><a href="https://integreat.app/musterstadt/de/gibt-es-nicht/">Wages</a></p>',
        parent="en/arriving",
        order=2,
        others={"de": "de/ankommen/geld"},
    ),
]


def write_guide(folder: Path, german: list[Any] | None = None, english: list[Any] | None = None) -> Path:
    """The files of a guide in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for language, records in (("de", german or GERMAN), ("en", english or ENGLISH)):
        (folder / f"{language}.json").write_text(json.dumps(records), encoding="utf-8")
    return folder
