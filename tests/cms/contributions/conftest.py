"""What the tests of the desk share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from cms.contributions.desk import limits


@pytest.fixture(autouse=True)
def nobody_known_to_wait() -> Iterator[None]:
    """What a process keeps in mind of limits ends with each test, as its rows do."""
    limits.forget_what_is_known()
    yield
    limits.forget_what_is_known()
