"""What the documentation says about the CMS's host is something that the servers understand."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT, lacking

PAGE = (ROOT / "docs" / "operators" / "serving.md").read_text()
# What stands around the lines for a server block of nginx.
NGINX = "pid {folder}/pid; events {{}} http {{ {paths} access_log off; server {{ listen 127.0.0.1:8391; {lines} }} }}"
KINDS = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


def documented(server: str) -> str:
    """The block of the page for a server."""
    [block] = re.findall(rf"^```{server}\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
    return str(block)


@pytest.mark.parametrize("server", ["caddy", "nginx"])
def test_a_server_takes_what_the_page_says(server: str, tmp_path: Path) -> None:
    program = shutil.which(server) or shutil.which(server, path="/usr/sbin")
    if not program:
        lacking(server, f"apt-get install {server}")
    file, lines = tmp_path / "configuration", documented(server)
    paths = " ".join(f"{kind}_temp_path {tmp_path}/{kind};" for kind in KINDS)  # its own are root's
    file.write_text(lines if server == "caddy" else NGINX.format(folder=tmp_path, paths=paths, lines=lines))
    command = {
        "caddy": [program, "validate", "--adapter", "caddyfile", "--config", str(file)],
        "nginx": [program, "-t", "-e", "stderr", "-c", str(file)],
    }[server]
    result = subprocess.run(command, cwd=tmp_path, env={"HOME": str(tmp_path)}, capture_output=True, check=False)
    assert result.returncode == 0, result.stderr.decode()


@pytest.mark.parametrize("server", ["caddy", "nginx"])
def test_uploads_are_served_as_what_runs_nothing_and_documents_by_the_cms_alone(server: str) -> None:
    lines = documented(server)
    assert "/media/documents/" in lines
    assert "X-Content-Type-Options nosniff" in lines
    assert "default-src 'none'; sandbox" in lines
