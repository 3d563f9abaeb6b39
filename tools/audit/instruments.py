"""The instruments of the audit: what each needs on this machine, and how it is run."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.audit.checkers import NODE_MODULES
from tools.audit.lighthouse import PROGRAM as LIGHTHOUSE


class MissingError(Exception):
    """Something that an instrument needs is not on this machine; the message says what to install."""


@dataclass(frozen=True)
class Need:
    """A program or file without which an instrument cannot work."""

    name: str
    is_there: Callable[[], bool]
    remedy: str


def _program(name: str, package: str) -> Need:
    return Need(f"The program {name}", lambda: shutil.which(name) is not None, f"apt-get install {package}")


def _file(file: Path, remedy: str) -> Need:
    return Need(f"The file {file.name}", file.is_file, remedy)


_CHROMIUM = _program("chromium", "chromium fonts-noto-core")
_NODE = _program("node", "nodejs npm")
_JAVA = _program("java", "default-jre-headless")
_CHECKERS = "cd tools/node && npm ci --ignore-scripts"
NEEDS: dict[str, tuple[Need, ...]] = {
    "bytes": (),
    "nu": (_JAVA, _file(NODE_MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar", _CHECKERS)),
    "html-validate": (_NODE, _file(NODE_MODULES / "html-validate" / "bin" / "html-validate.mjs", _CHECKERS)),
    "axe": (_CHROMIUM, _file(NODE_MODULES / "axe-core" / "axe.min.js", _CHECKERS)),
    "probe": (_CHROMIUM,),
    "offline": (_CHROMIUM,),
    "slow": (_CHROMIUM,),
    "lighthouse": (_CHROMIUM, _NODE, _file(LIGHTHOUSE, "cd tools/lighthouse && npm ci --ignore-scripts")),
    "pictures": (_CHROMIUM,),
}
"""What each instrument needs, in the order in which they run."""


def check_needs(chosen: Sequence[str]) -> None:
    """Raise MissingError with everything that the chosen instruments lack."""
    lacking = {
        f"{need.name} is missing, for {name}: {need.remedy}"
        for name in chosen
        for need in NEEDS[name]
        if not need.is_there()
    }
    if lacking:
        raise MissingError("\n".join(sorted(lacking)))
