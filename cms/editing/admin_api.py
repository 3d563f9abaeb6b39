"""Wagtail's API for administrators, with the question that every way to publish asks."""

from __future__ import annotations

from typing import Any, ClassVar

from wagtail.admin.api.actions.publish import PublishPageAPIAction
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.utils import BadRequestError
from wagtail.models import Page

from cms.cities.releasing import misleading


class PublishAction(PublishPageAPIAction):
    """Publishes a page's newest draft, unless that would mislead readers."""

    def execute(self, instance: Page, data: dict[str, Any]) -> Any:
        """Wagtail's answer, or status 400 with what to mend."""
        if reasons := misleading(instance.get_latest_revision_as_object()):
            raise BadRequestError(" ".join(reasons))
        return super().execute(instance, data)


class PagesViewSet(PagesAdminAPIViewSet):
    """Wagtail's pages, published by the action above."""

    actions: ClassVar[dict[str, Any]] = {**PagesAdminAPIViewSet.actions, "publish": PublishAction}


def ask_before_publishing(router: WagtailAPIRouter) -> None:
    """Put our pages in the place of Wagtail's."""
    router.register_endpoint("pages", PagesViewSet)
