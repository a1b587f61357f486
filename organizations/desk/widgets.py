"""Each field of a form in the direction and the language of what is typed in it."""

from django import forms
from django.contrib.admin.widgets import AdminDateWidget, AdminSplitDateTime, AdminTimeWidget
from django.db import models

from organizations import arabic
from organizations.choices import BoundedMultipleChoiceField, BoundedSelect, BoundedSelectMultiple
from organizations.languages import LANGUAGES

DIRECTION = {"ar": "rtl", "en": "ltr"}
LATIN = (models.SlugField, models.EmailField, models.URLField)


def pair(*names: str) -> tuple[tuple[str, ...], ...]:
    """Rows of a form in which the Arabic and the English of a text stand side by side."""
    return tuple(tuple(f"{name}_{code}" for code in LANGUAGES) for name in names)


def directions(db_field: models.Field) -> dict[str, str]:
    """The `dir` and `lang` of a field's widget, whatever the interface language."""
    ending = db_field.name.rpartition("_")[2]
    if ending in DIRECTION:
        return {"dir": DIRECTION[ending], "lang": ending}
    free = isinstance(db_field, models.CharField | models.TextField)
    return {"dir": "auto" if free and not isinstance(db_field, LATIN) else "ltr"}


class AnyDigits:
    """What is typed in the digits of an Arabic keyboard is read like any other."""

    def value_from_datadict(self, data, files, name):
        typed = super().value_from_datadict(data, files, name)
        return arabic.normal_digits(typed) if isinstance(typed, str) else typed


class DayInput(AnyDigits, AdminDateWidget):
    """A day."""


class TimeInput(AnyDigits, AdminTimeWidget):
    """A time of day."""


class MomentInput(AdminSplitDateTime):
    """A day and a time."""

    def __init__(self, attrs=None):
        super().__init__(attrs)
        self.widgets = [DayInput(attrs), TimeInput(attrs)]


class DirectedWidgets:
    """Each text widget has the direction and language of what is typed in it."""

    formfield_overrides = {
        models.DateField: {"widget": DayInput},
        models.TimeField: {"widget": TimeInput},
    }

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, forms.TextInput | forms.Textarea):
            field.widget.attrs.update(directions(db_field))
        return field

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request) and "widget" not in kwargs:
            kwargs["widget"] = BoundedSelect(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request) and "widget" not in kwargs:
            kwargs["widget"] = BoundedSelectMultiple(db_field, self.admin_site)
        return super().formfield_for_manytomany(
            db_field, request, form_class=BoundedMultipleChoiceField, **kwargs
        )
