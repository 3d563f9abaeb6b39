"""A clock that jumps, back or ahead, changes nothing that readers see."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import pytest

from site_builder.release import Releases
from site_builder.workshop import Workshop
from tests.site_builder.conftest import CITY, THEME, Build, own
from tests.site_builder.feeds import Publisher
from tests.site_builder.test_build import everything_anew, of_kind

YEAR = 365 * 24 * 60 * 60.0


def set_clock(monkeypatch: pytest.MonkeyPatch, folders: list[Path], ahead: float) -> None:
    """Have the clock, and all that was dated by it, be ahead by so many seconds; behind, if they are negative."""
    real = time.time
    monkeypatch.setattr(time, "time", lambda: real() + ahead)
    monkeypatch.setattr(time, "time_ns", lambda: int((real() + ahead) * 1e9))
    for folder in folders:
        for path in (folder, *folder.rglob("*")):
            if not path.is_symlink():
                os.utime(path, (time.time(), time.time()))


@pytest.mark.parametrize("is_warm", [True, False], ids=["warm", "cold"])
def test_a_clock_that_jumps_harms_nothing(
    build: Build, publisher: Publisher, releases: Releases, output: Path, tmp_path: Path, is_warm: bool
) -> None:
    theme = Path(shutil.copytree(THEME, tmp_path / "theme"))
    workshop = Workshop() if is_warm else None
    numbers = []
    for turn, ahead in enumerate((0.0, -YEAR, YEAR, -YEAR, 0.0)):
        with pytest.MonkeyPatch.context() as monkeypatch:
            set_clock(monkeypatch, [path for path in (output, theme) if path.exists()], ahead)
            article = of_kind(publisher, "article", "de")
            publisher.publish(article | {"body": [article["body"][0] | {"html": f"<p>{turn}</p>"}]})
            with (theme / "css" / "tokens.css").open("a") as styles:
                styles.write(f":root {{ --turn: {turn} }}\n")
            result = build(theme, keep=3, workshop=workshop)
            assert result.created
            numbers.append(result.release[:6])
            live = releases.current()
            assert live
            assert live.problems() == []
            assert own(live.folder) == everything_anew(publisher, tmp_path / f"fresh-{turn}", theme)
    assert numbers == sorted(numbers)
    assert [release.name[:6] for release in releases.all()] == numbers[-3:]
    assert not build(theme, keep=3, workshop=workshop).created
    assert not list((output / CITY).rglob(".tmp-*"))
    if workshop:
        workshop.close()


def test_a_template_that_was_edited_while_the_clock_was_behind_is_noticed_by_a_warm_worker(
    build: Build, tmp_path: Path, releases: Releases
) -> None:
    theme = Path(shutil.copytree(THEME, tmp_path / "theme"))
    template = theme / "templates" / "glossary.html"
    template.write_text(template.read_text().replace("{% block content %}", "{% block content %}<!-- one -->"))
    workshop = Workshop()
    build(theme, workshop=workshop)
    before = template.stat()
    template.write_text(template.read_text().replace("<!-- one -->", "<!-- two -->"))
    os.utime(template, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert template.stat().st_size == before.st_size
    build(theme, workshop=workshop)
    assert "<!-- two -->" in (releases.folder / "current/de/glossary/index.html").read_text()
    workshop.close()
