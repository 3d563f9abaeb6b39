"""While a command writes many pages, others get to write in between."""

from __future__ import annotations

import time

import pytest
from django.db import connection, transaction

from cms.guides.content_files import bulk


@pytest.mark.django_db(transaction=True)
def test_after_each_page_others_have_their_turn_and_never_while_the_lock_is_held(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    turns: list[tuple[float, bool]] = []
    monkeypatch.setattr(time, "sleep", lambda seconds: turns.append((seconds, connection.in_atomic_block)))
    for _ in range(2):
        with bulk.saved_together():
            pass
    with transaction.atomic(), bulk.saved_together():
        pass
    assert turns == [(bulk.TURN_OF_OTHERS, False)] * 2
