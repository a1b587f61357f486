"""Text columns that hold canonical text whatever path it takes into the database."""

from django.db import models

from organizations import arabic
from organizations.validators import one_line, public_text


class CanonicalText:
    """Canonicalises on `save()`, `update()`, `bulk_create()` and lookups; absent text is ''."""

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return arabic.canonical(value) if isinstance(value, str) else value

    def get_db_prep_save(self, value, connection):
        return super().get_db_prep_save("" if value is None else value, connection)

    def pre_save(self, model_instance, add):
        """Leave the instance with the text that the database will hold."""
        value = super().pre_save(model_instance, add)
        if value is not None and not isinstance(value, str):
            return value
        canonical = arabic.canonical(value or "")
        if canonical != value:
            setattr(model_instance, self.attname, canonical)
        return canonical


class CanonicalCharField(CanonicalText, models.CharField):
    """One line of public text."""

    default_validators = [public_text, one_line]


class CanonicalTextField(CanonicalText, models.TextField):
    """Public text of several lines."""

    default_validators = [public_text]
