"""Astro, from npm: a route for pages and one for other files, which call the theme's templates in JavaScript.

Astro asks for a newer Node.js than systems have, which npm has as well: it runs with that of its lock file. Pages are
components with `set:html`: in components written as Astro would have them, parts of a tag cannot depend on a condition,
and each element costs a call more.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from bench.rivals.rival import Given, Rival, copy_content, install_from_npm, templates_in_javascript, write_files

CONFIG = """import { defineConfig } from "astro/config";
export default defineConfig({});
"""
GUIDE = """import fs from "node:fs";
const read = (name) => {
  const { pages, ...language } = JSON.parse(fs.readFileSync(`api/${name}`));
  const made = new Map();
  return pages.map((page) => ({ ...page, language, made }));
};
let known;
const isPage = (page) => page.path === "index.html" || page.path.endsWith("/index.html");
const all = () => known ??= fs.readdirSync("api").flatMap(read);
export const pages = () => all().filter(isPage);
export const files = () => all().filter((page) => !isPage(page));
"""
PAGES = """---
import { pages } from "../../guide.mjs";
import templates from "../../templates.mjs";
export const getStaticPaths = () => pages().map((page) => (
  { params: { path: page.path.slice(0, -"/index.html".length) || undefined }, props: { page } }
));
const { page } = Astro.props;
---
<Fragment set:html={templates[page.template](page.context, page.language, page.made)} />
"""
FILES = """import { files } from "../../guide.mjs";
import templates from "../../templates.mjs";
export const getStaticPaths = () => files().map((page) => ({ params: { file: page.path }, props: { page } }));
export const GET = ({ props: { page } }) =>
  new Response(templates[page.template](page.context, page.language, page.made));
"""


def prepare(given: Given, site: Path) -> None:
    """Install Astro and write its site."""
    install_from_npm("astro", site)
    copy_content(given, site, "api")
    shutil.copytree(given.content / "assets" / "assets", site / "public" / "assets")
    pages = {"src/pages/[...path].astro": PAGES, "src/pages/[...file].js": FILES}
    templates = templates_in_javascript(given.environment)
    write_files(site, {"astro.config.mjs": CONFIG, "guide.mjs": GUIDE, "templates.mjs": templates, **pages})


def _command(site: Path) -> list[str]:
    quiet = ["env", "ASTRO_TELEMETRY_DISABLED=1"]
    return [*quiet, str(site / "node_modules/.bin/node"), str(site / "node_modules/.bin/astro"), "build", "--silent"]


ASTRO = Rival("Astro", prepare, _command, "dist", caches=("node_modules/.astro", "node_modules/.vite", ".astro"))
