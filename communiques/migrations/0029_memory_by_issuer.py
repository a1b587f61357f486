"""Pairs of the memory are told apart by who released them: what one body released keeps nobody else
from finding the same words among its own."""

from django.db import migrations

from communiques.digests import digest

AT_ONCE = 500


def name_issuers(apps, schema_editor):
    pairs = apps.get_model("communiques", "MemoryPair").objects
    released = pairs.exclude(edition=None).order_by("pk")
    rows, last = released.values_list("pk", "ar", "en", "edition__issuer"), 0
    while some := list(rows.filter(pk__gt=last)[:AT_ONCE]):
        for pk, ar, en, issuer in some:
            key = digest({"ar": ar, "en": en, "issuer": issuer})[:32]
            pairs.filter(pk=pk).update(key=key)
            last = pk


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("communiques", "0028_issued_delegations"),
    ]

    operations = [
        migrations.RunPython(name_issuers, migrations.RunPython.noop),
    ]
