"""Writing checked content files into the pages of a city, each page in one transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from wagtail.models import Page

from cms.cities.models import City, CityPage
from cms.cities.provisioning import provision_city
from cms.guides.content_files.bulk import indexed_once, saved_together
from cms.guides.content_files.checking import CheckedFolder
from cms.guides.content_files.entries import Entry, derived_uuid, facts_of_city
from cms.guides.content_files.fields import PICTURE, changed_values, load_values
from cms.guides.content_files.kinds import BY_MODEL
from cms.guides.content_files.media import bring_pictures, name_pictures, pictures_in
from cms.guides.content_files.names import Loader, Names, names_of_pages
from cms.guides.content_files.origins import keep_origin
from cms.guides.content_files.placing import arrange, move_below
from cms.guides.content_files.translating import translate_page
from cms.guides.content_files.tree import HOME, Parent, in_tree_order, parent_of
from cms.guides.content_files.voices import Voices
from cms.guides.directories import ensure_directories
from cms.guides.models import DirectoryPage, GuidePage

PICTURE_ATTRIBUTES = frozenset(field.attribute for field in PICTURE)
Progress = Callable[[str, int, int], None]


@dataclass
class ImportReport:
    """What an import did. `published` and `drafted` count translated pages by language."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0
    published: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    drafted: dict[str, int] = field(default_factory=lambda: defaultdict(int))


def import_checked(folder: CheckedFolder, progress: Progress = lambda what, done, total: None) -> ImportReport:
    """Make the city of a folder and its pages, or bring them in line with the files.

    A page is written, and published, only if its file says something else than it does, a translation only if one
    of its texts is new. Pages that no file describes stay as they are. The next run completes an interrupted one.
    """
    report = ImportReport()
    with indexed_once([DirectoryPage, *BY_MODEL]):
        city = _provision(folder)
        home = CityPage.objects.get(city=city, locale=city.source_locale)
        pictures = bring_pictures(folder.path, pictures_in(folder.entries), city)
        ids = _ensure_pages(folder, home, pictures, report, progress)
        names = _names(home, pictures)
        pages = {page.pk: page for page in Page.objects.filter(pk__in=[home.pk, *ids.values()]).specific()}
        # Parents before their children, whose translations stand below theirs.
        entries = [folder.home, *in_tree_order(folder.entries)]
        for done, entry in enumerate(entries, start=1):
            page = pages[ids.get((entry.kind.name, entry.slug), home.pk)]
            _write(page, entry, folder, names, report)
            progress("contents", done, len(entries))
    return report


def _provision(folder: CheckedFolder) -> City:
    is_new = not City.objects.filter(slug=folder.city).exists()
    entry = folder.home
    values = load_values("city", entry.data, _quietly(Names(entry.data["country"])))
    with saved_together():
        city = provision_city(
            facts_of_city(entry, folder.city),
            source_language=entry.data["source_language"],
            languages=folder.languages,
            name=values["title"],
            introduction=values["introduction"],
        )
        if is_new:
            # The same on every installation, like the UUID of each page.
            CityPage.objects.filter(city=city).update(translation_key=derived_uuid(folder.city, "city", ""))
        ensure_directories(city)
    return city


def _quietly(names: Names) -> Loader:
    """A loader for files that were checked: a reference without a page is one to a page that is made later."""
    return Loader(names, lambda place, message: None)


def _names(home: CityPage, pictures: dict[str, int]) -> Names:
    """What files call the pages and the images of a city; `pictures` are those that the files at hand name."""
    names = names_of_pages(home)
    name_pictures(names, home.city)
    for name, image in pictures.items():
        names.add_picture(name, image)
    return names


def _ensure_pages(
    folder: CheckedFolder, home: CityPage, pictures: dict[str, int], report: ImportReport, progress: Progress
) -> dict[tuple[str, str], int]:
    """The id of a page for every entry, each in its place. New ones are drafts without references to later ones."""
    city, names = home.city, _names(home, pictures)
    parents: dict[Parent, Page] = {HOME: home}
    parents |= {("directory", holding.value): page for holding, page in ensure_directories(city).items()}
    uuids = [entry.uuid for entry in folder.entries]
    existing = {
        page.translation_key: page for page in Page.objects.filter(locale=city.source_locale, translation_key__in=uuids)
    }
    families: dict[Parent, list[Page]] = defaultdict(list)
    pages: dict[tuple[str, str], int] = {}
    for entry in in_tree_order(folder.entries):
        parent = parents[parent_of(entry)]
        page = existing.get(entry.uuid)
        if page is None:
            page = _create(entry, parent, names)
            report.created += 1
        elif not page.is_child_of(parent):
            page = move_below(page, parent)
        names.add(entry.kind.name, entry.slug, page.pk)
        pages[entry.kind.name, entry.slug] = page.pk
        families[parent_of(entry)].append(page)
        if entry.kind.name == "topic":
            parents["topic", entry.slug] = page
        progress("pages", len(pages), len(folder.entries))
    for family in families.values():
        arrange(family)
    return pages


def _create(entry: Entry, parent: Page, names: Names) -> Page:
    values = load_values(entry.kind.name, entry.data, _quietly(names))
    page = entry.kind.model(slug=entry.slug, translation_key=entry.uuid, locale=parent.locale, live=False, **values)
    with saved_together():
        parent.add_child(instance=page)
    return page


def _write(page: CityPage | GuidePage, entry: Entry, folder: CheckedFolder, names: Names, report: ImportReport) -> None:
    """Bring one page and its translations in line with its files, and publish what is new."""
    loader = _quietly(names)
    values = load_values(entry.kind.name, entry.data, loader)
    if "picture" not in entry.data:
        # As with voice notes: files from before there were pictures in files leave those of the pages alone.
        values = {name: value for name, value in values.items() if name not in PICTURE_ATTRIBUTES}
    changed = changed_values(page, values, names)
    if entry.slug != page.slug and not isinstance(page, CityPage):
        changed["slug"] = entry.slug
    with saved_together():
        voices = Voices(page, entry, folder.path)
        for attribute, value in changed.items():
            setattr(page, attribute, value)
        if texts := folder.translations[entry.kind.name, entry.slug]:
            if changed:
                page.save(clean=False)
            for language, is_live in translate_page(page, entry, texts, loader).items():
                (report.published if is_live else report.drafted)[language] += 1
        is_noted = keep_origin(page, entry.data)
        if changed or not page.live:
            # Last, so that the documents of all languages are written once.
            is_new = not page.live
            page.save_revision(log_action=True).publish()
            voices.bring_in()
            report.changed += 0 if is_new else 1
        elif voices.bring_in() or is_noted:
            report.changed += 1
        else:
            report.unchanged += 1
