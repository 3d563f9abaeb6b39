"""The rivals' process: takes the documents, then answers queries line by line, with the CPU time that each takes.

Runs in a virtual environment of its own: requirements.txt.
"""

from __future__ import annotations

import json
import os
import sys
import time
from typing import Any

Body = dict[str, Any]


def main() -> int:
    """Read documents in the first line, then [address, query, variables] in each; write [seconds, answer]."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.api_rivals.settings"
    import django

    django.setup()
    from django.core.management import call_command
    from django.test import Client

    call_command("migrate", verbosity=0, run_syncdb=True)
    _fill(json.loads(sys.stdin.readline()))
    client = Client()
    for line in sys.stdin:
        address, query, variables = json.loads(line)
        body = json.dumps({"query": query, "variables": variables})
        started = time.process_time()
        content = client.post(address, body, content_type="application/json").content
        seconds = time.process_time() - started
        sys.stdout.write(json.dumps([seconds, json.loads(content)]) + "\n")
        sys.stdout.flush()
    return 0


def _fill(bodies: list[Body]) -> None:
    from wagtail.models import Locale, Page, Site

    from bench.api_rivals.content import Office, Organisation, ServicePage, Topic

    of_kind = {kind: [body for body in bodies if body["kind"] == kind] for kind in KINDS}
    topics = {b["uuid"]: Topic._default_manager.create(uuid=b["uuid"], title=b["title"]) for b in of_kind["topic"]}
    organisations = {
        b["uuid"]: Organisation._default_manager.create(uuid=b["uuid"], title=b["title"], url=b["url"])
        for b in of_kind["organisation"]
    }
    offices = {
        b["uuid"]: Office._default_manager.create(
            uuid=b["uuid"],
            title=b["title"],
            street=b["address"]["street"],
            organisation=organisations[b["organisation"]],
        )
        for b in of_kind["office"]
    }
    Locale.objects.create(language_code="en")
    home = Page.add_root(title="Root", slug="root").add_child(instance=Page(title="Home", slug="home"))
    Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)
    for b in sorted(of_kind["service"], key=lambda body: (body["path"], body["uuid"])):
        page = ServicePage(
            title=b["title"],
            slug=b["path"].replace("/", "-"),
            uuid=b["uuid"],
            summary=b["summary"],
            for_whom=b["for_whom"],
            checked_on=b["checked_on"],
            authority=organisations[b["authority"]],
            body=json.dumps([{"type": "text", "value": block["html"]} for block in b["body"]]),
        )
        home.add_child(instance=page)
        page.offices.set([offices[uuid] for uuid in b["offices"]])
        page.topics.set([topics[uuid] for uuid in b["topics"]])
        page.save()


KINDS = ("topic", "organisation", "office", "service")

if __name__ == "__main__":
    sys.exit(main())
