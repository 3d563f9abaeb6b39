"""What leaves the guide together with a page that is unpublished or deleted, said before it happens."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.views.pages.bulk_actions.delete import DeleteBulkAction
from wagtail.models import Page

from cms.cities.following import translations_of
from cms.cities.models import CityPage
from cms.languages import CONTENT_LANGUAGES


def when_unpublished(page: Page) -> str:
    """What else readers lose when this page is unpublished, in a sentence or two; empty where that is nothing."""
    page = page.specific
    if isinstance(page, CityPage):
        return _guide_goes_offline(page) if page.is_source else _language_goes_offline(page)
    tags = _tags(page, live=True)
    if not tags:
        return ""
    return _("Its translations (%(languages)s) leave the guide with it, and come back when it is published again.") % {
        "languages": ", ".join(tags)
    }


def when_deleted(page: Page) -> str:
    """What else is deleted with this page, in a sentence; empty where that is nothing but the pages below it."""
    tags = _tags(page)
    if not tags:
        return ""
    return _("Its translations (%(languages)s) are deleted with it, and so are those of the pages below it.") % {
        "languages": ", ".join(tags)
    }


def is_confirmed(request: HttpRequest, page: Page) -> bool:
    """Whether a person who takes a whole guide offline has typed its name; other pages need no such word."""
    page = page.specific
    if not isinstance(page, CityPage) or not page.is_source:
        return True
    return str(request.POST.get("confirmed_city", "")).strip() == page.city.slug


def refuse_unconfirmed(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Back to the question when a whole guide would go offline unasked."""
    if is_confirmed(request, page):
        return None
    messages.error(
        request,
        _("Nothing was unpublished. To take the whole guide offline, write “%(city)s” in the field.")
        % {"city": page.specific.city.slug},
    )
    return redirect("wagtailadmin_pages:unpublish", page.pk)


def refuse_home_pages_among_others(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """A home page carries a language or the whole guide: it is unpublished by itself, where that is said."""
    home = next((page for page in objects if action_type == "unpublish" and isinstance(page.specific, CityPage)), None)
    if home is None:
        return None
    messages.error(
        request,
        _("Nothing was unpublished. With “%(title)s”, a home page, a language goes offline: unpublish it by itself.")
        % {"title": home.get_admin_display_title()},
    )
    return redirect("wagtailadmin_pages:unpublish", home.pk)


class DeleteWithTranslations(DeleteBulkAction):
    """Wagtail's deletion of ticked pages, which says that translations are deleted too."""

    template_name = "publishing/confirm_bulk_delete.html"

    def object_context(self, page: Page) -> dict[str, Any]:
        """The page with what is deleted along with it."""
        return {**super().object_context(page), "consequences": when_deleted(page)}


def _tags(page: Page, **conditions: Any) -> list[str]:
    found = translations_of(page).filter(alias_of=None, **conditions)
    return sorted(found.values_list("locale__language_code", flat=True))


def _guide_goes_offline(home: CityPage) -> str:
    return _(
        "The whole guide goes offline, in every language (%(languages)s): readers find nothing at its address until "
        "this page is published again. All other pages stay as they are and come back with it."
    ) % {"languages": ", ".join(home.city.online_language_tags)}


def _language_goes_offline(home: CityPage) -> str:
    tag = home.locale.language_code
    pages = home.get_descendants().live().count()
    return ngettext(
        "%(language)s goes offline: readers cannot choose it any more, and its %(count)d published page leaves the "
        "guide. It comes back when this page is published again.",
        "%(language)s goes offline: readers cannot choose it any more, and its %(count)d published pages leave the "
        "guide. They come back when this page is published again.",
        pages,
    ) % {"language": dict(CONTENT_LANGUAGES).get(tag, tag), "count": pages}
