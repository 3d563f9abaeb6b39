"""The screens about a city's builds: what became of them, what they changed, and the way back to an earlier release."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem

from cms.cities.models import City, Role
from cms.cities.models.city import CityQuerySet
from cms.cities.screens import CityScreen
from cms.locks import is_free
from cms.publishing.build_changes import changes_of, culprits_of, warnings_of
from cms.publishing.build_record import Build
from cms.publishing.building import is_published
from cms.publishing.due import build_due, lock_of_guide
from cms.publishing.going_back import kept_releases, roll_back
from cms.publishing.wakeup import ask_for_build
from site_builder.errors import SiteBuilderError

PER_SCREEN = 20


def cities_whose_builds_are_shown(user: Any) -> CityQuerySet:
    """The cities that a person administers or edits; all of them for a superuser."""
    if user.is_superuser:
        return City.objects.all()
    roles = {"roles__role__in": (Role.ADMINISTRATOR, Role.EDITOR), "roles__group__user": user}
    return City.objects.filter(**roles).distinct()


class BuildsMenuItem(MenuItem):
    """An entry of the menu for people who answer for what readers see."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person administers or edits any city."""
        return cities_whose_builds_are_shown(request.user).exists()


@dataclass(frozen=True)
class Shown:
    """A build as people see it."""

    build: Build
    state: str
    """A value of Build.Outcome, `waiting` or `running`."""
    label: str

    @property
    def is_under_way(self) -> bool:
        """Whether it will be another one soon."""
        return self.state in ("waiting", "running")


def shown(build: Build, live: str, *, is_busy: bool) -> Shown:
    """A build with its state; `live` is the release that readers see, `is_busy` whether a worker builds the city."""
    if build.started_at is None:
        return Shown(build, "waiting", _("Waiting for a worker"))
    if not build.outcome:
        if is_busy:
            return Shown(build, "running", _("Running"))
        return Shown(build, Build.Outcome.INTERRUPTED, str(Build.Outcome.INTERRUPTED.label))
    if build.outcome == Build.Outcome.LIVE and build.release == live:
        return Shown(build, build.outcome, _("Live"))
    return Shown(build, build.outcome, build.get_outcome_display())


class BuildScreen(CityScreen):
    """A screen about builds of one city that the person answers for."""

    header_icon = "rotate"

    def offered_cities(self, user: Any) -> CityQuerySet:
        """Those that the person administers or edits."""
        return cities_whose_builds_are_shown(user)

    def back(self) -> HttpResponse:
        """To the builds of the city."""
        return HttpResponseRedirect(f"{reverse('publishing_builds')}?city={self.city.slug}")


class BuildsView(BuildScreen, TemplateView):
    """The builds of a city, the newest first, and its releases."""

    template_name = "publishing/builds.html"
    page_title = gettext_lazy("Builds")

    def get_page_subtitle(self) -> str:
        """The city that is shown."""
        return self.city.slug

    def post(self, request: HttpRequest) -> HttpResponse:
        """Have the guide built again."""
        if not is_published(self.city):
            messages.error(request, _("The guide is offline: its home page is not published. Publish it first."))
        else:
            ask_for_build(self.city, request.user)
            messages.success(request, _("The guide is built as soon as a worker is free."))
        return self.back()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Builds and releases."""
        kept = kept_releases(self.city)
        live = next((release for release in kept if release.is_live), None)
        builds = Build.objects.filter(city=self.city).order_by("-pk").select_related("asked_by")
        page = Paginator(builds, PER_SCREEN).get_page(self.request.GET.get("p"))
        is_busy = not is_free(lock_of_guide(self.city))
        rows = [shown(build, live.name if live else "", is_busy=is_busy) for build in page]
        unbegun = page.number == 1 and not any(row.is_under_way for row in rows) and build_due(self.city) is not None
        return super().get_context_data(
            rows=rows,
            page=page,
            releases=kept,
            live=live,
            is_published=is_published(self.city),
            is_due=unbegun,
            is_under_way=unbegun or any(row.is_under_way for row in rows),
            **kwargs,
        )


class BuildView(BuildScreen, TemplateView):
    """One build: what it changed, what it told, what it failed at."""

    template_name = "publishing/build.html"
    page_title = gettext_lazy("Build")
    build: Build

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """The city follows from the build."""
        super().setup(request, *args, **kwargs)
        self.build = get_object_or_404(Build.objects.select_related("city"), pk=kwargs["build_id"])
        if self.build.city not in self.cities:
            raise Http404
        self.city = self.build.city

    def get_page_subtitle(self) -> str:
        """The release, if there is one."""
        return self.build.release or self.city.slug

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, the builds, this one."""
        builds = {"url": f"{reverse('publishing_builds')}?city={self.city.slug}", "label": BuildsView.page_title}
        return [*self.breadcrumbs_items, builds, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The build with its changes and the pages that its error names."""
        live = next((release.name for release in kept_releases(self.city) if release.is_live), "")
        is_busy = not is_free(lock_of_guide(self.city))
        changes = changes_of(self.build, self.request.user)
        warnings = warnings_of(self.build, self.request.user)
        return super().get_context_data(
            row=shown(self.build, live, is_busy=is_busy),
            build=self.build,
            changes=changes,
            more=len(self.build.report.get("causes", [])) - len(changes),
            culprits=culprits_of(self.build, self.request.user),
            warnings=warnings,
            more_warnings=self.build.report.get("warned", 0) - len(warnings),
            **kwargs,
        )


class RollBackView(BuildScreen, TemplateView):
    """Asks whether an earlier release is to be live again, and does it."""

    template_name = "publishing/roll_back.html"
    page_title = gettext_lazy("Roll back")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The release that the address names, and the one that is live."""
        kept = kept_releases(self.city)
        name = self.request.GET.get("release", "")
        release = next((each for each in kept if each.name == name and each.is_whole), None)
        if release is None:
            raise Http404(name)
        live = next((each for each in kept if each.is_live), None)
        return super().get_context_data(release=release, live=live, **kwargs)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Do it."""
        name = request.GET.get("release", "")
        try:
            roll_back(self.city, name, request.user)
        except SiteBuilderError as error:
            messages.error(request, str(error))
        else:
            told = _(
                "%(release)s is live. It stays so until something changes: the next publication builds the guide from "
                "all that is published, so mend first what you rolled back from."
            )
            messages.success(request, told % {"release": name})
        return self.back()
