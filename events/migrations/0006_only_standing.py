"""No row leads to a body or a person that was merged into another, whoever writes it."""

from django.db import migrations

from organizations.triggers import only_standing

BODY, PERSON = "organizations_organization", "organizations_person"


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0005_roster_imports"),
        ("organizations", "0005_only_standing"),
    ]
    operations = [
        only_standing("events_conference", country_id=BODY, kept_by_id=BODY),
        only_standing("events_conferenceseries", kept_by_id=BODY),
        only_standing("events_delegate", person_id=PERSON, seconded_from_id=BODY),
        only_standing("events_delegation", organization_id=BODY, mandated_by_id=PERSON),
        only_standing("events_intervention", organization_id=BODY, person_id=PERSON),
        only_standing("events_organizer", organization_id=BODY),
        only_standing("events_programme", kept_by_id=BODY),
        only_standing("events_programme_partners", organization_id=BODY),
        only_standing("events_session", chair_id=PERSON, rapporteur_id=PERSON),
    ]
