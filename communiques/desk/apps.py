from django.contrib.admin.apps import AdminConfig


class DeskAdminConfig(AdminConfig):
    """The stock admin, with our own first page and look."""

    default_site = "communiques.desk.site.DeskSite"
