"""Remarks at the desk: written on a passage, answered, settled and opened again."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from communiques import remarks
from communiques import text as rich
from communiques.desk.forms import AnswerForm, RemarkForm
from communiques.desk.pages import address, found, not_done
from communiques.models import Communique, Remark
from organizations.languages import LANGUAGES


def panel(row: Communique) -> dict:
    """What the panel of remarks shows, and the passages that one may be made on."""
    threads = remarks.threads(row)
    return {
        "threads": threads,
        "open": sum(each.remark.settled_at is None for each in threads),
        "passages": [(each, passages(row, each)) for each in LANGUAGES if row.revision(each)],
    }


def passages(row: Communique, language: str) -> list[tuple[str, int, str]]:
    """Field, number of the block and first words of each passage."""
    text = row.text(language)
    fields = [(name, 0, getattr(text, name)) for name in ("title", "summary")]
    fields += [("body", n, each.text) for n, each in enumerate(rich.blocks(text.body), 1)]
    return [each for each in fields if each[2]]


@require_POST
def write(request, site, pk: int):
    """A remark on a passage."""
    row = found(request, pk)
    form = RemarkForm(request.POST)
    if not form.is_valid():
        not_done(request, form, "text")
        return back(row)
    try:
        made = remarks.write(row, author=request.user, **form.asked())
    except remarks.NotThere:
        messages.error(
            request, _("Those words do not stand in that passage now: “%(text)s” was not kept.")
            % {"text": form.cleaned_data["text"]},
        )  # fmt: skip
        return back(row)
    messages.success(request, _("Your remark is there."))
    say_who_was_not_called(request, made)
    return back(row, made)


def say_who_was_not_called(request, made: Remark) -> None:
    if names := remarks.called_in_vain(made):
        said = _("Nobody here is called %(names)s, so nobody was told.")
        listed = _(", ").join(f"@{each}" for each in names)
        messages.warning(request, said % {"names": listed})


@require_POST
def thread(request, site, pk: int, remark_pk: int):
    """Answer a remark, settle it, or open it again."""
    row = found(request, pk)
    remark = get_object_or_404(Remark, pk=remark_pk, communique=row, answers=None)
    act = request.POST.get("act")
    if act in ("settle", "reopen"):
        remarks.settle(remark, request.user, settled=act == "settle")
        return back(row, remark)
    form = AnswerForm(request.POST)
    if form.is_valid():
        made = remarks.answer(remark, form.cleaned_data["text"], request.user)
        say_who_was_not_called(request, made)
    else:
        not_done(request, form, "text")
    return back(row, remark)


def back(row: Communique, remark: Remark | None = None):
    anchor = f"remark-{remark.pk}" if remark else "remarks"
    return redirect(f"{address('decide', row.pk)}#{anchor}")
