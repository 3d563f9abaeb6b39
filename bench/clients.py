"""How long apps wait: eight clients ask a real server for the page of a procedure, each as fast as it is answered.

    make bench-clients

The API beside the CMS, in two processes of one thread each (granian), with 3,000 documents. Once every query is one
that was never asked, so that each is worked out; once it is the page of one of 20 procedures, as when many read the
same.
"""

from __future__ import annotations

import http.client
import json
import statistics
import sys
import time
from concurrent.futures import ThreadPoolExecutor

from bench.attacks import DOCUMENTS, api_alone
from bench.documents import city_documents
from bench.feedback import p95
from bench.graphql import PAGE
from bench.served import PATIENCE

CLIENTS = 8
QUERIES = 200  # by each client


def main() -> int:
    """Ask, and print a table in Markdown."""
    procedures = [body["uuid"] for body in city_documents(DOCUMENTS, ("en",)) if body["kind"] == "procedure"]
    with api_alone(processes=2, threads=1, is_searched=False) as port:
        print("| queries | ms: median, p95 | queries/s |\n|---|---|---|")
        for name, unlike in (("never asked before", True), ("of 20 pages", False)):
            started = time.perf_counter()
            with ThreadPoolExecutor(CLIENTS) as pool:
                clients = [pool.submit(_client, port, procedures, unlike, number) for number in range(CLIENTS)]
                waits = [wait for client in clients for wait in client.result()]
            rate = len(waits) / (time.perf_counter() - started)
            print(f"| {name} | {statistics.median(waits):.1f}, {p95(waits):.1f} | {rate:,.0f} |")
    return 0


def _client(port: int, procedures: list[str], unlike: bool, number: int) -> list[float]:
    """Milliseconds of each query on one connection."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    waits = []
    for query in range(QUERIES):
        # A variable that nobody needs makes another query of it without another text, as apps' queries are.
        variables = {"uuid": procedures[query % 20], **({"unlike": f"{number}/{query}"} if unlike else {})}
        body = json.dumps({"query": PAGE, "variables": variables})
        started = time.perf_counter()
        connection.request("POST", "/graphql", body, {"Content-Type": "application/json", "Accept-Encoding": "gzip"})
        answer = connection.getresponse()
        answer.read()
        waits.append((time.perf_counter() - started) * 1000)
        assert answer.status == http.client.OK, answer.status
    connection.close()
    return waits


if __name__ == "__main__":
    sys.exit(main())
