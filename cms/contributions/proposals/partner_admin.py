"""Partners in the admin: an editor makes one for her city, and sends, sends again or revokes the personal link."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import FormView
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic.base import BaseListingView, WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton

from cms.cities.models import City
from cms.cities.models.city import CityQuerySet
from cms.cities.screens import ForEditors
from cms.cities.tracing import Cities
from cms.cities.trees import city_of
from cms.contributions.proposals.models import Partner
from cms.contributions.proposals.partners import LINK_LIVES, revoke_links, send_link
from cms.guides.models import OrganisationPage
from site_builder.languages import own_name

PER_SCREEN = 50


def cities_of_partners(ids: Any) -> Cities:
    """Cities of partners, for addresses that name one."""
    return set(Partner.objects.filter(pk__in=list(ids)).values_list("city_id", flat=True))


class PartnerForm(forms.ModelForm[Partner]):
    """Who a partner is. It offers what belongs to the editor's cities, and takes nothing else."""

    language = forms.ChoiceField(
        label=gettext_lazy("Language"), help_text=gettext_lazy("In which we write to them, and in which forms open.")
    )

    class Meta:
        model = Partner
        fields = ("city", "name", "email", "language", "organisation", "active")

    def __init__(self, *args: Any, cities: CityQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tags = dict.fromkeys(tag for city in cities for tag in city.online_language_tags)
        cast(forms.ChoiceField, self.fields["language"]).choices = [(tag, own_name(tag)) for tag in tags]
        city = cast("forms.ModelChoiceField[City]", self.fields["city"])
        city.queryset = cities
        if len(choices := list(cities[:2])) == 1:
            city.initial, city.widget = choices[0], forms.HiddenInput()
        organisation = cast("forms.ModelChoiceField[OrganisationPage]", self.fields["organisation"])
        organisation.queryset = _organisations(cities)

    def clean(self) -> dict[str, Any]:
        """Language and organisation are of the partner's own city."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        city, page = cleaned.get("city"), cleaned.get("organisation")
        if city and page and city_of(page) != city:
            self.add_error("organisation", _("This organisation is in the guide of another city."))
        if city and cleaned.get("language") and cleaned["language"] not in city.online_language_tags:
            self.add_error("language", _("The guide of this city does not have this language."))
        return cleaned


class PartnersView(BaseListingView):
    """The partners of the editor's cities."""

    page_title = gettext_lazy("Partners")
    header_icon = "group"
    template_name = "contributions/partners/list.html"
    results_template_name = "contributions/partners/results.html"
    index_url_name = "contributions_partners"
    index_results_url_name = "contributions_partners_results"
    paginate_by = PER_SCREEN
    default_ordering = "name"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """For those who edit a guide."""
        if not City.objects.edited_by(request.user).exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self) -> QuerySet[Partner]:
        """None of another city."""
        return Partner.objects.filter(city__in=City.objects.edited_by(self.request.user)).select_related("city")

    @property
    def columns(self) -> list[Column]:
        """Who, where, and since when the link is good."""
        return [
            TitleColumn(
                "name",
                label=_("Name"),
                get_url=lambda partner: reverse("contributions_partner", args=[partner.pk]),
            ),
            Column("city", label=_("City")),
            Column("email", label=_("E-mail")),
            Column("link", label=_("Personal link"), accessor=_state),
            DateColumn("link_sent_at", label=_("Sent")),
        ]

    @property
    def header_buttons(self) -> list[HeaderButton]:
        """The way to a new one."""
        return [HeaderButton(_("Add a partner"), url=reverse("contributions_partner_add"), icon_name="plus")]


class PartnerView(WagtailAdminTemplateMixin, FormView[PartnerForm]):
    """Makes a partner and sends the link, or changes one."""

    form_class = PartnerForm
    template_name = "contributions/partners/form.html"
    header_icon = "group"
    partner: Partner | None = None

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the partner among those of the editor's cities."""
        super().setup(request, *args, **kwargs)
        self.cities = City.objects.edited_by(request.user)
        if not self.cities.exists():
            raise PermissionDenied
        if "partner_id" in kwargs:
            self.partner = get_object_or_404(Partner, pk=kwargs["partner_id"], city__in=self.cities)

    def get_page_title(self) -> str:
        """Whose it is."""
        return self.partner.name if self.partner else _("Add a partner")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, the list, this one."""
        listing = {"url": reverse("contributions_partners"), "label": _("Partners")}
        return [*self.breadcrumbs_items, listing, {"url": "", "label": self.get_page_title()}]

    def get_form_kwargs(self) -> dict[str, Any]:
        """What may be chosen."""
        return {**super().get_form_kwargs(), "instance": self.partner, "cities": self.cities}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The state of the link."""
        partner = self.partner
        sent = partner.link_sent_at if partner else None
        return super().get_context_data(
            partner=partner,
            state=_state(partner) if partner else "",
            until=sent + LINK_LIVES if sent else None,
            **kwargs,
        )

    def form_valid(self, form: PartnerForm) -> HttpResponse:
        """A new partner gets the link at once; one with another address a new link, and the old one opens nothing."""
        moved = self.partner is not None and "email" in form.changed_data
        partner = form.save(commit=False)
        if self.partner is None:
            partner.created_by_id = self.request.user.pk
        partner.save()
        if moved:
            revoke_links(partner)
        if partner.active and (moved or self.partner is None):
            tell_sending(self.request, partner)
        else:
            messages.success(self.request, _("Saved."))
        return HttpResponseRedirect(reverse("contributions_partners"))


def tell_sending(request: HttpRequest, partner: Partner) -> None:
    """Send the personal link, and say what became of that."""
    if problem := send_link(partner):
        words = {"email": partner.email, "problem": problem}
        messages.error(
            request,
            _(
                "%(email)s is saved, but the personal link could not be sent (%(problem)s). Open the partner and send "
                "it again later."
            )
            % words,
        )
    else:
        messages.success(request, _("The personal link is on its way to %(email)s.") % {"email": partner.email})


@require_POST
def act(request: HttpRequest, partner_id: int) -> HttpResponse:
    """Send a partner's link again, revoke it, or delete the partner."""
    partner = get_object_or_404(Partner, pk=partner_id, city__in=City.objects.edited_by(request.user))
    match request.POST.get("do"):
        case "send" if partner.active:
            tell_sending(request, partner)
        case "revoke":
            revoke_links(partner)
            messages.success(request, _("Links that were sent to %(name)s open nothing any more.") % {"name": partner})
        case "delete":
            partner.delete()
            messages.success(request, _("%(name)s was deleted. Proposals stay, without a name.") % {"name": partner})
            return HttpResponseRedirect(reverse("contributions_partners"))
        case _other:
            messages.error(request, _("Nothing was done: the partner is not active."))
    return HttpResponseRedirect(reverse("contributions_partner", args=[partner_id]))


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """The list, one partner, and what is done with her link."""
    return [
        path("partners/", PartnersView.as_view(), name="contributions_partners"),
        path("partners/results/", PartnersView.as_view(results_only=True), name="contributions_partners_results"),
        path("partners/add/", PartnerView.as_view(), name="contributions_partner_add"),
        path("partners/<int:partner_id>/", PartnerView.as_view(), name="contributions_partner"),
        path("partners/<int:partner_id>/link/", act, name="contributions_partner_act"),
    ]


@hooks.register("register_settings_menu_item")
def register_menu_item() -> MenuItem:
    """Among the settings: a partner is made once."""
    return ForEditors(_("Partners"), reverse("contributions_partners"), icon_name="group", order=150)


def _state(partner: Partner) -> str:
    if not partner.active:
        return _("Switched off")
    return _("Sent") if partner.link_sent_at else _("Not sent, or revoked")


def _organisations(cities: CityQuerySet) -> QuerySet[OrganisationPage]:
    """The organisations in the directories of these cities, in the source language."""
    within = Q(pk__in=[])
    for city in cities.select_related("source_locale"):
        home = city.pages.filter(locale=city.source_locale).first()
        if home:
            within |= Q(path__startswith=home.path)
    return OrganisationPage.objects.filter(within).order_by("title")
