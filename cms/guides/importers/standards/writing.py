"""The last of an import: the content files of a feed beside those of its city, checked, and written as pages."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from cms.cities.models import City
from cms.guides.content_files.writing import Progress, import_checked
from cms.guides.importers.city import CityFacts
from cms.guides.importers.standards.content import Content, Data
from cms.guides.importers.standards.mending import checked
from cms.guides.importers.standards.report import FeedError


def city_named(slug: str, language: str) -> City | None:
    """The city that a feed is brought into; None for a new one.

    Raises:
        FeedError: when it is written in another language than the feed.
    """
    city = City.objects.filter(slug=slug).first()
    if city is not None and city.source_language != language:
        message = (
            f"The city {slug} is written in {city.source_language}, the feed in {language}. Bring in a feed in the "
            f"city's language with --language {city.source_language}, or choose another --city."
        )
        raise FeedError(message)
    return city


def new_city(facts: CityFacts, languages: Sequence[str], titles: Mapping[str, str]) -> dict[str, Data]:
    """The files of a city that there is not yet; in each language its title, which is all that it says of itself."""
    names = ("country", "time_zone", "site_url", "publisher")
    own, *others = languages
    said = {"title": facts.name, "introduction": f"{facts.name}\n"}
    known = {name: getattr(facts, name) for name in names}
    files: dict[str, Data] = {"city.yaml": {**said, **known, "source_language": own, "languages": list(languages)}}
    for tag in others:
        if title := titles.get(tag):
            files[f"city.{tag}.yaml"] = {"translated_by": "person", "title": title, "introduction": f"{title}\n"}
    return files


def write(content: Content, base: dict[str, Data], slug: str, *, is_dry_run: bool, progress: Progress) -> None:
    """Take out and report what content files refuse; make pages of the rest and publish them, unless it is dry.

    Raises:
        FeedError: when the city itself is not as it should be.
    """
    report = content.report
    with tempfile.TemporaryDirectory() as place:
        folder = checked(content, base, Path(place) / slug)
        if not is_dry_run:
            done = import_checked(folder, progress)
            report.created, report.changed, report.unchanged = done.created, done.changed, done.unchanged
            report.published, report.drafted = dict(done.published), dict(done.drafted)
