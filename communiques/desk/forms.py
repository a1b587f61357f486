"""What staff type: the words of a language, the facts around them, a decision."""

import dataclasses
import datetime as dt

from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.utils import timezone
from django.utils.formats import localize
from django.utils.translation import gettext_lazy as _
from django_prose_editor.widgets import AdminProseEditorWidget

from communiques.drafting import canonical
from communiques.models import Communique, EditionKind, Series, Text
from communiques.text.problems import problems
from organizations import arabic
from organizations.choices import BoundedMultipleChoiceField, BoundedSelect, BoundedSelectMultiple
from organizations.desk.widgets import DayInput, MomentInput
from organizations.languages import LANGUAGE_CHOICES, LANGUAGES
from organizations.models import User

#: No communiqué is dated earlier, nor later than so far ahead.
EARLIEST, AHEAD = dt.date(1900, 1, 1), dt.timedelta(days=366)
#: No revision number is larger; a crafted one is refused before it reaches the database.
LARGEST = 2**31 - 1
#: The small fixed set of rich text; `communiques.text.sanitise` holds it on every path.
EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "Heading": {"levels": [2, 3]},
    "BulletList": True,
    "OrderedList": {"enableListAttributes": False},
    "ListItem": True,
    "HardBreak": True,
    "Blockquote": True,
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto"]},
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    "Fullscreen": True,
}

PROBLEMS = {
    "bidi_override": _(
        "An invisible direction override stands near “%(excerpt)s”. It can make a text read "
        "otherwise than it is written; delete it."
    ),
    "unbalanced_isolate": _(
        "An invisible direction mark near “%(excerpt)s” is opened and not closed, or the reverse; "
        "delete it or write its partner."
    ),
    "control_character": _("An invisible control character stands near “%(excerpt)s”; delete it."),
    "nul": _("An invisible NUL character stands near “%(excerpt)s”; delete it."),
    "lone_surrogate": _("A broken character stands near “%(excerpt)s”; type it again."),
    "no_glyph": _(
        "A character that cannot be printed stands near “%(excerpt)s”; write it otherwise."
    ),
    "long_word": _("A word of more than 200 characters starts at “%(excerpt)s”; divide it."),
    "long_paragraph": _("A paragraph of more than 3,000 words starts at “%(excerpt)s”; divide it."),
    "too_long": _(
        "The text is longer than 400,000 characters. It was not saved; nothing of it is lost "
        "here: shorten it or divide it into several communiqués."
    ),
}


def refusals(problems) -> list[forms.ValidationError]:
    """The findings of the text layer as errors that say where and what next."""
    return [
        forms.ValidationError(
            PROBLEMS[each.code], code=each.code, params={"excerpt": each.excerpt[:60]}
        )
        for each in problems
    ]


class PublicTextField(forms.CharField):
    """Text kept as typed; what nobody can see is refused in our own words, NUL included."""

    def __init__(self, **kwargs):
        super().__init__(required=False, strip=False, **kwargs)
        self.validators = [
            each
            for each in self.validators
            if not isinstance(each, ProhibitNullCharactersValidator)
        ]

    def clean(self, value):
        value = self.canonical(super().clean(value))
        if errors := refusals(self.problems(value)):
            raise forms.ValidationError(errors)
        return value


class CleanTextField(PublicTextField):
    """Plain text."""

    canonical = staticmethod(arabic.canonical)
    problems = staticmethod(arabic.problems)


class RichField(PublicTextField):
    """The body, in the editor: looked at as it was sent, sanitised where it is stored."""

    canonical = staticmethod(str)
    problems = staticmethod(problems)


class TextForm(forms.Form):
    """The words of one language. `revision` is the one that the form was opened on."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=LARGEST)
    title = CleanTextField(label=_("Title"), max_length=500, widget=forms.Textarea({"rows": 2}))
    summary = CleanTextField(label=_("Summary"), widget=forms.Textarea({"rows": 3}))
    body = RichField(
        label=_("Body"), widget=AdminProseEditorWidget(
            config={"extensions": EXTENSIONS}, preset="configurable"
        )
    )  # fmt: skip
    change_note = CleanTextField(
        label=_("Public note on the change"),
        widget=forms.Textarea({"rows": 2}),
        help_text=_("What a reader of the earlier edition must know; cleared with the text."),
    )

    def __init__(self, communique: Communique, language: str, *args, writable: bool, **kwargs):
        words = communique.text(language)
        initial = words.fields | {"revision": communique.revision(language)}
        initial |= kwargs.pop("initial", {})
        super().__init__(*args, prefix=language, initial=initial, **kwargs)
        self.communique, self.language, self.writable = communique, language, writable
        if not communique.editions.exists():
            del self.fields["change_note"]
        for name, field in self.fields.items():
            field.widget.attrs |= {
                "lang": language,
                "dir": "rtl" if language == "ar" else "ltr",
                "aria-describedby": f"{language}-heading",
            }
            field.disabled = not writable and name != "revision"

    def text(self) -> Text:
        """What was typed, in the form in which it is stored."""
        data = {k: v for k, v in self.cleaned_data.items() if k != "revision"}
        return canonical(dataclasses.replace(Text(self.language), **data))


class FactsForm(forms.ModelForm):
    """What stands around the words. `revision` is the one that the form was opened on."""

    revision = forms.IntegerField(
        widget=forms.HiddenInput, min_value=0, max_value=LARGEST, required=False
    )

    class Meta:
        model = Communique
        fields = (
            "series",
            "original_language",
            "dated_on",
            "due_on",
            "conference",
            "place_ar",
            "place_en",
            "organizations",
            "people",
        )
        widgets = {"dated_on": DayInput, "due_on": DayInput}
        field_classes = {
            "organizations": BoundedMultipleChoiceField,
            "people": BoundedMultipleChoiceField,
        }

    def __init__(self, *args, user, admin_site, writable: bool = True, **kwargs):
        super().__init__(*args, prefix="facts", **kwargs)
        self.initial["revision"] = self.instance.rev_facts
        self.fields["series"].queryset = Series.objects.filter(issuer__in=user.scope)
        self.fields["series"].empty_label = None
        for name in ("conference", "organizations", "people"):
            relation = Communique._meta.get_field(name)
            many = relation.many_to_many
            widget = BoundedSelectMultiple if many else BoundedSelect
            self.fields[name].widget = widget(relation, admin_site)
            self.fields[name].widget.choices = self.fields[name].choices
        for language, label in LANGUAGE_CHOICES:
            self.fields[f"place_{language}"].label = _("Place (%(language)s)") % {"language": label}
            self.fields[f"place_{language}"].widget.attrs |= {
                "lang": language,
                "dir": "rtl" if language == "ar" else "ltr",
            }
        if not writable:
            for field in self.fields.values():
                field.disabled = True
        if self.instance.pk and self.instance.editions.exists():
            self.fields["series"].disabled = self.fields["original_language"].disabled = True

    def clean_dated_on(self):
        """A slip in the year would go into the symbol for ever."""
        day = self.cleaned_data["dated_on"]
        latest = timezone.localdate() + AHEAD
        if day and not EARLIEST <= day <= latest:
            raise forms.ValidationError(
                _("Check the year: a communiqué is dated from %(first)s to %(last)s."),
                params={"first": localize(EARLIEST), "last": localize(latest)},
            )
        return day

    def facts(self) -> dict:
        return {name: self.cleaned_data[name] for name in self._meta.fields}


class DecisionForm(forms.Form):
    """One decision; carries what the person saw."""

    action = forms.CharField(widget=forms.HiddenInput)
    language = forms.ChoiceField(
        choices=[(each, each) for each in LANGUAGES], widget=forms.HiddenInput, required=False
    )
    seen_ar = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    seen_en = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    rev_ar = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=0, max_value=LARGEST
    )
    rev_en = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=0, max_value=LARGEST
    )
    step = forms.CharField(widget=forms.HiddenInput, required=False, max_length=30)
    reason = CleanTextField(
        label=_("Reason"), max_length=2000, widget=forms.Textarea({"rows": 3, "dir": "auto"})
    )

    @property
    def seen(self) -> dict[str, str]:
        return {each: self.cleaned_data[f"seen_{each}"] for each in LANGUAGES}

    def languages(self) -> list[str]:
        language = self.cleaned_data["language"]
        return [language] if language else []

    def asked(self) -> dict:
        return {"reason": self.cleaned_data["reason"], "step": self.cleaned_data["step"]}


class ReleaseForm(DecisionForm):
    """Now or at a time; in which languages."""

    release_languages = forms.MultipleChoiceField(
        label=_("Languages"),
        choices=[("ar", _("Arabic")), ("en", _("English"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    when = forms.ChoiceField(
        label=_("When"),
        choices=[("now", _("Now")), ("at", _("At this time:"))],
        widget=forms.RadioSelect,
        initial="now",
    )
    visible_from = forms.SplitDateTimeField(
        label=_("Public from"), widget=MomentInput, required=False
    )
    kind = forms.ChoiceField(
        label=_("Kind of edition"),
        choices=[each for each in EditionKind.choices if each[0] != EditionKind.ORIGINAL],
        initial=EditionKind.REVISION,
        required=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        day, time = self.fields["visible_from"].widget.widgets
        day.attrs["aria-label"], time.attrs["aria-label"] = _("Day"), _("Time")

    def clean_visible_from(self):
        at = self.cleaned_data["visible_from"]
        if at and at > timezone.now() + AHEAD:
            raise forms.ValidationError(_("Check the year: this is more than a year ahead."))
        return at

    def clean(self):
        data = super().clean()
        if data.get("when") == "at" and not data.get("visible_from") and not self.errors:
            self.add_error("visible_from", _("Say from which day and time it is to be public."))
        return data

    def languages(self) -> list[str]:
        return self.cleaned_data["release_languages"]

    def asked(self) -> dict:
        data = self.cleaned_data
        at = data["visible_from"] if data["when"] == "at" else None
        return super().asked() | {
            "visible_from": at,
            "kind": data["kind"] or EditionKind.REVISION,
        }


class CleanupForm(forms.Form):
    """Which of the clean-ups found to apply."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=LARGEST)
    kinds = forms.MultipleChoiceField(
        label=_("Apply"), choices=[], widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, choices, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kinds"].choices = choices


class WaiverForm(forms.Form):
    """A finding to be waived with a reason, or a waiver to be withdrawn."""

    finding = forms.CharField(max_length=32)
    withdraw = forms.BooleanField(required=False)
    reason = CleanTextField(max_length=2000)

    def clean(self):
        data = super().clean()
        given = "reason" in self.errors or data["reason"].strip()
        if not data.get("withdraw") and not given:
            self.add_error("reason", _("Say why the finding is no fault here."))
        return data


class AnswerForm(forms.Form):
    """What somebody says in a thread."""

    text = CleanTextField(max_length=5000)
    nothing = _("Write an answer first.")

    def clean_text(self):
        text = self.cleaned_data["text"].strip()
        if not text:
            raise forms.ValidationError(self.nothing)
        return text


class RemarkForm(AnswerForm):
    """A remark; `passage` names what it is about: language, field and block."""

    passage = forms.RegexField(
        r"^(ar|en):(title|summary|body):([0-9]{1,6})$",
        error_messages=dict.fromkeys(["required", "invalid"], _("Choose a passage.")),
    )
    nothing = _("Write what you have to say about it.")
    quote = CleanTextField(max_length=2000)

    def asked(self) -> dict:
        language, field, block = self.cleaned_data["passage"].split(":")
        more = {name: self.cleaned_data[name] for name in ("quote", "text")}
        return {"language": language, "field": field, "block": int(block), **more}


class LinkForm(forms.Form):
    """A link for an opinion from outside."""

    language = forms.ChoiceField(choices=LANGUAGE_CHOICES)
    office = CleanTextField(max_length=200)
    days = forms.IntegerField(min_value=1, max_value=60)

    def clean_office(self):
        office = " ".join(self.cleaned_data["office"].split())
        if not office:
            raise forms.ValidationError(_("Name the office."))
        return office


class ReaderForm(forms.Form):
    """A reader under embargo; with an account, the link serves that account alone."""

    name = CleanTextField(max_length=200)
    account = forms.CharField(required=False, max_length=150)

    def clean_name(self):
        name = " ".join(self.cleaned_data["name"].split())
        if not name:
            raise forms.ValidationError(_("Name the reader."))
        return name

    def clean_account(self):
        username = self.cleaned_data["account"].strip()
        if not username:
            return None
        account = User.objects.filter(username=username, is_active=True).first()
        if account is None:
            raise forms.ValidationError(_("There is no such account."))
        return account
