"""A mirror that follows the feed misses nothing, however many publish at once."""

from __future__ import annotations

import pytest

from tests import postgresql
from tests.cms.publishing.concurrent_publishers import ARTICLES, PUBLISHERS


@pytest.mark.slow
@pytest.mark.postgresql
def test_publishers_at_once_leave_no_gap_that_a_follower_falls_into() -> None:
    seen = postgresql.told("tests.cms.publishing.concurrent_publishers")
    assert seen["missed"] == []
    documents = 1 + PUBLISHERS * (1 + ARTICLES)  # the home page, topics, articles
    assert seen["documents"] == documents
    assert seen["newest"] == documents + PUBLISHERS * ARTICLES  # each article was changed once
