"""What each role may do in its city, and the groups that hold the roles. docs/editors/roles.md has it in words."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupCollectionPermission, GroupPagePermission, Locale

from cms.cities.models import LANGUAGE_ROLES, City, CityPage, CityRole, Role

# Wagtail has no permission to look at a tree. This one lets a person find pages in the explorer and in search, and
# allows nothing by itself: what it widens needs “change” or “add” too.
LOOK = ("bulk_delete",)

# What each role may do on page trees: in the source language, and in the target languages.
PAGE_PERMISSIONS: dict[Role, tuple[Sequence[str], Sequence[str]]] = {
    Role.ADMINISTRATOR: (
        ("add", "change", "publish", "lock", "unlock", "bulk_delete"),
        ("change", "publish", "lock", "unlock"),
    ),
    Role.EDITOR: (("add", "change", "publish", "lock", "unlock"), ("change", "publish", "lock", "unlock")),
    Role.REVIEWER: (LOOK, ("change", "publish")),
    Role.TRANSLATOR: (LOOK, ("change",)),
    Role.CONTRIBUTOR: (("add",), LOOK),
    Role.VIEWER: (LOOK, LOOK),
}
# What each role may do with the images and uploaded documents of the city.
COLLECTION_PERMISSIONS: dict[Role, Sequence[str]] = {
    Role.ADMINISTRATOR: ("add", "change", "choose"),
    Role.EDITOR: ("add", "change", "choose"),
    Role.REVIEWER: ("choose",),
    Role.TRANSLATOR: ("choose",),
    Role.CONTRIBUTOR: ("add", "choose"),
    Role.VIEWER: (),
}
FILES = (("wagtailimages", "image"), ("wagtaildocs", "document"))


def ensure_roles(city: City) -> None:
    """A group for each role, with exactly what the tables above say on home pages and on the city's collection.

    Translators and reviewers have a group for each target language too, for people who work in that one alone. What
    somebody gave a group elsewhere in the city, on a single topic for instance, stays.
    """
    admin = Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    targets = [language.locale for language in city.languages.exclude(locale=city.source_locale)]
    for role, locale in [(role, None) for role in Role] + [(role, each) for role in LANGUAGE_ROLES for each in targets]:
        group = _group(city, role, locale)
        group.permissions.add(admin)
        _grant_pages(city, role, group, locale)
        _grant_files(city, role, group)


def _group(city: City, role: Role, locale: Locale | None) -> Group:
    existing = CityRole.objects.filter(city=city, role=role, locale=locale).select_related("group").first()
    if existing:
        return existing.group
    # Slugs are unique and do not change, names of cities are not and do.
    name = f"{city.slug}: {role.value}" + (f", {locale.language_code}" if locale else "")
    group = Group.objects.create(name=name)
    CityRole.objects.create(city=city, role=role, locale=locale, group=group)
    return group


def _grant_pages(city: City, role: Role, group: Group, locale: Locale | None) -> None:
    in_source, in_targets = PAGE_PERMISSIONS[role]
    permissions = {
        permission.codename.removesuffix("_page"): permission
        for permission in Permission.objects.filter(content_type__app_label="wagtailcore", codename__endswith="_page")
    }
    granted = [
        GroupPagePermission.objects.get_or_create(group=group, page=home, permission=permissions[action])[0].pk
        for home in city.pages.select_related("locale")
        if locale is None or home.locale_id in (locale.pk, city.source_locale_id)
        for action in (in_source if home.locale_id == city.source_locale_id else in_targets)
    ]
    homes = CityPage.objects.values("pk")
    GroupPagePermission.objects.filter(group=group, page__in=homes).exclude(pk__in=granted).delete()


def _grant_files(city: City, role: Role, group: Group) -> None:
    granted = [
        GroupCollectionPermission.objects.get_or_create(
            group=group,
            collection=city.collection,
            permission=Permission.objects.get(content_type__app_label=app_label, codename=f"{action}_{model}"),
        )[0].pk
        for action in COLLECTION_PERMISSIONS[role]
        for app_label, model in FILES
    ]
    collections = City.objects.values("collection")
    GroupCollectionPermission.objects.filter(group=group, collection__in=collections).exclude(pk__in=granted).delete()
