"""The examples in the API's docs, run against a server with the city that they name.

Blocks of one language on a page are one program: what one of them names, a later one may use. Before a block that
cannot be run stands a line `<!-- not run: REASON -->`.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings
from graphql import OperationDefinitionNode, parse
from pytest_django import DjangoDbBlocker

from cms.search.searching import update_city
from tests.clients.eastmere import CITY, SERVICE, SERVICE_PATH
from tests.conftest import ROOT

pytestmark = pytest.mark.django_db

PAGES = sorted((ROOT / "docs" / "api").glob("*.md"))
ADDRESS = "http://127.0.0.1:8000"
BLOCK = re.compile(r"(<!-- not run: .+ -->\n)?^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
PROGRAMS = {"sh": ["sh", "-eu", "-s"], "python": [sys.executable, "-"], "js": ["node", "--input-type=module", "-"]}
# What a query of the docs may leave to its variables.
VARIABLES = {
    "city": CITY,
    "slug": CITY,
    "language": "ar",
    "uuid": SERVICE,
    "path": SERVICE_PATH,
    "after": 0,
    "query": "advice",
}
# Long for a program, short for a test that hangs.
MOST_SECONDS = 60


@pytest.fixture(scope="module", autouse=True)
def _searchable(
    api: str, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    with override_settings(SEARCH_INDEX_DIR=tmp_path_factory.mktemp("search")), django_db_blocker.unblock():
        update_city(CITY)
        yield


def blocks(page: Path, language: str) -> list[str]:
    return [text for unmarked, found, text in BLOCK.findall(page.read_text()) if found == language and not unmarked]


def programs() -> list[tuple[Path, str]]:
    return [(page, language) for page in PAGES for language in PROGRAMS if blocks(page, language)]


@pytest.mark.parametrize(("page", "language"), programs(), ids=lambda each: getattr(each, "name", each))
def test_the_programs_in_the_docs_run(api: str, page: Path, language: str, tmp_path: Path) -> None:
    for file in (ROOT / "clients" / "javascript").iterdir():
        shutil.copy(file, tmp_path)
    text = "\n".join(blocks(page, language)).replace(ADDRESS, api.removesuffix("/graphql"))
    ran = subprocess.run(
        PROGRAMS[language],
        input=text,
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        timeout=MOST_SECONDS,
        env={**os.environ, "PYTHONPATH": str(ROOT / "clients" / "python")},
    )
    assert ran.returncode == 0, f"{ran.stdout}\n{ran.stderr}"
    assert ran.stdout.strip() or language != "sh"
    assert '"errors"' not in ran.stdout


@pytest.mark.parametrize("page", [page for page in PAGES if blocks(page, "graphql")], ids=lambda page: page.name)
def test_the_queries_in_the_docs_are_answered(api: str, page: Path) -> None:
    for text in blocks(page, "graphql"):
        operation = next(node for node in parse(text).definitions if isinstance(node, OperationDefinitionNode))
        names = [each.variable.name.value for each in operation.variable_definitions]
        body = {"query": text, "variables": {name: VARIABLES[name] for name in names if name in VARIABLES}}
        headers = {"Content-Type": "application/json"}
        request = urllib.request.Request(api, json.dumps(body).encode(), headers)
        with urllib.request.urlopen(request, timeout=MOST_SECONDS) as answer:
            data = json.load(answer)
        assert "errors" not in data, text
        assert all(data["data"].values()), text


def test_every_example_is_run_or_says_why_not() -> None:
    shown = {language for page in PAGES for _marker, language, _text in BLOCK.findall(page.read_text())}
    assert shown <= {*PROGRAMS, "graphql", "json", "html", "xml", "http", "text", "turtle", "nginx", "ini"}
