"""Clean-ups: found, shown in their place, applied by choice, undone from the history."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from communiques import drafting
from communiques.checks.letters import LABELS, counted
from communiques.desk.forms import CleanupForm
from communiques.desk.pages import address, found, page
from communiques.models import Communique
from communiques.text.cleanups import Finding, find_cleanups
from communiques.workflow import may_write
from organizations import tidying

#: How many letters of context a finding is shown with.
AROUND = 20


def findings(row: Communique, language: str) -> list[Finding]:
    """Everything that could be cleaned in one language's text, each in its place."""
    found = []
    for name, value in row.text(language).fields.items():
        if name == "body":
            found += find_cleanups(value)
        else:
            found += [in_place(each, value) for each in tidying.find_cleanups(value)]
    return found


def in_place(finding: tidying.Finding, value: str) -> Finding:
    """A finding of a plain field with the words around it."""
    return Finding(
        kind=finding.kind,
        block=1,
        start=finding.start,
        end=finding.end,
        found=finding.found,
        replacement=finding.replacement,
        before=value[max(0, finding.start - AROUND) : finding.start],
        after=value[finding.end : finding.end + AROUND],
    )


def cleanups(request, site, pk: int, language: str):
    """Preview the clean-ups found, choose, apply; undone by one click afterwards."""
    row = found(request, pk)
    if not may_write(request.user, row, language):
        raise PermissionDenied
    groups = grouped_cleanups(row, language)
    choices = [(each["kind"], each["label"]) for each in groups]
    initial = {"revision": row.revision(language), "kinds": [k for k, _label in choices]}
    form = CleanupForm(choices, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        return apply_cleanups(request, row, language, form)
    return page(
        request, site, "cleanups", _("Clean-ups"), communique=row, language=language,
        groups=groups, form=form,
    )  # fmt: skip


def grouped_cleanups(row: Communique, language: str) -> list[dict]:
    every = findings(row, language)
    by_kind = {kind: [each for each in every if each.kind == kind] for kind in LABELS}
    return [
        {"kind": kind.value, "label": LABELS[kind], "found": of_kind,
         "count": counted(kind, of_kind)}
        for kind, of_kind in by_kind.items() if of_kind
    ]  # fmt: skip


def apply_cleanups(request, row: Communique, language: str, form: CleanupForm):
    before = row.versions.get(language=language, revision=row.revision(language))
    kinds = [tidying.Cleanup(each) for each in form.cleaned_data["kinds"]]
    try:
        saved = drafting.apply_cleanups(
            row, language, kinds, based_on=form.cleaned_data["revision"], author=request.user
        )
    except drafting.Sealed as error:
        messages.error(request, error.message)
        return redirect(address("change", row.pk))
    if saved.overtaken:
        return redirect(address("merge", row.pk, saved.version.pk))
    messages.success(request, _("Cleaned. Below is the text as it was; one click brings it back."))
    return redirect(f"{address('versions', row.pk, language)}?version={before.pk}")
