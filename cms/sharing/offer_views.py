"""The screens on which a person finds what other cities offer, looks at it and takes it over."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.generic import TemplateView, View

from cms.cities.models import City
from cms.cities.models.city import CityQuerySet
from cms.cities.screens import CityScreen
from cms.languages import CONTENT_LANGUAGES
from cms.publishing.models import PublishedDocument
from cms.publishing.preview import PREVIEW_POLICY, published_html
from cms.sharing.matching import MODELS, named_documents
from cms.sharing.models import Offer, TakenPage
from cms.sharing.notes import Sort
from cms.sharing.offered import list_offered, offered_document, offering_cities, topics_of
from cms.sharing.pieces import FOLLOWED
from cms.sharing.places import places_for
from cms.sharing.taking import address_of, drafted, is_of_one_country, take
from cms.sharing.wording import label_of

ON_A_SCREEN = 50


def kind_names() -> dict[str, str]:
    """The kinds of page that can be taken over, as the admin calls them."""
    return {kind: capfirst(str(MODELS[kind]._meta.verbose_name)) for kind in FOLLOWED}


class TakingScreen(CityScreen):
    """A screen for those who take pages over into their city."""

    def offered_cities(self, user: Any) -> CityQuerySet:
        """Those of which the person is an editor: contributors see no city but their own."""
        return City.objects.edited_by(user)


class OffersView(TakingScreen, TemplateView):
    """What other cities offer to one of the person's cities."""

    template_name = "sharing/offers.html"
    page_title = gettext_lazy("Pages of other cities")
    header_icon = "copy"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """A screen of the list, its filters, and whether this city offers its own pages."""
        asked = self.request.GET
        cities = list(offering_cities(besides=self.city).select_related("source_locale"))
        chosen = [city for city in cities if city.slug == asked.get("from")] or cities
        kinds = [kind for kind in FOLLOWED if kind == asked.get("kind")] or list(FOLLOWED)
        listed = list_offered(self.city, chosen, kinds, asked.get("q", ""), asked.get("topic", ""))
        place = asked.copy()
        place.pop("p", None)
        return super().get_context_data(
            offering=cities,
            names=names_of(cities),
            kinds=kind_names(),
            topics=topics_of(chosen, self.city.source_language),
            asked=asked,
            screen=Paginator(listed, ON_A_SCREEN).get_page(asked.get("p", "1")),
            address=f"?{place.urlencode()}&p=",
            is_offering=Offer.objects.filter(city=self.city).exists(),
            may_offer=City.objects.administered_by(self.request.user).filter(pk=self.city.pk).exists(),
            language=dict(CONTENT_LANGUAGES).get(self.city.source_language, self.city.source_language),
            **kwargs,
        )


class OfferView(CityScreen, View):
    """The switch with which a city offers what it has published, or stops doing so."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest) -> HttpResponse:
        """For those who administer the city."""
        if not City.objects.administered_by(request.user).filter(pk=self.city.pk).exists():
            raise PermissionDenied
        if request.POST.get("offer") == "on":
            if self.city.licence:
                by: Any = request.user
                Offer.objects.get_or_create(city=self.city, defaults={"offered_by": by})
                messages.success(request, _("Other cities can take over the pages of this city now."))
            else:
                messages.error(request, _("Nothing was changed. Name a licence first, in Settings → Cities."))
        else:
            Offer.objects.filter(city=self.city).delete()
            messages.success(request, _("The pages of this city are not offered any more. What was taken over stays."))
        return HttpResponseRedirect(f"{reverse('sharing_offers')}?city={self.city.slug}")


class OfferedScreen(TakingScreen):
    """What the screens about one offered page share: the page as readers have it, or an answer that there is none."""

    origin: PublishedDocument

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the page among what is offered, in the language of the person's city or else in its own."""
        super().setup(request, *args, **kwargs)
        other = get_object_or_404(offering_cities(besides=self.city), slug=kwargs["offering_city"])
        uuid = kwargs["offered_uuid"]
        found = offered_document(other, uuid, self.city.source_language)
        found = found or offered_document(other, uuid, other.source_language)
        if found is None:
            raise Http404(str(uuid))
        self.origin = found

    @property
    def is_readable(self) -> bool:
        """Whether it is there in the language in which the city writes."""
        return self.origin.language == self.city.source_language


class OfferedPageView(OfferedScreen, TemplateView):
    """One offered page: what it says, whose it is, what taking it over would bring, and where it would stand."""

    template_name = "sharing/offered.html"
    page_title = gettext_lazy("Take over a page")
    header_icon = "copy"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, the list, then this page."""
        offers = f"{reverse('sharing_offers')}?city={self.city.slug}"
        return [
            *self.breadcrumbs_items,
            {"url": offers, "label": OffersView.page_title},
            {"url": "", "label": self.get_page_subtitle()},
        ]

    def get_page_subtitle(self) -> str:
        """The page that it is about."""
        return str(self.origin.body["title"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Where it can stand, and what would be left to do."""
        draft = drafted(self.origin, self.city) if self.is_readable else None
        notes = [(note, label_of(draft.model, draft.values, note.path)) for note in draft.notes] if draft else []
        return super().get_context_data(
            origin=self.origin,
            other=self.origin.city,
            name=names_of([self.origin.city])[self.origin.city_id],
            kind=kind_names()[self.origin.kind],
            url=address_of(self.origin),
            is_readable=self.is_readable,
            is_machine_text=self.origin.body["translation"]["state"] == "machine",
            is_of_one_country=is_of_one_country(self.city, self.origin.city),
            language=dict(CONTENT_LANGUAGES).get(self.city.source_language, self.city.source_language),
            taken=self._taken(),
            places=places_for(self.city, self.origin.kind, self.request.user) if self.is_readable else [],
            to_fill=[(note, label) for note, label in notes if note.sort == Sort.FILL],
            to_check=[(note, label) for note, label in notes if note.sort == Sort.CHECK],
            linked=[(note, label) for note, label in notes if note.sort == Sort.LINKED],
            offered_too=self._offered_too({note.uuid for note, _label in notes if note.sort == Sort.LINKED}),
            **kwargs,
        )

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Take it over, below the page that was chosen."""
        taken = self._taken()
        if taken is not None:
            messages.info(request, _("This page has been taken over already."))
            return HttpResponseRedirect(reverse("sharing_taken", args=[taken.pk]))
        places = {str(place.pk): place for place in places_for(self.city, self.origin.kind, request.user)}
        if not places:
            raise PermissionDenied
        place = places.get(request.POST.get("place", ""))
        if place is None or not self.is_readable:
            messages.error(request, _("Choose where the page shall stand."))
            return HttpResponseRedirect(request.get_full_path())
        try:
            link = take(self.origin, place, request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return HttpResponseRedirect(request.get_full_path())
        messages.success(request, _("The page is taken over, as a draft. Readers see it when you have published it."))
        return HttpResponseRedirect(reverse("sharing_taken", args=[link.pk]))

    def _taken(self) -> TakenPage | None:
        return TakenPage.objects.filter(
            city=self.city, origin_city=self.origin.city, origin_uuid=self.origin.uuid
        ).first()

    def _offered_too(self, linked: set[str]) -> list[dict[str, Any]]:
        """What the page names and could be taken over first, so that the two are linked."""
        named = named_documents(self.origin)
        return [dict(body) for uuid, body in named.items() if body["kind"] in FOLLOWED and uuid not in linked]


@method_decorator(xframe_options_sameorigin, name="dispatch")
class OfferedPreview(OfferedScreen, View):
    """An offered page as its readers have it."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """The page of the other city's guide."""
        html = published_html(self.origin.city, str(self.origin.uuid), self.origin.language)
        if html is None:
            raise Http404(str(self.origin.uuid))
        return HttpResponse(html, headers={"Content-Security-Policy": PREVIEW_POLICY})


def names_of(cities: Iterable[City]) -> dict[int, str]:
    """What readers call these cities, each in the language in which it writes."""
    homes = PublishedDocument.objects.current().filter(
        city__in=cities, kind="city", language=F("city__source_locale__language_code")
    )
    return {city: str(title) for city, title in homes.values_list("city", "body__title")}
