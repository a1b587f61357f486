from django.conf import settings
from django.contrib.admin.apps import AdminConfig
from django.contrib.auth.signals import user_logged_in
from django.core.checks import Tags, Warning, register


class DeskAdminConfig(AdminConfig):
    """The stock admin, with our own first page and look."""

    default_site = "communiques.desk.site.DeskSite"

    def ready(self):
        from communiques.desk import freshness, sessions  # cannot load before the apps are ready

        super().ready()
        user_logged_in.connect(freshness.remember, dispatch_uid="password_given")
        user_logged_in.connect(sessions.begin, dispatch_uid="session_began")
        register(open_door, Tags.security, deploy=True)


def open_door(app_configs, **kwargs):
    """`check --deploy` warns of what only a demonstration should do."""
    found = []
    if not settings.REQUIRE_SECOND_FACTOR:
        found.append(
            Warning(
                "Whoever may clear or release logs in with a password alone.",
                hint="Take REQUIRE_SECOND_FACTOR out of the environment, or set it to 1.",
                id="bayan.W001",
            )
        )
    if settings.DEMO:
        found.append(
            Warning(
                "This is a demonstration: accounts with a known password may be made.",
                hint="Take DEMO out of the environment.",
                id="bayan.W002",
            )
        )
    return found
