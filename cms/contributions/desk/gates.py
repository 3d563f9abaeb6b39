"""What keeps out what fills in forms by itself, without asking anything of people: no puzzles, no cookies.

A form carries a token of ours instead of a cookie: signed, for one purpose and one target, with the time at which it
was shown. It is no secret, since everybody gets one; it says that the form was asked for, and when.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.core import signing
from django.http import HttpRequest, QueryDict
from django.utils.crypto import constant_time_compare

TRAP = "website"  # a field that people do not see
LEAST = timedelta(seconds=2)
LONGEST = timedelta(hours=4)
# Of a form: a browser writes a letter of Arabic as 6 bytes, one of Ethiopic as 9 and an emoji as 12, and a text of
# 20,000 characters and a note of 2,000 have to pass in any script.
MOST_BYTES = 272 * 1024


class GateError(Exception):
    """A form is not taken."""


class TooQuickError(GateError):
    """It was sent sooner than a person can read it. To send it again is enough."""


class StaleError(GateError):
    """Its token is too old, of another form, or none of ours: the form has to be shown anew."""


class TrappedError(GateError):
    """The field that people do not see was filled in."""


@dataclass(frozen=True)
class Gate:
    """What a form has to carry: see `gate_fields` in the theme's templates/desk/fields.html."""

    token: str
    trap: str = TRAP


def form_gate(purpose: str, target: str, posted: QueryDict | None = None) -> Gate:
    """The gate of a form that is shown; one that is shown again, since something in it is wrong, keeps its token."""
    if posted is not None and "token" in posted:
        return Gate(str(posted["token"]))
    return Gate(_signer(purpose).sign(target))


def pass_gate(
    request: HttpRequest, purpose: str, target: str, *, least: timedelta = LEAST, longest: timedelta = LONGEST
) -> None:
    """Return if the form that was sent carries the token of `form_gate` for the same purpose and target.

    Raises TrappedError, StaleError, TooQuickError.
    """
    if request.POST.get(TRAP):
        raise TrappedError
    token = request.POST.get("token", "")
    signer = _signer(purpose)
    try:
        told = signer.unsign(token, max_age=longest)
    except signing.BadSignature as error:
        raise StaleError from error
    if not constant_time_compare(told, target):
        raise StaleError
    try:
        signer.unsign(token, max_age=least)
    except signing.SignatureExpired:
        return
    raise TooQuickError


def _signer(purpose: str) -> signing.TimestampSigner:
    return signing.TimestampSigner(salt=f"waymark.desk.{purpose}")
