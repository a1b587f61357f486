"""The forms of accounts: a new one, one that is changed, a superuser's way to set a password."""

from django import forms
from django.contrib.auth.forms import AdminPasswordChangeForm, UserChangeForm
from django.forms.models import model_to_dict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from organizations import audit
from organizations.desk.forms import Overtaken, WithinScope
from organizations.models import User

#: What an account has many of.
MANY = ("groups", "user_permissions")


def translate_roles(form: forms.Form) -> None:
    """Roles are stored by their English names."""
    if groups := form.fields.get("groups"):
        groups.label_from_instance = lambda group: gettext(group.name)


class StaffForm(Overtaken, WithinScope, UserChangeForm):
    """An account, changed by an administrator."""

    class Meta(UserChangeForm.Meta):
        model = User

    @staticmethod
    def state_of(account: User) -> str:
        """One value for what administrators change; what its owner does by logging in is not of
        it."""
        columns = model_to_dict(account, exclude=["last_login", "password"])
        many = {name: sorted(each.pk for each in columns[name]) for name in MANY}
        return audit.digest_of({name: str(value) for name, value in (columns | many).items()})

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
