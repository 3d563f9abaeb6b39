"""Which ports the demo serves on, and whether they are free."""

from __future__ import annotations

import errno
import os
import socket

LAST_PORT = 65535
# From a port that is taken to the one that is proposed.
STEP = 80


class PortError(Exception):
    """A port cannot be used; the message names the remedy."""


def port_from_environment(variable: str, default: int) -> int:
    """The port that an environment variable names. Raises PortError if it is no port."""
    text = os.environ.get(variable, str(default))
    if not text.isdecimal() or not 0 < int(text) <= LAST_PORT:
        raise PortError(f"{variable} is {text!r}; it must be a port number from 1 to {LAST_PORT}.")
    return int(text)


def check_free(port: int, variable: str) -> None:
    """Raise PortError if another program holds the port or we may not open it."""
    with socket.socket() as probe:
        # As servers do: a port that was closed a moment ago is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            problem = "is in use" if error.errno == errno.EADDRINUSE else f"cannot be opened ({error.strerror})"
            raise PortError(f"Port {port} {problem}. {_choose(port, variable)}") from None


def check_apart(port: int, other: int, variable: str) -> None:
    """Raise PortError if two services should have the same port; the second one's `variable` is named."""
    if port == other:
        raise PortError(f"Port {port} cannot serve both the CMS and the guides. {_choose(port, variable)}")


def _choose(port: int, variable: str) -> str:
    another = port + STEP if port + STEP <= LAST_PORT else port - STEP
    return f"Choose another: {variable}={another} make demo"
