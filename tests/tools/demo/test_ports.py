"""An occupied or impossible port is one line that says what to do."""

from __future__ import annotations

import errno
import socket

import pytest

from tools.demo.ports import PortError, check_free, port_from_environment


def test_an_occupied_port_is_reported_with_the_way_to_choose_another() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(PortError, match=rf"Port {port} is in use.*WAYMARK_PORT=\d+ make demo"):
            check_free(port, "WAYMARK_PORT")


def test_a_free_port_is_no_problem() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        port = other.getsockname()[1]
    check_free(port, "WAYMARK_PORT")


def test_no_port_is_proposed_that_does_not_exist(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_address: object) -> None:
        raise OSError(errno.EADDRINUSE, "in use")

    monkeypatch.setattr(socket.socket, "bind", refuse)
    with pytest.raises(PortError, match="WAYMARK_PORT=65450 make demo"):
        check_free(65530, "WAYMARK_PORT")


@pytest.mark.parametrize("text", ["", "eight thousand", "0", "65536", "-1", "80.5"])
def test_what_is_no_port_is_named_with_its_variable(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("WAYMARK_PORT", text)
    with pytest.raises(PortError, match="WAYMARK_PORT is"):
        port_from_environment("WAYMARK_PORT", 8000)


def test_without_the_variable_the_usual_port_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WAYMARK_PORT", raising=False)
    assert port_from_environment("WAYMARK_PORT", 8000) == 8000
