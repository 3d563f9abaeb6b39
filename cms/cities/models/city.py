"""The city as a tenant: its facts, its languages, and what was provisioned for it."""

from __future__ import annotations

import uuid
import zoneinfo
from typing import TYPE_CHECKING

import langcodes
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Collection, Locale, Site, Workflow

if TYPE_CHECKING:
    from cms.cities.models.city_page import CityPage


def validate_time_zone(name: str) -> None:
    """Raise ValidationError unless `name` is an IANA time zone."""
    if name not in zoneinfo.available_timezones():
        raise ValidationError(_("%(name)s is not a time zone. Write it like Europe/Berlin."), params={"name": name})


def validate_language_tag(tag: str) -> None:
    """Raise ValidationError unless `tag` is a well-formed, registered BCP 47 tag (RFC 5646)."""
    if not langcodes.tag_is_valid(tag) or langcodes.standardize_tag(tag) != tag:
        raise ValidationError(
            _("%(tag)s is not a language tag. Write it as BCP 47 does, for example de, fa-AF or de-simple."),
            params={"tag": tag},
        )


class CityQuerySet(models.QuerySet["City"]):
    """The questions asked about cities."""

    def of_user(self, user: object) -> CityQuerySet:
        """Cities in which the user has any role; all of them for a superuser."""
        if getattr(user, "is_superuser", False):
            return self
        return self.filter(roles__group__user=user).distinct()

    def administered_by(self, user: object) -> CityQuerySet:
        """Cities that the user administers; all of them for a superuser."""
        return self.with_role(user, Role.ADMINISTRATOR)

    def edited_by(self, user: object) -> CityQuerySet:
        """Cities in whose source language the user publishes; all of them for a superuser."""
        return self.with_role(user, Role.ADMINISTRATOR, Role.EDITOR)

    def known_inside_by(self, user: object) -> CityQuerySet:
        """Cities in which the user has another role than that of a contributor; all of them for a superuser.

        Contributors from outside know of no drafts of others there, nor of what others say to the editors.
        """
        return self.with_role(user, *(role for role in Role if role != Role.CONTRIBUTOR))

    def with_role(self, user: object, *roles: Role) -> CityQuerySet:
        """Cities in which the user has one of these roles; all of them for a superuser."""
        if getattr(user, "is_superuser", False):
            return self
        return self.filter(roles__role__in=roles, roles__group__user=user).distinct()


class City(models.Model):
    """A city (or district) that publishes one guide: its facts. Its text, per language, is on CityPage."""

    slug = models.SlugField(unique=True, help_text=_("Part of every address of the guide; do not change it later."))
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    country = models.CharField(
        max_length=2,
        validators=[RegexValidator(r"^[A-Z]{2}$", _("Two capital letters, as in ISO 3166: DE, GB, FR."))],
        help_text=_("Two letters, as in ISO 3166: DE, GB, FR."),
    )
    region_code = models.CharField(max_length=20, blank=True, help_text=_("NUTS or LAU code, if you know it."))
    source_locale = models.ForeignKey(
        Locale,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("source language"),
        help_text=_("The language in which the editors write."),
    )
    time_zone = models.CharField(
        max_length=60, validators=[validate_time_zone], help_text=_("For example Europe/Berlin.")
    )
    site_url = models.URLField(help_text=_("Where readers find the guide, without a slash at the end."))
    publisher = models.CharField(max_length=200, help_text=_("Who answers for the guide."))
    publisher_email = models.EmailField(blank=True)
    publisher_address = models.CharField(max_length=300, blank=True)
    licence = models.URLField(
        blank=True,
        help_text=_(
            "Under which licence others may use the texts, for example https://creativecommons.org/licenses/by/4.0/"
        ),
    )
    takes_contributions = models.BooleanField(
        _("takes contributions"),
        default=True,
        help_text=_(
            "Readers can say on each page whether it helped, and propose changes. Without it pages offer to write to "
            "the publisher's e-mail address, if there is one."
        ),
    )
    four_eyes = models.BooleanField(
        _("four eyes"),
        default=False,
        help_text=_("Who wrote or accepted a part of a translation does not publish it: another person does."),
    )

    site = models.OneToOneField(Site, null=True, blank=True, editable=False, on_delete=models.SET_NULL)
    collection = models.OneToOneField(Collection, null=True, blank=True, editable=False, on_delete=models.SET_NULL)
    workflow = models.OneToOneField(Workflow, null=True, blank=True, editable=False, on_delete=models.SET_NULL)

    objects = CityQuerySet.as_manager()

    class Meta:
        verbose_name = _("city")
        verbose_name_plural = _("cities")
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.slug

    def clean(self) -> None:
        """Keep the address of the guide free of a slash at its end: paths are joined to it."""
        self.site_url = self.site_url.rstrip("/")

    def people(self) -> models.QuerySet[User]:
        """Everybody with a role in the city."""
        return User.objects.filter(groups__city_role__city=self).distinct()

    def group_of(self, role: Role, language: str = "", organisation: str = "") -> Group:
        """The group that holds a role, in one language if its tag is given, or for one organisation."""
        locale = {"locale__language_code": language} if language else {"locale": None}
        return self.roles.select_related("group").get(role=role, organisation=organisation, **locale).group

    @property
    def guide_url(self) -> str:
        """Where the guide is found, without a slash at its end.

        An installation that serves its guides elsewhere than their cities say (a demo, a staging machine) sets
        GUIDE_SITE_ROOT; the city's slug is then the path below it.
        """
        root: str = settings.GUIDE_SITE_ROOT
        return f"{root}/{self.slug}" if root else self.site_url

    @property
    def desk_url(self) -> str | None:
        """Where readers' forms are served, without a slash at the end; None if the city takes no contributions."""
        root: str = settings.GUIDE_DESK_URL or settings.WAGTAILADMIN_BASE_URL
        return root.rstrip("/") if self.takes_contributions else None

    @property
    def source_language(self) -> str:
        """BCP 47 tag of the language in which the editors write."""
        return str(self.source_locale.language_code)

    @property
    def language_tags(self) -> list[str]:
        """BCP 47 tags of the guide in the order of the language switch, the source language first."""
        return [language.locale.language_code for language in self.languages.select_related("locale")]

    @property
    def online_language_tags(self) -> list[str]:
        """BCP 47 tags that readers can choose, in that order: of the languages whose home page is live.

        The source language is always among them: without its home page there is no guide at all.
        """
        online = set(self.online_locales())
        return [
            language.locale.language_code
            for language in self.languages.select_related("locale")
            if language.locale_id in online or language.locale_id == self.source_locale_id
        ]

    def online_locales(self) -> models.QuerySet[CityPage, int]:
        """Ids of the locales whose home page is live. An alias, full of source text, is no home page."""
        return self.pages.filter(live=True, alias_of=None).values_list("locale", flat=True)


class CityLanguage(models.Model):
    """A language of a city's guide, with its place in the language switch."""

    city = models.ForeignKey(City, on_delete=models.CASCADE, related_name="languages")
    locale = models.ForeignKey(Locale, on_delete=models.PROTECT, related_name="+", verbose_name=_("language"))
    order = models.PositiveSmallIntegerField(default=0)
    workflow = models.OneToOneField(Workflow, null=True, blank=True, editable=False, on_delete=models.SET_NULL)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["city", "locale"], name="a_language_once_per_city")]

    def __str__(self) -> str:
        return f"{self.city.slug}/{self.locale.language_code}"

    def clean(self) -> None:
        """Refuse tags that no browser or screen reader would understand."""
        validate_language_tag(self.locale.language_code)


class Role(models.TextChoices):
    """What a person may do in a city. docs/editors/roles.md holds the table."""

    # What an editor does, and deletes whole branches of the tree.
    ADMINISTRATOR = "administrator", _("Administrator")
    # Writes, publishes and has every language drafted and published.
    EDITOR = "editor", _("Editor")
    # Changes and submits the text of the target languages, publishes nothing.
    TRANSLATOR = "translator", _("Translator")
    # Checks translations and publishes them.
    REVIEWER = "reviewer", _("Reviewer")
    # Adds drafts and submits them; publishes nothing.
    CONTRIBUTOR = "contributor", _("Contributor")
    # Reads the admin; changes nothing.
    VIEWER = "viewer", _("Viewer")


# Roles that somebody can also have in a single language.
LANGUAGE_ROLES = (Role.TRANSLATOR, Role.REVIEWER)


class CityRole(models.Model):
    """The group that holds a role in a city, in all languages or in one of them.

    Contributors have further groups, one for each organisation that sends them: see cms.cities.contributing.
    """

    city = models.ForeignKey(City, on_delete=models.CASCADE, related_name="roles")
    role = models.CharField(max_length=20, choices=Role.choices)
    # None: in every language.
    locale = models.ForeignKey(Locale, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    # Empty: the role of people who belong to none, or to the city itself.
    organisation = models.CharField(max_length=60, blank=True)
    group = models.OneToOneField(Group, on_delete=models.CASCADE, related_name="city_role")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["city", "role", "organisation"],
                condition=models.Q(locale=None),
                name="one_group_per_role_and_city",
            ),
            models.UniqueConstraint(fields=["city", "role", "locale"], name="one_group_per_role_city_and_language"),
        ]

    def __str__(self) -> str:
        return self.group.name
