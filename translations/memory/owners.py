"""Whose a text is: the trees of pages that one home page in several languages stands over.

An owner is named by the translation key of its home pages, which is one key in all languages and never changes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from wagtail.models import Page

# A materialised path holds one step of fixed width per level: the root, then the home page.
HOME_PATH_LENGTH = 2 * Page.steplen

INSTALLATION = ""


def owner_of(page: Page) -> str:
    """The owner of a page, INSTALLATION for what stands in no tree."""
    return owners_of_paths([page.path]).get(page.path[:HOME_PATH_LENGTH], INSTALLATION)


def owner_of_object(translation_key: Any) -> str:
    """The owner of the page with this translation key, in whatever language; INSTALLATION if it is gone."""
    page = Page.objects.filter(translation_key=translation_key).only("path").first()
    return owner_of(page) if page else INSTALLATION


def owners_of_objects(translation_keys: Collection[UUID]) -> dict[UUID, str]:
    """By translation key the owner of its page, in two SQL statements; INSTALLATION for those whose page is gone."""
    paths = dict(Page.objects.filter(translation_key__in=translation_keys).values_list("translation_key", "path"))
    owners = owners_of_paths(paths.values())
    return {key: owners.get(paths.get(key, "")[:HOME_PATH_LENGTH], INSTALLATION) for key in translation_keys}


def owners_of_paths(paths: Iterable[str]) -> dict[str, str]:
    """Owners by the path of the home page, for pages with these materialised paths."""
    homes = {path[:HOME_PATH_LENGTH] for path in paths if len(path) >= HOME_PATH_LENGTH}
    return {path: str(key) for path, key in Page.objects.filter(path__in=homes).values_list("path", "translation_key")}
