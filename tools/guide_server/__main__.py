"""Serve built guides on this machine: `python -m tools.guide_server --port 8001 build`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tools.guide_server.server import GuideServer


def main() -> int:
    """Serve until interrupted; 1 and one line if the port is taken or there is nothing to serve."""
    parser = argparse.ArgumentParser(prog="python -m tools.guide_server", description="Serve built guides.")
    parser.add_argument("--port", type=int, default=8001, help="port on 127.0.0.1 (8001)")
    parser.add_argument("build", type=Path, help="the folder that holds CITY/current")
    options = parser.parse_args()
    if not options.build.is_dir():
        print(f"error: There is no folder {options.build}. Build the guides first: make guides", file=sys.stderr)
        return 1
    try:
        server = GuideServer(options.build, options.port)
    except OSError as error:
        print(f"error: Port {options.port} cannot be opened: {error.strerror}.", file=sys.stderr)
        return 1
    with server:
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            return 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
