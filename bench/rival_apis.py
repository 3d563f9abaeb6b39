"""The API beside wagtail-grapple and strawberry-graphql-django: the same content, the same queries, equal answers.

    make bench-rival_apis
    python -m bench.rival_apis --python /path/to/a/virtual/environment/bin/python

The rivals run in a virtual environment of their own, made for the run unless one is named; what is in it stands in
api_rivals/requirements.txt. Their content is Wagtail pages and Django models as one writes them: references are foreign
keys, text is a stream of blocks. All three have their database in memory and no middleware, and are asked in turn, from
the bytes of the request to those of the answer. Answers are compared, and CPU time is told as the median. Ours is
measured twice: with a list's query or a service's variables that it has not seen, and with the same ones again.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from bench.documents import CITY, city_documents

DOCUMENTS = 1000
ROUNDS = 15
REQUIREMENTS = Path(__file__).parent / "api_rivals" / "requirements.txt"

OURS = """fragment All on Service {
  uuid title summary forWhom checkedOn authority { title url }
  offices { title address { street } organisation { title } } topics { title } blocks { html }
}"""
GRAPPLE = """fragment All on ServicePage {
  uuid title summary forWhom checkedOn authority { title url }
  offices { title street organisation { title } } topics { title } body { ... on RichTextBlock { value } }
}"""
STRAWBERRY = """fragment All on Service {
  uuid title summary forWhom checkedOn authority { title url }
  offices { title street organisation { title } } topics { title } body { html }
}"""
ONE = {
    "Waymark": f'query One($uuid: ID!) {{ document(city: "{CITY}", uuid: $uuid) {{ ...All }} }} {OURS}',
    "wagtail-grapple": f"query One($slug: String!) {{ page(slug: $slug) {{ ...All }} }} {GRAPPLE}",
    "strawberry-django": f"query One($uuid: String!) {{ service(uuid: $uuid) {{ ...All }} }} {STRAWBERRY}",
}
MANY = {
    "Waymark": f'{{ documents(city: "{CITY}", kind: SERVICE, first: 50) {{ nodes {{ ...All }} }} }} {OURS}',
    "wagtail-grapple": f'{{ pages(contentType: "api_rivals.ServicePage", limit: 50) {{ ...All }} }} {GRAPPLE}',
    "strawberry-django": f"{{ services(first: 50) {{ ...All }} }} {STRAWBERRY}",
}


def main() -> int:
    """Ask all three, and print a table in Markdown; status 1 if answers differ."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--python", type=Path)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    options = parser.parse_args()
    bodies = list(city_documents(DOCUMENTS, ("en",)))
    with tempfile.TemporaryDirectory() as folder:
        python = options.python or _environment(Path(folder))
        with _rivals(python, bodies) as rivals, _ourselves(bodies) as ours:
            return _compare(rivals, ours, bodies, options.rounds)


def _environment(folder: Path) -> Path:
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    pip = [str(folder / "bin" / "pip"), "install", "--quiet", "--require-hashes", "-r", str(REQUIREMENTS)]
    subprocess.run(pip, check=True)
    return folder / "bin" / "python"


class Rivals:
    """The process in which both rivals answer."""

    def __init__(self, to: IO[str], answers: IO[str]) -> None:
        self._to, self._answers = to, answers

    def ask(self, address: str, query: str, variables: dict[str, Any]) -> tuple[float, Any]:
        """CPU seconds, and the answer."""
        print(json.dumps([address, query, variables]), file=self._to, flush=True)
        seconds, answer = json.loads(self._answers.readline())
        return seconds, answer


@contextmanager
def _rivals(python: Path, bodies: list[Any]) -> Iterator[Rivals]:
    root = Path(__file__).resolve().parent.parent
    command = [str(python), "-m", "bench.api_rivals.worker"]
    with subprocess.Popen(command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin
        assert process.stdout
        print(json.dumps(bodies), file=process.stdin, flush=True)
        yield Rivals(process.stdin, process.stdout)
        process.stdin.close()


@contextmanager
def _ourselves(bodies: list[Any]) -> Iterator[Any]:
    os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings.test"
    import django

    django.setup()
    from django.conf import settings
    from django.db import connection

    from bench.graphql import publish
    from cms.settings import api_alone

    settings.ROOT_URLCONF, settings.MIDDLEWARE = api_alone.URLS, []
    name = connection.creation.create_test_db(verbosity=0, autoclobber=True)
    publish(bodies)
    try:
        from django.test import Client

        yield Client()
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def _ask_ours(client: Any, query: str, variables: dict[str, Any]) -> tuple[float, Any]:
    body = json.dumps({"query": query, "variables": variables})
    started = time.process_time()
    content = client.post("/graphql", body, content_type="application/json").content
    return time.process_time() - started, json.loads(content)


def _compare(rivals: Rivals, ours: Any, bodies: list[Any], rounds: int) -> int:
    services = sorted((body["path"], body["uuid"]) for body in bodies if body["kind"] == "service")
    times: dict[tuple[str, str], list[float]] = {}
    different = 0
    for number in range(rounds + 1):
        path, uuid = services[number]
        slug = path.replace("/", "-")
        for what, queries in (("one service", ONE), ("a list of 50", MANY)):
            variables = {"uuid": uuid, "slug": slug} if queries is ONE else {}
            unlike = "" if variables else f" # {number}"
            answers = []
            for name, query in queries.items():
                given = {key: value for key, value in variables.items() if f"${key}" in query}
                if name == "Waymark":
                    seconds, answer = _ask_ours(ours, query + unlike, given)
                    again, _answer = _ask_ours(ours, query + unlike, given)
                    times.setdefault((what, "Waymark, the same query again"), []).append(again)
                else:
                    address = "/grapple" if name == "wagtail-grapple" else "/strawberry"
                    seconds, answer = rivals.ask(address, query + unlike, given)
                times.setdefault((what, name), []).append(seconds)
                answers.append(_plain(answer))
            different += any(answer != answers[0] for answer in answers)
    print(f"{len(services)} services among {len(bodies):,} documents; answers that differ: {different}\n")
    print("| query | | CPU ms, median |\n|---|---|---|")
    for (what, name), measured in sorted(times.items()):
        print(f"| {what} | {name} | {statistics.median(measured[1:]) * 1000:.1f} |")
    return 1 if different else 0


def _plain(answer: Any) -> list[Any]:
    """What an answer says of each service, whatever its fields are called."""
    if answer.get("errors"):
        raise RuntimeError(f"A query was not answered: {answer['errors'][:2]}")
    ((_name, found),) = answer["data"].items()
    if isinstance(found, dict) and "nodes" in found:
        found = found["nodes"]
    services = found if isinstance(found, list) else [found]
    return [
        [
            *(service[name] for name in ("uuid", "title", "summary", "forWhom", "checkedOn", "authority")),
            [
                [office["title"], office.get("street") or office["address"]["street"], office["organisation"]]
                for office in sorted(service["offices"], key=lambda office: str(office["title"]))
            ],
            sorted(topic["title"] for topic in service["topics"]),
            [block.get("html") or block["value"] for block in service.get("blocks") or service["body"]],
        ]
        for service in services
    ]


if __name__ == "__main__":
    sys.exit(main())
