"""Where the content model meets Wagtail's hooks."""

from __future__ import annotations

from wagtail import hooks

from cms.guides.actions import say_submit_for_review
from cms.guides.first_steps import offer_first_steps
from cms.guides.mentions import register_mentions
from cms.guides.voice import hooks as voice_hooks  # noqa: F401 - its hooks register themselves

hooks.register("construct_homepage_panels", offer_first_steps)
hooks.register("construct_page_action_menu", say_submit_for_review)
# After Wagtail's own, which it replaces.
hooks.register("register_rich_text_features", register_mentions, order=10)
