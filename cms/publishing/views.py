"""Admin views for having a page translated, and for seeing how far its languages are."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page
from wagtail_localize.models import TranslationSource

from cms.cities.models import City
from cms.cities.trees import city_of
from cms.publishing.estimates import question_of_cost
from cms.publishing.language_states import language_states
from cms.publishing.requests import latest_request, request_translation
from cms.publishing.translating import begin_by_hand


class TranslateForm(forms.Form):
    """Which languages to draft, how much, and whether to publish what passes its checks."""

    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Choose at least one language."),
        },
    )
    include_below = forms.BooleanField(label=gettext_lazy("Also the pages below this one"), required=False)
    publish = forms.BooleanField(
        label=gettext_lazy("Publish translations that are complete and pass all checks"),
        help_text=gettext_lazy(
            "Readers see that a machine translated them and nobody has checked them yet. Pages marked as "
            "sensitive are never published this way."
        ),
        required=False,
        initial=True,
    )

    def __init__(self, *args: Any, city: City, has_children: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tags = [tag for tag in city.language_tags if tag != city.source_language]
        languages = self.fields["languages"]
        if isinstance(languages, forms.MultipleChoiceField):
            languages.choices = [(tag, tag) for tag in tags]
        self.initial.setdefault("languages", tags)
        if not has_children:
            del self.fields["include_below"]


class TranslatePageView(WagtailAdminTemplateMixin, FormView[TranslateForm]):
    """Shows the state of a source page in every language, and has what is missing drafted in the background."""

    form_class = TranslateForm
    template_name = "publishing/translate_page.html"
    page_title = gettext_lazy("Languages")
    header_icon = "globe"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find the page and its city. Everybody with a role in it sees the states of its languages."""
        self.page = get_object_or_404(Page, pk=kwargs["page_id"]).specific
        city = city_of(self.page)
        if city is None or not City.objects.of_user(request.user).filter(pk=city.pk).exists():
            raise PermissionDenied
        self.city = city
        self.may_order = self.page.permissions_for_user(request.user).can_publish()
        if self.page.locale_id != city.source_locale_id:
            source = get_object_or_404(Page, translation_key=self.page.translation_key, locale_id=city.source_locale_id)
            return redirect("publishing_translate_page", source.pk)
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        """The page that it is about."""
        return str(self.page.get_admin_display_title())

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, the page, then its languages."""
        edit = reverse("wagtailadmin_pages:edit", args=[self.page.pk]) if self._may_edit() else ""
        return [
            *self.breadcrumbs_items,
            {"url": edit, "label": self.get_page_subtitle()},
            {"url": "", "label": self.get_header_title()},
        ]

    def _may_edit(self) -> bool:
        """Whether the editor of the page lets this person in."""
        return bool(self.page.permissions_for_user(self.request.user).can_edit())

    def get_form_kwargs(self) -> dict[str, Any]:
        """The form knows the city's languages."""
        return {**super().get_form_kwargs(), "city": self.city, "has_children": self.page.numchild > 0}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The table of languages beside the form, and what became of the last request."""
        states = language_states(self.page, self.city, self.request.user)
        chosen = set(kwargs["form"]["languages"].value() or []) if "form" in kwargs else None
        return super().get_context_data(
            page=self.page,
            may_order=self.may_order,
            may_edit=self._may_edit(),
            languages=states,
            drafting=latest_request(self.page),
            chosen=chosen if chosen is not None else {state.tag for state in states},
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Begin a translation by hand, or have languages drafted: for those who may publish the page."""
        if "by_hand" in request.POST:
            return self._begin_by_hand(request.POST["by_hand"])
        if not self.may_order:
            raise PermissionDenied
        return super().post(request, *args, **kwargs)

    def _begin_by_hand(self, language: str) -> HttpResponseRedirect:
        user: Any = self.request.user
        home = get_object_or_404(self.city.pages, locale__language_code=language)
        if not (self.page.live and home.permissions_for_user(user).can_edit()):
            raise PermissionDenied
        target = begin_by_hand(self.page, language, user)
        return HttpResponseRedirect(reverse("wagtailadmin_pages:edit", args=[target.pk]))

    def form_valid(self, form: TranslateForm) -> HttpResponse:
        """Wake the worker and come back here, where it shows how far it is; first tell what it costs, if anything."""
        if not self.page.live:
            messages.error(self.request, _("Publish the page first: only what is live is translated."))
            return self._back()
        pages = [self.page.pk]
        if form.cleaned_data.get("include_below"):
            pages = list(self.page.get_descendants(inclusive=True).live().values_list("pk", flat=True))
        if question := question_of_cost(self.request, pages, form.cleaned_data["languages"]):
            return question
        request_translation(
            self.page,
            pages,
            form.cleaned_data["languages"],
            publish=form.cleaned_data["publish"],
            user=self.request.user,
        )
        count = len(form.cleaned_data["languages"])
        messages.success(
            self.request,
            ngettext(
                "Drafting %(count)d language in the background.",
                "Drafting %(count)d languages in the background.",
                count,
            )
            % {"count": count},
        )
        return self._back()

    def _back(self) -> HttpResponseRedirect:
        return HttpResponseRedirect(reverse("publishing_translate_page", args=[self.page.pk]))


def redirect_from_source(request: HttpRequest, translation_source_id: int) -> HttpResponse:
    """Stand in for wagtail-localize's update view, which checks no object permission: lead to ours."""
    source = get_object_or_404(TranslationSource, pk=translation_source_id)
    page = get_object_or_404(Page, translation_key=source.object_id, locale_id=source.locale_id)
    return redirect("publishing_translate_page", page.pk)
