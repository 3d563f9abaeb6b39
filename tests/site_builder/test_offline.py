"""A language that goes offline leaves the release, and a city that goes offline leaves no release live."""

from __future__ import annotations

from pathlib import Path

from site_builder.release import Releases
from tests.site_builder.conftest import CITY, Build, tree
from tests.site_builder.feeds import Publisher


def take_offline(publisher: Publisher, *languages: str) -> None:
    """What the CMS's feed says when home pages are unpublished."""
    bodies = publisher.bodies
    for body in bodies:
        if body["language"] in languages:
            publisher.withdraw(body["uuid"], body["language"])
        elif body["kind"] == "city":
            publisher.publish(body | {"languages": [tag for tag in body["languages"] if tag not in languages]})


def test_a_language_that_goes_offline_takes_its_pages_and_every_link_to_them_along(
    build: Build, publisher: Publisher, output: Path
) -> None:
    build()
    whole, bodies = tree(output / CITY / "current"), publisher.bodies
    take_offline(publisher, "ar")
    build()
    left = tree(output / CITY / "current")
    assert [path for path in left if path.startswith("ar/")] == []
    pages = [data.decode() for path, data in left.items() if path.endswith(("html", "xml", "txt"))]
    assert not any('hreflang="ar"' in page or "/ar/sitemap.xml" in page or 'href="/ar/' in page for page in pages)
    publisher.publish(*bodies)
    build()
    assert tree(output / CITY / "current") == whole


def test_a_city_that_is_withdrawn_has_no_live_release_and_comes_back_as_it_was(
    build: Build, publisher: Publisher, releases: Releases, output: Path
) -> None:
    first, bodies = build(), publisher.bodies
    take_offline(publisher, "en", "ar", "de")
    result = build()
    assert (result.release, result.files, result.revision) == ("", 0, publisher.revision)
    assert releases.current() is None
    assert [release.name for release in releases.all()] == [first.release]  # for a rollback
    publisher.publish(*bodies)
    again = build()
    assert again.release.partition("-")[2] == first.release.partition("-")[2]  # the same files
