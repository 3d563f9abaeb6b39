"""A generator to compare with: what its site is made from, and how it is run."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.rivals.content import READ
from bench.rivals.javascript import JavaScript
from bench.rivals.translating import Translator, template_names
from site_builder.assets import collect
from site_builder.environment import ThemeEnvironment, make_environment

HERE = Path(__file__).parent
PARENTS = {"base.html", "document.html", "theme_page.html", "city.html"}


@dataclass(frozen=True)
class Given:
    """What a site is made from."""

    content: Path
    """What the pages show: see `content.write_content`."""
    live: Path
    """Our own release."""
    environment: ThemeEnvironment
    """The theme's templates, for a site at the root of its host."""


@dataclass(frozen=True)
class Rival:
    """A generator: `prepare` writes its site into a folder, `command` builds it, `output` is where pages go."""

    name: str
    prepare: Callable[[Given, Path], None]
    command: Callable[[Path], list[str]]
    output: str
    caches: tuple[str, ...] = ()
    """What it keeps from one build for the next, which is removed: each build is from nothing."""
    is_exact: bool = True
    """Whether its files are ours byte for byte. Otherwise they hold the same elements, attributes and texts."""


def theme_environment(theme_folder: Path) -> ThemeEnvironment:
    """The theme's templates, for a site at the root of its host."""
    return make_environment(theme_folder, {name: f"/{path}" for name, path in collect(theme_folder).names.items()})


def write_files(site: Path, files: dict[str, str]) -> None:
    """Write the files of a site."""
    for name, text in files.items():
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def page_templates(environment: ThemeEnvironment) -> list[str]:
    """The templates of what people and search engines read."""
    return [name for name in template_names(environment.theme_dir) if name not in PARENTS and name.endswith(READ)]


def templates_in_javascript(environment: ThemeEnvironment) -> str:
    """A module of JavaScript with a function for each template of a page."""
    script = JavaScript()
    translator = Translator(environment, script)
    functions = (script.function(name, translator.template(name)) for name in page_templates(environment))
    return f"export default {{\n{''.join(functions)}}};\n"


def install_from_npm(generator: str, site: Path) -> None:
    """Install a generator into its site: the locked versions, without the scripts that packages bring."""
    for name in ("package.json", "package-lock.json"):
        write_files(site, {name: (HERE / "npm" / generator / name).read_text(encoding="utf-8")})
    install = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    subprocess.run(install, cwd=site, check=True)


def copy_content(given: Given, site: Path, folder: str) -> None:
    """Put what the pages show into a folder of a site."""
    (site / folder).mkdir(parents=True)
    for path in given.content.glob("*.json"):
        shutil.copyfile(path, site / folder / path.name)
