"""The comparison with other generators: their pages must be ours."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bench.builds import THEME
from bench.rivals.agreement import check
from bench.rivals.rival import page_templates, templates_in_javascript, theme_environment
from bench.spent import spent

PAGE = '<html lang="en"><link rel="alternate" hreflang="de" href="/de/"><p>A  <a href="/en/x/">link</a><br></html>\n'


def site(folder: Path, page: str = PAGE, sitemap: str = "<loc>/a</loc><loc>/b</loc>") -> Path:
    folder.mkdir()
    (folder / "index.html").write_text(page)
    (folder / "sitemap.xml").write_text(sitemap)
    return folder


def test_a_page_whose_tags_are_written_otherwise_says_the_same(tmp_path: Path) -> None:
    ours = site(tmp_path / "ours")
    theirs = site(
        tmp_path / "theirs", PAGE.replace("<br>", "<br />").replace("  ", "\n"), "<loc>/b</loc> <loc>/a</loc>"
    )
    check(ours, theirs, "Another", exactly=False)
    with pytest.raises(SystemExit, match="Another made 2 pages that differ"):
        check(ours, theirs, "Another", exactly=True)


@pytest.mark.parametrize(("said", "instead"), [('"de"', '"fr"'), ("/en/x/", "/en/y/"), ("link", "text"), ("<br>", "")])
def test_another_alternate_link_text_or_element_is_found(tmp_path: Path, said: str, instead: str) -> None:
    ours, theirs = site(tmp_path / "ours"), site(tmp_path / "theirs", PAGE.replace(said, instead))
    with pytest.raises(SystemExit, match="1 pages that differ"):
        check(ours, theirs, "Another", exactly=False)


def test_a_page_too_few_and_an_address_too_few_are_found(tmp_path: Path) -> None:
    ours, fewer = site(tmp_path / "ours"), site(tmp_path / "fewer", sitemap="<loc>/a</loc>")
    with pytest.raises(SystemExit, match=r"for instance sitemap\.xml"):
        check(ours, fewer, "Another", exactly=False)
    (fewer / "index.html").unlink()
    with pytest.raises(SystemExit, match="other pages"):
        check(ours, fewer, "Another", exactly=False)


def test_every_template_of_a_page_can_be_said_in_javascript() -> None:
    environment = theme_environment(THEME)
    written = templates_in_javascript(environment)
    assert [name for name in page_templates(environment) if f'"{name}": (p, l, m) =>' not in written] == []


def test_what_a_command_takes_is_its_own_and_not_that_of_whoever_starts_it() -> None:
    ballast = bytearray(b"x" * 200_000_000)
    taken, told = spent([sys.executable, "-c", "print('done')"])
    assert told == b"done\n"
    assert taken.memory < len(ballast) / 2**20


def test_a_command_that_fails_ends_the_bench_with_what_it_said() -> None:
    with pytest.raises(SystemExit, match="no such city") as failed:
        spent([sys.executable, "-c", "import sys; sys.exit('no such city')"])
    assert "status 1" in str(failed.value)
