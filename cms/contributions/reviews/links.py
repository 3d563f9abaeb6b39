"""The signed link in a mail: one page, one reader, one purpose."""

from __future__ import annotations

from datetime import date

from django.core import signing

from cms.contributions.desk.serving import desk_address
from cms.contributions.reviews.models import ReviewRequest
from cms.contributions.reviews.owners import Owners
from cms.guides.models import GuidePage

SALT = "waymark.contributions.still-right"


def link_of(request: ReviewRequest) -> str:
    """The whole address that opens the question whether a page is still right."""
    mail = request.mail
    token = signing.dumps(request.pk, salt=SALT)
    return desk_address(mail.city, mail.language, "still_right", token=token)


def request_behind(token: str, city_slug: str, today: date) -> ReviewRequest | None:
    """What a link stands for, if it is genuine, of this city, neither expired nor revoked.

    Also None when the page left the guide, or is somebody else's by now: a link does not outlive the trust.
    """
    try:
        number = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    found = (
        ReviewRequest.objects.filter(pk=number, mail__city__slug=city_slug, page__live=True)
        .select_related("mail__city__source_locale", "mail__user", "mail__organisation", "page")
        .first()
    )
    if found is None or not found.is_open(today):
        return None
    mail, page = found.mail, found.page.specific
    trusted = isinstance(page, GuidePage) and Owners(mail.city).is_asked(
        page, mail.address, mail.user_id, mail.organisation_id
    )
    return found if trusted else None
