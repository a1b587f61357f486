"""No row leads to a body or a person that was merged into another, whoever writes it."""

from django.db import migrations

from organizations.triggers import only_standing

BODY, PERSON = "organizations_organization", "organizations_person"


class Migration(migrations.Migration):
    dependencies = [("organizations", "0004_circles_and_sounds")]
    operations = [
        only_standing("organizations_appointment", organization_id=BODY, person_id=PERSON),
        only_standing(
            "organizations_organization",
            kept_by_id=BODY,
            merged_into_id=BODY,
            parent_id=BODY,
            successor_id=BODY,
        ),
        only_standing(
            "organizations_organization_distinct_from",
            from_organization_id=BODY,
            to_organization_id=BODY,
        ),
        only_standing("organizations_organizationalias", organization_id=BODY),
        only_standing("organizations_person", kept_by_id=BODY, merged_into_id=PERSON),
        only_standing(
            "organizations_person_distinct_from", from_person_id=PERSON, to_person_id=PERSON
        ),
        only_standing("organizations_personalias", person_id=PERSON),
        only_standing("organizations_personhonorific", person_id=PERSON),
        only_standing("organizations_user", organization_id=BODY),
    ]
