"""Readers who are told by e-mail, of what, and their letters."""

import django.db.models.deletion
from django.db import migrations, models

import communiques.models.subscribers
from organizations.triggers import only_standing


class Migration(migrations.Migration):
    dependencies = [
        ("communiques", "0022_forwards"),
        ("events", "0006_only_standing"),
        ("organizations", "0006_notices"),
    ]

    operations = [
        migrations.CreateModel(
            name="Subscriber",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("email", models.CharField(max_length=254, unique=True)),
                (
                    "language",
                    models.CharField(choices=[("ar", "Arabic"), ("en", "English")], max_length=2),
                ),
                (
                    "rhythm",
                    models.CharField(
                        choices=[("now", "At once"), ("daily", "Once a day, in the morning")],
                        default="now",
                        max_length=5,
                    ),
                ),
                (
                    "key",
                    models.CharField(default=communiques.models.subscribers.new_key, max_length=32),
                ),
                ("since", models.DateTimeField()),
            ],
            options={
                "verbose_name": "subscriber",
                "verbose_name_plural": "subscribers",
            },
        ),
        migrations.CreateModel(
            name="Announcement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("lifted", models.BooleanField(default=False)),
                ("due_at", models.DateTimeField()),
                ("told_at", models.DateTimeField(null=True)),
                (
                    "edition",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="announcement",
                        to="communiques.edition",
                    ),
                ),
                (
                    "withdrawal",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="announcements",
                        to="communiques.withdrawal",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("due_at", models.DateTimeField()),
                ("claimed_until", models.DateTimeField(null=True)),
                ("claim", models.CharField(blank=True, max_length=32)),
                ("sent_at", models.DateTimeField(null=True)),
                ("failures", models.PositiveIntegerField(default=0)),
                ("last_failure", models.TextField(blank=True)),
                ("handed_at", models.DateTimeField(null=True)),
                ("message_id", models.CharField(blank=True, max_length=100)),
                (
                    "announcement",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="letters",
                        to="communiques.announcement",
                    ),
                ),
                (
                    "subscriber",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="letters",
                        to="communiques.subscriber",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Subscription",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("statement", "Statement"),
                            ("press_release", "Press release"),
                            ("participation", "Participation in a conference"),
                            ("final_communique", "Final communiqué"),
                            ("resolution", "Resolution"),
                            ("declaration", "Declaration"),
                            ("recommendations", "Recommendations"),
                            ("message", "Message"),
                        ],
                        max_length=30,
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        blank=True, choices=[("ar", "Arabic"), ("en", "English")], max_length=2
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("confirmed_at", models.DateTimeField(null=True)),
                (
                    "conference",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="events.conference",
                    ),
                ),
                (
                    "issuer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="organizations.organization",
                    ),
                ),
                (
                    "subscriber",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="subscriptions",
                        to="communiques.subscriber",
                    ),
                ),
            ],
            options={
                "verbose_name": "subscription by e-mail",
                "verbose_name_plural": "subscriptions by e-mail",
                "ordering": ["id"],
            },
        ),
        migrations.AddIndex(
            model_name="announcement",
            index=models.Index(
                condition=models.Q(("told_at", None)), fields=["due_at"], name="announcement_due"
            ),
        ),
        migrations.AddConstraint(
            model_name="announcement",
            constraint=models.UniqueConstraint(
                fields=("withdrawal", "lifted"), name="withdrawal_announced_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="announcement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("edition__isnull", False), ("lifted", False), ("withdrawal", None)),
                    models.Q(("edition", None), ("withdrawal__isnull", False)),
                    _connector="OR",
                ),
                name="announcement_of_one_thing",
            ),
        ),
        migrations.AddIndex(
            model_name="letter",
            index=models.Index(
                condition=models.Q(("handed_at", None)), fields=["due_at"], name="letter_to_be_sent"
            ),
        ),
        migrations.AddIndex(
            model_name="letter",
            index=models.Index(
                condition=models.Q(("sent_at", None)), fields=["handed_at"], name="letter_in_doubt"
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.UniqueConstraint(
                fields=("subscriber", "announcement"), name="letter_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.UniqueConstraint(
                condition=models.Q(("announcement", None)),
                fields=("subscriber",),
                name="one_link_letter",
            ),
        ),
        only_standing("communiques_subscription", issuer_id="organizations_organization"),
    ]
