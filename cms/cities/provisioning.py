"""Everything a city needs, made in one go: page trees, site, collection, groups with permissions, and workflow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Q, QuerySet
from wagtail.models import (
    Collection,
    Locale,
    Page,
    Site,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from cms.cities.models import ApprovalTask, City, CityLanguage, CityPage, CityRole, Role
from cms.cities.roles import ensure_roles
from cms.cities.signals import city_provisioned


@transaction.atomic
def provision_city(
    facts: dict[str, Any], *, source_language: str, languages: Sequence[str], name: str, introduction: str
) -> City:
    """Make a city with all it needs, or bring an existing one up to date with `facts` and `languages`.

    A second call with the same arguments changes nothing. Languages can be added, and are never taken away.

    Args:
        facts: fields of City, `slug` among them.
        source_language: BCP 47 tag of the language in which the editors write.
        languages: tags in the order of the language switch; the source language comes first, named or not.
        name: the city's name in the source language, for its home page and site.
        introduction: rich text for the home page in the source language; a home page that exists keeps its own.

    Returns:
        The city. Its home pages in all languages exist as drafts; publish them when their text is ready.

    Raises:
        ValidationError: when a fact or a language tag is wrong; nothing is made then.
    """
    tags = list(dict.fromkeys([source_language, *languages]))
    locales = {tag: Locale.objects.get_or_create(language_code=tag)[0] for tag in tags}
    city = _city(facts, locales[source_language])
    for order, tag in enumerate(tags):
        language = CityLanguage.objects.filter(city=city, locale=locales[tag]).first()
        language = language or CityLanguage(city=city, locale=locales[tag])
        language.order = order
        language.full_clean()
        language.save()
    home = _home_page(city, name, introduction)
    for language in city.languages.exclude(locale=city.source_locale).select_related("locale"):
        if not CityPage.objects.filter(city=city, locale=language.locale).exists():
            home.copy_for_translation(language.locale)
    _site(city, home)
    _collection(city)
    ensure_roles(city)
    _workflow(city, home.title)
    city_provisioned.send(sender=City, city=city)
    return city


def _city(facts: dict[str, Any], source: Locale) -> City:
    city = City.objects.filter(slug=facts["slug"]).first() or City(slug=facts["slug"])
    for name, value in facts.items():
        setattr(city, name, value)
    city.source_locale = source
    city.full_clean()
    city.save()
    return city


def _home_page(city: City, name: str, introduction: str) -> CityPage:
    home = CityPage.objects.filter(city=city, locale=city.source_locale).first()
    if home is None:
        home = CityPage(
            title=name, slug=city.slug, introduction=introduction, city=city, locale=city.source_locale, live=False
        )
        Page.get_first_root_node().add_child(instance=home)
    return home


def _site(city: City, home: CityPage) -> None:
    """Wagtail's Site record, by which its admin groups pages and knows a tree as one.

    Readers never reach the CMS, and several guides may share a host, so the record's host is a name that no request
    can bear (RFC 2606); pages tell their address themselves.
    """
    if city.site is None:
        city.site = Site.objects.create(
            hostname=f"{city.slug}.invalid", port=443, root_page=home, site_name=home.title, is_default_site=False
        )
        city.save(update_fields=["site"])


def _collection(city: City) -> None:
    if city.collection is None:
        city.collection = Collection.get_first_root_node().add_child(name=city.slug)
        city.save(update_fields=["collection"])


def _workflow(city: City, name: str) -> None:
    """A workflow for each language tree, whose approvers may publish there: Wagtail's workflows know no tenants."""
    editors = [Role.EDITOR, Role.ADMINISTRATOR]
    if city.workflow is None:
        city.workflow = _approval(
            f"{name}: review before publishing", f"{name}: approval by an editor", city.roles.filter(role__in=editors)
        )
        city.save(update_fields=["workflow"])
    for home in city.pages.all():
        workflow = city.workflow
        if home.locale_id != city.source_locale_id:
            language = city.languages.get(locale=home.locale_id)
            if language.workflow is None:
                tag = home.locale.language_code
                roles = city.roles.filter(role__in=[*editors, Role.REVIEWER]).filter(
                    Q(locale=None) | Q(locale=home.locale_id)
                )
                language.workflow = _approval(f"{name}: review of {tag}", f"{name}: approval of {tag}", roles)
                language.save(update_fields=["workflow"])
            workflow = language.workflow
        WorkflowPage.objects.update_or_create(page=home, defaults={"workflow": workflow})


def _approval(name: str, task_name: str, roles: QuerySet[CityRole]) -> Workflow:
    """A workflow of one step: somebody with one of these roles approves."""
    task = ApprovalTask.objects.create(name=task_name, active=True)
    task.groups.set(Group.objects.filter(city_role__in=roles))
    workflow = Workflow.objects.create(name=name, active=True)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    return workflow
