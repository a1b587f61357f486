"""Choosing a row by its number, also when somebody sends a number that no database holds.

Django hands such a number to the database when it checks several choices and when it shows the
form again; SQLite then overflows and PostgreSQL refuses the query. Here it is a choice like any
other that does not exist.
"""

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import ValidationError

LARGEST_ID = 2**63 - 1


def exists_at_all(value) -> bool:
    """Whether a database could hold this as a row's number."""
    text = str(value)
    return text.isascii() and text.isdecimal() and len(text) < 20 and int(text) <= LARGEST_ID


class Bounded:
    def optgroups(self, name, value, attr=None):
        return super().optgroups(name, [each for each in value if exists_at_all(each)], attr)


class BoundedSelect(Bounded, AutocompleteSelect):
    pass


class BoundedSelectMultiple(Bounded, AutocompleteSelectMultiple):
    def build_attrs(self, base_attrs, extra_attrs=None):
        """Without the button that clears all: it stands in a list where only items may, and one
        slip on it would empty the field."""
        return super().build_attrs(base_attrs, extra_attrs) | {"data-allow-clear": "false"}


class BoundedMultipleChoiceField(forms.ModelMultipleChoiceField):
    def _check_values(self, value):
        for each in value:
            if not exists_at_all(each):
                message = self.error_messages["invalid_choice"]
                raise ValidationError(message, code="invalid_choice", params={"value": each})
        return super()._check_values(value)
