"""What a person is told when they publish: what keeps a page back, and what is there already.

What blocks are errors at the fields of the form, so nothing that was typed is lost. Drafts are saved whatever is
missing in them.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page

from cms.cities.forms import CityTreeForm
from cms.cities.models import City
from cms.cities.releasing import misleading
from cms.editing.checking import blocking_findings
from cms.editing.similar import Similar, key_facts, similar_pages
from cms.guides.misleading import today_in
from cms.guides.models import GuidePage

PUBLISH = "publish"
SUBMIT = "submit"
# The field of the form in which a person says that these pages are others.
OTHERS = "editing-others"
SHOWN = 5


def wanted(data: Any) -> str:
    """What a form was sent for: PUBLISH, SUBMIT, or "" where only a draft is saved."""
    if not isinstance(data, QueryDict):
        return ""
    approves = data.get("action-workflow-action") and data.get("workflow-action-name") == "approve"
    if data.get("action-publish") or approves:
        return PUBLISH
    return SUBMIT if data.get("action-submit") or data.get("action-restart-workflow") else ""


def check_form(form: CityTreeForm) -> None:
    """Refuse to publish what would mislead, and ask about what seems to be there already."""
    page, action = form.instance, wanted(form.data)
    if not action or not isinstance(page, GuidePage) or not is_source(page, form.city):
        return
    if action == PUBLISH:
        for found in blocking_findings(page, today_in(form.city)):
            # Of a field that cannot be read the page still has what was stored.
            if found.field not in form.errors:
                form.add_error(found.field if found.field in form.fields else None, f"{found.message} {found.remedy}")
    others = {int(pk) for pk in form.data.get(OTHERS, "").split(",") if pk.isdecimal()}
    similar = [each for each in similar_to_new(page, form.city, form.for_user) if each.pk not in others]
    if similar and NON_FIELD_ERRORS not in form.errors:
        form.add_error(None, ValidationError(_question(similar)))


def is_source(page: Page, city: City | None) -> bool:
    """Whether a page is, or will be, in the language in which its city writes."""
    return city is not None and page.locale_id == city.source_locale_id


def similar_to_new(page: GuidePage, city: City, user: Any) -> list[Similar]:
    """What is there already of a page that was never live, or whose title or key facts change; else nothing."""
    live: Any = type(page).objects.filter(pk=page.pk, live=True).first() if page.pk else None
    if live is not None and key_facts(live) == key_facts(page):
        return []
    return similar_pages(page, city, user)


def _question(similar: list[Similar]) -> str:
    named = ", ".join(f"“{each.title}” ({', '.join(each.reasons)})" for each in similar[:SHOWN])
    return _(
        "This seems to be there already: %(pages)s. Go on with that page, or tick “It is something else” at the top "
        "and publish again."
    ) % {"pages": named}


def refuse_misleading_pages(request: HttpRequest, action_type: str, objects: list[Page], action: Any) -> Any:
    """A bulk publication with a page that would mislead publishes nothing, and says what to mend where."""
    if action_type != "publish":
        return None
    pages = list(objects)
    if action.cleaned_form.cleaned_data.get("include_descendants"):
        for page in objects:
            pages += page.get_descendants().not_live()
    reasons = [reason for page in pages for reason in misleading(page.get_latest_revision_as_object())]
    if not reasons:
        return None
    more = _(" And %(count)d more.") % {"count": len(reasons) - SHOWN} if len(reasons) > SHOWN else ""
    messages.error(request, _("Nothing was published.") + " " + " ".join(reasons[:SHOWN]) + more)
    return redirect(action.next_url)


def say_what_keeps_it_back(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Whoever opens a page that waits for approval reads why the button is missing."""
    if request.method == "GET" and page.workflow_in_progress and (reasons := misleading(page)):
        messages.warning(request, " ".join([_("This page cannot be approved yet."), *reasons]))
    return None
