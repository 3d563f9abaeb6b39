"""Behind a partner's personal link: what it is about, and from there the forms that everybody has."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse

from cms.contributions.desk.pages import HEADERS, Desk
from cms.contributions.desk.serving import desk_view
from cms.contributions.proposals.coming import Coming, as_partner, coming, partner_view
from cms.publishing.models import PublishedDocument

SEND_ON = 307  # the browser sends the same form to where it is led


@desk_view
@partner_view
def partner_link(desk: Desk, token: str) -> HttpResponse:
    """What the link opens. From here on the token goes along in forms, and no address has it any more."""
    return _start(desk, as_partner(desk, token))


@desk_view
@partner_view
def partner(desk: Desk) -> HttpResponse:
    """From the choice of a page to its form; without a page the choice again."""
    who = coming(desk)
    if who.partner is None:
        desk.switch_leads_home = True
        return desk.tell(desk.say("This page does not exist"), status=404)
    try:
        place = desk.address("suggest", uuid=UUID(desk.request.POST.get("page", "")))
    except ValueError:
        return _start(desk, who)
    return HttpResponse(status=SEND_ON, headers={**HEADERS, "Location": place})


def _start(desk: Desk, who: Coming) -> HttpResponse:
    desk.switch_leads_home = True
    return desk.page(
        "partner.html",
        desk.say("Propose a change"),
        who=who,
        pages=_pages(desk),
        choose_at=desk.address("partner"),
        new_at=desk.address("suggest_new"),
    )


def _pages(desk: Desk) -> list[tuple[str, str]]:
    """UUID and title of all that is published, by title: in the reader's language, else in the source language."""
    languages = (desk.city.source_language, desk.language)
    current = PublishedDocument.objects.current().filter(city=desk.city, language__in=languages)
    rows = current.values_list("language", "uuid", "body__title")
    titles = {str(uuid): title for language, uuid, title in rows if language == desk.city.source_language}
    titles |= {str(uuid): title for language, uuid, title in rows if language == desk.language}
    return sorted(titles.items(), key=lambda item: item[1].casefold())
