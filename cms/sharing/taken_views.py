"""The screens on what a city has taken over: which pages, what changed in their origins, and what becomes of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.cities.models import City
from cms.publishing.recording import record_page
from cms.sharing.comparing import compare
from cms.sharing.hashing import text_hash
from cms.sharing.models import TakenPage
from cms.sharing.told import reported

ACCEPT, KEEP = "accept", "keep"


class TakenPagesView(WagtailAdminTemplateMixin, TemplateView):
    """All pages that the cities of a person have taken over; those whose origin changed come first."""

    template_name = "sharing/taken_pages.html"
    page_title = gettext_lazy("Pages taken over")
    header_icon = "copy"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """For those who may know of drafts."""
        self.cities = City.objects.known_inside_by(request.user)
        if not self.cities.exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, then this report."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The pages."""
        rows = reported(self.cities)
        return super().get_context_data(
            rows=rows,
            changed=sum(row.is_changed for row in rows),
            cities=list(self.cities),
            takes_over=City.objects.edited_by(self.request.user).exists(),
            **kwargs,
        )


class TakenPageView(WagtailAdminTemplateMixin, TemplateView):
    """One page beside its origin: what is to be filled in, what changed there, and the way out of the link."""

    template_name = "sharing/taken.html"
    page_title = gettext_lazy("Taken over")
    header_icon = "copy"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the page and its origin, for people who may know of drafts in the page's city."""
        super().setup(request, *args, **kwargs)
        links = TakenPage.objects.known_by(request.user)
        self.link = get_object_or_404(
            links.select_related("page", "city__source_locale", "origin_city__source_locale"), pk=kwargs["taken_id"]
        )
        self.compared = compare(self.link)

    @property
    def may_change(self) -> bool:
        """Whether the person may edit the page now."""
        user = self.request.user
        lock = self.link.page.specific.get_lock()
        return bool(self.link.page.permissions_for_user(user).can_edit()) and not (lock and lock.for_user(user))

    def get_page_subtitle(self) -> str:
        """The page that it is about."""
        return str(self.compared.page.get_admin_display_title())

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, the report, then this page."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse("sharing_taken_pages"), "label": TakenPagesView.page_title},
            {"url": "", "label": self.get_page_subtitle()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What is to be done."""
        compared = self.compared
        notes = {
            name: [(note, compared.label(note.path)) for note in found]
            for name, found in (
                ("to_fill", compared.to_fill),
                ("to_check", compared.to_check),
                ("linked", compared.linked),
            )
        }
        origin = compared.origin
        return super().get_context_data(
            link=self.link,
            page=compared.page,
            origin=origin,
            seen=text_hash(origin.body) if origin else "",
            differences=compared.differences() if self.link.is_followed else [],
            may_change=self.may_change,
            **notes,
            **kwargs,
        )

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Do what the button says."""
        if not self.may_change:
            raise PermissionDenied
        act = {"decide": self._decide, "done": self._done, "let_go": self._let_go, "follow": self._follow}
        action = act.get(request.POST.get("action", "").partition(":")[0])
        if action is not None:
            action(request)
        return HttpResponseRedirect(request.get_full_path())

    def _decide(self, request: HttpRequest) -> None:
        """Take over, or do not want, what was ticked; or everything."""
        origin = self.compared.origin
        if origin is None or request.POST.get("seen") != text_hash(origin.body):
            messages.error(request, _("Nothing was changed: the origin has changed again meanwhile. Look once more."))
            return
        paths = [each.path for each in self.compared.differences()]
        everything = request.POST["action"].partition(":")[2]
        wanted = {path: everything or request.POST.get(f"decision:{path}", "") for path in paths}
        accepted = [path for path, decision in wanted.items() if decision == ACCEPT]
        kept = [path for path, decision in wanted.items() if decision == KEEP]
        try:
            revision = self.compared.decide(accepted, kept, request.user)
        except ValidationError as error:
            messages.error(request, _("Nothing was changed. %(why)s") % {"why": " ".join(error.messages)})
            return
        if revision is not None:
            text = ngettext(
                "%(count)d change is in the draft of your page now. Publish it when it is right.",
                "%(count)d changes are in the draft of your page now. Publish it when it is right.",
                len(accepted),
            )
            messages.success(request, text % {"count": len(accepted)})
        if kept:
            text = ngettext(
                "Your own text stays in %(count)d place. You are told when the origin changes there again.",
                "Your own text stays in %(count)d places. You are told when the origin changes there again.",
                len(kept),
            )
            messages.success(request, text % {"count": len(kept)})

    def _done(self, request: HttpRequest) -> None:
        """Take a note off the list."""
        key = request.POST["action"].partition(":")[2]
        left = [note for note in self.compared.notes if note.key != key]
        self.link.notes = [vars(note) for note in left]
        self.link.save(update_fields=["notes"])

    def _let_go(self, request: HttpRequest) -> None:
        """Follow the origin no more. The credit goes only if somebody says that nothing of the text is left."""
        self.link.is_followed = False
        self.link.is_credited = not request.POST.get("nothing_left")
        self.link.save(update_fields=["is_followed", "is_credited"])
        self._tell_readers()
        messages.success(request, _("You are not told any more when the origin changes. Your page stays as it is."))

    def _follow(self, request: HttpRequest) -> None:
        self.link.is_followed = self.link.is_credited = True
        self.link.save(update_fields=["is_followed", "is_credited"])
        self._tell_readers()
        messages.success(request, _("You are told again when the origin changes."))

    def _tell_readers(self) -> None:
        """The credit is part of what is published."""
        if self.link.page.live:
            record_page(self.link.page.specific)
