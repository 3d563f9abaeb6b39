"""What is done to many pages at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter, log
from wagtail.models import ModelLogEntry, Page, PageLogEntry

from cms.cities.models import City
from cms.cities.trees import home_of
from cms.contributions.reviews.confirming import confirm_facts, write_into_revisions
from cms.contributions.reviews.due import today_in
from cms.contributions.reviews.models import MailKind, ReviewRequest
from cms.guides.models import GuidePage

ASSIGNED = "waymark.owner_assigned"


def confirm_pages(pages: Sequence[Page], user: Any) -> int:
    """Keep that these pages are still right; return for how many that was done. Translations follow their source."""
    done = 0
    for page in pages:
        if city := _city_of_source(page):
            confirm_facts(page, today_in(city, timezone.now()), user=user)
            done += 1
    return done


def assign_owner(pages: Sequence[Page], owner: User | None, user: Any) -> int:
    """Make a person responsible for these pages, or nobody; return for how many that was done.

    Somebody without a role in a page's city is not made responsible for it. Links that others have in their mails open
    nothing any more.
    """
    done = 0
    for page in pages:
        city = _city_of_source(page)
        if city and (owner is None or city.people().filter(pk=owner.pk).exists()):
            _assign(page, owner, user)
            done += 1
    return done


@transaction.atomic
def _assign(page: Page, owner: User | None, user: Any) -> None:
    pk = owner.pk if owner else None
    type(page)._default_manager.filter(pk=page.pk).update(responsible_user=pk)
    write_into_revisions(page, {"responsible_user": pk})
    name = (owner.get_full_name() or owner.get_username()) if owner else ""
    log(instance=page, action=ASSIGNED, user=user, data={"name": name})
    others = ReviewRequest.objects.filter(page=page.pk, mail__kind=MailKind.DIGEST, revoked_at=None)
    others.exclude(mail__user=pk).update(revoked_at=timezone.now())


def _city_of_source(page: Page) -> City | None:
    """The city of a page of the guide in its source language."""
    home = home_of(page)
    is_source = home and home.locale_id == home.city.source_locale_id
    return home.city if home and is_source and isinstance(page, GuidePage) else None


class AssignedFormatter(LogFormatter):
    """How the history tells that somebody else is responsible."""

    label = gettext_lazy("Assign a responsible person")

    def format_message(self, log_entry: PageLogEntry | ModelLogEntry) -> str:
        """Who is."""
        name = log_entry.data.get("name")
        return _("Responsible from now on: %(name)s") % {"name": name} if name else _("Nobody is responsible any more")
