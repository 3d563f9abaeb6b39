"""A guide on another machine, reached over SSH: a real sshd and a real rsync."""

from __future__ import annotations

import os
import pwd
import shlex
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from site_builder.errors import TargetError
from site_builder.manifest import MANIFEST
from site_builder.release import KEPT, Release
from site_builder.targets.deploying import deploy
from site_builder.targets.ssh import SHELL, SshTarget
from tests.conftest import lacking
from tests.site_builder.conftest import tree
from tests.site_builder.targets.conftest import CITY
from tests.site_builder.targets.releases import Content, go_live, guide, make_release

PAGES = {"en/index.html": "home", "en/jobs/index.html": "jobs", "ar/index.html": "home"}
FIRST, SECOND = guide(PAGES), guide({**PAGES, "en/index.html": "HOME"})
PATIENCE = 10  # seconds
USER = pwd.getpwuid(os.geteuid()).pw_name


@pytest.fixture(scope="session")
def sshd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, str]]:
    """The port of an SSH server with keys of its own, and the command that reaches it."""
    folder = tmp_path_factory.mktemp("sshd")
    server = shutil.which("sshd", path=f"{os.environ['PATH']}:/usr/sbin")
    if not server or not shutil.which("ssh"):
        lacking("OpenSSH", "apt-get install openssh-client openssh-server")
    if not shutil.which("rsync"):
        lacking("rsync", "apt-get install rsync")
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)  # sshd wants it, and only a booted machine has it
    for name in ("host", "user"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)], check=True)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = {
        "ListenAddress": f"127.0.0.1:{port}",
        "HostKey": folder / "host",
        "AuthorizedKeysFile": folder / "user.pub",
        "PidFile": "none",
        "StrictModes": "no",
        "UsePAM": "no",
        "PermitRootLogin": "prohibit-password",
    }
    configuration = folder / "sshd_config"
    configuration.write_text("".join(f"{name} {value}\n" for name, value in settings.items()))
    known = f"-o UserKnownHostsFile={folder / 'known'} -o StrictHostKeyChecking=no -o LogLevel=ERROR"
    client = f"ssh -F none -i {folder / 'user'} -o IdentitiesOnly=yes {known}"
    log = folder / "log"
    with (
        log.open("wb") as output,
        subprocess.Popen([server, "-D", "-e", "-f", str(configuration)], stderr=output) as process,
    ):
        try:
            while process.poll() is None:
                try:
                    socket.create_connection(("127.0.0.1", port), timeout=PATIENCE).close()
                    break
                except ConnectionRefusedError:
                    continue
            assert process.poll() is None, log.read_text()
            yield port, client
        finally:
            process.terminate()


@pytest.fixture
def remote(sshd: tuple[int, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of a folder on the other machine."""
    port, client = sshd
    monkeypatch.setenv(SHELL, client)
    return f"ssh://{USER}@127.0.0.1:{port}{tmp_path}/remote/{{city}}"


@pytest.fixture
def there(tmp_path: Path) -> Path:
    """That folder, as its own machine sees it."""
    return tmp_path / "remote" / CITY


def served(there: Path) -> Content:
    """What readers find there."""
    files = tree((there / "current").resolve())
    return {path: data for path, data in files.items() if not path.startswith(MANIFEST.partition(".")[0])}


def test_another_machine_has_the_live_release_under_its_link(city: Path, remote: str, there: Path) -> None:
    release = go_live(city, make_release(city, 1, FIRST))
    [delivery] = deploy(city, [remote])
    assert delivery.release == release.name
    assert delivery.sent == len(FIRST) + 2  # and the manifest, so that `verify` works there
    assert (there / "current").readlink() == Path("releases") / release.name
    assert served(there) == FIRST
    assert Release(there / "releases" / release.name).problems() == []
    assert deploy(city, [remote])[0].sent == 0


def test_files_that_did_not_change_are_shared_with_the_release_before(city: Path, remote: str, there: Path) -> None:
    first = go_live(city, make_release(city, 1, FIRST))
    deploy(city, [remote])
    second = make_release(city, 2, SECOND)
    for path in FIRST:
        if FIRST[path] == SECOND.get(path):
            (second.folder / path).unlink()
            (second.folder / path).hardlink_to(first.folder / path)
    # As large, and written in the same second.
    was = (first.folder / "en/index.html").stat()
    os.utime(second.folder / "en/index.html", ns=(was.st_atime_ns, was.st_mtime_ns // 10**9 * 10**9 + 1))
    go_live(city, second)
    [delivery] = deploy(city, [remote])
    assert delivery.sent == 1 + 2
    assert served(there) == SECOND
    before, now = (there / "releases" / name / "en/jobs/index.html" for name in (first.name, second.name))
    assert now.samefile(before)


def test_a_rollback_there_copies_nothing(city: Path, remote: str, there: Path) -> None:
    first, second = make_release(city, 1, FIRST), make_release(city, 2, SECOND)
    for release in (first, second):
        go_live(city, release)
        deploy(city, [remote])
    go_live(city, first)
    assert deploy(city, [remote])[0].sent == 0
    assert served(there) == FIRST


def test_a_copy_that_was_stopped_is_gone_on_with_and_never_served(city: Path, remote: str, there: Path) -> None:
    go_live(city, make_release(city, 1, FIRST))
    deploy(city, [remote])
    second = go_live(city, make_release(city, 2, SECOND))
    half = there / "releases" / f".tmp-{second.name}"
    (half / "en").mkdir(parents=True)
    (half / "en" / "index.html").write_bytes(b"half of a pa")
    (half / "en" / "stray.html").write_bytes(b"of nothing")
    (there / "releases" / ".tmp-000001-0123456789ab").mkdir()
    assert served(there) == FIRST
    deploy(city, [remote])
    assert served(there) == SECOND
    assert not [path.name for path in (there / "releases").glob(".tmp-*")]


def test_old_releases_go_there_too(city: Path, remote: str, there: Path) -> None:
    names = [f"{number:06d}-0123456789ab" for number in range(1, KEPT + 1)]
    for name in names:
        (there / "releases" / name).mkdir(parents=True)
    release = go_live(city, make_release(city, KEPT + 1, FIRST))
    deploy(city, [remote])
    assert sorted(path.name for path in (there / "releases").iterdir()) == [*names[1:], release.name]


def test_a_guide_that_is_offline_has_no_link_there(city: Path, remote: str, there: Path) -> None:
    go_live(city, make_release(city, 1, FIRST))
    deploy(city, [remote])
    (city / "current").unlink()
    assert deploy(city, [remote])[0].release == ""
    assert not (there / "current").is_symlink()


def test_a_key_that_does_not_open_is_named_with_what_to_try(
    city: Path, remote: str, sshd: tuple[int, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    go_live(city, make_release(city, 1, FIRST))
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(tmp_path / "stranger")], check=True)
    words = shlex.split(sshd[1])
    words[words.index("-i") + 1] = str(tmp_path / "stranger")
    monkeypatch.setenv(SHELL, shlex.join(words))
    with pytest.raises(TargetError, match=r"Permission denied \(publickey.*\)\. Try by hand: ssh .*127\.0\.0\.1 true"):
        deploy(city, [remote])


def test_a_machine_that_is_down_is_named_with_what_to_try(city: Path, sshd: tuple[int, str]) -> None:
    go_live(city, make_release(city, 1, FIRST))
    with pytest.raises(TargetError, match=r"Connection refused\. Try by hand: ssh"):
        deploy(city, ["ssh://127.0.0.1:9/srv/guides"])


def test_a_machine_without_rsync_is_told_so(city: Path, remote: str, monkeypatch: pytest.MonkeyPatch) -> None:
    go_live(city, make_release(city, 1, FIRST))
    monkeypatch.setattr(shutil, "which", lambda program: None if program == "rsync" else program)
    with pytest.raises(TargetError, match=r"this needs rsync, which is not installed here"):
        deploy(city, [remote])


def test_both_ways_to_write_an_address_are_understood() -> None:
    assert SshTarget.at("deploy@guide.example.org:guides/eastmere") == SshTarget(
        "deploy@guide.example.org:guides/eastmere", "deploy@guide.example.org", "guides/eastmere"
    )
    assert SshTarget.at("ssh://guide.example.org:2222/srv/guides/") == SshTarget(
        "ssh://guide.example.org:2222/srv/guides/", "guide.example.org", "/srv/guides", "2222"
    )


def test_an_address_cannot_smuggle_in_options_or_commands() -> None:
    for address in (
        "-oProxyCommand=x:/srv",
        "-Fx@host:/srv",
        "ssh://-Fx@host/srv",
        "host:-e",
        "host:/srv/$(reboot)",
        "host:a b",
        "ssh://-x/srv",
        "host:",
    ):
        assert SshTarget.at(address) is None
