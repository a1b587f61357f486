"""`manage.py states`: the 22 Arab states, as organizations/states.py says."""

from django.core.management.base import BaseCommand

from organizations import states


class Command(BaseCommand):
    help = "Add the Arab states that are missing. Idempotent; what an office has edited stays."

    def handle(self, *args, **options):
        report = states.establish()
        known = len(states.STATES) - len(report.added) - len(report.adopted)
        self.stdout.write(
            f"States: {len(report.added)} added, {len(report.adopted)} recognised in bodies "
            f"that were there, {known} known already."
        )
        for iso2, body in report.taken:
            self.stderr.write(
                f"{iso2}: a name of this state means another body, “{body}”; merge the two."
            )
