"""What the pictures show, prepared in a copy of the demo's database: the demo itself stays as it is."""

from __future__ import annotations

import io
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

TO_REVIEW = "Open a bank account"
TO_DRAFT = "Pay Council Tax"
WORDS = """en,do_not_translate,keep_source,fr,pt,uk
Eastmere Welcome Centre,yes,,,,
Council Tax,,yes,taxe municipale,imposto municipal,муніципальний податок
tenancy deposit,,,dépôt de garantie,caução,застава
"""


def copy_database(source: Path, target: Path) -> None:
    """Copy the database of a demo. Raises sqlite3.OperationalError if there is none."""
    with (
        closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as old,
        closing(sqlite3.connect(target)) as new,
    ):
        old.backup(new)


def stage() -> None:
    """Have a translation wait for its approval, a page lack its Portuguese, and the glossary hold some words.

    Raises LookupError if the demo's content does not allow it.
    """
    from django.contrib.auth import get_user_model
    from wagtail.models import Locale
    from wagtail_localize.models import StringTranslation

    from cms.publishing.bulk import submit_for_review
    from translations.glossary.exchange import import_glossary
    from translations.memory.owners import owner_of

    translator = get_user_model().objects.get(username="eastmere-translator")
    outcome = submit_for_review([source_page(TO_REVIEW)], [Locale.objects.get(language_code="uk")], translator)
    if outcome.left:
        message = f"“{TO_REVIEW}” cannot be submitted for review: {', '.join(outcome.left)}."
        raise LookupError(message)
    to_draft = source_page(TO_DRAFT)
    StringTranslation.objects.filter(context__object_id=to_draft.translation_key, locale__language_code="pt").delete()
    import_glossary(io.BytesIO(WORDS.encode()), "csv", owner_of(to_draft))


def address_of(place: str | tuple[str, str]) -> str:
    """The address of a place (see `Shot`)."""
    from django.urls import reverse
    from wagtail.models import Page

    if isinstance(place, str):
        return place
    title, language = place
    key = source_page(title).translation_key
    return reverse("publishing_desk", args=[Page.objects.get(translation_key=key, locale__language_code=language).pk])


def source_page(title: str) -> Any:
    """The source page of this title. Raises LookupError if the demo has none."""
    from wagtail.models import Page

    from cms.cities.trees import city_of

    for page in Page.objects.filter(title=title, alias_of=None):
        city = city_of(page)
        if city is not None and page.locale_id == city.source_locale_id:
            return page.specific
    message = f"The demo has no page “{title}”. Run `make guides` first."
    raise LookupError(message)
