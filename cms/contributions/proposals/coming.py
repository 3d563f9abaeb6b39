"""Who comes to the desk to propose something: anybody, or a partner who opened her personal link."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import HttpResponse

from cms.contributions.desk.pages import Desk
from cms.contributions.desk.serving import before_anything_else
from cms.contributions.proposals.models import Partner
from cms.contributions.proposals.partners import is_signed, partner_behind

FIELD = "partner"
View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Coming:
    """A partner with the token that goes along from form to form; neither for anybody else."""

    partner: Partner | None = None
    token: str = ""


class RevokedError(Exception):
    """A personal link that is good no more."""


def coming(desk: Desk) -> Coming:
    """Who sent the form. The token is never read from an address: addresses are kept in logs and passed on.

    Raises RevokedError.
    """
    token = desk.request.POST.get(FIELD, "")
    return as_partner(desk, token) if token else Coming()


def as_partner(desk: Desk, token: str) -> Coming:
    """The partner of this city whose token it is. Raises RevokedError."""
    partner = partner_behind(token, desk.city)
    if partner is None:
        raise RevokedError
    return Coming(partner, token)


def open_to_anybody(served: View) -> View:
    """Have what too many strangers send turned away before anything is looked up; partners are never kept waiting."""
    return before_anything_else(served, lambda request: is_signed(request.POST.get(FIELD, "")))


def partner_view(view: View) -> View:
    """Tell whoever comes by a link that is good no more so; nothing that she sent is taken as anybody else's."""

    @wraps(view)
    def served(desk: Desk, **arguments: Any) -> HttpResponse:
        try:
            return view(desk, **arguments)
        except RevokedError:
            desk.switch_leads_home = True
            sentence = desk.say(
                "Ask the people who make this guide for a new one. "
                "On every page of the guide you can propose changes without it."
            )
            return desk.tell(desk.say("This link does not work any more"), sentence, status=410)

    return served
