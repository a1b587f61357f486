"""How a person is told by e-mail."""

from django.db import migrations, models

from organizations.triggers import only_standing


class Migration(migrations.Migration):
    dependencies = [
        ("organizations", "0005_only_standing"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="notices",
            field=models.CharField(
                choices=[
                    ("now", "At once"),
                    ("daily", "Once a day, in the morning"),
                    ("none", "None"),
                ],
                default="now",
                max_length=10,
                verbose_name="notices by e-mail",
            ),
        ),
        only_standing("organizations_user", organization_id="organizations_organization"),
    ]
