"""A guide of pages that break one rule each, and one that breaks none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tools.guide_server.running import serving

PAGES = Path(__file__).parent / "pages"
CITY = "audited"
POLICY = (
    '<meta http-equiv="Content-Security-Policy" '
    "content=\"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'\">"
)
# By the rule, what is put in the place of what in the clean page.
BREAKS: dict[str, tuple[str, str]] = {
    "third party": (POLICY, '<script src="https://counter.example/x.js" defer></script>'),
    "policy": ("<h1>", '<h1 style="color: navy">'),
    "storage": ("</head>", f'<script type="module" src="/{CITY}/assets/store.js"></script></head>'),
    "direction": ('lang="de" dir="ltr"', 'lang="de"'),
    "script": ('<span lang="de" dir="ltr">Bürgerbüro</span>', "<span>Bürgerbüro</span>"),
    "phone": ('<bdi dir="ltr">+49 821 324 999</bdi>', "+49 821 324 999"),
    "override": ("<h1>", "<h1>\u202e"),
    "type": ("<p>مكتب", '<p class="spaced">مكتب'),
    "target": ('<li><a href="/audited/ar/clean/">كل', '<li><a class="small" href="/audited/ar/clean/">كل'),
    "keyboard": ('<li><a href="/audited/ar/clean/">كل', '<li><a tabindex="-1" href="/audited/ar/clean/">كل'),
    "focus": ('<li><a href="/audited/ar/clean/">كل', '<li><a class="blind" href="/audited/ar/clean/">كل'),
    "broken word": ("<p>مكتب السكن (Wohnungsamt)</p>", '<p class="column">مكتب السكن</p>'),
    "reflow": ("<p>مكتب", '<p class="wide">مكتب'),
    "large text": ("<p>مكتب السكن (Wohnungsamt)</p>", '<p class="stiff">مكتب السكن</p>'),
    "text spacing": ("</main>", '<p class="tight">000000000</p></main>'),
    "without scripts": ("</head>", f'<script type="module" src="/{CITY}/assets/fill.js"></script></head>'),
    "dead control": ('<button type="button" hidden>', '<button type="button">'),
}


def page_text(rule: str | None = None) -> str:
    """The clean page, or the one that breaks a rule."""
    text = (PAGES / "clean.html").read_text(encoding="utf-8")
    if rule is None:
        return text
    old, new = BREAKS[rule]
    assert text.count(old) == 1, f"{old} is not there once"
    return text.replace(old, new)


def folder_of(rule: str | None) -> str:
    """The folder of the page that breaks a rule."""
    return rule.replace(" ", "-") if rule else "clean"


@pytest.fixture(scope="session")
def write_guide() -> Callable[..., Path]:
    """Write a guide with one page for each rule given (None: the clean one); returns its build folder."""

    def write(build: Path, rules: list[str | None]) -> Path:
        release = build / CITY / "current"
        (release / "assets").mkdir(parents=True)
        for asset in PAGES.glob("page.*"), PAGES.glob("*.js"):
            for file in asset:
                (release / "assets" / file.name).write_bytes(file.read_bytes())
        (release / "assets" / "icon.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
        for rule in rules:
            page = release / "ar" / folder_of(rule) / "index.html"
            page.parent.mkdir(parents=True)
            page.write_text(page_text(rule), encoding="utf-8")
        return build

    return write


@pytest.fixture(scope="session")
def broken_guide(write_guide: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The build folder of a guide that breaks every rule of the probe."""
    return write_guide(tmp_path_factory.mktemp("broken"), [None, *BREAKS])


@pytest.fixture(scope="session")
def broken_address(broken_guide: Path) -> Iterator[str]:
    """Where it is served."""
    with serving(broken_guide) as address:
        yield address
