"""Another machine, over SSH: rsync to a folder of the release's own, then the link to it is replaced in one step.

PATH/releases/000007-4be1f0c2a9d3/   files that did not change are shared with the release before
PATH/current -> releases/000007-…    what that machine's web server serves
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass

from site_builder.errors import DamagedReleaseError, TargetError
from site_builder.manifest import MANIFEST
from site_builder.release import CURRENT, KEPT, NAME, Release
from site_builder.targets.target import Delivery, Progress

SCP = re.compile(r"(?P<host>(?:\w[\w.-]*@)?\w[\w.-]*):(?!//)(?P<path>[\w./@+][\w./@+-]*)")
URL = re.compile(r"ssh://(?P<host>(?:\w[\w.-]*@)?\w[\w.-]*)(?::(?P<port>\d+))?(?P<path>/[\w./@+-]+)")
SHELL = "RSYNC_RSH"
"""The environment variable in which rsync looks for the program to use instead of `ssh`; so do we."""
SILENCE = 60  # seconds after which a connection is given up
ALIVE = 15  # seconds between the questions whether the other machine still answers
OPTIONS = (
    *("-o", "BatchMode=yes"),
    *("-o", "ConnectTimeout=20"),
    *("-o", f"ServerAliveInterval={ALIVE}"),
    *("-o", f"ServerAliveCountMax={SILENCE // ALIVE}"),
)

# Times in nanoseconds: what was written twice in a second may have the same size.
RSYNC = ("rsync", "--recursive", "--links", "--times", "--delete", "--modify-window=-1", "--chmod=D755,F644")

_RELEASES = "releases"
_DRAFT = ".tmp-"
_FIND = f"mkdir -p {_RELEASES} && {{ readlink {CURRENT} || true; }} && ls -A {_RELEASES}"
_COUNT = re.compile(r"Number of regular files transferred: ([\d,.]+)")
_SIZE = re.compile(r"Total transferred file size: ([\d,.]+)")


@dataclass(frozen=True)
class SshTarget:
    """A folder on another machine, for instance `deploy@guide.example.org:/srv/guides/eastmere`."""

    address: str
    host: str
    path: str
    port: str | None = None

    @classmethod
    def at(cls, address: str) -> SshTarget | None:
        """The target of an address; None if it is not of this kind."""
        found = URL.fullmatch(address) or SCP.fullmatch(address)
        if not found:
            return None
        parts = found.groupdict()
        return cls(address, parts["host"], parts["path"].rstrip("/") or "/", parts.get("port"))

    def publish(self, release: Release, progress: Progress) -> Delivery:
        """Have readers see a release. Raises TargetError, DamagedReleaseError."""
        live, there = self._find()
        if live == release.name:
            return Delivery(self.address, release.name)
        sent = size = 0
        place, steps = f"{_RELEASES}/{release.name}", []
        if release.name not in there:
            draft = f"{_RELEASES}/{_DRAFT}{release.name}"
            sent, size = self._send(release, draft, live if live in there else "")
            steps = [f"sync -f {draft}", f"mv -T {draft} {place}"]
        steps += [f"ln -sfn {place} {_DRAFT}{CURRENT}", f"mv -T {_DRAFT}{CURRENT} {CURRENT}"]
        old = _old({*there, release.name}, release.name)
        if old:
            steps.append("rm -rf " + " ".join(f"{_RELEASES}/{name}" for name in old))
        self._there(" && ".join(steps))
        progress(f"{self.address}: {sent} files sent, {release.name} is live there")
        return Delivery(self.address, release.name, sent, size)

    def take_offline(self, progress: Progress) -> Delivery:
        """Remove the link to the live release. Raises TargetError."""
        self._there(f"rm -f {CURRENT}", make=True)
        return Delivery(self.address, "")

    def _find(self) -> tuple[str, set[str]]:
        """The live release there, and everything that lies among the releases."""
        lines = self._there(_FIND, make=True).split()
        live = lines[0].removeprefix(f"{_RELEASES}/") if lines and lines[0].startswith(f"{_RELEASES}/") else ""
        return live, {line for line in lines if "/" not in line}

    def _send(self, release: Release, draft: str, base: str) -> tuple[int, int]:
        """Copy a release into a folder that nobody serves; what an earlier try left there is gone on from."""
        shared = [f"--link-dest=../{base}"] if base else []
        way = [f"--rsh={shlex.join(self._shell())}", f"--timeout={SILENCE}", "--stats"]
        try:
            told = self._run([*RSYNC, *shared, *way, f"{release.folder}/", f"{self.host}:{self.path}/{draft}/"])
        finally:
            # A folder that goes is renamed first: if it is there still, all of it was there.
            if not (release.folder / MANIFEST).is_file():
                raise DamagedReleaseError(f"Release {release.name} went away while it was copied.")
        return _number(_COUNT, told), _number(_SIZE, told)

    def _there(self, command: str, *, make: bool = False) -> str:
        """Run a command in the target's folder; get what it says."""
        path = shlex.quote(self.path)
        enter = f"mkdir -p {path} && cd {path}" if make else f"cd {path}"
        return self._run([*self._shell(), self.host, f"{enter} && {command}"])

    def _shell(self) -> list[str]:
        port = ["-p", self.port] if self.port else []
        return [*shlex.split(os.environ.get(SHELL, "ssh")), *OPTIONS, *port]

    def _run(self, command: list[str]) -> str:
        program = command[0]
        if not shutil.which(program):
            raise TargetError(f"{self.address}: this needs {program}, which is not installed here. Install it.")
        done = subprocess.run(command, check=False, capture_output=True, text=True, env={**os.environ, "LC_ALL": "C"})
        if done.returncode:
            lines = [line for line in done.stderr.splitlines() if line.strip()]
            why = lines[-1] if program != "rsync" or len(lines) < 2 else lines[0]
            raise TargetError(
                f"{self.address}: {why.rstrip('.')}. Try by hand: {shlex.join([*self._shell(), self.host, 'true'])}"
            )
        return done.stdout


def _old(there: Iterable[str], live: str) -> list[str]:
    """Releases beyond those that are kept, and what copies left behind that were stopped for good."""
    releases = sorted(name for name in there if NAME.fullmatch(name) and name != live)
    stopped = [name for name in there if name.startswith(_DRAFT) and NAME.fullmatch(name.removeprefix(_DRAFT))]
    return releases[: -(KEPT - 1)] + sorted(name for name in stopped if name != f"{_DRAFT}{live}")


def _number(pattern: re.Pattern[str], told: str) -> int:
    found = pattern.search(told)
    return int(re.sub(r"\D", "", found[1])) if found else 0
