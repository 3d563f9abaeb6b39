"""Mending a link once: the new address takes the place of the old one in every page and language that has it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter, log
from wagtail.models import ModelLogEntry, Page, PageLogEntry
from wagtail_localize.models import SegmentOverride, Translation

from cms.contributions.links.finding import addresses_in, replace_in
from cms.contributions.links.models import Link, LinkUse
from translations.completeness import translation_behind
from translations.saving import IncompleteTranslationError, save_translation

MENDED = "waymark.link_mended"


@dataclass
class Mended:
    """What became of the pages that used the old address."""

    published: list[Page] = field(default_factory=list)
    drafts: list[Page] = field(default_factory=list)
    left: list[Page] = field(default_factory=list)


def mend(link: Link, new: str, user: Any, now: datetime) -> Mended:
    """Put `new` in the place of a link wherever live pages of its city use it, each by the user's own permission.

    What the user may publish goes live, and a draft that somebody has begun stays a draft and gets the new address too;
    what the user may only change becomes a draft; the rest is left. Sources come first: their translations take the
    address from them.
    """
    mended = Mended()
    uses = LinkUse.objects.filter(link=link).values("page")
    pages = Page.objects.filter(pk__in=uses, live=True).specific()
    source_locale = link.city.source_locale_id
    for page in sorted(pages, key=lambda page: (page.locale_id != source_locale, page.path)):
        with transaction.atomic():
            permissions = page.permissions_for_user(user)
            if not permissions.can_edit() or permissions.page_locked():
                mended.left.append(page)
                continue
            publish = permissions.can_publish()
            translation = translation_behind(page)
            if translation and translation.enabled:
                if not _has_address_to_take(translation, link.url, new):
                    mended.left.append(page)
                    continue
                publish = _mend_translation(translation, user, publish=publish)
            else:
                _mend_page(page, link.url, new, user, publish=publish)
            log(instance=page, action=MENDED, user=user, data={"old": link.url, "new": new})
            (mended.published if publish else mended.drafts).append(page)
    _follow(link, new, mended.published, now)
    return mended


def _mend_page(page: Page, old: str, new: str, user: Any, *, publish: bool) -> None:
    draft = page.get_latest_revision_as_object() if page.has_unpublished_changes or not publish else None
    if publish and replace_in(page, old, new):
        # What imported pages lack is no reason to leave a dead link in them.
        page.save_revision(user=user, log_action=True, clean=False).publish(user=user)
    if draft and replace_in(draft, old, new):
        draft.save_revision(user=user, log_action=True, clean=False)


def _has_address_to_take(translation: Translation, old: str, new: str) -> bool:
    """Whether a translation gets the new address when it is written anew: from its source, or as one of its own."""
    own = SegmentOverride.objects.filter(
        locale=translation.target_locale, context__object=translation.source.object_id, data_json=json.dumps(old)
    )
    if own.update(data_json=json.dumps(new)):
        return True
    source = translation.source.get_source_instance()
    return all(address != old for _field, address in addresses_in(source, texts_only=True))


def _mend_translation(translation: Translation, user: Any, *, publish: bool) -> bool:
    """Write the page of a translation anew; return whether it went live."""
    try:
        save_translation(translation, user, publish=publish)
    except IncompleteTranslationError:
        save_translation(translation, user, publish=False)
        return False
    return publish


def _follow(link: Link, new: str, published: list[Page], now: datetime) -> None:
    """Let the rows say what the pages say now, without gathering all of a city's; the new address is due at once."""
    moved = LinkUse.objects.filter(link=link, page__in=[page.pk for page in published])
    target, _is_new = Link.objects.get_or_create(city=link.city, url=new, defaults={"next_check": now})
    for use in moved:
        LinkUse.objects.get_or_create(link=target, page_id=use.page_id, field=use.field)
    moved.delete()
    for each in (link, target):
        if not each.uses.exists():
            each.delete()


class MendedFormatter(LogFormatter):
    """How the history tells that a link was mended."""

    label = gettext_lazy("Mend a link")

    def format_message(self, log_entry: PageLogEntry | ModelLogEntry) -> str:
        """Which address took the place of which."""
        data: dict[str, Any] = log_entry.data
        return _("Mended a link: %(new)s in the place of %(old)s") % {"new": data.get("new"), "old": data.get("old")}
