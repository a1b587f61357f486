"""The real settings, on a throw-away data folder, with a quick hash for test passwords."""

import os
import tempfile

os.environ.setdefault("SECRET_KEY", "only-for-tests")
os.environ.setdefault("ALLOWED_HOSTS", "testserver,127.0.0.1,localhost")
os.environ.setdefault("DATA_DIR", tempfile.mkdtemp(prefix="bayan-tests-"))
os.environ.setdefault("DEMO", "1")
# Tests of the requirement itself switch it on; all others log in with a password, as the demo does.
os.environ.setdefault("REQUIRE_SECOND_FACTOR", "0")
os.environ.setdefault("EMAIL_URL", "memorymail://")

from config.settings import *  # noqa: F403
from config.settings import DATABASES

# What a test takes back stands in memory until then: in a file it costs more than most tests.
for _database in DATABASES.values():
    if _database["ENGINE"] == "django.db.backends.sqlite3":
        _database["OPTIONS"]["init_command"] += " PRAGMA temp_store=MEMORY;"

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "config.storage.LastingStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
