"""Pictures and documents at the desk: added, described in both languages, put in order, removed."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from communiques import attachments as attaching
from communiques import drafting, uploads
from communiques.attachments import Change
from communiques.desk import rescue
from communiques.desk.forms import LARGEST, CleanTextField
from communiques.desk.pages import address, found, page
from communiques.models import Attachment, Communique, EditionFile
from communiques.sending import NO_CACHE, send
from communiques.workflow import may_write
from organizations.languages import LANGUAGE_CHOICES, LANGUAGES

#: What is written of a file: its label, and how long it may be.
WORDS = {
    "alt": (gettext_lazy("What the picture shows"), 500),
    "caption": (gettext_lazy("Caption"), 1000),
    "credit": (gettext_lazy("Credit"), 200),
}
#: Files in one sending.
MOST = 20
REFUSALS = {
    "empty": gettext_lazy("It is empty."),
    "too_large": gettext_lazy("It is larger than %(most)s MB. Make it smaller and send it again."),
    "unknown_type": gettext_lazy(
        "It is neither a picture (JPEG, PNG, WebP) nor a PDF. Save it as one of these."
    ),
    "bad_name": gettext_lazy(
        "Its name holds a path or signs that nobody sees. Rename it and send it again."
    ),
    "wrong_ending": gettext_lazy(
        "Its name ends otherwise than its content is. Rename it, or save it anew."
    ),
    "two_in_one": gettext_lazy(
        "Something else is hidden in it or follows it. Open it and save it anew as a new file."
    ),
    "broken": gettext_lazy("It is damaged, or not what it says. Open it and save it anew."),
    "moving": gettext_lazy("It is a moving picture. Save one frame of it."),
    "too_many_pixels": gettext_lazy("It has more than 50 million pixels. Make it smaller."),
    "too_many_pages": gettext_lazy("It has more than 1,000 pages. Divide it."),
    "locked": gettext_lazy("It is locked with a password. Save it without one."),
    "signed": gettext_lazy(
        "It carries a digital signature, which a public copy without hidden data cannot keep. "
        "Attach a copy that is not signed."
    ),
    "files_inside": gettext_lazy("There are files inside it. Print it to a new PDF."),
    "active": gettext_lazy("It holds a script or an action. Print it to a new PDF."),
}


class AttachmentForm(forms.Form):
    """One attachment: its words in both languages, its place, or that it goes."""

    position = forms.IntegerField(label=gettext_lazy("Order"), min_value=1, max_value=999)
    shown_in = forms.ChoiceField(
        label=gettext_lazy("Shown with"),
        choices=[("", gettext_lazy("both texts")), *LANGUAGE_CHOICES],
        required=False,
    )
    remove = forms.BooleanField(label=gettext_lazy("Remove"), required=False)

    def __init__(self, attachment: Attachment, number: int, data, *, writes: dict, arranges: bool):
        super().__init__(data, prefix=f"file-{attachment.pk}")
        self.attachment = attachment
        self.initial = {"position": number, "shown_in": attachment.shown_in}
        for language in LANGUAGES:
            for name, (label, longest) in WORDS.items():
                if name == "alt" and not attachment.file.is_picture:
                    continue
                key = f"{name}_{language}"
                field = CleanTextField(label=label, max_length=longest)
                field.widget = forms.Textarea(
                    {
                        "rows": 1 if name == "credit" else 2,
                        "lang": language,
                        "dir": "rtl" if language == "ar" else "ltr",
                    }
                )
                field.disabled = not writes[language]
                self.fields[key] = field
                self.initial[key] = getattr(attachment, key)
        for name in ("position", "shown_in", "remove"):
            self.fields[name].disabled = not arranges

    def words_ar(self) -> list:
        return [each for each in self if each.name.endswith("_ar")]

    def words_en(self) -> list:
        return [each for each in self if each.name.endswith("_en")]

    def change(self) -> Change:
        columns = {
            name: " ".join(value.split()) if name.startswith(("alt", "credit")) else value
            for name, value in self.cleaned_data.items()
            if name != "remove" and not self.fields[name].disabled
        }
        return Change(self.attachment.pk, columns, self.cleaned_data["remove"])


class RevisionForm(forms.Form):
    """Which facts the page was opened on."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=LARGEST)


def attachments(request, site, pk: int):
    """What is attached, with its words; and the way to add more. One sending does both: what is
    typed is saved first, then what came with it is added."""
    row = found(request, pk)
    writes = {each: may_write(request.user, row, each) for each in LANGUAGES}
    arranges = writes[row.original_language]
    if request.method == "POST" and not any(writes.values()):
        raise PermissionDenied
    if request.method != "POST":
        here = forms_of(row, rescue.take(request), writes, arranges)
        return shown(request, site, row, here, writes, arranges)
    typed = forms_of(row, request.POST, writes, arranges)
    sent = request.FILES.getlist("files")
    if sent and not arranges:
        raise PermissionDenied
    try:
        saved = save(request, row, typed)
        refused = add(request, row, sent) if sent else []
    except drafting.Sealed as error:
        messages.error(request, error.message)
        saved, refused = False, []
    if saved and not refused:
        return redirect(address("attachments", row.pk))
    # What was typed stays in the page; what was added meanwhile stands below it.
    posted = None if saved else request.POST
    here = forms_of(row, posted, writes, arranges)
    return shown(request, site, row, here, writes, arranges, status=422, refused=refused)


def forms_of(row: Communique, data, writes: dict, arranges: bool) -> list[AttachmentForm]:
    """One form for each attachment; those that the page did not hold yet are not bound."""
    made = []
    for number, each in enumerate(row.attachments.select_related("file"), start=1):
        there = data is not None and any(key.startswith(f"file-{each.pk}-") for key in data)
        bound = data if there else None
        made.append(AttachmentForm(each, number, bound, writes=writes, arranges=arranges))
    return made


def save(request, row: Communique, typed: list[AttachmentForm]) -> bool:
    """Keep what was typed; False where it has to be shown again."""
    opened, bound = RevisionForm(request.POST), [each for each in typed if each.is_bound]
    if not all([opened.is_valid(), *(each.is_valid() for each in bound)]):
        messages.error(request, _("Nothing of this was saved yet: see what is wrong below."))
        return False
    changes = in_order([each.change() for each in bound])
    based_on = opened.cleaned_data["revision"]
    if not attaching.save(row, changes, based_on=based_on, author=request.user):
        messages.error(
            request,
            _("Somebody changed the facts while you wrote. Look at the page and save again."),
        )
        return False
    if row.rev_facts != based_on:
        messages.success(request, _("Saved."))
    return True


def in_order(changes: list[Change]) -> list[Change]:
    """Numbered from one, by the numbers that people gave; those given twice as they stood."""
    places = [each for each in changes if "position" in each.columns and not each.removed]
    for number, each in enumerate(sorted(places, key=lambda c: c.columns["position"]), start=1):
        each.columns["position"] = number
    return changes


def add(request, row: Communique, sent: list) -> list[dict]:
    """Attach what can be; the rest by name, with why not."""
    taken, refused = [], []
    for each in sent[:MOST]:
        try:
            if each.size > uploads.MAX_BYTES:
                raise uploads.Refused("too_large")
            taken.append(uploads.clean(each.name, each.read()))
        except uploads.Refused as why:
            words = REFUSALS[why.code] % {"most": uploads.MAX_BYTES // 2**20}
            refused.append({"name": each.name, "why": words})
    for each in sent[MOST:]:
        refused.append({"name": each.name, "why": _("Send at most %s files at once.") % MOST})
    number = attaching.add(row, taken, author=request.user)
    if number:
        said = ngettext("%(count)s file added.", "%(count)s files added.", number)
        messages.success(request, said % {"count": number})
    elif not refused:
        messages.info(request, _("These files are attached already."))
    return refused


def shown(request, site, row, typed, writes, arranges, *, status: int = 200, refused=()):
    return page(
        request, site, "attachments", _("Pictures and documents"), status=status, communique=row,
        typed=typed, writes=writes, arranges=arranges, refused=refused,
        revision=row.rev_facts, files_at=files_at(row), limit=uploads.MAX_BYTES // 2**20,
        sealed=row.editions.scheduled(at=timezone.now()).exists(),
    )  # fmt: skip


def files_at(row: Communique) -> str:
    """Below which address the desk shows the files of a communiqué."""
    return f"{address('decide', row.pk)}files/"


def file(request, site, pk: int, digest: str, which: str):
    """A file that the communiqué has, or that one of its editions shows."""
    row = found(request, pk)
    attached = row.attachments.filter(file__digest=digest).select_related("file")
    sealed = EditionFile.objects.filter(edition__communique=row, file__digest=digest)
    kept = attached.first() or sealed.select_related("file").first()
    if kept is None:
        raise Http404
    return send(request, kept.file, which, name=kept.name, cache=NO_CACHE)
