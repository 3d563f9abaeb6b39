"""A test that cannot run is a skip on a person's machine and a failure where everything must run."""

from __future__ import annotations

import pytest

from tests.conftest import lacking


def test_under_continuous_integration_a_missing_tool_fails_the_test(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="Chromium is missing: apt-get install chromium"):
        lacking("Chromium", "apt-get install chromium")


def test_elsewhere_a_missing_tool_skips_the_test_and_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="Chromium is missing: apt-get install chromium"):
        lacking("Chromium", "apt-get install chromium")
