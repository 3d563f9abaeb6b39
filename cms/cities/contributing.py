"""What contributors see and share: what is live, their own drafts, and those of the organisation that they belong to.

A contributor belongs to no organisation, and then adds pages anywhere and shares drafts with nobody; or to one, which
adds pages where an administrator of the city said, and whose people share their drafts. Who has a role beside that of a
contributor in a city sees there what that role sees.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q, QuerySet
from wagtail.models import GroupCollectionPermission, GroupPagePermission, Page, get_page_models
from wagtail.permission_policies.pages import PagePermissionPolicy

from cms.cities.models import City, CityPage, CityRole, Role

# Remembers an answer on the user, who is new with each request.
HOMES, OWNERS = "_homes_as_contributor", "_owners_of_drafts"


def homes_as_contributor(user: Any) -> frozenset[str]:
    """Paths of the home pages of the cities in which the person is a contributor and nothing else."""
    if not hasattr(user, HOMES):
        roles = CityRole.objects.filter(group__user=user).values_list("city", "role")
        all_else = {city for city, role in roles if role != Role.CONTRIBUTOR}
        cities = {city for city, role in roles if role == Role.CONTRIBUTOR} - all_else
        known = not user.is_superuser and bool(cities)
        paths = CityPage.objects.filter(city__in=cities).values_list("path", flat=True) if known else ()
        setattr(user, HOMES, frozenset(paths))
    homes: frozenset[str] = getattr(user, HOMES)
    return homes


def owners_of_drafts(user: Any) -> frozenset[int]:
    """Ids of the people whose drafts are this person's too: themselves, and those of their organisations."""
    if not hasattr(user, OWNERS):
        shared = CityRole.objects.filter(group__user=user).exclude(organisation="")
        people = Group.objects.filter(city_role__in=shared).exclude(user=None).values_list("user", flat=True)
        setattr(user, OWNERS, frozenset({user.pk, *people}))
    owners: frozenset[int] = getattr(user, OWNERS)
    return owners


def seen_by(user: Any, pages: QuerySet[Page]) -> QuerySet[Page]:
    """Those of the pages that the person may know of.

    Only contributors are kept from anything here: in their cities they see what is live, what is theirs, and the way to
    the places where they add pages.
    """
    homes = homes_as_contributor(user)
    if not homes:
        return pages
    within = Q(pk__in=[])
    for path in homes:
        within |= Q(path__startswith=path)
    granted = GroupPagePermission.objects.filter(group__user=user, permission__codename="add_page")
    way = {path[:end] for path in granted.values_list("page__path", flat=True) for end in _steps(path)}
    seen = Q(live=True) | Q(owner__in=owners_of_drafts(user)) | Q(path__in=way) | Q(content_type__in=_provisioned())
    return pages.filter(~within | seen)


def is_anothers(user: Any, page_ids: Iterable[int]) -> bool:
    """Whether a contributor names a page in their city that is not theirs, live or not."""
    homes = homes_as_contributor(user)
    if not homes:
        return False
    rows = Page.objects.filter(pk__in=list(page_ids)).values_list("path", "owner")
    own = owners_of_drafts(user)
    return any(path.startswith(tuple(homes)) and owner not in own for path, owner in rows)


def is_hidden(user: Any, page_ids: Iterable[int]) -> bool:
    """Whether any of these pages is one that the person may not know of."""
    if not homes_as_contributor(user):
        return False
    pages = Page.objects.filter(pk__in=list(page_ids))
    return pages.count() > seen_by(user, pages).count()


class CityPagePolicy(PagePermissionPolicy):
    """Wagtail's permissions of pages, with what contributors do not see, and share."""

    def explorable_instances(self, user: Any) -> QuerySet[Page]:
        """Without the drafts that others keep to themselves."""
        return seen_by(user, super().explorable_instances(user))

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> QuerySet[Page]:
        """A draft of somebody of the same organisation is like one's own."""
        actions = set(actions)
        pages = super().instances_user_has_any_permission_for(user, actions)
        if "change" not in actions or user.is_superuser or len(owners_of_drafts(user)) == 1:
            return pages
        for granted in self.get_cached_permissions_for_user(user):
            if granted.permission.codename == "add_page":
                below = self.model._default_manager.descendant_of(granted.page, inclusive=True)
                pages |= below.filter(owner__in=owners_of_drafts(user))
        return pages


@transaction.atomic
def save_organisation(city: City, name: str, places: Iterable[Page], role: CityRole | None = None) -> CityRole:
    """Make an organisation of the city, or change its name and where it adds pages. Its people stay.

    Args:
        city: the city.
        name: what it is called; another organisation of the city may not be called so.
        places: pages in the source language below which it adds pages.
        role: the organisation to change; None makes one.
    """
    if role is None:
        group = Group.objects.create(name=f"{city.slug}: {Role.CONTRIBUTOR.value}, {name}")
        role = CityRole(city=city, role=Role.CONTRIBUTOR, group=group)
    role.organisation = name
    role.group.name = f"{city.slug}: {Role.CONTRIBUTOR.value}, {name}"
    role.group.save()
    role.save()
    like = city.group_of(Role.CONTRIBUTOR)
    role.group.permissions.set(like.permissions.all())
    GroupCollectionPermission.objects.filter(group=role.group).delete()
    GroupCollectionPermission.objects.bulk_create(
        GroupCollectionPermission(group=role.group, collection_id=collection, permission_id=permission)
        for collection, permission in GroupCollectionPermission.objects.filter(group=like).values_list(
            "collection", "permission"
        )
    )
    add = Permission.objects.get(content_type__app_label="wagtailcore", codename="add_page")
    GroupPagePermission.objects.filter(group=role.group).delete()
    GroupPagePermission.objects.bulk_create(
        GroupPagePermission(group=role.group, page=place, permission=add) for place in places
    )
    return role


def places_of(role: CityRole) -> QuerySet[Page]:
    """Where an organisation adds pages."""
    return Page.objects.filter(group_permissions__group=role.group, group_permissions__permission__codename="add_page")


def _steps(path: str) -> range:
    return range(Page.steplen, len(path) + 1, Page.steplen)


@cache
def _provisioned() -> list[int]:
    """Kinds of pages that are made with the city, on which the way to everything else leads."""
    models = [model for model in get_page_models() if getattr(model, "provisioned", False)]
    return [kind.pk for kind in ContentType.objects.get_for_models(*models).values()]
