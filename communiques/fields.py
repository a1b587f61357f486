"""The database column that cannot hold anything but clean rich text."""

from django.db import models

from communiques import text


class RichTextField(models.TextField):
    """Canonical HTML of the small fixed set, sanitised on every way in, `update()` included."""

    def get_db_prep_save(self, value, connection):
        if isinstance(value, str):
            value = text.sanitise(value)
        return super().get_db_prep_save(value, connection)
