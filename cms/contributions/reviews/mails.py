"""What a mail about pages says, in the words of the theme and the language of its reader."""

from __future__ import annotations

from datetime import date
from html import unescape
from typing import Any

from django.conf import settings
from django.db.models import Max
from django.urls import reverse
from wagtail.models import Page

from cms.cities.models import City
from cms.contributions.desk.pages import environment_of
from cms.contributions.desk.serving import desk_address
from cms.contributions.reviews.links import link_of
from cms.contributions.reviews.models import MailKind, ReviewMail, ReviewRequest
from cms.guides.models import GuidePage
from site_builder.formats import Formats
from site_builder.template_code import Strings

TEMPLATE = "desk/still_right_mail.html"


def written(mail: ReviewMail) -> tuple[str, str]:
    """The subject and the text of a mail. The first line of the template is the subject."""
    city = mail.city
    environment = environment_of(city)
    language = environment.ui_language(mail.language)
    catalogue = environment.catalogue(language)
    formats = Formats(language, city.country, catalogue)
    requests = list(mail.requests.select_related("page").order_by("page__path"))
    owned = any(getattr(request.page.specific, "responsible_user_id", None) == mail.user_id for request in requests)
    pages = [_line(mail, request, formats) for request in requests]
    expires = mail.requests.aggregate(last=Max("expires_on"))["last"]
    text = environment.get_template(TEMPLATE).render(
        _=Strings(catalogue.gettext),
        guide=_guide(city, mail.language),
        reason=_reason(mail, owned),
        organisation=mail.organisation.title if mail.organisation else "",
        pages=sorted(pages, key=lambda page: (page["due_on"], page["title"])),
        expires=formats.date(expires.isoformat()),
    )
    subject, _, rest = unescape(text).strip().partition("\n")
    return subject, rest.strip() + "\n"


def _guide(city: City, language: str) -> str:
    home = city.pages.filter(locale__language_code__in=[language, city.source_language], live=True)
    titles = dict(home.values_list("locale__language_code", "title"))
    return titles.get(language) or titles.get(city.source_language) or city.slug


def address_for_changes(mail: ReviewMail, page: Page) -> str:
    """Where the reader of the mail says what has changed: the editor for people with an account, else the proposal, or
    a mail where the city takes none."""
    if mail.user_id:
        return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse("wagtailadmin_pages:edit", args=[page.pk])
    if not mail.city.takes_contributions and mail.city.publisher_email:
        return f"mailto:{mail.city.publisher_email}"
    return desk_address(mail.city, mail.language, "suggest", uuid=page.translation_key)


def _line(mail: ReviewMail, request: ReviewRequest, formats: Formats) -> dict[str, Any]:
    page = request.page.specific
    due: date | None = page.review_due if isinstance(page, GuidePage) else None
    return {
        "title": page.title,
        "due_on": due.isoformat() if due else "",
        "due": formats.date(due.isoformat()) if due else "",
        "overdue": due is not None and due < request.asked_on,
        "still_right": link_of(request),
        "changed": address_for_changes(mail, page),
    }


def _reason(mail: ReviewMail, owned: bool) -> str:
    """Why it is sent: for one's own pages, for an organisation's, for those of nobody, for those left alone."""
    if mail.kind == MailKind.ESCALATION:
        return "late"
    if mail.organisation_id:
        return "organisation"
    return "own" if owned else "nobody"
