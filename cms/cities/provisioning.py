"""Everything a city needs, made in one go: page trees, site, groups with permissions, collection and workflow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    Site,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from cms.cities.models import City, CityLanguage, CityPage, CityRole, Role

# What each role may do on page trees: in the source language, and in the target languages.
PAGE_PERMISSIONS: dict[Role, tuple[Sequence[str], Sequence[str]]] = {
    Role.ADMINISTRATOR: (
        ("add", "change", "publish", "lock", "unlock", "bulk_delete"),
        ("change", "publish", "lock", "unlock"),
    ),
    Role.EDITOR: (("add", "change", "publish", "lock", "unlock"), ("change", "publish", "lock", "unlock")),
    Role.REVIEWER: ((), ("change", "publish")),
    Role.TRANSLATOR: ((), ("change",)),
    Role.CONTRIBUTOR: (("add",), ()),
    Role.VIEWER: ((), ()),
}
COLLECTION_PERMISSIONS: dict[Role, Sequence[str]] = {
    Role.ADMINISTRATOR: ("add", "change", "choose"),
    Role.EDITOR: ("add", "change", "choose"),
    Role.REVIEWER: ("choose",),
    Role.TRANSLATOR: ("choose",),
    Role.CONTRIBUTOR: ("add", "choose"),
    Role.VIEWER: (),
}


@transaction.atomic
def provision_city(
    facts: dict[str, Any], *, source_language: str, languages: Sequence[str], name: str, introduction: str
) -> City:
    """Make a city with all it needs, or bring an existing one up to date with `facts` and `languages`.

    Args:
        facts: fields of City, `slug` among them.
        source_language: BCP 47 tag of the language in which the editors write.
        languages: tags in the order of the language switch.
        name: the city's name in the source language.
        introduction: rich text for the home page in the source language.

    Returns:
        The city. Its home pages in all languages exist as drafts; publish them when their text is ready.
    """
    locales = {tag: Locale.objects.get_or_create(language_code=tag)[0] for tag in [source_language, *languages]}
    city, _created = City.objects.update_or_create(
        slug=facts["slug"], defaults={**facts, "source_locale": locales[source_language]}
    )
    city.full_clean()
    for order, tag in enumerate(languages):
        CityLanguage.objects.update_or_create(city=city, locale=locales[tag], defaults={"order": order})
    home = _home_page(city, name, introduction)
    for tag in languages:
        if tag != source_language and not CityPage.objects.filter(city=city, locale=locales[tag]).exists():
            home.copy_for_translation(locales[tag])
    _site(city, home)
    _collection(city, name)
    _groups(city, name)
    _workflow(city, name)
    return city


def _home_page(city: City, name: str, introduction: str) -> CityPage:
    home = CityPage.objects.filter(city=city, locale=city.source_locale).first()
    if home is None:
        home = CityPage(
            title=name, slug=city.slug, introduction=introduction, city=city, locale=city.source_locale, live=False
        )
        Page.objects.get(depth=1).specific.add_child(instance=home)
    return home


def _site(city: City, home: CityPage) -> None:
    """Wagtail's Site record: what its admin shows as the address of a page. Readers never reach the CMS."""
    address = urlsplit(city.site_url)
    if city.site is None:
        # Host and port must be unique among sites; guides may share a host, so the record's host is the city's own.
        city.site = Site.objects.create(
            hostname=f"{city.slug}.{address.hostname}", port=address.port or 443, root_page=home, site_name=city.slug
        )
        city.save(update_fields=["site"])


def _collection(city: City, name: str) -> None:
    if city.collection is None:
        city.collection = Collection.get_first_root_node().add_child(name=name)
        city.save(update_fields=["collection"])


def _groups(city: City, name: str) -> None:
    admin = Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    pages = {codename: _page_permission(codename) for codename in _all_page_codenames()}
    homes = list(CityPage.objects.filter(city=city))
    for role in Role:
        group = _group(city, role, name)
        group.permissions.add(admin)
        in_source, in_targets = PAGE_PERMISSIONS[role]
        for home in homes:
            for codename in in_source if home.locale_id == city.source_locale_id else in_targets:
                GroupPagePermission.objects.get_or_create(group=group, page=home, permission=pages[codename])
        for action in COLLECTION_PERMISSIONS[role]:
            for app_label, model in (("wagtailimages", "image"), ("wagtaildocs", "document")):
                permission = Permission.objects.get(content_type__app_label=app_label, codename=f"{action}_{model}")
                GroupCollectionPermission.objects.get_or_create(
                    group=group, collection=city.collection, permission=permission
                )


def _group(city: City, role: Role, name: str) -> Group:
    existing = CityRole.objects.filter(city=city, role=role).select_related("group").first()
    if existing:
        return existing.group
    group = Group.objects.create(name=f"{name} ({city.slug}): {role.value}")
    CityRole.objects.create(city=city, role=role, group=group)
    return group


def _all_page_codenames() -> set[str]:
    return {codename for source, target in PAGE_PERMISSIONS.values() for codename in (*source, *target)}


def _page_permission(action: str) -> Permission:
    return Permission.objects.get(content_type__app_label="wagtailcore", codename=f"{action}_page")


def _workflow(city: City, name: str) -> None:
    """One workflow with the editors' approval, on every language tree: Wagtail's workflows know no tenants."""
    if city.workflow is None:
        task = GroupApprovalTask.objects.create(name=f"{name} ({city.slug}): approval by an editor", active=True)
        task.groups.set(
            Group.objects.filter(city_role__city=city, city_role__role__in=[Role.EDITOR, Role.ADMINISTRATOR])
        )
        city.workflow = Workflow.objects.create(name=f"{name} ({city.slug})", active=True)
        WorkflowTask.objects.create(workflow=city.workflow, task=task, sort_order=0)
        city.save(update_fields=["workflow"])
    for home in CityPage.objects.filter(city=city):
        WorkflowPage.objects.get_or_create(page=home, defaults={"workflow": city.workflow})
