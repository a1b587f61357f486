"""Every version of a text: what each save changed, bringing one back, merging two."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from communiques import comparing, drafting
from communiques.desk import rescue
from communiques.desk.forms import TextForm
from communiques.desk.pages import address, found, page
from communiques.models import Communique, Text, TextVersion
from communiques.standing import of_prefetched
from communiques.workflow import may_write


def versions(request, site, pk: int, language: str):
    """Every save of one language, the difference of each to the one before, and its return."""
    row = found(request, pk)
    line = list(row.versions.filter(language=language).select_related("author").defer(None))
    chosen = request.GET.get("version", "")
    shown = next((v for v in line if str(v.pk) == chosen), line[-1] if line else None)
    if request.method == "POST":
        return restore(request, row, language, line)
    earlier = [v for v in line if shown and v.revision and v.pk < shown.pk]
    before = earlier[-1].text() if earlier else None
    return page(
        request, site, "versions", _("History of the text"), communique=row, language=language,
        line=reversed(line), shown=shown, rows=comparing.texts(before, shown and shown.text()),
        writable=may_write(request.user, row, language),
    )  # fmt: skip


def restore(request, row: Communique, language: str, line: list[TextVersion]):
    if not may_write(request.user, row, language):
        raise PermissionDenied
    version = next((v for v in line if str(v.pk) == request.POST.get("version")), None)
    if version is None or version.is_redacted:
        raise Http404
    try:
        drafting.restore(row, version, based_on=row.revision(language), author=request.user)
    except drafting.Sealed as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("The version is the current text again."))
    return redirect(address("versions", row.pk, language))


def merge(request, site, pk: int, version_pk: int):
    """The same text was written over twice: both texts, the words that differ, one form."""
    row = found(request, pk)
    version = get_object_or_404(row.versions.filter(revision=None), pk=version_pk)
    language = version.language
    if not may_write(request.user, row, language):
        raise PermissionDenied
    if version.is_redacted:
        raise Http404
    proposal, conflicts = drafting.merged(version)
    theirs, mine = row.text(language), version.text()
    initial = proposal.fields | {"revision": row.revision(language)}
    form = TextForm(row, language, rescue.typed(request), writable=True, initial=initial)
    status = 200
    if request.method == "POST" and form.is_valid():
        text = theirs if "_keep" in request.POST else form.text()
        try:
            return save_merged(request, row, version, text, form.cleaned_data["revision"])
        except drafting.Sealed as error:
            messages.error(request, error.message)
            status = 409
    return page(
        request, site, "merge", _("Two texts to merge"), status=status, communique=row,
        language=language, version=version, rows=comparing.texts(theirs, mine),
        conflicts=conflicts, form=form, media=form.media,
    )  # fmt: skip


def save_merged(request, row: Communique, version: TextVersion, text: Text, based_on: int):
    """Raises drafting.Sealed."""
    saved = drafting.save_text(row, text, based_on=based_on, author=request.user, merges=version)
    if saved.overtaken:
        messages.warning(request, _("The text moved once more while you merged."))
        return redirect(address("merge", row.pk, saved.version.pk))
    messages.success(request, _("The merged text is saved."))
    return redirect(address("change", row.pk))


def source(request, site, pk: int, language: str):
    """What changed in the original since this translation was last vouched for."""
    row = found(request, pk)
    last = of_prefetched(row)[language].last_version
    original = row.original_language
    earlier = last and row.versions.filter(language=original, revision=last.source_revision).first()
    rows = comparing.texts(earlier.text() if earlier else None, row.text(original))
    return page(
        request, site, "source", _("What changed in the original"), communique=row,
        language=original, rows=rows,
    )  # fmt: skip
