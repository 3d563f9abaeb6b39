"""Mail that leaves at once, and what its server says if it does not."""

from __future__ import annotations

import logging
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException

from django.core.mail import EmailMessage

LONGEST_PROBLEM = 300  # characters

_log = logging.getLogger(__name__)


def problem_of_sending(mail: EmailMessage) -> str:
    """Send it; what kept it from leaving, in the words of the mail server or of the system, or "" if nothing did.

    Whoever asked for the mail has to be told: nothing sends it again by itself.
    """
    try:
        mail.send()
    except (SMTPException, OSError) as error:
        _log.warning("A mail could not be sent: %s", without_people(error))
        return (str(error) or type(error).__name__)[:LONGEST_PROBLEM]
    return ""


def without_people(error: SMTPException | OSError) -> str:
    """What to write into a log of a mail that did not leave: servers repeat addresses in their answers."""
    match error:
        case SMTPRecipientsRefused():
            codes = {str(code) for code, _ in error.recipients.values()}
            return f"recipient refused ({', '.join(sorted(codes))})"
        case SMTPResponseException():
            return f"{type(error).__name__} {error.smtp_code}"
        case SMTPException():
            return type(error).__name__
    return str(error) or type(error).__name__
