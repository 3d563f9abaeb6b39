"""Serve guides beside what looks at them: tests, and the audit."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.guide_server.server import GuideServer


@contextmanager
def serving(build: Path) -> Iterator[str]:
    """A guide server on a free port for as long as the block runs; its address, without a slash at its end."""
    with GuideServer(build, 0) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
