"""At the desk: what a text is to other texts, and which states stood apart from it."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from communiques import drafting, relations
from communiques.desk import rescue
from communiques.desk.attachments import RevisionForm
from communiques.desk.forms import CleanTextField
from communiques.desk.pages import address, found, page
from communiques.models import Communique, RelationKind, Reservation
from communiques.relations import Meant
from communiques.workflow import may_write
from organizations.languages import LANGUAGES
from organizations.models import Organization

#: Empty rows below those that are filled.
SPARE = 2


class RelationForm(forms.Form):
    kind = forms.ChoiceField(
        label=gettext_lazy("This text"), choices=[("", "—"), *RelationKind.choices], required=False
    )
    to = forms.CharField(
        label=gettext_lazy("the communiqué with this symbol"),
        required=False,
        max_length=120,
        widget=forms.TextInput({"dir": "ltr", "lang": "en"}),
    )

    def __init__(self, *args, allowed, **kwargs):
        super().__init__(*args, **kwargs)
        self.allowed = allowed

    def clean_to(self):
        given = self.cleaned_data["to"].strip()
        if not given:
            return None
        if (found := self.allowed.called(given).first()) is None:
            raise forms.ValidationError(_("No other public communiqué has this symbol."))
        return found

    def clean(self):
        data = super().clean()
        if bool(data.get("kind")) != bool(data.get("to")) and not self.errors:
            raise forms.ValidationError(_("Give both: what this text does, and to which."))
        return data


class ReservationForm(forms.Form):
    organization = forms.ModelChoiceField(
        label=pgettext_lazy("country", "State"),
        queryset=Organization.objects.none(),
        required=False,
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=Reservation.Kind.choices)
    text_ar = CleanTextField(label=gettext_lazy("What it states, in Arabic"), max_length=2000)
    text_en = CleanTextField(label=gettext_lazy("What it states, in English"), max_length=2000)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organization"].queryset = Organization.objects.filter(
            kind=Organization.Kind.STATE
        )
        for language in LANGUAGES:
            direction = "rtl" if language == "ar" else "ltr"
            self.fields[f"text_{language}"].widget = forms.Textarea(
                {"rows": 2, "lang": language, "dir": direction}
            )

    def clean(self):
        data = super().clean()
        words = [bool(data.get(f"text_{each}")) for each in LANGUAGES]
        if any(words) and not data.get("organization") and not self.errors:
            raise forms.ValidationError(_("Say which state."))
        if data.get("organization") and len(set(words)) > 1 and not self.errors:
            raise forms.ValidationError(_("Give its words in both languages, or in neither."))
        return data


RelationForms = forms.formset_factory(RelationForm, extra=SPARE, max_num=50, absolute_max=60)
ReservationForms = forms.formset_factory(ReservationForm, extra=SPARE, max_num=50, absolute_max=60)


def edit(request, site, pk: int):
    """Both lists, with empty rows to fill; a row that is emptied goes."""
    row = found(request, pk)
    if not may_write(request.user, row, row.original_language):
        raise PermissionDenied
    typed = request.POST if request.method == "POST" else rescue.take(request)
    forms_here = lists(row, typed)
    opened = RevisionForm(request.POST)
    status = 200
    if request.method == "POST":
        status = 422
        if all([opened.is_valid(), *(each.is_valid() for each in forms_here)]):
            based_on = opened.cleaned_data["revision"]
            if save(request, row, meant(*forms_here), based_on):
                return redirect(address("relations", row.pk))
            status = 409
    related, reserved = forms_here
    return page(
        request, site, "relations", _("Relations and reservations"), status=status, communique=row,
        related=related, reserved=reserved, revision=row.rev_facts,
        sealed=row.editions.scheduled(at=timezone.now()).exists(),
    )  # fmt: skip


def lists(row: Communique, typed) -> tuple:
    stands = relations.standing(row)
    related = [
        {"kind": each.kind, "to": each.symbol or each.slug}
        for each in row.relations.for_envelope().order_by("pk")
    ]
    reserved = [
        {"organization": state, "kind": kind, **{f"text_{k}": v for k, v in words.items()}}
        for state, kind, words in stands.reservations
    ]
    if typed is not None:  # what equals its initial value would count as not typed
        related = reserved = None
    allowed = {"allowed": relations.relatable(row)}
    return (
        RelationForms(typed, initial=related, prefix="related", form_kwargs=allowed),
        ReservationForms(typed, initial=reserved, prefix="reserved"),
    )


def meant(related, reserved) -> Meant:
    """What the filled rows say, each once."""
    pairs = [(each["kind"], each["to"].pk) for each in related.cleaned_data if each.get("to")]
    apart = {
        (each["organization"].pk, each["kind"]): {k: each[f"text_{k}"] for k in LANGUAGES}
        for each in reserved.cleaned_data
        if each.get("organization")
    }
    return Meant(list(dict.fromkeys(pairs)), [(*key, words) for key, words in apart.items()])


def save(request, row: Communique, wanted: Meant, based_on: int) -> bool:
    try:
        saved = relations.save(row, wanted, based_on=based_on, author=request.user)
    except drafting.Sealed as error:
        messages.error(request, error.message)
        return False
    if saved:
        messages.success(request, _("Saved."))
    else:
        said = _("Somebody changed the facts while you wrote. Look at the page and save again.")
        messages.error(request, said)
    return saved
