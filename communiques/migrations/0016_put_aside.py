"""Drafts that were opened by mistake can be put aside."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("communiques", "0015_embargo"),
    ]

    operations = [
        migrations.AddField(
            model_name="communique",
            name="shelved_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="put aside"),
        ),
    ]
