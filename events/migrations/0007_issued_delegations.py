"""Which bodies an issued list names, beside what it says: whom it makes public."""

import django.db.models.deletion
from django.db import migrations, models

from organizations.triggers import append_only

AT_ONCE = 100


def name_bodies(apps, schema_editor):
    """Those that the lists issued so far name. Nothing kept a body then: some may be gone."""
    rows = apps.get_model("events", "IssuedDelegation").objects
    lists = apps.get_model("events", "ListIssue").objects.order_by("pk")
    bodies = apps.get_model("organizations", "Organization")._base_manager
    there = set(bodies.values_list("pk", flat=True))
    for pk, data in lists.values_list("pk", "data").iterator(AT_ONCE):
        named = {each["body"]["id"] for language in data.values() for each in language}
        rows.bulk_create(
            rows.model(issue_id=pk, organization_id=body) for body in sorted(named & there)
        )


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0006_only_standing"),
        ("organizations", "0007_accounts"),
    ]

    operations = [
        migrations.CreateModel(
            name="IssuedDelegation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "issue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="delegations",
                        to="events.listissue",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.organization",
                    ),
                ),
            ],
            options={
                "verbose_name": "delegation as issued",
                "verbose_name_plural": "delegations as issued",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organization", "issue"), name="events_issued_delegation_once"
                    )
                ],
            },
        ),
        migrations.RunPython(name_bodies, migrations.RunPython.noop),
        append_only("events_issueddelegation"),
    ]
