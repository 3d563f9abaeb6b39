"""The small city, rendered once for all tests of the theme."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from site_builder.assets import collect
from site_builder.environment import ThemeEnvironment, make_environment
from site_builder.guide import Guide
from site_builder.pages import city_pages, pages, render
from tests.site_builder.documents import small_city
from tests.site_builder.entities import Body

THEME = Path(__file__).resolve().parents[3] / "themes" / "waymark"
BASE = "/harbourton"


@dataclass(frozen=True)
class Site:
    """A rendered guide."""

    guide: Guide
    files: dict[str, str]
    """Text of each page by its path below the release."""
    templates: dict[str, str]
    """Template of each page by its path below the release."""

    def page(self, path: str) -> str:
        """The page of a folder, for instance `en/home`."""
        return self.files[f"{path}/index.html".lstrip("/")]

    def examples(self, language: str) -> dict[str, str]:
        """For each template the address of the longest page that it makes in a language."""
        paths = sorted(
            (path for path in self.files if path.startswith(f"{language}/")), key=lambda p: len(self.files[p])
        )
        found = {self.templates[path]: path for path in paths if path.endswith(".html")}
        return {template: f"{BASE}/{path.removesuffix('index.html')}" for template, path in found.items()}


def make_site(documents: list[Body], environment: ThemeEnvironment) -> Site:
    """Render all pages of a guide."""
    guide = Guide(documents)
    every = [*city_pages(guide, environment)]
    for language in guide.languages:
        every += pages(guide, language, environment)
    return Site(
        guide,
        {page.path: render(page, environment) for page in every},
        {page.path: page.template for page in every},
    )


@pytest.fixture(scope="session")
def environment() -> ThemeEnvironment:
    """The theme with its assets as the small city serves them."""
    return make_environment(THEME, collect(THEME).addresses(BASE))


@pytest.fixture(scope="session")
def site(environment: ThemeEnvironment) -> Site:
    """The small city's guide; tests that change documents render their own."""
    return make_site(small_city(), environment)


@pytest.fixture(scope="session")
def build_folder(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small city's guide on the disk, laid out as the guide server expects it."""
    return laid_out(site, tmp_path_factory.mktemp("build"))


def laid_out(site: Site, folder: Path) -> Path:
    """A folder with a guide on the disk, laid out as the guide server expects it."""
    release = folder / "harbourton" / "current"
    assets = collect(THEME).files
    for path, data in {**{path: text.encode() for path, text in site.files.items()}, **assets}.items():
        file = release / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return folder


@pytest.fixture
def address(build_folder: Path, serve_guides: Callable[[Path], str]) -> str:
    """The address of a server of the small city's guide, without a slash at its end."""
    return serve_guides(build_folder)
