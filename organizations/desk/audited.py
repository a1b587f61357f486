"""What is added, changed and deleted at the desk, told to the audit chain."""

from typing import Any

from django import forms
from django.db import models, transaction
from django.utils.translation import gettext_noop

from organizations import audit


class Audited:
    """Every addition, change and deletion goes to the audit chain, in its own transaction."""

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        fields, parts = changed_fields(form), list(changed_parts(formsets))
        if fields or parts or not change:
            verb = gettext_noop("changed") if change else gettext_noop("added")
            audit.record(verb, form.instance, request.user, fields=fields, parts=parts)

    def delete_model(self, request, obj):
        with transaction.atomic():
            audit.record(gettext_noop("deleted"), obj, request.user, name=str(obj))
            super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        with transaction.atomic():
            for obj in queryset:
                audit.record(gettext_noop("deleted"), obj, request.user, name=str(obj))
            super().delete_queryset(request, queryset)


def changed_fields(form: forms.ModelForm) -> dict[str, list]:
    """Old and new value of each field that the form changed; never of a password, and of what is
    private only that it changed, for the chain keeps everything for ever."""
    private = getattr(form.instance, "PRIVATE", ())
    return {
        name: [audit.HIDDEN, audit.HIDDEN]
        if name in private
        else [
            plain(stored(form.fields[name], form.get_initial_for_field(form.fields[name], name))),
            plain(form.cleaned_data.get(name)),
        ]
        for name in form.changed_data
        if "password" not in name
    }


def changed_parts(formsets):
    """What the inline rows added, changed and removed."""
    for formset in formsets:
        for form in formset.forms:
            verb = verb_of(form, formset)
            if verb:
                thing = audit.label_of(form.instance)
                part = {"verb": verb, "thing": thing, "name": str(form.instance)}
                yield part if verb == "deleted" else part | {"fields": changed_fields(form)}


def verb_of(form: forms.ModelForm, formset) -> str:
    """What the formset did with this row; '' when nothing."""
    groups = {
        "added": formset.new_objects,
        "changed": [thing for thing, _fields in formset.changed_objects],
        "deleted": formset.deleted_objects,
    }
    done = (
        verb for verb, things in groups.items() if any(form.instance is thing for thing in things)
    )
    return next(done, "")


def stored(field: forms.Field, value: Any) -> Any:
    """The record that a stored key means, where the field chooses one record."""
    chooses_one = isinstance(field, forms.ModelChoiceField) and not isinstance(
        field, forms.ModelMultipleChoiceField
    )
    if not chooses_one:
        return value
    return field.queryset.model._base_manager.filter(pk=value).first()


def plain(value: Any) -> Any:
    """A value as the audit chain keeps it: records by key and name."""
    if isinstance(value, models.Model):
        return {"pk": value.pk, "name": str(value)}
    if isinstance(value, models.QuerySet | list | tuple):
        return [plain(each) for each in value]
    return value if isinstance(value, bool | int | None) else str(value)
