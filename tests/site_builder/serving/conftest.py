"""Fixtures of the tests of servers: the small city, live, behind each server that we write files for."""

from __future__ import annotations

import gzip
import http.client
import os
import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import brotli
import pytest

from site_builder.files import replace_file
from site_builder.release import CURRENT
from site_builder.serving.files import FOLDER, write_server_files
from tests.conftest import lacking, serving

CITY = "harbour-town"
NEIGHBOUR = "harbour_town"
LANGUAGES = ["en", "ar", "pt", "pt-BR"]
ASSET = "assets/waymark-0123456789ab.css"
PATIENCE = 10  # seconds

Answered = tuple[http.client.HTTPResponse, bytes]
Ask = Callable[..., Answered]


def make_release(folder: Path) -> None:
    """A small release with a file of each sort that servers treat apart."""
    page = "<!DOCTYPE html><title>A page</title>" + "<p>Bring your passport.</p>" * 100
    files = {
        "index.html": "choose a language",
        "404.html": "not found, whichever language",
        ASSET: "body { margin: 0 }" * 100,
        "assets/logo-0123456789ab.webp": "picture",
        "assets/pictures/0123456789ab-640.jpg": "picture",
        "assets/unhashed.css": "p { margin: 0 }",
        "robots.txt": "User-agent: *",
        "feed.atom": "<feed/>",
        "feed.ics": "BEGIN:VCALENDAR",
        "app.webmanifest": "{}",
    }
    for language in LANGUAGES:
        files |= {
            f"{language}/index.html": f"home {language}",
            f"{language}/404.html": f"not found, {language}",
            f"{language}/jobs/index.html": page,
        }
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    for path in (ASSET, "en/jobs/index.html"):
        data = (folder / path).read_bytes()
        (folder / f"{path}.gz").write_bytes(gzip.compress(data + b"<!-- gz -->", mtime=0))
        (folder / f"{path}.br").write_bytes(brotli.compress(data + b"<!-- br -->"))


@pytest.fixture(scope="session")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a city with a live release, in a folder whose name has a space."""
    folder = tmp_path_factory.mktemp("served guides") / CITY
    make_release(folder / "releases" / "r1")
    for each in (folder, folder.with_name(NEIGHBOUR)):
        each.mkdir(exist_ok=True)
        (each / CURRENT).symlink_to(folder / "releases" / "r1")
    return folder


def _included(city: Path, name: str) -> list[Path]:
    """The files of that name of the city and, where they share a host, of its neighbour."""
    return sorted(city.parent.glob(f"*/{FOLDER}/{name}"))


def _port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _running(command: list[str], port: int, folder: Path) -> Iterator[str]:
    """A server in a process of its own, as soon as it answers."""
    log = folder / "log"
    own = {"XDG_CONFIG_HOME": str(folder), "XDG_DATA_HOME": str(folder)}  # where Caddy keeps what it remembers
    with (
        log.open("wb") as output,
        subprocess.Popen(command, stdout=output, stderr=output, cwd=folder, env={**os.environ, **own}) as process,
    ):
        try:
            while process.poll() is None:
                try:
                    socket.create_connection(("127.0.0.1", port), timeout=PATIENCE).close()
                    break
                except ConnectionRefusedError:
                    continue
            assert process.poll() is None, log.read_text()
            yield f"127.0.0.1:{port}"
        finally:
            process.terminate()


@contextmanager
def _nginx(city: Path, folder: Path) -> Iterator[str]:
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    module = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
    if not program or not module.exists():
        lacking("nginx", "apt-get install nginx-light libnginx-mod-http-brotli-static")
    port = _port()
    temporary = "".join(
        f"{kind}_temp_path {folder}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    maps, locations = (
        "".join(f'include "{path}";\n' for path in _included(city, name))
        for name in ("nginx-http.conf", "nginx-server.conf")
    )
    # Started by root, it would let go of its rights, and with them of the folders of the tests.
    user = "user root root;" if os.geteuid() == 0 else ""
    configuration = f"""
load_module {module};
{user} daemon off; pid {folder}/pid; error_log stderr; worker_processes 1; events {{}}
http {{
    {temporary} access_log off;
    {maps}
    server {{
        listen 127.0.0.1:{port};
        brotli_static on;
        {locations}
    }}
}}
"""
    replace_file(folder / "nginx.conf", configuration.encode())
    with _running([program, "-e", "stderr", "-c", str(folder / "nginx.conf")], port, folder) as server:
        yield server


@contextmanager
def _caddy(city: Path, folder: Path) -> Iterator[str]:
    program = shutil.which("caddy") or lacking("Caddy", "apt-get install caddy")
    port = _port()
    imports = "".join(f'import "{path}"\n' for path in _included(city, "Caddyfile"))
    configuration = f"""
{{
    admin off
    auto_https off
}}
http://127.0.0.1:{port} {{
    {imports}
}}
"""
    replace_file(folder / "Caddyfile", configuration.encode())
    command = [program, "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]
    with _running(command, port, folder) as server:
        yield server


@contextmanager
def _guide_server(city: Path, folder: Path) -> Iterator[str]:
    with serving(city.parent) as address:
        yield address.removeprefix("http://")


SERVERS = {"nginx": _nginx, "caddy": _caddy, "guide server": _guide_server}


@pytest.fixture(
    scope="session",
    params=[("nginx", ""), ("nginx", f"/{CITY}"), ("caddy", ""), ("caddy", f"/{CITY}"), ("guide server", f"/{CITY}")],
    ids=lambda param: f"{param[0]} {'on a shared host' if param[1] else 'on a host of its own'}",
)
def ask(request: pytest.FixtureRequest, city: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """Ask a running server for an address of the guide: `ask("/en/", Accept_Encoding="gzip")`."""
    name, base_path = request.param
    neighbour = city.with_name(NEIGHBOUR)
    write_server_files(city, base_path, LANGUAGES)
    if base_path:
        write_server_files(neighbour, f"/{NEIGHBOUR}", ["de"])
    else:
        shutil.rmtree(neighbour / FOLDER, ignore_errors=True)
    with SERVERS[name](city, tmp_path_factory.mktemp("server")) as server:

        def answer(address: str, method: str = "GET", **headers: str) -> Answered:
            connection = http.client.HTTPConnection(server, timeout=PATIENCE)
            sent = {header.replace("_", "-"): value for header, value in headers.items()}
            connection.request(method, base_path + address, headers=sent)
            response = connection.getresponse()
            body = response.read()
            connection.close()
            location = response.headers["Location"]
            if location:
                del response.headers["Location"]
                response.headers["Location"] = location.removeprefix(base_path)
            return response, body

        yield answer
