from django.contrib.admin.apps import AdminConfig
from django.contrib.auth.signals import user_logged_in


class DeskAdminConfig(AdminConfig):
    """The stock admin, with our own first page and look."""

    default_site = "communiques.desk.site.DeskSite"

    def ready(self):
        from communiques.desk import freshness  # its pages cannot load before the apps are ready

        super().ready()
        user_logged_in.connect(freshness.remember, dispatch_uid="password_given")
