"""Columns that rows compute from their other columns, kept on every write path.

`save()` of such a model computes them; here `update()`, `bulk_update()` and `bulk_create()` do so
too, by saving the rows concerned. Only raw SQL gets past; `manage.py verify` finds that.
"""

from django.db import models, transaction


def saving(kwargs: dict, *names: str) -> dict:
    """The arguments of a `save()` that shall also store the named columns, which it computed."""
    if kwargs.get("update_fields") is not None:
        kwargs["update_fields"] = {*kwargs["update_fields"], *names}
    return kwargs


class DerivingQuerySet(models.QuerySet):
    """Of a model that names in `DERIVED` what it computes, and in `DERIVED_FROM` from what."""

    def update(self, **columns):
        if self.model.DERIVED_FROM.isdisjoint(columns):
            return super().update(**columns)
        with transaction.atomic(using=self.db):
            keys = list(self.values_list("pk", flat=True))
            changed = super().update(**columns)
            for row in self.model._base_manager.using(self.db).filter(pk__in=keys):
                row.save(update_fields=self.model.DERIVED)
        return changed

    update.alters_data = True

    def bulk_create(self, objs, *args, **options):
        if args or any(options.get(name) for name in ("ignore_conflicts", "update_conflicts")):
            raise NotImplementedError("rows that compute columns are saved one by one")
        objs = list(objs)
        with transaction.atomic(using=self.db):
            for each in objs:
                each.save(using=self.db, force_insert=True)
        return objs
