"""What the rows of a delegation must satisfy together."""

from collections.abc import Iterator

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from events.copying import PARTS
from events.models import ACTIVE, Delegate, ListIssue
from organizations.validators import one_line, public_text


class DelegateRow(forms.ModelForm):
    """One delegate of a delegation whose other rows are on the same page."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.checked_with_others = True


class DelegateRows(forms.BaseInlineFormSet):
    """The delegates of a delegation: one head, no person twice, nobody who sits elsewhere.

    The rows are judged as they will be, so that one save can put a head in another's place.
    """

    def clean(self):
        super().clean()
        self.refuse_second_head()
        self.refuse_same_person()
        self.refuse_who_sits_elsewhere()

    def active_rows(self) -> Iterator[forms.ModelForm]:
        """The rows that will hold a place: not those in whose place another row steps."""
        rows = [form for form in self.forms if form not in self.deleted_forms]
        data = {form: getattr(form, "cleaned_data", {}) for form in rows}
        holding = [form for form in rows if data[form].get("state") in ACTIVE]
        left = {data[form]["replaces"].pk for form in holding if data[form].get("replaces")}
        for form in holding:
            if data[form].get("person") and form.instance.pk not in left:
                yield form

    def refuse_second_head(self):
        heads = [form for form in self.active_rows() if form.instance.function == "head"]
        for form in heads[1:]:
            message = _("The delegation has a head already. Change the state of the other first.")
            form.add_error("function", ValidationError(message, "second_head"))

    def refuse_same_person(self):
        seen = set()
        for form in self.active_rows():
            if form.instance.person_id in seen:
                message = _("This person is in the delegation already. Remove one of the two.")
                form.add_error("person", ValidationError(message, "second_place"))
            seen.add(form.instance.person_id)

    def refuse_who_sits_elsewhere(self):
        rows = {form.instance.person_id: form for form in self.active_rows()}
        elsewhere = Delegate.objects.active().filter(
            conference=self.instance.conference_id, person__in=rows
        )
        elsewhere = elsewhere.exclude(delegation=self.instance.pk)
        for place in elsewhere.select_related("delegation__organization"):
            rows[place.person_id].add_error("person", place.taken_message())

    def save_existing_objects(self, commit=True):
        """Stand the changed rows aside first, so that places can be exchanged in one save."""
        if commit:
            moved = [form.instance.pk for form in self.initial_forms if form.has_changed()]
            Delegate.objects.filter(pk__in=moved).update(state=Delegate.State.WITHDRAWN)
        return super().save_existing_objects(commit)


class IssueProgrammeForm(forms.Form):
    """Issue the programme as it stands."""

    note = forms.CharField(
        label=_("Note on the issue"),
        required=False,
        max_length=300,
        validators=[public_text, one_line],
        widget=forms.TextInput({"dir": "auto"}),
    )


class IssueListForm(IssueProgrammeForm):
    """Issue the list of delegates as it stands."""

    status = forms.ChoiceField(label=_("Status"), choices=ListIssue.Status.choices)
    field_order = ("status", "note")


class CopyForm(forms.Form):
    """What the next meeting takes over from the last."""

    parts = forms.MultipleChoiceField(
        label=_("Take over"),
        choices=list(PARTS.items()),
        initial=[name for name in PARTS if name != "delegates"],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
