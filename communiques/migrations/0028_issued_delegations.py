"""The database counts what is written of issued delegations: pages of readers ask them."""

from django.db import migrations

from organizations.triggers import counted


class Migration(migrations.Migration):
    dependencies = [
        ("communiques", "0027_mentions_by_body"),
        ("events", "0007_issued_delegations"),
    ]

    operations = [
        counted("communiques_publicchange", events_issueddelegation=()),
    ]
