"""A small city in three languages with every kind of document, for the tests of whatever reads documents.

Written in English; Arabic by machine and with gaps, German checked by a person. `small_city()` yields new bodies at
each call, so a test may change what it gets.
"""

from __future__ import annotations

from tests.site_builder.entities import Body
from tests.site_builder.small_city_facts import directory, facts
from tests.site_builder.small_city_for_a_while import alerts, events
from tests.site_builder.small_city_pages import frame, pages, procedure


def small_city() -> list[Body]:
    """All documents of the small city in its three languages."""
    return [*frame(), *directory(), *facts(), *procedure(), *pages(), *alerts(), *events()]
