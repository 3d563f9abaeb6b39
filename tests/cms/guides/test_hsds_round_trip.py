"""A guide that goes out as HSDS comes in as the same guide, but for what the standard and the import do not carry."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction

from cms.cities.models import City
from cms.publishing.models import PublishedDocument
from site_builder.guide import Guide
from site_builder.standards.hsds_format import FORMATS
from tests.cms.guides.content_folder import CITY, write_file, write_folder
from tests.cms.guides.importing import bring_in
from tests.site_builder.hsds_schemas import violations

pytestmark = pytest.mark.django_db

SITE = "https://guide.millbrook.example.org"
# Not carried (docs/api/standards.md): alerts, keys and addresses of pages, and what the new operator says
# of the city.
NOT_CARRIED = {"alert", "assurer_email", "extent", "extent_type", "key"}

EVENT = """
    title: Open day
    topics: [arrival]
    kind: course
    summary: Come and see.
    text: |
      All day.
    starts_on: 2099-05-04
    starts_at: "18:00"
    ends_on: 2099-05-04
    ends_at: "20:00"
    recurrence: {days: [1, 3], until: 2099-06-30}
    office: town-hall
    level: A1
    languages: [en, ar]
    organiser: council
    """


def dumps(city: str) -> dict[str, list[dict[str, Any]]]:
    """The dumps of a city as a release holds them."""
    guide = Guide([each.body for each in PublishedDocument.objects.current().filter(city__slug=city)])
    return {
        made.name: [
            json.loads(text)
            for kind in made.kinds
            for uuid in guide.of_kind(kind)
            if (text := made.written(made.told(guide, uuid)))
        ]
        for made in FORMATS
    }


def carried(value: Any) -> Any:
    """What a record says without what is not carried; an organisation's places in the order of their names."""
    if isinstance(value, dict):
        is_publisher = value.get("waymark", {}).get("kind") == "publisher"
        left_out = NOT_CARRIED | ({"email"} if is_publisher else set())
        return {name: carried(each) for name, each in value.items() if name not in left_out}
    if isinstance(value, list):
        each_carried = [carried(each) for each in value]
        return sorted(each_carried, key=lambda each: each.get("name", "")) if _is_places(value) else each_carried
    return SITE if isinstance(value, str) and value.startswith(f"{SITE}/") else value


def _is_places(value: list[Any]) -> bool:
    return all(isinstance(each, dict) and "location_type" in each for each in value)


def by_id(records: list[dict[str, Any]], *, publisher: str) -> dict[str, Any]:
    """Records by id; that of the publisher under a name, since a city has another UUID on each installation."""
    text = json.dumps(carried(records)).replace(publisher, "publisher")
    return {record["id"]: record for record in json.loads(text)}


def test_a_guide_comes_back_from_its_dumps(standards: Path, tmp_path: Path) -> None:
    with transaction.atomic():
        folder = write_folder(tmp_path / "content")
        write_file(folder, "events/open-day.yaml", EVENT)
        bring_in(folder)
        before = dumps(CITY)
        city = next(each["id"] for each in before["hsds-organizations"] if each["waymark"]["kind"] == "publisher")
        transaction.set_rollback(True)
    assert not City.objects.filter(slug=CITY).exists()
    files = []
    for name, records in before.items():
        files.append(tmp_path / f"{name}.json")
        files[-1].write_text(json.dumps(records))
    told = io.StringIO()
    facts = {"name": "Millbrook", "country": "GB", "time_zone": "Europe/London", "publisher": "Millbrook Council"}
    options = {"city": CITY, "language": "en", "site_url": SITE, "json": True}
    call_command("import_hsds", *map(str, files), stdout=told, stderr=io.StringIO(), **options, **facts)
    report = json.loads(told.getvalue())
    assert report["left_out"] == []
    assert {each["field"].rpartition(".")[2] for each in report["not_taken"]} <= {"alert"}
    after = dumps(CITY)
    new_city = next(each["id"] for each in after["hsds-organizations"] if each["waymark"]["kind"] == "publisher")
    for name, records in after.items():
        assert violations(standards, name, records) == []
        assert by_id(records, publisher=new_city) == by_id(before[name], publisher=city)
    words = json.dumps(after, ensure_ascii=False)
    assert report["published"]["de"] > 4
    for name in ("Rathaus", "Weihnachten", "Reisedokument"):
        assert name in words
