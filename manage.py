#!/usr/bin/env python
"""Django's command line for the Waymark CMS."""

from __future__ import annotations

import os
import sys
from pathlib import Path

COLLECTED = Path(__file__).parent / "var" / "static" / "staticfiles.json"  # by `collectstatic`, in public installations


def main() -> None:
    """Run a management command with the development settings unless others are named.

    A public installation has to name its own: with those of development it would build guides for this machine alone.
    """
    if "DJANGO_SETTINGS_MODULE" not in os.environ and COLLECTED.exists():
        sys.exit(
            "error: This checkout serves the public (var/static is collected), and DJANGO_SETTINGS_MODULE is not set. "
            "Load the environment of your services first, or name cms.settings.dev if you mean it."
        )
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
