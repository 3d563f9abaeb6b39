"""What may be published, created, moved and copied by whom: the rules that path permissions cannot say."""

from __future__ import annotations

from wagtail.models import Page, PagePermissionTester

from cms.cities.releasing import may_go_live
from cms.cities.slugs import is_free
from cms.cities.trees import home_of, same_tree


class CityPagePermissionTester(PagePermissionTester):
    """Wagtail's permissions of a page, narrowed by what keeps a multilingual guide sound.

    The narrowing holds for everyone, superusers too: pages are created, moved and copied in the source language alone
    (translations follow), pages stay in their tree, and a translation goes live only when it is complete.
    """

    def can_add_subpage(self) -> bool:
        """Only in the source language: a translation's pages come from its source."""
        return super().can_add_subpage() and self._is_source()

    def can_edit(self) -> bool:
        """Of one's own pages one may change, and of those of people in the same organisation."""
        if super().can_edit():
            return True
        from cms.cities.contributing import owners_of_drafts

        shared = self.user.is_active and not self.page_is_root and "add" in self.permissions
        return bool(shared and self.page.owner_id in owners_of_drafts(self.user))

    def can_publish(self) -> bool:
        """Source pages by permission; translations only when nothing is in the way of their going live."""
        return super().can_publish() and may_go_live(self.page, self.user)

    def can_publish_subpage(self) -> bool:
        """See can_add_subpage."""
        return super().can_publish_subpage() and self._is_source()

    def can_set_view_restrictions(self) -> bool:
        """Never: what is published is public, and drafts are private already."""
        return False

    def can_reorder_children(self) -> bool:
        """Translations stand in the order of their sources."""
        return super().can_reorder_children() and self._is_source()

    def can_move(self) -> bool:
        """What was made with the city stays where it is; translations move with their source."""
        return super().can_move() and self._is_source()

    def can_move_to(self, destination: Page) -> bool:
        """Within the same city and language, and not to an address that the guide itself uses."""
        return (
            self.can_move()
            and same_tree(self.page, destination)
            and is_free(self.page.slug, destination)
            and super().can_move_to(destination)
        )

    def can_copy(self) -> bool:
        """What was made with the city is there once; translations are made from their source."""
        return super().can_copy() and not self._is_provisioned() and self._is_source()

    def can_copy_to(self, destination: Page, recursive: bool = False) -> bool:
        """Within the same city and language."""
        return self.can_copy() and same_tree(self.page, destination) and super().can_copy_to(destination, recursive)

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Not what was made with the city; a translation only by those who may publish it."""
        if self._is_provisioned() or not super().can_delete(ignore_bulk):
            return False
        return self._is_source() or self.user.is_superuser or "publish" in self.permissions

    def _is_provisioned(self) -> bool:
        return getattr(self.page.specific_class, "provisioned", False)

    def _is_source(self) -> bool:
        home = home_of(self.page)
        return home is None or home.locale_id == home.city.source_locale_id
