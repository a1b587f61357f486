"""No column of a body or person leads back to its own row; spellings get their keys by sound."""

from django.db import migrations

from organizations import likeness
from organizations.triggers import no_circles


def give_sounds(apps, schema_editor):
    """As `Spelling.save()` does."""
    bodies = apps.get_model("organizations", "OrganizationAlias").objects
    for row in bodies.iterator(2000):
        row.sounds = likeness.sounds(row.spelling, likeness.words_of_body)[:600]
        bodies.filter(pk=row.pk).update(sounds=row.sounds)
    people = apps.get_model("organizations", "PersonAlias").objects
    for row in people.iterator(2000):
        sounds, ends = likeness.sounds(row.spelling)[:600], likeness.ends(row.spelling)[:600]
        people.filter(pk=row.pk).update(sounds=sounds, ends=ends)


class Migration(migrations.Migration):
    dependencies = [("organizations", "0003_merging")]
    operations = [
        migrations.RunPython(give_sounds, migrations.RunPython.noop),
        no_circles("organizations_organization", "parent_id"),
        no_circles("organizations_organization", "successor_id"),
        no_circles("organizations_organization", "merged_into_id"),
        no_circles("organizations_person", "merged_into_id"),
    ]
