"""Text for agencies: pages of a city go out as files, one for each language, and their translations come in."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, BinaryIO

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Locale, Page
from wagtail_localize.models import TranslationSource

from cms.cities.models import City
from cms.cities.trees import home_of
from cms.publishing.translating import glossary
from cms.queueing import after_commit
from translations.exchange.gathering import pages_of_work
from translations.exchange.problems import ExchangeError
from translations.exchange.segment_tables import read_segment_table, segment_table
from translations.exchange.taking_in import Item, plan, take_in
from translations.exchange.work import Progress, Returned, Work
from translations.exchange.xliff_reading import read_xliff
from translations.exchange.xliff_writing import xliff
from translations.sources import sync_source


class Scope(models.TextChoices):
    """Which segments of the pages go out."""

    OPEN = "open", gettext_lazy("What is missing or outdated")
    UNCHECKED = "unchecked", gettext_lazy("The same, and what nobody here has checked")
    ALL = "all", gettext_lazy("Everything")


PROGRESS = {
    Scope.OPEN: frozenset({Progress.MISSING, Progress.OUTDATED}),
    Scope.UNCHECKED: frozenset({Progress.MISSING, Progress.OUTDATED, Progress.UNCHECKED}),
    Scope.ALL: frozenset(Progress),
}


class Kind(models.TextChoices):
    """The formats, by the ending of a file's name."""

    XLIFF = "xlf", gettext_lazy("XLIFF 2.1, for translation tools")
    TABLE = "csv", gettext_lazy("Table (CSV), for spreadsheets")


CONTENT_TYPES = {Kind.XLIFF: "application/xliff+xml", Kind.TABLE: "text/csv; charset=utf-8"}
WRITERS = {Kind.XLIFF: xliff, Kind.TABLE: segment_table}
READERS = {".xlf": read_xliff, ".xliff": read_xliff, ".csv": read_segment_table, ".txt": read_segment_table}


@dataclass(frozen=True)
class File:
    """A file to download."""

    name: str
    content_type: str
    content: bytes


def export(city: City, pages: Sequence[Page], locales: Sequence[Locale], kind: Kind, scope: Scope) -> File | None:
    """A file for a language, or an archive with a file for each; None if there is nothing to translate.

    Args:
        city: whose glossary goes along.
        pages: source pages of the city, in the order of the file.
        locales: target languages of the city.
        kind: the format.
        scope: which segments.
    """
    sources = _sources(pages)
    files = []
    for locale in locales:
        tag = locale.language_code
        found = list(pages_of_work(sources, locale, PROGRESS[scope], glossary(city, tag)))
        if found:
            pieces = WRITERS[kind](Work(city.source_language, tag, found))
            files.append(File(f"{city.slug}-{tag}.{kind}", CONTENT_TYPES[kind], "".join(pieces).encode()))
    if len(files) < 2:
        return files[0] if files else None
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            archive.writestr(file.name, file.content)
    return File(f"{city.slug}-{kind}.zip", "application/zip", buffer.getvalue())


def read(stream: BinaryIO, name: str) -> Iterator[Returned]:
    """The segments of a file, whose name tells its format.

    Raises:
        ExchangeError: when it cannot be read; it names the line.
    """
    reader = READERS.get(PurePath(name).suffix.lower())
    if reader is None:
        raise ExchangeError(_("Choose a file whose name ends in %(endings)s.") % {"endings": ", ".join(READERS)})
    return reader(stream)


def planned(stream: BinaryIO, name: str, user: Any, *, reviewed: bool) -> list[Item]:
    """What would become of each segment of a file. Raises ExchangeError as `read` does."""
    return plan(read(stream, name), Boundary(user), reviewed=reviewed)


@transaction.atomic
def import_file(
    stream: BinaryIO, name: str, agreed: Collection[str], user: Any, *, reviewed: bool
) -> tuple[list[Item], list[Item]]:
    """Take a file in as a whole or, when it cannot be read, not at all.

    Args:
        stream: the file.
        name: its name, which tells its format and is kept beside each translation.
        agreed: keys of the conflicts in which the file's text replaces what was changed here.
        user: who answers for it.
        reviewed: whether a person checked everything in it.

    Returns:
        What was planned at this moment, and what of it was stored.
    """
    items = planned(stream, name, user, reviewed=reviewed)
    stored = take_in(items, agreed, user=user, origin=_("File: %s") % name, reviewed=reviewed)
    _follow_up(stored)
    return items, stored


def _follow_up(stored: Iterable[Item]) -> None:
    """Have the pages that have no translation yet begun, and the documents of live ones say what state they are in."""
    from cms.publishing.tasks import follow_up_import

    for locale_id in sorted({item.locale.pk for item in stored if item.locale is not None}):
        after_commit(follow_up_import.enqueue, locale_id)


class Boundary:
    """Whether a person may change the translation of a source into a language. Each is asked once."""

    def __init__(self, user: Any) -> None:
        self._user = user
        self._languages: dict[int, set[int]] = {}

    def __call__(self, source: TranslationSource, locale: Locale) -> bool:
        """By the translated page's own permission; while there is none, by that of the home page in its language."""
        page = Page.objects.filter(translation_key=source.object_id, locale=source.locale_id).first()
        home = home_of(page) if page else None
        if page is None or home is None or source.locale_id != home.city.source_locale_id:
            return False
        if locale.pk not in self._locales_of(home.city):
            return False
        target = page.get_translation_or_none(locale) or home.city.pages.filter(locale=locale).first()
        if target is None:
            return False
        permissions = target.specific.permissions_for_user(self._user)
        return permissions.can_edit() and not permissions.page_locked()

    def _locales_of(self, city: City) -> set[int]:
        if city.pk not in self._languages:
            self._languages[city.pk] = set(city.languages.values_list("locale_id", flat=True))
        return self._languages[city.pk]


def _sources(pages: Sequence[Page]) -> list[TranslationSource]:
    """The frozen copies of live pages, made where they are missing; publishing keeps them in step."""
    keys = [page.translation_key for page in pages]
    known = {
        (source.object_id, source.locale_id): source
        for source in TranslationSource.objects.filter(object__in=keys).select_related(
            "locale", "specific_content_type"
        )
    }
    return [known.get((page.translation_key, page.locale_id)) or sync_source(page)[0] for page in pages]
