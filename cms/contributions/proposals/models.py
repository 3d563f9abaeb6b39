"""Proposals of readers and partners, which wait until an editor decides, and the partners themselves."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.cities.models import City

# Characters; what is longer is refused by the forms before it is cleaned.
LONGEST_TEXT = 20_000
LONGEST_NOTE = 2_000


class ProposalKind(models.TextChoices):
    """What a proposal says of its page."""

    CHANGE = "change", _("Change")
    OUTDATED = "outdated", _("Outdated")
    NOT_UNDERSTOOD = "not_understood", _("Not understood")
    BROKEN = "broken", _("Does not work")
    NEW = "new", _("New page")


class ProposalState(models.TextChoices):
    """What became of a proposal."""

    WAITING = "waiting", _("Waiting")
    ACCEPTED = "accepted", _("Accepted")
    # An editor wrote it differently and accepted that.
    CHANGED = "changed", _("Changed and accepted")
    REFUSED = "refused", _("Refused")


class ProposedPageType(models.TextChoices):
    """What can be proposed as a whole."""

    SERVICE = "service", _("Service")
    PROCEDURE = "procedure", _("Procedure")


class Partner(models.Model):
    """A known organisation that proposes by a personal link: no account, no spam gates, its name on each proposal."""

    # The page of an organisation is not “used” by who stands for it.
    wagtail_reference_index_ignore = True

    city = models.ForeignKey(City, on_delete=models.CASCADE, related_name="partners", verbose_name=_("city"))
    name = models.CharField(
        max_length=200,
        verbose_name=_("name"),
        help_text=_("Of the organisation or the person, as editors shall see it beside each proposal."),
    )
    email = models.EmailField(
        verbose_name=_("e-mail"), help_text=_("Where the personal link is sent, and the answers to proposals.")
    )
    language = models.CharField(
        max_length=20, verbose_name=_("language"), help_text=_("In which we write to them, and in which forms open.")
    )
    organisation = models.ForeignKey(
        Page,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("page of the organisation"),
        help_text=_("If it has one in the guide."),
    )
    active = models.BooleanField(
        default=True, verbose_name=_("active"), help_text=_("Without this the personal link opens nothing.")
    )
    # Part of what a link signs: counting it up revokes every link sent before.
    link_version = models.PositiveIntegerField(default=1, editable=False)
    link_sent_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["city", "email"], name="a_partner_once_per_city_and_address")]

    def __str__(self) -> str:
        return self.name


class ProposalQuerySet(models.QuerySet["Proposal"]):
    """The questions asked about proposals."""

    def waiting(self) -> ProposalQuerySet:
        """Those that nobody has decided yet, the oldest first."""
        return self.filter(state=ProposalState.WAITING).order_by("pk")


class Proposal(models.Model):
    """What somebody without an account would like to have changed, told or added.

    `field` names what it is about, as `proposals.fields.proposable_fields` lists it; empty: the page as a whole.
    `before` is what the published guide said there when it was proposed, `after` how it should read. Both are plain
    text, cleaned and capped.
    """

    # What is proposed for a page does not use it, and nothing that editors delete has to wait for it.
    wagtail_reference_index_ignore = True

    city = models.ForeignKey(City, on_delete=models.CASCADE, related_name="proposals")
    # The page in the source language; None: a new page is proposed.
    target = models.ForeignKey(Page, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=ProposalKind.choices)
    # BCP 47 tag of the guide's language in which it was read and written.
    language = models.CharField(max_length=20)
    field = models.CharField(max_length=200, blank=True)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    note = models.TextField(blank=True)
    proposed_page_type = models.CharField(max_length=20, blank=True, choices=ProposedPageType.choices)
    # Of a new page: the answers of the guided form by the names of their questions.
    body: models.JSONField[dict[str, Any] | None, dict[str, Any] | None] = models.JSONField(null=True, blank=True)
    partner = models.ForeignKey(
        Partner, null=True, blank=True, on_delete=models.SET_NULL, related_name="proposals", verbose_name=_("partner")
    )
    # For the answer only: whoever decides empties it, unless the mail server refuses the answer.
    contact_email = models.EmailField(blank=True)
    created = models.DateField(default=timezone.localdate)

    state = models.CharField(max_length=20, choices=ProposalState.choices, default=ProposalState.WAITING)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True)
    # The draft that came of it.
    revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        ordering = ["pk"]
        indexes = [models.Index(fields=["city", "state"], name="proposals_by_state")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind=ProposalKind.NEW, target=None)
                | (~models.Q(kind=ProposalKind.NEW) & models.Q(target__isnull=False)),
                name="only_a_new_page_has_no_target",
            )
        ]

    def __str__(self) -> str:
        subject = self.target.title if self.target else (self.body or {}).get("title", "")
        return f"{self.get_kind_display()}: {subject}"

    @property
    def proposer(self) -> str:
        """The partner's name; empty for anybody else, of whom nothing is known."""
        return self.partner.name if self.partner else ""

    @property
    def untold(self) -> str:
        """To whom the decision could not be mailed; empty while it waits, and where it was."""
        return self.contact_email if self.state != ProposalState.WAITING else ""

    @property
    def answer_to(self) -> str:
        """Where the decision is mailed: the address left for it, or the partner's; empty if there is none."""
        return self.contact_email or (self.partner.email if self.partner else "")
