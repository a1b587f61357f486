"""Every setting of Bayan, driven by the environment; the README lists them all."""

import datetime as dt
import sys
import tomllib
from pathlib import Path
from urllib.parse import urlsplit

import csp.constants
import environ
from django.utils.translation import gettext_lazy as _

from communiques.proof import keys
from config import media, words
from organizations import calendars

BASE_DIR = Path(__file__).resolve().parent.parent
VERSION = tomllib.loads((BASE_DIR / "pyproject.toml").read_text("utf-8"))["project"]["version"]
env = environ.Env()


def _required(name: str, reader, *, in_debug):
    """A setting that production must name; in DEBUG the given stand-in serves."""
    if env.ENVIRON.get(name):
        return reader(name)
    if DEBUG:
        return in_debug
    sys.exit(
        f"Bayan: {name} is not set. Set it in the environment (the README lists every setting), "
        "or set DEBUG=1 on a developer's machine."
    )


def _number(name: str, default: int) -> int:
    try:
        return env.int(name, default)
    except ValueError:
        sys.exit(f"Bayan: {name} must be a whole number, and is “{env.ENVIRON[name]}”.")


# --- What kind of installation this is ---------------------------------------------------------
def _one_of(name: str, known) -> str:
    value = env.str(name, next(iter(known)))
    if value not in known:
        sys.exit(f"Bayan: {name} is “{value}”; it must be one of: {', '.join(known)}.")
    return value


DEBUG = env.bool("DEBUG", False)
#: A demonstration: `manage.py demo` may fill it with invented texts and open accounts.
DEMO = env.bool("DEMO", DEBUG)
SECRET_KEY = _required("SECRET_KEY", env.str, in_debug="only-for-development")
ALLOWED_HOSTS = _required("ALLOWED_HOSTS", env.list, in_debug=["127.0.0.1", "localhost"])
SITE_URL = env.str("SITE_URL", "http://127.0.0.1:8000").rstrip("/")
DATA_DIR = Path(env.str("DATA_DIR", str(BASE_DIR / ".data")))
DATA_DIR.mkdir(parents=True, exist_ok=True)
HTTPS = urlsplit(SITE_URL).scheme == "https"

# --- Parts -------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "modeltranslation",
    "communiques.desk.apps.DeskAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django_filters",
    "django_prose_editor",
    "js_asset",
    "tree_queries",
    "organizations",
    "events",
    "communiques",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "config.middleware.Isolation",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "config.middleware.SessionLimits",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "config.middleware.DeskLanguage",
    "config.middleware.RefuseNul",
    "config.middleware.SecondFactor",
]
#: The JSON addresses are read by anybody, and know nobody.
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": [],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "UNAUTHENTICATED_USER": None,
    "DEFAULT_VERSIONING_CLASS": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Bayan",
    "DESCRIPTION": "The published communiqués of security councils, in Arabic and English.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "ENUM_NAME_OVERRIDES": {
        "Language": "organizations.validators.LANGUAGES",
        "CommuniqueKind": "communiques.models.Kind",
        "ConferenceKind": "events.models.Conference.Kind",
        "OrganizationKind": "organizations.models.Organization.Kind",
    },
}
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
            ]
        },
    }
]
AUTH_USER_MODEL = "organizations.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Database ----------------------------------------------------------------------------------
DATABASES = {"default": env.db("DATABASE_URL", f"sqlite:///{DATA_DIR / 'bayan.sqlite3'}")}
#: A copy that follows it, such as a streaming replica: what readers are shown comes from there.
if env.ENVIRON.get("READ_DATABASE_URL"):
    DATABASES["replica"] = env.db("READ_DATABASE_URL") | {"TEST": {"MIRROR": "default"}}
    DATABASE_ROUTERS = ["config.replica.Router"]
for _database in DATABASES.values():
    _database["CONN_MAX_AGE"] = _number("CONN_MAX_AGE", 60)
    # One that was started again is found by the next request, not by the one after it.
    _database["CONN_HEALTH_CHECKS"] = True
    if _database["ENGINE"] == "django.db.backends.sqlite3":
        _database["OPTIONS"] = {
            # A deferred transaction that upgrades to writing fails under concurrency: 13 of 90 did.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # Without recursive_triggers, REPLACE INTO slips past a delete trigger.
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
                "PRAGMA foreign_keys=ON; PRAGMA recursive_triggers=ON;"
            ),
        }
        _database.setdefault("TEST", {"NAME": str(DATA_DIR / "test.sqlite3")})
    elif _database["ENGINE"] == "django.db.backends.postgresql":
        # Disks of today find a page as fast anywhere, and compiling costs our short questions more
        # than it saves: with its defaults PostgreSQL reads whole tables where an index would do.
        _database["OPTIONS"] = {
            "options": "-c random_page_cost=1.1 -c jit=off",
            # In seconds, and the last in milliseconds: a machine that is gone says nothing, ever.
            "connect_timeout": 5,
            "keepalives_idle": 20,
            "keepalives_interval": 5,
            "keepalives_count": 3,
            "tcp_user_timeout": 30000,
            **_database.get("OPTIONS", {}),
        }
CACHES = {"default": env.cache("CACHE_URL", "locmemcache://")}
if CACHES["default"]["BACKEND"] == "django.core.cache.backends.redis.RedisCache":
    CACHES["default"]["BACKEND"] = "config.caching.SteadyRedisCache"

#: Megabytes of finished pages that each process keeps in memory. A developer's change of a template
#: is none that the database counts.
PAGES_MB = _number("PAGES_MB", 0 if DEBUG else 32)
#: Seconds for which a network of caches before us may show a page unasked, and once more while it
#: asks; more only where something purges it (`manage.py follow_changes`).
CDN_SECONDS = _number("CDN_SECONDS", 1)

# --- Languages and time ------------------------------------------------------------------------
LANGUAGE_CODE = "ar"
LANGUAGES = [("ar", _("Arabic")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "config" / "locale"]
FORMAT_MODULE_PATH = ["config.formats"]
MODELTRANSLATION_DEFAULT_LANGUAGE = "ar"
MODELTRANSLATION_FALLBACK_LANGUAGES = ()  # an English page never shows Arabic as English
MODELTRANSLATION_BUILD_LOCALIZED_VERBOSE_NAME = words.in_language
TIME_ZONE = env.str("TIME_ZONE", "Africa/Tunis")
#: `mailto:` or https address for those who found a weakness; published as security.txt.
SECURITY_CONTACT = env.str("SECURITY_CONTACT", "")
ARABIC_MONTHS = _one_of("ARABIC_MONTHS", calendars.ARABIC_MONTHS)
USE_TZ = True

# --- Files -------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", str(DATA_DIR / "static")))
STATICFILES_DIRS = [BASE_DIR / "config" / "static"]
_static = "django.contrib.staticfiles.storage.StaticFilesStorage"
if not DEBUG:
    _static = "whitenoise.storage.CompressedManifestStaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": "config.storage.LastingStorage"},
    "staticfiles": {"BACKEND": _static},
}
MEDIA_ROOT = DATA_DIR / "media"
if _bucket := env.str("STORAGE_URL", ""):
    try:
        STORAGES["default"] = media.bucket(_bucket)
    except media.BadStorage as error:
        sys.exit(f"Bayan: STORAGE_URL is of no use: {error}.")

#: A PKCS#12 file with the key and the certificate that seal PDF documents; '' for unsealed ones.
DOCUMENT_KEY = env.str("DOCUMENT_KEY", "")
DOCUMENT_KEY_PASSWORD = env.str("DOCUMENT_KEY_PASSWORD", "")
if DOCUMENT_KEY and not Path(DOCUMENT_KEY).is_file():
    sys.exit(f"Bayan: DOCUMENT_KEY names no file: “{DOCUMENT_KEY}”.")

#: The keys that editions are signed with: a private one, and all public ones there ever were.
try:
    SIGNING_KEYRING = keys.keyring(
        env.str("SIGNING_KEY", "", multiline=True),
        env.str("SIGNING_KEYS", ""),
        now=dt.datetime.now(dt.UTC),
    )
except keys.BadKey as error:
    sys.exit(f"Bayan: {error}.")

# --- Mail --------------------------------------------------------------------------------------
globals().update(env.email("EMAIL_URL", "consolemail://"))
#: A mail server that says nothing for so many seconds is away.
EMAIL_TIMEOUT = 30
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "bayan@localhost")

# --- Security ----------------------------------------------------------------------------------
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "admin:login"
SESSION_ENGINE = "organizations.accounts.sessions"
#: A login ends so long after it began, and sooner where nobody does anything.
SESSION_COOKIE_AGE = _number("SESSION_HOURS", 10) * 3600
SESSION_IDLE_MINUTES = _number("SESSION_IDLE_MINUTES", 60)
#: Whoever may clear or release proves who they are twice.
REQUIRE_SECOND_FACTOR = env.bool("REQUIRE_SECOND_FACTOR", not DEMO)
#: Under this key the secrets of second factors are kept.
FACTOR_KEY = env.str("FACTOR_KEY", "") or SECRET_KEY
#: After so many failures a name is locked for so long.
LOCK_AFTER = _number("LOCK_AFTER", 10)
LOCK_MINUTES = _number("LOCK_MINUTES", 15)
LOGIN_LOG_DAYS = _number("LOGIN_LOG_DAYS", 180)
INVITATION_DAYS = _number("INVITATION_DAYS", 7)
#: Releasing, withdrawing and redacting ask for the password where it was given longer ago.
FRESH_MINUTES = _number("FRESH_MINUTES", 15)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "bayan_session", "bayan_csrf"
CSRF_TRUSTED_ORIGINS = [SITE_URL]
CSRF_FAILURE_VIEW = "config.views.csrf_failure"
SECURE_SSL_REDIRECT = HTTPS and env.bool("SSL_REDIRECT", True)
SECURE_HSTS_SECONDS = _number("HSTS_SECONDS", 31536000) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
BEHIND_PROXY = env.bool("BEHIND_PROXY", False)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
#: The editor writes one style element when it starts; this is the hash of what it holds.
_EDITOR_STYLE = "'sha256-PlumsSlvJ7vvWzjqibGAYKq92O3y/4JTxWWsWJvyUYA='"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [csp.constants.NONE],
        "script-src": [csp.constants.SELF, csp.constants.NONCE],
        "style-src": [csp.constants.SELF, _EDITOR_STYLE],
        "img-src": [csp.constants.SELF],
        "font-src": [csp.constants.SELF],
        "connect-src": [csp.constants.SELF],
        "form-action": [csp.constants.SELF],
        "base-uri": [csp.constants.NONE],
        "frame-ancestors": [csp.constants.NONE],
    }
}
FILE_UPLOAD_HANDLERS = [
    "config.middleware.BoundedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
#: A body of 2 MB must reach its form to be refused there, with the text kept.
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "away": {"()": "config.interruptions.InOneLine"},
        "discreet": {"()": "config.logs.Discreet"},
        "refused": {"()": "config.logs.Refused"},
    },
    "formatters": {
        "line": {"format": "{asctime} {levelname} {request_id} {name} {message}", "style": "{"},
        "json": {
            "()": "pythonjsonlogger.json.JsonFormatter",
            "format": "%(asctime)s %(levelname)s %(request_id)s %(name)s %(message)s",
            "rename_fields": {"asctime": "time", "levelname": "level"},
            "json_ensure_ascii": False,
        },
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": _one_of("LOG_FORMAT", ("line", "json")),
            "filters": ["away", "refused", "discreet"],
        }
    },
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "WARNING")},
}
