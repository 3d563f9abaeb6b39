"""Who works on what: a translated page, its source, and what this person may do there."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from wagtail.models import Page
from wagtail_localize.models import Translation

from site_builder.languages import direction
from translations.completeness import translation_behind
from translations.states import TranslationState, translation_states


@dataclass(frozen=True)
class Desk:
    """A page in a target language with the record of its translation, and the person before it."""

    page: Any
    translation: Translation
    user: User

    @property
    def source_language(self) -> str:
        """BCP 47 tag."""
        return str(self.translation.source.locale.language_code)

    @property
    def language(self) -> str:
        """BCP 47 tag of the translation."""
        return str(self.translation.target_locale.language_code)

    @property
    def source_direction(self) -> str:
        """`ltr` or `rtl`."""
        return direction(self.source_language)

    @property
    def direction(self) -> str:
        """Of the translation, `ltr` or `rtl`."""
        return direction(self.language)

    @cached_property
    def source_page(self) -> Page | None:
        """The page that is translated, as it is now."""
        return Page.objects.filter(
            translation_key=self.page.translation_key, locale_id=self.translation.source.locale_id
        ).first()

    @cached_property
    def permissions(self) -> Any:
        """Wagtail's permissions of this person on the page."""
        return self.page.permissions_for_user(self.user)

    @cached_property
    def is_locked(self) -> bool:
        """Whether somebody else, or the review that it is in, keeps the page from this person."""
        lock = self.page.get_lock()
        return lock is not None and bool(lock.for_user(self.user))

    def state(self) -> TranslationState:
        """How far the translation is, read anew."""
        key = (self.translation.source_id, self.translation.target_locale_id)
        return translation_states([key[0]], [key[1]])[key]

    def may_edit_source(self) -> bool:
        """Whether this person writes the source, too."""
        source = self.source_page
        return source is not None and bool(source.specific.permissions_for_user(self.user).can_edit())

    def may_publish(self) -> bool:
        """Whether this person may, and the translation as it is now can be published."""
        return bool(self.permissions.can_publish())


def is_at_desk(page: Page) -> bool:
    """Whether the text of `page` is translated segment by segment: then the desk is its editor."""
    translation = translation_behind(page)
    return page.alias_of_id is None and translation is not None and translation.enabled


def desk_of(request: HttpRequest, page_id: int) -> Desk:
    """The desk of a page for who asks.

    Raises:
        Http404: when there is no such page, or its text is not translated segment by segment.
        PermissionDenied: when this person may not edit it.
    """
    page = get_object_or_404(Page, pk=page_id).specific
    user: Any = request.user
    if not page.permissions_for_user(user).can_edit():
        raise PermissionDenied
    translation = translation_behind(page)
    if translation is None or not translation.enabled or page.alias_of_id is not None:
        raise Http404(page.title)
    return Desk(page, translation, user)
