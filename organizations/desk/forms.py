"""What a form of the desk refuses besides what the models refuse: reaching outside one's scope, and
writing over what somebody else has just written."""

from collections.abc import Callable

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.formats import localize
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from organizations.models import User


class WithinScope:
    """A form of the desk: it knows whose hand fills it in, and stays inside that scope."""

    #: Set by the admin on the class that it makes for each request.
    user: User

    def _post_clean(self):
        super()._post_clean()
        if not self.errors and not self.instance.editable_by(self.user):
            self.add_error(
                None,
                ValidationError(
                    _("This belongs to a body outside yours; choose one that you work for."),
                    code="outside_scope",
                ),
            )


class Overtaken:
    """A form that carries what its record said when it was opened: of two people who change one
    record at once, the second is told what the first wrote before anything is written over it."""

    #: One value for all that the form shows of a record; set by the admin like `user`.
    state_of: Callable[[models.Model], str]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["shown"] = forms.CharField(widget=forms.HiddenInput, required=False)
        if self.instance.pk:
            self.initial["shown"] = self.state_of(self.instance)

    def clean(self):
        data = super().clean()
        data = self.cleaned_data if data is None else data
        shown = data.get("shown")
        if self.instance.pk and shown:
            rows = type(self.instance)._base_manager
            now = self.state_of(rows.select_for_update().get(pk=self.instance.pk))
            if shown != now:
                self.refuse_overtaken(now)
        return data

    def refuse_overtaken(self, now: str) -> None:
        """Show the form again with what was typed; sent once more it is written."""
        differing = [
            f"{self.fields[name].label}: {value}"
            for name, value in self.recorded().items()
            if name in self.changed_data
        ]
        message = _(
            "Somebody changed this record while you had it open. It now says: %(values)s. Nothing "
            "was written over yet: save again to put yours in its place."
        )
        values = gettext("; ").join(differing) or gettext("other rows below")
        self.add_error(None, ValidationError(message, "overtaken", {"values": values}))
        self.data = self.data.copy()
        self.data[self.add_prefix("shown")] = now

    def recorded(self) -> dict[str, str]:
        """Field → what the record holds now, in words."""
        return {name: self.in_words(name) for name in self.fields if name != "shown"}

    def in_words(self, name: str) -> str:
        """As the form would show it: choices and records by what they are called here."""
        said = getattr(self.instance, f"get_{name}_display", None)
        value = said() if said else getattr(self.instance, name, "")
        if isinstance(value, bool):
            return gettext("Yes") if value else gettext("No")
        values = value.all() if hasattr(value, "all") else [value]
        called = getattr(self.fields[name], "label_from_instance", localize)
        return gettext(", ").join(str(called(each)) for each in values if each) or "—"


class DeskForm(Overtaken, WithinScope, forms.ModelForm):
    """A form whose record some secretariat may keep."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "kept_by" in self.fields and not self.user.is_superuser:
            self.limit_keeper(self.fields["kept_by"])

    def limit_keeper(self, field: forms.ModelChoiceField):
        """A new record is kept in one's scope; what all share only a superuser gives away."""
        field.queryset = field.queryset.filter(pk__in=self.user.scope)
        if self.instance.pk:
            field.disabled = self.instance.kept_by_id is None
            field.required = not field.disabled

    def clean(self):
        data = super().clean()
        data = self.cleaned_data if data is None else data
        adding = self.instance.pk is None and "kept_by" in data
        if adding and data["kept_by"] is None and not self.user.is_superuser:
            data["kept_by"] = self.user.organization
        return data
