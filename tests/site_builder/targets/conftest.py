"""Fixtures of the targets' tests: a city with releases, and an S3 server."""

from __future__ import annotations

import logging
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from moto.server import ThreadedMotoServer

BUCKET = "guides"
CITY = "eastmere"


@pytest.fixture
def city(tmp_path: Path) -> Path:
    """The folder of a city."""
    folder = tmp_path / "build" / CITY
    folder.mkdir(parents=True)
    return folder


@pytest.fixture(scope="session")
def s3_server() -> Iterator[str]:
    """The address of an S3 server."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def s3(s3_server: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """An empty bucket, and the environment that leads to it; get the address of a folder in it."""
    ask(f"{s3_server}/moto-api/reset", "POST")
    monkeypatch.setenv("AWS_ENDPOINT_URL", s3_server)
    monkeypatch.setenv("AWS_ALLOW_HTTP", "true")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    monkeypatch.setenv("AWS_REGION", "us-east-1")
    ask(f"{s3_server}/{BUCKET}", "PUT")
    return f"s3://{BUCKET}/{{city}}"


def ask(address: str, method: str, data: bytes = b"") -> bytes:
    """Send a request to the S3 server."""
    headers = {"Content-Type": "text/plain"}
    request = urllib.request.Request(address, data or None, headers, method=method)
    with urllib.request.urlopen(request, timeout=10) as response:
        body: bytes = response.read()
    return body
