"""For the check that no migration breaks the version that is still serving while it runs: columns
that older code does not fill, names that it still asks for (`make check`)."""

from tests.settings import *  # noqa: F403

INSTALLED_APPS += ["django_migration_linter"]  # noqa: F405
MIGRATION_LINTER_OPTIONS = {
    # From before there was a version to go on serving.
    "ignore_name": [
        "0001_communiques", "0007_texts_in_work", "0020_signatures", "0023_subscriptions",
        "0001_events", "0002_protocol_office", "0001_directory", "0003_merging", "0006_notices",
    ],
    "no_cache": True,
}  # fmt: skip
