"""The WSGI application, served by granian (see the Makefile) or any WSGI server."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

django = get_wsgi_application()

from django.conf import settings  # noqa: E402 - these need Django's settings

from config.front import Front  # noqa: E402
from config.logs import Numbered  # noqa: E402

front = Front(django, room=settings.PAGES_MB * 1024 * 1024)
application = Numbered(front, behind_proxy=settings.BEHIND_PROXY)
