"""Which texts hold words that no edition carries: stored, so that the desk finds them at once."""

from itertools import groupby

from django.db import migrations, models
from django.db.models import F, Q


def keep_sealed(apps, schema_editor):
    """As `editions.keep_sealed`."""
    rows = apps.get_model("communiques", "Communique").objects
    editions = apps.get_model("communiques", "Edition").objects
    standing = editions.filter(release__called_off_at=None).order_by("communique", "number")
    columns = ("communique", "language", "text_revision", "text_digest", "source_digest")
    lines = standing.values(*columns).iterator(2000)
    for pk, line in groupby(lines, key=lambda each: each["communique"]):
        newest = {each["language"]: each for each in line}
        made = {f"sealed_{code}": each["text_revision"] for code, each in newest.items()}
        if len(newest) == 2:
            row = rows.only("original_language").get(pk=pk)
            original = newest.pop(row.original_language)
            (translation,) = newest.values()
            made["sealed_apart"] = translation["source_digest"] != original["text_digest"]
        rows.filter(pk=pk).update(**made)


class Migration(migrations.Migration):
    dependencies = [("communiques", "0006_only_standing")]
    operations = [
        migrations.RemoveIndex(model_name="communique", name="communique_revisions"),
        migrations.AddField(
            model_name="communique",
            name="due_on",
            field=models.DateField(
                blank=True,
                help_text="For the desk alone; never public.",
                null=True,
                verbose_name="needed by",
            ),
        ),
        migrations.AddField(
            model_name="communique",
            name="sealed_ar",
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name="communique",
            name="sealed_en",
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name="communique",
            name="sealed_apart",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.RunPython(keep_sealed, migrations.RunPython.noop),
        migrations.AddField(
            model_name="communique",
            name="has_news",
            field=models.GeneratedField(
                db_persist=True,
                expression=Q(rev_ar__gt=F("sealed_ar"))
                | Q(rev_en__gt=F("sealed_en"))
                | Q(rev_ar=0, rev_en=0)
                | Q(sealed_apart=True),
                output_field=models.BooleanField(),
            ),
        ),
        migrations.AddIndex(
            model_name="communique",
            index=models.Index(
                condition=Q(has_news=True),
                fields=["series", "updated_at"],
                name="communique_with_news",
            ),
        ),
    ]
