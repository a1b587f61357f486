"""What is asked after a release: why it is withdrawn, reinstated or redacted, in both languages;
and the one way of such a form through its door."""

from django import forms
from django.contrib import messages
from django.shortcuts import redirect
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from communiques import withdrawals
from communiques.blockers import Refused
from communiques.desk.forms import CleanTextField
from communiques.desk.pages import address, page
from communiques.models import Communique, Edition
from organizations.languages import LANGUAGE_CHOICES, LANGUAGES


def carry_out(request, site, template: str, form, door, *, title, done, **context):
    """The form, and through the door with what it says; nothing typed is lost."""
    row, refused = form.communique, []
    if request.method == "POST" and form.is_valid():
        try:
            door(row, actor=request.user, **form.asked())
            messages.success(request, done)
            return redirect(address("decide", row.pk))
        except Refused as reasons:
            refused = reasons.blockers
    status = 409 if refused else 422 if request.method == "POST" else 200
    return page(
        request, site, template, title, status=status, communique=row, form=form,
        refused=refused, **context,
    )  # fmt: skip


class ReasonsForm(forms.Form):
    """Why, in both languages: readers see it."""

    reason_ar = CleanTextField(
        label=_("Reason in Arabic"), max_length=2000,
        widget=forms.Textarea({"rows": 3, "lang": "ar", "dir": "rtl"}),
    )  # fmt: skip
    reason_en = CleanTextField(
        label=_("Reason in English"), max_length=2000,
        widget=forms.Textarea({"rows": 3, "lang": "en", "dir": "ltr"}),
    )  # fmt: skip

    def __init__(self, communique: Communique, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.communique = communique

    def clean(self):
        data = super().clean()
        for language in LANGUAGES:
            name = f"reason_{language}"
            if name in data and not data[name].strip():
                self.add_error(name, _("Give the reason: readers of this language see it."))
        return data

    def asked(self) -> dict:
        reasons = {each: self.cleaned_data[f"reason_{each}"].strip() for each in LANGUAGES}
        return {"reasons": reasons}


class WithdrawalForm(ReasonsForm):
    """Whether the text goes, too, and which communiqué replaces it."""

    removes_text = forms.BooleanField(
        label=_("Remove the text, too"),
        required=False,
        help_text=_("Its addresses then show only what it was called, and why it is gone."),
    )
    replaced_by = forms.CharField(
        label=_("Symbol of the communiqué that replaces it"),
        required=False,
        max_length=120,
        widget=forms.TextInput({"dir": "ltr", "lang": "en"}),
    )

    forwards = forms.BooleanField(
        label=_("Its addresses lead to that communiqué"),
        required=False,
        help_text=_("Where one text was recorded twice. Its earlier editions stay readable."),
    )

    def clean(self):
        data = super().clean()
        if (
            data.get("forwards")
            and not data.get("replaced_by")
            and "replaced_by" not in self.errors
        ):
            self.add_error("replaced_by", _("Say which communiqué its addresses are to lead to."))
        return data

    def clean_replaced_by(self):
        given = self.cleaned_data["replaced_by"].strip()
        if not given:
            return None
        if (found := withdrawals.replacing(self.communique).called(given).first()) is None:
            raise forms.ValidationError(withdrawals.NO_OTHER)
        return found

    def asked(self) -> dict:
        data = self.cleaned_data
        more = {name: data[name] for name in ("removes_text", "replaced_by", "forwards")}
        return super().asked() | more


class RedactionForm(ReasonsForm):
    """Which of the public editions lose their words."""

    field_order = ("editions", "reason_ar", "reason_en")
    editions = forms.MultipleChoiceField(
        label=_("Editions whose words are to go"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose the editions whose words are to go.")},
        help_text=_("Those in force go only all at once, and after the text was withdrawn."),
    )

    def __init__(self, communique: Communique, public: list[Edition], *args, **kwargs):
        super().__init__(communique, *args, **kwargs)
        self.fields["editions"].choices = [
            (f"{each.language}-{each.number}", edition_line(each)) for each in public
        ]

    def asked(self) -> dict:
        pairs = (each.split("-") for each in self.cleaned_data["editions"])
        numbers = [[language, int(number)] for language, number in pairs]
        return super().asked() | {"numbers": numbers}


def edition_line(edition: Edition):
    language = dict(LANGUAGE_CHOICES)[edition.language]
    named = _("%(language)s, edition %(number)s") % {"language": language, "number": edition.number}
    return format_html(
        '<span>{}: <bdi lang="{}">{}</bdi></span>', named, edition.language, edition.title
    )
