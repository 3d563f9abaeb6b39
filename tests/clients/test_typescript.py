"""The types that come with the script's client, as TypeScript itself reads them."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT, lacking

CLIENT = ROOT / "clients" / "javascript"
RIGHT = """
import { Client, WaymarkError } from "%(client)s/waymark.js";
import type { ListedCity, Office } from "%(client)s/waymark.js";

const client = new Client(new URL("https://cms.example.org/graphql"), { timeout: 1000 });

export async function readers(): Promise<string[]> {
  const found: string[] = [];
  const cities: ListedCity[] = await client.cities();
  const service = await client.document({ city: cities[0].slug, path: "help/free-advice", language: "ar" });
  if (service?.__typename === "Service") found.push(...service.offices.map((office) => office.title));
  for await (const office of client.each("Office", { city: "eastmere" })) found.push(hours(office));
  for await (const page of client.follow("eastmere")) found.push(`${page.cursor + page.documents.length}`);
  const { hits } = await client.search({ city: "eastmere", query: "rent" }, { signal: AbortSignal.timeout(10) });
  return found.concat(hits.flatMap((hit) => hit.best?.pieces.map((piece) => piece.text) ?? []));
}

const hours = (office: Office): string => office.openingHours.map((span) => span.opens).join();

export const code = (error: unknown): string | null => (error instanceof WaymarkError ? error.code : null);
"""
WRONG = """
import { Client } from "%(client)s/waymark.js";

const client = new Client("https://cms.example.org/graphql");
client.document({ path: "help/free-advice" });
client.document({ city: "eastmere", languages: "ar" });
client.each("Services", { city: "eastmere" });
client.documents({ city: "eastmere", kind: "SHOP" });
client.city({ slug: "eastmere" }).then((city) => city.title);
client.changes({ city: "eastmere", after: "0" });
client.document({ city: "eastmere" }).then((found) => found?.openingHours);
new Client("https://cms.example.org/graphql", { timeout: "1 s" });
"""
OPTIONS = ("--noEmit", "--strict", "--target", "es2022", "--module", "nodenext", "--lib", "es2022,dom")
ERROR = re.compile(r"^(.+?)\((\d+),\d+\): error ", re.MULTILINE)


@pytest.mark.node
def test_typescript_takes_what_is_right_and_nothing_else(node_tools: Path, tmp_path: Path) -> None:
    compiler = node_tools / "typescript" / "bin" / "tsc"
    if not compiler.is_file():
        lacking("TypeScript", "cd tools/node && npm ci --ignore-scripts")
    for name, text in (("right.mts", RIGHT), ("wrong.mts", WRONG)):
        (tmp_path / name).write_text(text.strip().replace("%(client)s", str(CLIENT)))
    command = ["node", str(compiler), *OPTIONS, "right.mts", "wrong.mts"]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    errors = {(file, int(line)) for file, line in ERROR.findall(run.stdout)}
    lines = WRONG.strip().splitlines()
    assert errors == {("wrong.mts", number) for number in range(4, len(lines) + 1)}, run.stdout
