"""The editions that name a body are read from an index alone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("communiques", "0026_published_state")]

    operations = [
        migrations.AddIndex(
            model_name="mention",
            index=models.Index(fields=["organization", "edition"], name="mention_by_body"),
        ),
    ]
