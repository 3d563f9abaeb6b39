"""Locks keep two workers from the same work, and nobody from work that is left."""

from __future__ import annotations

import fcntl
from pathlib import Path

import pytest
from pytest_django import Settings

from cms import locks
from cms.locks import awaited, held, is_free

NAME = "guide-1"


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.TASK_LOCK_DIR = tmp_path
    return tmp_path


def test_a_lock_is_held_once_and_free_afterwards() -> None:
    assert is_free(NAME)
    with held(NAME) as is_mine, held(NAME) as is_mine_too:
        assert is_mine
        assert not is_mine_too
        assert not is_free(NAME)
    with awaited(NAME):
        assert not is_free(NAME)
    assert is_free(NAME)


def test_who_only_looks_at_a_lock_sends_no_worker_away(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (folder / NAME).open("w") as somebody:
        fcntl.flock(somebody, fcntl.LOCK_SH)  # amid a look, which ends a moment later
        assert is_free(NAME)

        def a_moment_later(name: str) -> bool:
            fcntl.flock(somebody, fcntl.LOCK_UN)
            return is_free(name)

        monkeypatch.setattr(locks, "is_free", a_moment_later)
        with held(NAME) as is_mine:
            assert is_mine
