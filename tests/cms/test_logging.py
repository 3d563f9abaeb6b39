"""What is written into logs of a public installation is nobody's."""

from __future__ import annotations

import logging
import sys
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException

import pytest

from cms.mailing import without_people
from cms.settings.logs import Discreet

REFUSED = SMTPRecipientsRefused({"ada@example.org": (550, b"no ada@example.org here")})


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (REFUSED, "recipient refused (550)"),
        (SMTPResponseException(450, "not now, ada@example.org"), "SMTPResponseException 450"),
        (SMTPException("ada@example.org"), "SMTPException"),
        (ConnectionRefusedError(111, "Connection refused"), "[Errno 111] Connection refused"),
    ],
)
def test_a_log_tells_why_a_mail_did_not_leave_and_not_for_whom_it_was(error: OSError, told: str) -> None:
    assert without_people(error) == told


def test_a_fault_of_a_mail_server_has_no_traceback_since_that_names_people() -> None:
    try:
        raise REFUSED
    except SMTPRecipientsRefused:
        fault = sys.exc_info()
    record = logging.LogRecord("django.contrib.auth", logging.ERROR, "", 0, "No mail to %s", (7,), fault)
    assert Discreet().filter(record)
    assert logging.Formatter().format(record) == "No mail to 7 (SMTPRecipientsRefused)"
