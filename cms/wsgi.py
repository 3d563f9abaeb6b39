"""The WSGI entry point that servers load: the public installation's, unless other settings are named.

Nobody serves debug pages to the public because an environment was forgotten; `manage.py` has those of development.
"""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")
application = get_wsgi_application()
