"""No row leads to a body or a person that was merged into another, whoever writes it."""

from django.db import migrations

from organizations.triggers import only_standing

BODY, PERSON = "organizations_organization", "organizations_person"


class Migration(migrations.Migration):
    dependencies = [
        ("communiques", "0005_search"),
        ("organizations", "0005_only_standing"),
    ]
    operations = [
        only_standing("communiques_communique_organizations", organization_id=BODY),
        only_standing("communiques_communique_people", person_id=PERSON),
        only_standing("communiques_series", issuer_id=BODY),
    ]
