"""The forms of bodies, and of the spellings of bodies and people."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from organizations import arabic
from organizations.desk.forms import DeskForm
from organizations.models import Organization
from organizations.models.spellings import RECORDED_ALREADY


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
