"""`manage.py roles`: the groups with their permissions, as communiques/roles.py says."""

from django.core.management.base import BaseCommand

from communiques import roles


class Command(BaseCommand):
    help = "Create the roles, or bring them back to what the code says. Idempotent."

    def handle(self, *args, **options):
        roles.establish()
        self.stdout.write(f"Roles: {', '.join(roles.ROLES)}.")
