"""The report of links that lead nowhere, and what can be done about each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST
from django.views.generic import FormView, TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from cms.cities.models import City
from cms.cities.screens import CityScreen
from cms.contributions.links.mending import Mended, mend
from cms.contributions.links.models import LONGEST_ADDRESS, Answer, Link, LinkUse

LINKS_PER_SCREEN = 50
# What of the links is listed, by the word in the address.
STATES = {
    "": gettext_lazy("Broken"),
    "moved": gettext_lazy("Moved for ever"),
    "barred": gettext_lazy("Not to be checked"),
    "accepted": gettext_lazy("Accepted as they are"),
    "all": gettext_lazy("All"),
}


@dataclass(frozen=True)
class Use:
    """Where a link stands."""

    title: str
    language: str
    field: str
    url: str


@dataclass(frozen=True)
class Row:
    """A link with the places where it stands."""

    link: Link
    uses: list[Use]
    editable: bool


def links_of(city: City, state: str) -> QuerySet[Link]:
    """The links of a city in one state, those that have failed longest first."""
    links = Link.objects.filter(city=city)
    match state:
        case "moved":
            links = links.filter(answer=Answer.WORKS).exclude(moved_to="")
        case "barred":
            links = links.filter(answer__in=[Answer.BARRED, Answer.ROBOTS])
        case "accepted":
            links = links.exclude(accepted_answer="")
        case "all":
            pass
        case _:
            links = links.broken()
    return links.order_by("failing_since", "url")


def link_of_user(request: HttpRequest, link_id: int) -> Link:
    """A link of a city of the user's. Raises Http404."""
    mine = Link.objects.filter(city__in=City.objects.of_user(request.user))
    return get_object_or_404(mine.select_related("city__source_locale"), pk=link_id)


def rows_of(links: list[Link], user: Any) -> list[Row]:
    """The links with their uses, at a constant number of SQL statements."""
    uses: dict[int, list[LinkUse]] = {}
    for use in LinkUse.objects.filter(link__in=links).select_related("page__locale").order_by("page__path", "field"):
        uses.setdefault(use.link_id, []).append(use)
    ids = {use.page_id for found in uses.values() for use in found}
    pages = {page.pk: page for page in Page.objects.filter(pk__in=ids).specific()}
    allowed = PagePermissionPolicy().instances_user_has_permission_for(user, "change")
    editable = set(allowed.filter(pk__in=ids).values_list("pk", flat=True))
    return [
        Row(
            link,
            [_use(use, pages[use.page_id]) for use in uses.get(link.pk, [])],
            any(use.page_id in editable for use in uses.get(link.pk, [])),
        )
        for link in links
    ]


def _use(use: LinkUse, page: Page) -> Use:
    label = capfirst(str(page._meta.get_field(use.field).verbose_name))
    return Use(page.title, use.page.locale.language_code, label, reverse("wagtailadmin_pages:edit", args=[page.pk]))


class LinksReportView(CityScreen, TemplateView):
    """The links of one city."""

    template_name = "contributions/links_report.html"
    page_title = gettext_lazy("Links")
    header_icon = "link-external"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """One screen of them, and how many there are in each state."""
        state = self.request.GET.get("state", "")
        state = state if state in STATES else ""
        screen = Paginator(links_of(self.city, state), LINKS_PER_SCREEN).get_page(self.request.GET.get("p", "1"))
        return super().get_context_data(
            rows=rows_of(list(screen), self.request.user),
            screen=screen,
            address=f"?city={self.city.slug}&state={state}&p=",
            state=state,
            states=[(word, label, links_of(self.city, word).count()) for word, label in STATES.items()],
            **kwargs,
        )


class NewAddressForm(forms.Form):
    """The address that takes the place of the old one."""

    url = forms.URLField(
        label=gettext_lazy("New address"),
        max_length=LONGEST_ADDRESS,
        assume_scheme="https",
        help_text=gettext_lazy("The whole address, with https:// at its beginning. Open it in your browser first."),
    )

    def clean_url(self) -> str:
        """What readers can open with a browser."""
        url: str = self.cleaned_data["url"]
        if not url.lower().startswith(("http://", "https://")):
            raise forms.ValidationError(_("Begin it with https:// or http://."))
        return url


class MendLinkView(WagtailAdminTemplateMixin, FormView[NewAddressForm]):
    """Where a link is used, and its new address."""

    template_name = "contributions/mend_link.html"
    form_class = NewAddressForm
    page_title = gettext_lazy("Mend a link")
    header_icon = "link-external"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the link."""
        super().setup(request, *args, **kwargs)
        self.link = link_of_user(request, kwargs["link_id"])

    def get_initial(self) -> dict[str, Any]:
        """Where its server says that it is now."""
        return {"url": self.link.moved_to or self.link.url}

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, the report, then this."""
        return [
            *self.breadcrumbs_items,
            {"url": self.get_success_url(), "label": _("Links")},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The link and its uses."""
        return super().get_context_data(row=rows_of([self.link], self.request.user)[0], **kwargs)

    def get_success_url(self) -> str:
        """Back to the report."""
        return f"{reverse('contributions_links_report')}?city={self.link.city.slug}"

    def form_valid(self, form: NewAddressForm) -> HttpResponse:
        """Mend it, and say what became of which pages."""
        self._tell(mend(self.link, form.cleaned_data["url"], self.request.user, timezone.now()))
        return super().form_valid(form)

    def _tell(self, mended: Mended) -> None:
        if count := len(mended.published):
            text = ngettext("Mended and published: %(count)d page.", "Mended and published: %(count)d pages.", count)
            messages.success(self.request, text % {"count": count})
        if mended.drafts:
            messages.warning(self.request, _("Mended as drafts, to be published: %s.") % _titles(mended.drafts))
        if mended.left:
            messages.warning(
                self.request, _("Locked or not yours to change, left as they are: %s.") % _titles(mended.left)
            )


@require_POST
def accept_link(request: HttpRequest, link_id: int) -> HttpResponseRedirect:
    """Keep that what a link answers is all right, until it answers something else."""
    link = link_of_user(request, link_id)
    if not rows_of([link], request.user)[0].editable:
        messages.error(request, _("Nothing was done: none of the pages that use it is yours to change."))
    else:
        accepted = {"accepted_answer": link.answer, "accepted_status": link.status, "accepted_by": request.user}
        Link.objects.filter(pk=link.pk).update(**accepted)
        messages.success(request, _("Noted. You hear of it again when it answers something else."))
    return HttpResponseRedirect(f"{reverse('contributions_links_report')}?city={link.city.slug}")


def _titles(pages: list[Page]) -> str:
    return ", ".join(f"“{page.title}” ({page.locale.language_code})" for page in pages)
