"""The desk's screens for lists of delegates: send in, look, choose, apply, undo."""

import hashlib

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.http import content_disposition_header
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from events.models import Conference, RosterImport
from events.roster import apply as applying
from events.roster import choices, files, undoing
from events.roster.books import Unreadable
from events.roster.columns import LABELS
from events.roster.names import shown as shown_text
from events.roster.plan import plan_of
from events.roster.planned import Plan, Row
from events.roster.preview import Preview
from events.roster.progress import Progress, progress_of
from events.roster.returned import returned

#: Everything that a list may create.
RIGHTS = (
    "events.add_delegate", "events.change_delegate", "events.add_delegation",
    "organizations.add_person",
)  # fmt: skip
State = RosterImport.State


def may_import(user, conference: Conference) -> bool:
    return user.has_perms(RIGHTS) and conference.editable_by(user)


def address(name: str, *args) -> str:
    return reverse(f"admin:events_conference_{name}", args=args)


def urls(site) -> list:
    """The addresses, below those of conferences."""

    def screen(view):
        def guarded(request, pk: int, **kwargs):
            conference = get_object_or_404(Conference, pk=pk)
            if not may_import(request.user, conference):
                raise PermissionDenied
            if number := kwargs.pop("number", None):
                lists = conference.roster_imports.select_related("conference")
                kwargs["roster"] = get_object_or_404(lists, pk=number)
            else:
                kwargs["conference"] = conference
            return view(request, site, **kwargs)

        return site.admin_view(guarded)

    one = "<int:pk>/roster/<int:number>/"
    return [
        path("<int:pk>/roster/", screen(lists), name="events_conference_roster"),
        path(one, screen(one_list), name="events_conference_roster_list"),
        path(f"{one}remarks.xlsx", screen(with_remarks), name="events_conference_roster_remarks"),
        path(f"{one}progress", screen(how_far), name="events_conference_roster_progress"),
    ]


def page(request, site, template: str, title: str, status: int = 200, **context):
    context = {**site.each_context(request), "title": title, **context}
    return TemplateResponse(request, f"events/roster/{template}.html", context, status=status)


# --- sending in ----------------------------------------------------------------------------------


class ListForm(forms.Form):
    """The file; its content is read here, so that what is wrong with it is said beside it."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("Excel (.xlsx) or CSV, up to 10 MB and 20,000 rows."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xlsm,.csv,.txt,.tsv"}),
        error_messages={"empty": gettext_lazy("The file is empty. Choose the file with the list.")},
    )

    def clean_file(self):
        sent = self.cleaned_data["file"]
        data = sent.read(files.MAX_BYTES + 1)
        try:
            self.book = files.read(data)
        except Unreadable as error:
            raise ValidationError(error.message, code=error.code) from None
        self.sha256 = hashlib.sha256(data).hexdigest()
        return sent


def lists(request, site, conference: Conference):
    """The lists sent in for a conference, and the way to send another."""
    form = ListForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        return redirect(address("roster_list", conference.pk, receive(request, conference, form)))
    earlier = conference.roster_imports.defer("book", "done", "choices", "seen_rows")
    return page(
        request, site, "lists", _("Lists of delegates"), 422 if form.errors else 200,
        conference=conference, form=form,
        lists=earlier.select_related("uploaded_by", "applied_by", "undone_by"),
    )  # fmt: skip


def receive(request, conference: Conference, form: ListForm) -> int:
    """Keep the rows of the file; of a file that waits already, those of before."""
    same = conference.roster_imports.filter(sha256=form.sha256)
    if waiting := same.filter(state=State.WAITING).first():
        messages.info(request, _("This very file waits here already, with what was chosen for it."))
        return waiting.pk
    for applied in same.filter(applied_at__isnull=False).select_related("applied_by", "undone_by"):
        messages.warning(request, applied_already(applied))
    return RosterImport.objects.create(
        conference=conference,
        file_name=file_name(form),
        sha256=form.sha256,
        book=form.book.as_json(),
        uploaded_by=request.user,
    ).pk


def file_name(form: ListForm) -> str:
    return shown_text(form.cleaned_data["file"].name)[-255:]


def applied_already(roster: RosterImport) -> str:
    params = {"at": moment(roster.applied_at), "who": roster.applied_by}
    if roster.state == State.UNDONE:
        params["undone"] = moment(roster.undone_at)
        return (
            _("This very file was applied on %(at)s by %(who)s and undone on %(undone)s.") % params
        )
    return _("This very file was applied on %(at)s by %(who)s.") % params


def moment(at) -> str:
    return date_format(localtime(at), "DATETIME_FORMAT")


# --- one list ------------------------------------------------------------------------------------


def one_list(request, site, roster: RosterImport):
    """What the list would do, with the choices; or what it did."""
    if request.method == "POST":
        acts = {"choose": choose, "apply": apply_list, "undo": undo_list, "put_away": put_away}
        act = acts.get(request.POST.get("action", ""))
        if act is None:
            raise choices.NotOffered(request.POST.get("action", ""))
        return act(request, site, roster)
    return shown(request, site, roster)


def shown(request, site, roster: RosterImport, status: int = 200, **context):
    if roster.state == State.WAITING:
        return preview(request, site, roster, status, **context)
    return page(
        request, site, "result", roster.file_name, status, roster=roster,
        conference=roster.conference, counts=counted(roster), kept=roster.done.get("kept", []),
        removed=roster.done.get("removed", {}), **context,
    )  # fmt: skip


def counted(roster: RosterImport) -> list[tuple[str, int]]:
    """What the list did, in words."""
    words = {
        "create": _("places created"), "change": _("places changed"), "leave": _("places left"),
        "out": _("rows left out"), "people": _("new people"), "delegations": _("new delegations"),
        "bodies": _("new bodies"),
    }  # fmt: skip
    return [(word, roster.counts.get(name, 0)) for name, word in words.items()]


def preview(request, site, roster: RosterImport, status: int = 200, moved: list[Row] = ()):
    plan = plan_of(roster, Progress(roster.pk))
    Progress(roster.pk).over()
    digest, digests = plan.digest, plan.row_digests
    if digest != roster.seen:
        RosterImport.objects.filter(pk=roster.pk).update(seen=digest, seen_rows=digests)
    view = Preview(plan, request.GET, request.user, roster.book["separator"].replace("\t", "TAB"))
    return page(
        request, site, "preview", roster.file_name, status, roster=roster,
        conference=roster.conference, plan=plan, view=view, seen=digest, moved=moved,
        choices=roster.choices, labels=LABELS, progress=progress_address(roster),
    )  # fmt: skip


def progress_address(roster: RosterImport) -> str:
    return address("roster_progress", roster.conference_id, roster.pk)


def choose(request, site, roster: RosterImport):
    """Keep the choices of the form and show the plan that they make."""
    if roster.state != State.WAITING:
        return finished(request, roster)
    plan = plan_of(roster, Progress(roster.pk))
    keep_choices(roster, choices.merged(roster.choices, request.POST.dict(), plan, request.user))
    return redirect(back(request, roster))


class ChoseAnew(Exception):
    """The form that asks to apply holds choices that nobody has seen the effect of."""

    def __init__(self, choices: dict[str, str]):
        super().__init__()
        self.choices = choices


def keep_choices(roster: RosterImport, chosen: dict[str, str]) -> None:
    RosterImport.objects.filter(pk=roster.pk, state=State.WAITING).update(choices=chosen)


def back(request, roster: RosterImport) -> str:
    """The same part of the list."""
    query = request.GET.urlencode()
    return address("roster_list", roster.conference_id, roster.pk) + (f"?{query}" if query else "")


def finished(request, roster: RosterImport):
    messages.warning(request, _("Somebody was quicker: the list stands as you see it now."))
    return redirect(address("roster_list", roster.conference_id, roster.pk))


def apply_list(request, site, roster: RosterImport):
    if roster.state != State.WAITING:
        return finished(request, roster)

    def chose_nothing_new(plan: Plan) -> None:
        chosen = choices.merged(roster.choices, request.POST.dict(), plan, request.user)
        if chosen != roster.choices:
            raise ChoseAnew(chosen)

    try:
        seen = request.POST.get("seen", "")
        roster = applying.apply(roster, seen, request.user, agree=chose_nothing_new)
    except ChoseAnew as anew:
        keep_choices(roster, anew.choices)
        messages.warning(request, _("Your choices changed the list. Look at it again, then apply."))
        return redirect(back(request, roster))
    except applying.Finished:
        return finished(request, roster)
    except applying.Unsettled:
        return shown(request, site, roster, 409)
    except applying.Moved as moved:
        messages.error(
            request,
            _(
                "Nothing was applied: the directory or the delegations changed while you looked. "
                "This is the list against them as they are now."
            ),
        )
        return shown(request, site, roster, 409, moved=moved.rows)
    messages.success(request, _("Applied. Below is what it did."))
    return redirect(address("roster_list", roster.conference_id, roster.pk))


def undo_list(request, site, roster: RosterImport):
    try:
        roster = undoing.undo(roster, request.user)
    except applying.Finished:
        return finished(request, roster)
    messages.success(request, _("Undone: everything that nobody touched since is taken back."))
    return redirect(address("roster_list", roster.conference_id, roster.pk))


def put_away(request, site, roster: RosterImport):
    try:
        applying.put_away(roster)
    except applying.Finished:
        return finished(request, roster)
    messages.success(request, _("Put away. Its rows are deleted; nothing of it was applied."))
    return redirect(address("roster", roster.conference_id))


# --- beside it -----------------------------------------------------------------------------------


@require_GET
def with_remarks(request, site, roster: RosterImport):
    """The list as it came, with a column of remarks, to send back."""
    if roster.state != State.WAITING:
        return finished(request, roster)
    stem = roster.file_name.rpartition(".")[0] or roster.file_name
    response = HttpResponse(
        returned(plan_of(roster)),
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    )
    name = _("%(file)s - remarks.xlsx") % {"file": stem}
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response


@require_GET
def how_far(request, site, roster: RosterImport):
    """How far a request is that works on this list just now."""
    return JsonResponse(progress_of(roster.pk))
