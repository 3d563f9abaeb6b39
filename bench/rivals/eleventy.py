"""Eleventy, from npm: one template with as many pages as there are, which calls the theme's templates in JavaScript."""

from __future__ import annotations

import shutil
from pathlib import Path

from bench.rivals.rival import Given, Rival, copy_content, install_from_npm, templates_in_javascript, write_files

CONFIG = """import fs from "node:fs";
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
PAGES = """import templates from "../templates.mjs";
export const data = {
  pagination: { data: "guide", size: 1, alias: "shown", resolve: "values" },
  permalink: (data) => "/" + data.shown.path,
  eleventyExcludeFromCollections: true,
};
export const render = ({ shown }) => templates[shown.template](shown.context, shown.language, shown.made);
"""


def prepare(given: Given, site: Path) -> None:
    """Install Eleventy and write its site."""
    install_from_npm("eleventy", site)
    copy_content(given, site, "api")
    shutil.copytree(given.content / "assets" / "assets", site / "assets")
    templates = templates_in_javascript(given.environment)
    write_files(site, {"eleventy.config.mjs": CONFIG, "content/pages.11ty.mjs": PAGES, "templates.mjs": templates})


def _command(site: Path) -> list[str]:
    return [str(site / "node_modules/.bin/eleventy"), "--quiet"]


ELEVENTY = Rival("Eleventy", prepare, _command, "_site", caches=(".cache",))
