"""The page behind the link in a mail: what readers see of a page, and the button that says it is still right."""

from __future__ import annotations

import re
from html import escape, unescape
from urllib.parse import urljoin

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods
from markupsafe import Markup

from cms.cities.models import City
from cms.contributions.desk.pages import Desk
from cms.contributions.desk.serving import desk_of
from cms.contributions.reviews.confirming import confirm_facts
from cms.contributions.reviews.due import today_in
from cms.contributions.reviews.links import request_behind
from cms.contributions.reviews.mails import address_for_changes
from cms.contributions.reviews.models import ReviewRequest
from cms.guides.models import GuidePage
from cms.publishing.models import PublishedDocument
from cms.publishing.preview import published_html
from site_builder.languages import direction

MAIN = re.compile(r"<main[^>]*>(.*)</main>", re.DOTALL)
# Headings of the guide's page stand below that of the question.
HEADING = re.compile(r"(</?h)([1-5])\b")
HREF = re.compile(r'(<a\b[^>]*?\bhref=")([^"]*)"')
# What acts, and what the theme marks as standing apart from the text. None of it holds another of its own kind.
ACTING = re.compile(r"<(script|form|dialog|template)\b.*?</\1>|<(\w+)\b[^>]*\sdata-apart\b.*?</\2>", re.DOTALL)
# The question has its own.
ID = re.compile(r'\s(?:id|aria-labelledby|aria-describedby|aria-controls)="[^"]*"')


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def still_right(request: HttpRequest, city: str, language: str, token: str) -> HttpResponse:
    """Show what is to be confirmed, or confirm it. Programs that follow links in mails only ever see it.

    The signed link is the permission, for this page and purpose alone: no cookie and no account is asked for. What is
    confirmed is what was shown: a page that changed in between is shown again.
    """
    desk = desk_of(request, city, language, {})
    asked = request_behind(token, city, today_in(desk.city, timezone.now()))
    if asked is None:
        sentence = desk.say("It is too old, was taken back, or somebody else checks the page now.")
        return desk.tell(desk.say("This link does not open anything any more"), sentence, status=410)
    page: GuidePage = asked.page.specific
    desk = Desk(request, desk.city, language, {"uuid": page.translation_key})
    if request.method != "POST":
        return _question(desk, asked, page)
    if request.POST.get("shown") != _shown(desk.city, page):
        return _question(desk, asked, page, changed=True)
    return _confirmed(desk, asked, page)


def _question(desk: Desk, asked: ReviewRequest, page: GuidePage, *, changed: bool = False) -> HttpResponse:
    return desk.page(
        "still_right.html",
        desk.say("Is everything on this page still right?"),
        status=409 if changed else 200,
        changed=changed,
        name=page.title,
        source_language=desk.city.source_language,
        source_direction=direction(desk.city.source_language),
        shown=_shown(desk.city, page),
        facts=_as_readers_see_it(desk.city, page),
        send_to=desk.request.path,
        change_at=address_for_changes(asked.mail, page),
    )


def _confirmed(desk: Desk, asked: ReviewRequest, page: GuidePage) -> HttpResponse:
    mail = asked.mail
    name = mail.organisation.title if mail.organisation else ""
    confirm_facts(page, today_in(desk.city, timezone.now()), user=mail.user, name=name)
    link = desk.link(page.translation_key)
    sentence = desk.say("The guide tells its readers that the facts were checked today, in every language.")
    return desk.tell(desk.say("Thank you"), sentence, onward=[link] if link else [])


def _shown(city: City, page: GuidePage) -> str:
    """What tells one published state of a page from another."""
    documents = PublishedDocument.objects.current().filter(city=city, uuid=page.translation_key)
    return documents.filter(language=city.source_language).values_list("body_hash", flat=True).first() or ""


def _as_readers_see_it(city: City, page: GuidePage) -> Markup:
    """The page in the guide, in the language in which its facts are kept, as something to read within another page."""
    html = published_html(city, str(page.translation_key), city.source_language) or ""
    main = MAIN.search(html)
    text = ID.sub("", ACTING.sub("", main[1] if main else ""))
    text = HEADING.sub(lambda found: f"{found[1]}{int(found[2]) + 1}", text)
    address = page.full_url or city.guide_url
    return Markup(HREF.sub(lambda found: f'{found[1]}{escape(urljoin(address, unescape(found[2])))}"', text))  # noqa: S704 -- rendered by the theme, which escapes
