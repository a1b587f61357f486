from django.apps import AppConfig
from django.conf import settings
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from organizations import calendars


class OrganizationsConfig(AppConfig):
    name = "organizations"
    verbose_name = _("Directory")

    def ready(self):
        calendars.call_arabic_months(settings.ARABIC_MONTHS)
        user_logged_in.connect(log_in, dispatch_uid="audit_log_in")
        user_logged_out.connect(log_out, dispatch_uid="audit_log_out")
        user_login_failed.connect(log_failure, dispatch_uid="audit_log_failure")


def log_in(user, **kwargs):
    """Django tells of logins by signal alone; the audit chain keeps them."""
    _record(gettext_noop("logged in"), user)


def log_out(user, **kwargs):
    if user is not None:
        _record(gettext_noop("logged out"), user)


def log_failure(credentials, **kwargs):
    _record(gettext_noop("login failed"), None, username=str(credentials.get("username", ""))[:150])


@transaction.atomic
def _record(verb, user, **data):
    from organizations import audit  # its models cannot load before the apps are ready

    audit.record(verb, user, user, **data)
