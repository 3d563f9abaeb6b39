"""The server that shows built guides on the own machine."""

from __future__ import annotations

import gzip
import http.client
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.guide_server.routes import find
from tools.guide_server.server import GuideServer

Get = Callable[..., tuple[http.client.HTTPResponse, bytes]]
LONG_TEXT = "<!DOCTYPE html><title>Residence permit</title>" + "<p>Bring your passport.</p>" * 100


@pytest.fixture
def build(tmp_path: Path) -> Path:
    """Two releases of one city, the first of them live, and a secret beside them."""
    folder = tmp_path / "build"
    for release, title in (("r1", "first"), ("r2", "second")):
        for language in ("en", "ar"):
            page = folder / "eastmere" / "releases" / release / language
            (page / "services").mkdir(parents=True)
            (page / "index.html").write_text(f"{title} {language}")
            (page / "404.html").write_text(f"not here, {language}")
            (page / "services" / "index.html").write_text(LONG_TEXT)
        root = page.parent
        (root / "404.html").write_text("not here, whichever language")
        (root / "site.css").write_text("body { margin: 0 }")
        (root / ".plan").write_text("hidden")
        (root / "search.pack").write_bytes(b"\0\1")
    (folder / "eastmere" / "current").symlink_to("releases/r1")
    (folder / "unbuilt").mkdir()
    (tmp_path / "secret.html").write_text("secret")
    return folder


@pytest.fixture
def get(build: Path, serve_guides: Callable[[Path], str]) -> Get:
    """Ask the running server: `get("/eastmere/en/", method="HEAD", Accept_Encoding="gzip")`."""
    server = urlsplit(serve_guides(build)).netloc

    def ask(address: str, method: str = "GET", **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
        connection = http.client.HTTPConnection(server, timeout=5)
        connection.request(method, address, headers={name.replace("_", "-"): value for name, value in headers.items()})
        response = connection.getresponse()
        body = response.read()
        connection.close()
        return response, body

    return ask


def test_a_folder_shows_its_index_page(get: Get) -> None:
    response, body = get("/eastmere/en/")
    assert (response.status, body) == (200, b"first en")
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"


def test_a_folder_without_its_slash_leads_to_the_one_with_it(get: Get) -> None:
    response, _ = get("/eastmere/en/services")
    assert (response.status, response.headers["Location"]) == (301, "/eastmere/en/services/")


def test_a_query_does_not_change_the_page(get: Get) -> None:
    assert get("/eastmere/en/?from=chat")[1] == b"first en"


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("/eastmere/site.css", "text/css; charset=utf-8"),
        ("/eastmere/search.pack", "application/octet-stream"),
    ],
)
def test_files_are_sent_as_what_they_are(get: Get, address: str, kind: str) -> None:
    assert get(address)[0].headers["Content-Type"] == kind


def test_what_is_not_there_is_answered_in_the_readers_language(get: Get) -> None:
    response, body = get("/eastmere/ar/services/unknown/")
    assert (response.status, body) == (404, b"not here, ar")


def test_outside_every_language_the_common_404_page_answers(get: Get) -> None:
    response, body = get("/eastmere/xx/")
    assert (response.status, body) == (404, b"not here, whichever language")


@pytest.mark.parametrize("address", ["/nowhere/", "/unbuilt/", "/eastmere%2Fcurrent/"])
def test_a_city_without_a_release_is_not_found(get: Get, address: str) -> None:
    assert get(address)[0].status == 404


@pytest.mark.parametrize(
    "address",
    [
        "/eastmere/../../secret.html",
        "/eastmere/%2e%2e/%2e%2e/%2e%2e/secret.html",
        "/eastmere/..%2f..%2f..%2f..%2fsecret.html",
        "/eastmere/en/%00",
        "/eastmere/.plan",
        "//etc/passwd",
    ],
)
def test_nothing_outside_the_release_and_nothing_hidden_is_served(get: Get, address: str) -> None:
    response, body = get(address)
    assert response.status == 404
    assert b"secret" not in body
    assert b"hidden" not in body


def test_a_link_that_leads_out_of_the_release_is_not_followed(get: Get, build: Path) -> None:
    (build / "eastmere" / "releases" / "r1" / "out.html").symlink_to(build.parent / "secret.html")
    assert get("/eastmere/out.html")[0].status == 404


@given(address=st.text(st.sampled_from("./%2eE5cn\\\0") | st.characters(exclude_categories=["Cs"]), max_size=30))
def test_no_address_ever_finds_a_file_outside_the_release(
    tmp_path_factory: pytest.TempPathFactory, address: str
) -> None:
    build = tmp_path_factory.getbasetemp() / "any-address"
    release = build / "eastmere" / "releases" / "r1"
    if not release.exists():
        release.mkdir(parents=True)
        (build / "eastmere" / "current").symlink_to("releases/r1")
    file = find(build, "/eastmere/" + address).file
    assert file is None or file.resolve().is_relative_to(release.resolve())


def test_a_new_release_is_live_without_a_restart(get: Get, build: Path) -> None:
    assert get("/eastmere/en/")[1] == b"first en"
    new = build / "eastmere" / "new"
    new.symlink_to("releases/r2")
    new.replace(build / "eastmere" / "current")
    assert get("/eastmere/en/")[1] == b"second en"


def test_a_page_is_compressed_for_those_who_can_read_it(get: Get) -> None:
    response, body = get("/eastmere/en/services/", Accept_Encoding="gzip, br")
    assert response.headers["Content-Encoding"] == "gzip"
    assert len(body) < len(LONG_TEXT) / 5
    assert gzip.decompress(body).decode() == LONG_TEXT
    response, body = get("/eastmere/en/services/")
    assert "Content-Encoding" not in response.headers
    assert body.decode() == LONG_TEXT


def test_a_page_that_the_reader_has_already_is_not_sent_again(get: Get, build: Path) -> None:
    version = get("/eastmere/en/")[0].headers["ETag"]
    response, body = get("/eastmere/en/", If_None_Match=version)
    assert (response.status, body) == (304, b"")
    (build / "eastmere" / "current" / "en" / "index.html").write_text("changed")
    assert get("/eastmere/en/", If_None_Match=version)[1] == b"changed"


def test_head_says_what_get_would_without_sending_it(get: Get) -> None:
    response, body = get("/eastmere/en/", method="HEAD")
    assert (response.status, response.headers["Content-Length"], body) == (200, "8", b"")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nothing_can_be_written(get: Get, method: str) -> None:
    assert get("/eastmere/en/", method=method)[0].status == 501


@pytest.mark.parametrize("address", ["/", "/eastmere/en/", "/eastmere/en", "/eastmere/gone", "/nowhere"])
def test_every_answer_forbids_what_a_guide_does_not_need(get: Get, address: str) -> None:
    headers = get(address)[0].headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"


def test_the_first_page_leads_to_every_guide_that_is_built(get: Get) -> None:
    body = get("/")[1].decode()
    assert 'href="/eastmere/"' in body
    assert "unbuilt" not in body


@pytest.mark.parametrize(("error", "reported"), [(BrokenPipeError(), False), (PermissionError("no"), True)])
def test_a_reader_who_goes_away_is_no_error(
    build: Path, capsys: pytest.CaptureFixture[str], error: OSError, reported: bool
) -> None:
    with GuideServer(build, port=0) as server:
        try:
            raise error
        except OSError:
            server.handle_error(None, ("127.0.0.1", 40000))
    assert bool(capsys.readouterr().err) == reported
