"""How both clients ask: patience, names of queries, and what went wrong."""

from __future__ import annotations

import hashlib
import json
import subprocess

import pytest
from waymark_client import BusyError, Client, CursorAheadError, UnexpectedAnswerError, UnreachableError

from tests.clients.stub import Reply, answering
from tests.conftest import ROOT
from tools.clients.__main__ import CLIENTS

QUERY = "{ cities { slug } }"
DATA: dict[str, dict[str, list[str]]] = {"data": {"cities": []}}
UNKNOWN = {"errors": [{"message": "Not known.", "extensions": {"code": "PERSISTED_QUERY_NOT_FOUND"}}]}
NOT_OFFERED = Reply(405, {"errors": [{"message": "Send it by POST.", "extensions": {"code": "METHOD"}}]})
BUSY = Reply(503, "busy", {"Retry-After": "7"})
KEPT = Reply(200, DATA, {"ETag": 'W/"1"'})

# What the JavaScript client does with the same answers: what it waits, and then the data or the error.
SCRIPT = """
const { Client } = await import(process.argv[1]);
const waits = [];
const wait = globalThis.setTimeout;
globalThis.setTimeout = (done, time) => wait(done, time >= 1000 && time < 30000 ? (waits.push(time), 0) : time);
const client = new Client(process.argv[2]);
const told = [];
const variables = JSON.parse(process.argv[4]);
for (let time = 0; time < Number(process.argv[3]); time += 1) {
  try {
    told.push(await client.query("{ cities { slug } }", variables));
  } catch (error) {
    told.push({ code: error.code, status: error.status, retryAfter: error.retryAfter });
  }
}
console.log(JSON.stringify({ told, waits }));
"""


def run_javascript(url: str, times: int = 1, **variables: str) -> tuple[list[dict[str, object]], list[float]]:
    module = str(ROOT / CLIENTS / "javascript" / "waymark.js")
    command = ["node", "--input-type=module", "-e", SCRIPT, module, url, str(times), json.dumps(variables)]
    told = json.loads(subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout)
    return told["told"], told["waits"]


def test_a_busy_server_is_asked_again_when_it_says() -> None:
    waits: list[float] = []
    with answering(BUSY, BUSY, Reply(200, DATA)) as (url, heard):
        assert Client(url, sleep=waits.append).query(QUERY) == DATA["data"]
        assert [each.method for each in heard] == ["GET"] * 3
    assert waits == [7, 7]
    with answering(BUSY, Reply(200, DATA)) as (url, _heard):
        assert run_javascript(url) == ([DATA["data"]], [7000])


def test_patience_ends() -> None:
    waits: list[float] = []
    with answering(Reply(502, "down"), BUSY) as (url, _heard), pytest.raises(BusyError) as caught:
        Client(url, patience=5, sleep=waits.append).query(QUERY)
    assert caught.value.retry_after == 7
    assert len(waits) == 1
    later = Reply(429, "no", {"Retry-After": "3600"})
    with answering(later) as (url, _heard):
        assert run_javascript(url) == ([{"code": "BUSY", "status": 429, "retryAfter": 3600}], [])


def test_a_query_is_sent_once_and_then_named() -> None:
    replies = [Reply(200, UNKNOWN), Reply(200, DATA), KEPT, Reply(304)]
    name = {"persistedQuery": {"version": 1, "sha256Hash": hashlib.sha256(QUERY.encode()).hexdigest()}}
    with answering(*replies) as (url, heard):
        client = Client(url)
        assert [client.query(QUERY) for _time in range(3)] == [DATA["data"]] * 3
    with answering(*replies) as (url, also_heard):
        assert run_javascript(url, times=3)[0] == [DATA["data"]] * 3
    for told in (heard, also_heard):
        assert [each.method for each in told] == ["GET", "POST", "GET", "GET"]
        assert [each.body["extensions"] for each in told] == [name] * 4
        assert [each.body.get("query") for each in told] == [None, QUERY, None, None]
        conditions = [{key.lower(): value for key, value in each.headers.items()}.get("if-none-match") for each in told]
        assert conditions == [None, None, None, 'W/"1"']


def test_a_server_without_names_for_queries_is_asked_as_usual() -> None:
    replies = [NOT_OFFERED, Reply(200, DATA), Reply(200, DATA)]
    with answering(*replies) as (url, heard):
        client = Client(url)
        assert [client.query(QUERY) for _time in range(2)] == [DATA["data"]] * 2
    with answering(*replies) as (url, also_heard):
        assert run_javascript(url, times=2)[0] == [DATA["data"]] * 2
    for told in (heard, also_heard):
        assert [each.method for each in told] == ["GET", "POST", "POST"]


@pytest.mark.parametrize("name", ["answers", "near", "query", "token"])
def test_what_is_private_is_in_no_address(name: str) -> None:
    with answering(Reply(200, DATA)) as (url, heard):
        Client(url).query(QUERY, {name: "private"})
    assert [(each.method, each.body["variables"]) for each in heard] == [("POST", {name: "private"})]


def test_what_is_private_is_in_no_address_of_a_script() -> None:
    with answering(Reply(200, DATA)) as (url, heard):
        run_javascript(url, token="private")
    assert [(each.method, each.body["variables"]) for each in heard] == [("POST", {"token": "private"})]


def test_what_went_wrong_has_a_name() -> None:
    ahead = {"errors": [{"message": "Start again after 0.", "extensions": {"code": "CURSOR_AHEAD"}}]}
    with answering(Reply(200, ahead)) as (url, _heard), pytest.raises(CursorAheadError, match="Start again"):
        Client(url).query(QUERY)
    with (
        answering(Reply(200, "<!doctype html>")) as (url, _heard),
        pytest.raises(UnexpectedAnswerError, match="no JSON"),
    ):
        Client(url, persisted=False).query(QUERY)
    with pytest.raises(UnreachableError):  # nobody listens there any more
        Client(url, patience=0).query(QUERY)
    with pytest.raises(ValueError, match="https://"):
        Client("file:///etc/passwd")
