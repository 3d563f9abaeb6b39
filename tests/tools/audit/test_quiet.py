"""What is timed is not blamed on a page while the machine is busy with other work, and never passes for that."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from tools.audit import battery, lighthouse, slow
from tools.audit.__main__ import main
from tools.audit.checkers import CheckerError
from tools.audit.findings import Outcome
from tools.audit.guides import CORPUS_CITY
from tools.audit.pages import built_pages
from tools.audit.quiet import BUSY, Patience, contention

QUIET, LOUD = 1.0, BUSY * 2


def patience(*loads: float, seconds: float = 60) -> tuple[Patience, list[float]]:
    """Patience with a machine that is as busy as told, one measurement after the other; and how long it paused."""
    left = list(loads)
    paused: list[float] = []
    return Patience(seconds, measure=lambda: left.pop(0), pause=paused.append), paused


def test_a_run_waits_until_the_machine_is_quiet() -> None:
    waiting, paused = patience(LOUD, LOUD, QUIET, QUIET, QUIET, QUIET)
    said: list[str] = []
    waiting.say = said.append
    assert waiting.repeat(2, lambda: "run") == (["run", "run"], True)
    assert len(paused) == 2
    assert said == ["Too slow, and the machine is busy: waiting for a quiet one, up to 60 s"]


def test_runs_beside_other_work_are_told_from_others() -> None:
    assert patience(QUIET, LOUD)[0].repeat(1, lambda: "run") == (["run"], False)


def test_patience_ends_and_what_was_run_then_counts_as_busy() -> None:
    waiting, paused = patience(*[LOUD] * 9, seconds=10)
    assert waiting.repeat(1, lambda: "run") == (["run"], False)
    assert len(paused) == 2
    assert not waiting.wait()


def test_work_takes_its_time_of_the_processor_at_least() -> None:
    assert contention() > 0.9


def loads(*milliseconds: float) -> Callable[..., dict[str, float]]:
    """What a phone says of one load after the other: how long the page blocked it."""
    left = list(milliseconds)
    return lambda *_: dict.fromkeys(slow.LIMITS, 0.0) | {"TBT": left.pop(0)}


@pytest.mark.parametrize(
    ("blocked", "machine", "found"),
    [
        ([900, 100, 90], [QUIET] * 4, []),
        ([900, 800, 700], [QUIET] * 4, ["800 ms"]),
        ([900, 800, 700], [LOUD] * 99, ["800 ms, while the machine was busy"]),
        ([100], [], []),
    ],
)
def test_a_page_that_is_slow_counts_as_slow_whatever_the_machine_did(
    monkeypatch: pytest.MonkeyPatch, blocked: list[float], machine: list[float], found: list[str]
) -> None:
    monkeypatch.setattr(slow, "_load", loads(*blocked))
    outcome = slow.slow_loads(None, "", ["/eastmere/en/"], patience=patience(*machine)[0])  # type: ignore[arg-type]  # no browser is asked
    assert [finding.value for finding in outcome.findings] == found


def test_lighthouse_is_asked_again_once_if_it_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def answer(_chromium: Path, url: str, _left_out: Sequence[str]) -> dict[str, object]:
        asked.append(url)
        if len(asked) == 1:
            message = "Lighthouse did not answer."
            raise CheckerError(message)
        return {"categories": {name: {"score": 1} for name in lighthouse.LIMITS}}

    monkeypatch.setattr(lighthouse, "_report", answer)
    assert lighthouse.lighthouse_scores(Path("chromium"), "", {"/eastmere/en/": []}).findings == []
    assert len(asked) == 2


def test_what_asks_to_be_left_out_need_not_be_found_and_a_real_citys_links_say_what_they_say(
    write_guide: Callable[..., Path], tmp_path: Path
) -> None:
    [page] = [page for page in built_pages(write_guide(tmp_path, [None])) if page.address.endswith("/clean/")]
    assert lighthouse.beside_the_point(page) == []
    assert lighthouse.beside_the_point(replace(page, city=CORPUS_CITY)) == ["link-text"]
    head = '<meta name="robots" content="noindex"></head>'
    page.file.write_text(page.file.read_text().replace("</head>", head))
    assert lighthouse.beside_the_point(page) == ["is-crawlable"]


def test_an_instrument_that_fails_does_not_keep_the_others_from_the_report_and_the_audit_does_not_end_well(
    write_guide: Callable[..., Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail(_self: object) -> Outcome:
        message = "No answer from Java."
        raise CheckerError(message)

    monkeypatch.setattr(battery.Battery, "_nu", fail)
    monkeypatch.setattr("tools.audit.__main__.check_needs", lambda _chosen: None)
    build = write_guide(tmp_path / "build", [None])
    assert main([f"--build={build}", f"--report={tmp_path / 'report'}", "--only=bytes,nu"]) == 3
    said = capsys.readouterr().out
    assert "nu failed: No answer from Java." in said
    assert "HTML" in said
    assert "No answer from Java." in (tmp_path / "report" / "index.html").read_text()
