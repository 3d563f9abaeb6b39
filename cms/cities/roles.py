"""What each role may do in its city, and the groups that hold the roles. docs/editors/roles.md has it in words."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.auth.models import Group, Permission
from django.db.models import Q
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
FILES = ("image", "document")


def ensure_roles(city: City) -> None:
    """A group for each role, with exactly what the tables above say on home pages and on the city's collection.

    Translators and reviewers have a group for each target language too, for people who work in that one alone. What
    somebody gave a group elsewhere in the city, on a single topic for instance, stays.
    """
    permissions = _permissions()
    homes = list(city.pages.all())
    targets = [language.locale for language in city.languages.exclude(locale=city.source_locale)]
    for role, locale in [(role, None) for role in Role] + [(role, each) for role in LANGUAGE_ROLES for each in targets]:
        group = _group(city, role, locale)
        group.permissions.add(permissions["access_admin"])
        in_source, in_targets = PAGE_PERMISSIONS[role]
        _grant_pages(
            group,
            {
                (home.pk, permissions[f"{action}_page"])
                for home in homes
                if locale is None or home.locale_id in (locale.pk, city.source_locale_id)
                for action in (in_source if home.locale_id == city.source_locale_id else in_targets)
            },
        )
        _grant_files(
            group,
            {
                (city.collection_id, permissions[f"{action}_{model}"])
                for action in COLLECTION_PERMISSIONS[role]
                for model in FILES
            },
        )


def _permissions() -> dict[str, int]:
    """Ids of the permissions that roles are made of, by their code names."""
    found = Permission.objects.filter(
        Q(content_type__app_label="wagtailadmin", codename="access_admin")
        | Q(content_type__app_label="wagtailcore", codename__endswith="_page")
        | Q(content_type__app_label="wagtailimages", codename__endswith="_image")
        | Q(content_type__app_label="wagtaildocs", codename__endswith="_document")
    )
    return dict(found.values_list("codename", "pk"))


def _group(city: City, role: Role, locale: Locale | None) -> Group:
    existing = (
        CityRole.objects.filter(city=city, role=role, locale=locale, organisation="").select_related("group").first()
    )
    if existing:
        return existing.group
    # Slugs are unique and do not change, names of cities are not and do.
    name = f"{city.slug}: {role.value}" + (f", {locale.language_code}" if locale else "")
    group = Group.objects.create(name=name)
    CityRole.objects.create(city=city, role=role, locale=locale, group=group)
    return group


def _grant_pages(group: Group, wanted: set[tuple[int, int]]) -> None:
    """Make these (home page, permission) pairs the group's own on home pages."""
    on_homes = GroupPagePermission.objects.filter(group=group, page__in=CityPage.objects.values("pk"))
    present = {(page, permission): pk for pk, page, permission in on_homes.values_list("pk", "page", "permission")}
    GroupPagePermission.objects.filter(pk__in=[present[pair] for pair in present.keys() - wanted]).delete()
    GroupPagePermission.objects.bulk_create(
        GroupPagePermission(group=group, page_id=page, permission_id=permission)
        for page, permission in wanted - present.keys()
    )


def _grant_files(group: Group, wanted: set[tuple[int | None, int]]) -> None:
    """Make these (collection, permission) pairs the group's own on collections of cities."""
    on_cities = GroupCollectionPermission.objects.filter(
        group=group, collection__in=City.objects.exclude(collection=None).values("collection")
    )
    rows = on_cities.values_list("pk", "collection", "permission")
    present = {(collection, permission): pk for pk, collection, permission in rows}
    GroupCollectionPermission.objects.filter(pk__in=[present[pair] for pair in present.keys() - wanted]).delete()
    GroupCollectionPermission.objects.bulk_create(
        GroupCollectionPermission(group=group, collection_id=collection, permission_id=permission)
        for collection, permission in wanted - present.keys()
    )
