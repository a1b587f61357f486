"""What a desk form refuses besides what the models refuse: reaching outside one's scope."""

from collections.abc import Callable

from django import forms
from django.contrib.auth.forms import (
    AdminPasswordChangeForm,
    UserChangeForm,
)
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from organizations import arabic
from organizations.models import RECORDED_ALREADY, Organization, User


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
        found = {}
        for name in (each for each in self.fields if each != "shown"):
            value = getattr(self.instance, name, "")
            value = list(value.all()) if hasattr(value, "all") else [value]
            found[name] = gettext(", ").join(str(each) for each in value if each) or "—"
        return found


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


class OrganizationForm(DeskForm):
    """A body: moving it in the tree moves rights, for staff see all below their own body."""

    def clean_parent(self):
        parent = self.cleaned_data["parent"]
        if self.moves(parent) and not self.user.is_superuser and self.shifts_rights(parent):
            raise ValidationError(
                _(
                    "This would change who may work for this body. Leave it where it is, or ask "
                    "a system administrator to move it."
                ),
                code="shifts_rights",
            )
        return parent

    def moves(self, parent: Organization | None) -> bool:
        """Whether an existing body would be part of another one than before."""
        return self.instance.pk is not None and self.instance.parent != parent

    def shifts_rights(self, parent: Organization | None) -> bool:
        """Moves are free inside one's scope; outside it, for one's own records alone."""
        scope = self.user.scope
        inside, into = self.instance.pk in scope, parent is not None and parent.pk in scope
        return inside != into or (not inside and self.instance.kept_by_id is None)


class SpellingFormSet(forms.BaseInlineFormSet):
    """Spellings of a body or person: none twice, none that is its own name anyway."""

    def clean(self):
        super().clean()
        seen, own = set(), self.instance.own_spellings()
        for form in self.forms:
            spelling = getattr(form, "cleaned_data", {}).get("spelling")
            if not spelling or form in self.deleted_forms:
                continue
            key = arabic.fold(spelling)
            if key in seen or (form.has_changed() and key in own):
                form.add_error("spelling", RECORDED_ALREADY)
            seen.add(key)


def translate_roles(form: forms.Form) -> None:
    """Roles are stored by their English names."""
    if groups := form.fields.get("groups"):
        groups.label_from_instance = lambda group: gettext(group.name)


class StaffForm(WithinScope, UserChangeForm):
    """An account, changed by an administrator."""

    class Meta(UserChangeForm.Meta):
        model = User

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        translate_roles(self)


class StaffPasswordForm(AdminPasswordChangeForm):
    """Django leaves one of its sentences here without a translation."""

    usable_password_help_text = _(
        "Whether the person can log in with a password. If not, the present one is lost."
    )


class NewStaffForm(WithinScope, forms.ModelForm):
    """A new account; accounts are for the desk, so it may enter there. Nobody gives it a password:
    its owner chooses one by the link that comes by e-mail."""

    class Meta:
        model = User
        fields = ("username", "email")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["is_staff"] = True
        self.instance.set_unusable_password()
        self.fields["email"].required = True
        translate_roles(self)
