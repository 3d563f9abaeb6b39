"""Where shared text meets Wagtail's hooks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogFormatter
from wagtail.models import Page

from cms.cities.screens import ForEditors, ForInsiders
from cms.sharing.comparing import ACCEPTED, KEPT
from cms.sharing.copying import copy_link
from cms.sharing.models import TakenPage
from cms.sharing.offer_views import OfferedPageView, OfferedPreview, OffersView, OfferView
from cms.sharing.offered import offered_documents
from cms.sharing.taken_views import TakenPagesView, TakenPageView
from cms.sharing.taking import TAKEN
from cms.sharing.told import Reported


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """The addresses of the screens."""
    offered = "sharing/offered/<slug:offering_city>/<uuid:offered_uuid>/"
    return [
        path("sharing/", OffersView.as_view(), name="sharing_offers"),
        path("sharing/offer/", OfferView.as_view(), name="sharing_offer"),
        path(offered, OfferedPageView.as_view(), name="sharing_offered"),
        path(f"{offered}preview/", OfferedPreview.as_view(), name="sharing_offered_preview"),
        path("sharing/taken/<int:taken_id>/", TakenPageView.as_view(), name="sharing_taken"),
        path("reports/taken-over/", TakenPagesView.as_view(), name="sharing_taken_pages"),
    ]


@hooks.register("register_admin_menu_item")
def register_offers_item() -> MenuItem:
    """Offer what there is to take over."""
    return ForEditors(gettext_lazy("Pages of other cities"), reverse("sharing_offers"), icon_name="copy", order=350)


@hooks.register("register_reports_menu_item")
def register_report_item() -> MenuItem:
    """What was taken over, drafts too."""
    return ForInsiders(gettext_lazy("Pages taken over"), reverse("sharing_taken_pages"), icon_name="copy", order=125)


@hooks.register("register_page_header_buttons")
def origin_button(page: Page, user: Any, view_name: str | None = None, next_url: str | None = None) -> Iterator[Button]:
    """“Origin” for pages that were taken over."""
    link = TakenPage.objects.known_by(user).filter(page=page.pk).first() if page.pk else None
    if link is not None:
        yield Button(
            gettext_lazy("Origin of the text"), reverse("sharing_taken", args=[link.pk]), icon_name="copy", priority=75
        )


@hooks.register("before_edit_page")
def tell_of_changes(request: HttpRequest, page: Page) -> None:
    """Say above the form that the origin has changed, and what is left to do."""
    link = TakenPage.objects.filter(page=page.pk).select_related("page", "city", "origin_city").first()
    if request.method != "GET" or link is None:
        return
    told = Reported(link, offered_documents([link]).get(link.pk))
    if told.is_changed:
        text = _("The text that this page was taken over from has changed (%(publisher)s).")
    elif told.left:
        text = _("This page was taken over (%(publisher)s): facts of your city are missing or to be checked.")
    else:
        return
    buttons = [messages.button(reverse("sharing_taken", args=[link.pk]), _("Look at it"))]
    messages.warning(request, text % {"publisher": link.publisher}, buttons=buttons)


@hooks.register("after_copy_page")
def keep_the_credit(request: HttpRequest, page: Page, new_page: Page) -> None:
    """A copy of a text that was taken over owes the same credit."""
    copy_link(page, new_page)


class FromOrigin(LogFormatter):
    """A line of a page's history about its origin."""

    sentence: Any = ""

    def format_message(self, log_entry: Any) -> str:
        """The sentence, with whose text it is and which fields it is about."""
        data = log_entry.data
        fields = ", ".join(data.get("fields", ()))
        return str(self.sentence) % {"publisher": data.get("publisher", ""), "fields": fields}


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    """What the history of a page says about its origin."""

    @actions.register_action(TAKEN)
    class _Taken(FromOrigin):
        label = gettext_lazy("Taken over")
        sentence = gettext_lazy("Text taken over from %(publisher)s")

    @actions.register_action(ACCEPTED)
    class _Accepted(FromOrigin):
        label = gettext_lazy("Change of the origin accepted")
        sentence = gettext_lazy("Changes of %(publisher)s accepted: %(fields)s")

    @actions.register_action(KEPT)
    class _Kept(FromOrigin):
        label = gettext_lazy("Change of the origin not wanted")
        sentence = gettext_lazy("Own text kept, where %(publisher)s changed its: %(fields)s")
