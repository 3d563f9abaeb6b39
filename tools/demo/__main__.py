"""Set the demo up and run it: `python -m tools.demo`, or with `--build-only` for the guides alone.

Every step is a management command that can be run again without harm, so this can be stopped and started at any time.
"""

from __future__ import annotations

import argparse
import signal
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from types import FrameType

from tools.demo.ports import PortError, check_apart, check_free, port_from_environment
from tools.demo.processes import Service, StepError, run_to_end, running, wait_for_an_end

ROOT = Path(__file__).resolve().parent.parent.parent
BUILD = ROOT / "build"
MANAGE = (sys.executable, str(ROOT / "manage.py"))
CMS_PORT = ("WAYMARK_PORT", 8000)
GUIDES_PORT = ("WAYMARK_GUIDES_PORT", 8001)
WAKE_SECONDS = 120
INTERRUPTED = 130  # what shells report for a program that Ctrl-C ended

STEPS = (
    ("Database", ["migrate", "--verbosity", "0"]),
    ("Cities, people and content", ["seed_demo"]),
    ("Machine drafts of what nobody has translated", ["draft_translations"]),
    ("Guides", ["build_guides"]),
)


def main() -> int:
    """Prepare the demo and serve it; 0 after Ctrl-C while serving, 1 and one line if something is in the way."""
    parser = argparse.ArgumentParser(prog="python -m tools.demo", description="Run Waymark with two fictional cities.")
    parser.add_argument("--build-only", action="store_true", help="stop after the guides are built")
    options = parser.parse_args()
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, interrupt)
    try:
        return build() if options.build_only else build_and_serve()
    except (PortError, StepError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. Run it again to go on.", flush=True)
        return INTERRUPTED


def interrupt(_number: int, _frame: FrameType | None) -> None:
    """Make `kill` and a closed terminal end the demo as Ctrl-C does."""
    raise KeyboardInterrupt


def build() -> int:
    """Everything up to the guides; ends with where they are."""
    prepare({})
    print("\nThe guides are built:")
    for city in built_cities():
        print(f"  {(BUILD / city / 'current').relative_to(ROOT)}")
    return 0


def build_and_serve() -> int:
    """Everything, then the CMS, the guides and the task worker until Ctrl-C."""
    cms_port = port_from_environment(*CMS_PORT)
    guides_port = port_from_environment(*GUIDES_PORT)
    check_apart(cms_port, guides_port, GUIDES_PORT[0])
    check_free(cms_port, CMS_PORT[0])
    check_free(guides_port, GUIDES_PORT[0])
    environment = {"WAYMARK_PORT": str(cms_port), "WAYMARK_GUIDES_PORT": str(guides_port)}
    people = prepare(environment)
    print("\nStarting", flush=True)
    with running(services(cms_port, guides_port), with_settings(environment)) as processes:
        print(welcome(cms_port, guides_port, people), flush=True)
        try:
            wait_for_an_end(processes)
        except KeyboardInterrupt:
            print("\nStopping", flush=True)
    return 0


def prepare(environment: Mapping[str, str]) -> str:
    """Run every step, each under a numbered heading; return who can log in, as `seed_demo` wrote it."""
    output = {}
    for number, (title, command) in enumerate(STEPS, start=1):
        print(f"\n[{number}/{len(STEPS)}] {title}", flush=True)
        started = time.monotonic()
        # People are shown at the end, where they are not scrolled away.
        capture = command[0] == "seed_demo"
        output[command[0]] = run_to_end(title, [*MANAGE, *command], with_settings(environment), capture=capture)
        print(f"      done in {time.monotonic() - started:.0f} s", flush=True)
    return output["seed_demo"]


def with_settings(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment of every part of the demo: its settings, whatever the shell has set, and output at once."""
    return {**environment, "DJANGO_SETTINGS_MODULE": "cms.settings.dev", "PYTHONUNBUFFERED": "1"}


def services(cms_port: int, guides_port: int) -> list[Service]:
    """What runs while the demo runs."""
    granian = str(Path(sys.executable).with_name("granian"))
    return [
        Service(
            "The CMS",
            [
                granian,
                "--interface=wsgi",
                f"--port={cms_port}",
                "--blocking-threads=4",
                "--no-ws",
                "--log-level=warning",
                "cms.wsgi:application",
            ],
            port=cms_port,
        ),
        Service(
            "The guide server",
            [sys.executable, "-m", "tools.guide_server", f"--port={guides_port}", str(BUILD)],
            port=guides_port,
        ),
        # Apart, so that nobody's translation waits for the index of a thousand imported pages.
        Service("The worker that translates and builds", worker("translate,build", verbosity=1)),
        Service("The worker that indexes", worker("default,outside", verbosity=0)),
        Service("The clock that wakes what is due", [*MANAGE, "wake_tasks", f"--every={WAKE_SECONDS}"]),
    ]


def worker(queues: str, verbosity: int) -> list[str]:
    """The command that works off these queues; with verbosity 1 it says what it does."""
    return [*MANAGE, "db_worker", f"--queue-name={queues}", "--no-reload", f"--verbosity={verbosity}"]


def welcome(cms_port: int, guides_port: int, people: str) -> str:
    """Where everything is and who can log in."""
    cms = f"http://127.0.0.1:{cms_port}"
    guides = f"http://127.0.0.1:{guides_port}"
    lines = [
        "",
        "Waymark is running. Ctrl-C ends it.",
        "",
        f"  Editing   {cms}/admin/",
        f"  GraphiQL  {cms}/graphql",
        *(f"  Guide     {guides}/{city}/" for city in built_cities()),
        "  Mails     var/mail/, where they are kept instead of being sent",
        "",
        people.rstrip(),
    ]
    return "\n".join(lines)


def built_cities() -> list[str]:
    """The cities that have a live release."""
    return sorted(path.parent.name for path in BUILD.glob("*/current"))


if __name__ == "__main__":
    sys.exit(main())
