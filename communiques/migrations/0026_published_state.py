"""The database counts what changes the pages of readers; an edition's people are sealed with it."""

import django.db.models.deletion
from django.db import migrations, models

from organizations.triggers import append_only, counted

AT_ONCE = 500
#: What readers' pages are made of. Of a working copy they show its address alone.
SHOWN = {
    "communiques_communique": ("slug", "archive_id", "original_language", "series_id"),
    "communiques_decision": (),
    "communiques_edition": (),
    "communiques_editionfile": (),
    "communiques_editionrelation": (),
    "communiques_forward": (),
    "communiques_logentry": (),
    "communiques_mention": (),
    "communiques_namedperson": (),
    "communiques_redactededition": (),
    "communiques_redaction": (),
    "communiques_release": (),
    "communiques_series": (),
    "communiques_signature": (),
    "communiques_symbol": (),
    "communiques_withdrawal": (),
    "events_conference": (),
    "events_conferenceseries": (),
    "events_delegation": (),
    "events_intervention": (),
    "events_listissue": (),
    "events_milestone": (),
    "events_organizer": (),
    "events_programme": (),
    "events_programme_partners": (),
    "events_programmeissue": (),
    "events_session": (),
    "events_theme": (),
    "organizations_appointment": (),
    "organizations_honorific": (),
    "organizations_organization": (),
    "organizations_person": (),
    "organizations_personhonorific": (),
}


def name_people(apps, schema_editor):
    """Those whom the editions sealed so far name; one that was emptied names nobody."""
    rows = apps.get_model("communiques", "NamedPerson").objects
    editions = apps.get_model("communiques", "Edition").objects.order_by("pk")
    waiting = []
    for pk, sealed in editions.values_list("pk", "envelope").iterator(AT_ONCE):
        for person in sealed.get("people", []):
            waiting.append(rows.model(edition_id=pk, person_id=person["id"]))
        if len(waiting) >= AT_ONCE:
            rows.bulk_create(waiting)
            waiting = []
    rows.bulk_create(waiting)


class Migration(migrations.Migration):
    dependencies = [
        ("communiques", "0025_searched_until"),
        ("events", "0006_only_standing"),
        ("organizations", "0006_notices"),
    ]

    operations = [
        migrations.CreateModel(
            name="PublicChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
            ],
            options={
                "verbose_name": "change of what is public",
                "verbose_name_plural": "changes of what is public",
            },
        ),
        migrations.CreateModel(
            name="NamedPerson",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="named_people",
                        to="communiques.edition",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "person named",
                "verbose_name_plural": "people named",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "edition"), name="named_person_unique"
                    )
                ],
            },
        ),
        migrations.RunPython(name_people, migrations.RunPython.noop),
        append_only("communiques_namedperson"),
        counted("communiques_publicchange", **SHOWN),
    ]
