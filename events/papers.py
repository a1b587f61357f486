"""The papers of a conference at the desk: programme and list of delegates to issue, to print, to
send, to compare; the roll, name plates and badges; what is private, downloaded and erased."""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from events import facts, printing, private
from events.forms import IssueListForm, IssueProgrammeForm
from events.issued import compare, issue
from events.lists import (
    header_of,
    list_lines,
    list_of,
    list_rows,
    people_of,
    programme_lines,
    programme_of,
)
from events.models import Conference, ListIssue, ProgrammeIssue
from events.sheets import csv_file, xlsx
from organizations.languages import LANGUAGES
from organizations.press import NotPrinted

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ISSUES = {"programme": ProgrammeIssue, "list": ListIssue}
LINES = {"programme": programme_lines, "list": list_lines}
#: Which languages a list shows, by what the address asks for.
SHOWN = {"ar": ("ar",), "en": ("en",), "both": LANGUAGES}


def urls(admin):
    """The addresses below a conference, each behind the right to see conferences."""

    def page(address: str, view, name: str):
        @wraps(view)
        def guarded(request, pk, **kwargs):
            row = get_object_or_404(Conference, pk=pk)
            if not admin.has_view_permission(request, row):
                raise PermissionDenied
            return view(Papers(request, admin, row), **kwargs)

        wrapped = admin.admin_site.admin_view(guarded)
        return path(f"<int:pk>/papers/{address}", wrapped, name=f"events_conference_{name}")

    return [
        page("", Papers.overview, "papers"),
        page("issue/<str:what>/", Papers.issue, "issue"),
        page("list/", Papers.print_list, "list"),
        page("<str:what>.pdf", Papers.pdf, "pdf"),
        page("list.<str:kind>", Papers.list_file, "list_file"),
        page("roll/", Papers.roll, "roll"),
        page("plates/", Papers.plates, "plates"),
        page("badges/", Papers.badges, "badges"),
        page("<str:what>/<int:number>/", Papers.issued, "issued"),
        page("<str:what>/<int:old>-<int:new>/", Papers.compared, "compared"),
        page("private.xlsx", Papers.private_file, "private"),
        page("erase/", Papers.erase, "erase"),
    ]


class Papers:
    """One request about the papers of one conference."""

    def __init__(self, request, admin, conference: Conference):
        self.request, self.admin, self.conference = request, admin, conference

    # --- what every page needs

    @property
    def may_change(self) -> bool:
        return self.admin.has_change_permission(self.request, self.conference)

    def require_change(self) -> None:
        if not self.may_change or self.request.method != "POST":
            raise PermissionDenied

    def address(self, name: str = "papers", **more) -> str:
        return reverse(f"admin:events_conference_{name}", kwargs={"pk": self.conference.pk, **more})

    def page(self, template: str, title: str, status: int = 200, **context):
        shared = self.admin.admin_site.each_context(self.request)
        context = {**shared, "title": title, "conference": self.conference, **context}
        name = f"events/{template}.html"
        return TemplateResponse(self.request, name, context, status=status)

    def languages(self) -> tuple[str, ...]:
        """The languages that the address asks for; those of the interface by default."""
        return SHOWN.get(self.request.GET.get("language", ""), (get_language()[:2],))

    def data(self) -> tuple[dict, ListIssue | None]:
        """The list that the address asks for: an issue by its number, else as it stands."""
        number = self.request.GET.get("issue", "")
        if not number:
            return list_of(self.conference), None
        if not number.isascii() or not number.isdecimal() or len(number) > 6:
            raise Http404
        found = get_object_or_404(ListIssue, conference=self.conference, number=number)
        return found.data, found

    # --- issuing

    def overview(self, forms: dict | None = None, status: int = 200):
        forms = {"programme": IssueProgrammeForm(), "list": IssueListForm(), **(forms or {})}
        kinds = [
            {
                "what": what,
                "form": forms[what],
                "issues": list(kind.objects.filter(conference=self.conference).order_by("-number")),
            }
            for what, kind in ISSUES.items()
        ]
        return self.page(
            "papers", _("Papers of the conference"), status, kinds=kinds,
            may_change=self.may_change, may_erase=private.why_not_erase(self.conference),
            private=private.count(self.conference), languages=tuple(SHOWN),
        )  # fmt: skip

    def issue(self, what: str):
        self.require_change()
        if what not in ISSUES:
            raise Http404
        form = (IssueProgrammeForm if what == "programme" else IssueListForm)(self.request.POST)
        if not form.is_valid():
            return self.overview({what: form}, status=422)
        try:
            made = issue(
                ISSUES[what], self.conference, self.as_it_stands(what, form.cleaned_data),
                actor=self.request.user, **form.cleaned_data,
            )  # fmt: skip
        except ValidationError as error:
            form.add_error(None, error)
            return self.overview({what: form}, status=409)
        messages.success(self.request, _("Issued: %(issue)s.") % {"issue": made})
        return redirect(self.address())

    def as_it_stands(self, what: str, asked: dict) -> dict:
        if what == "programme":
            return programme_of(self.conference)
        final = asked["status"] == ListIssue.Status.FINAL
        return list_of(self.conference, facts.CAME if final else facts.EXPECTED)

    def issued(self, what: str, number: int):
        """An issue exactly as it was."""
        found = self.find(what, number)
        lines = {each: list(LINES[what](found.data[each], each)) for each in LANGUAGES}
        return self.page("issued", str(found), issue=found, what=what, lines=lines)

    def compared(self, what: str, old: int, new: int):
        """What changed from one issue to another, line by line, in both languages."""
        first, second = self.find(what, old), self.find(what, new)
        lines = {
            each: list(
                compare(
                    list(LINES[what](first.data[each], each)),
                    list(LINES[what](second.data[each], each)),
                )
            )
            for each in LANGUAGES
        }
        return self.page(
            "compared", _("What changed"), old=first, new=second, what=what, lines=lines
        )

    def find(self, what: str, number: int):
        if what not in ISSUES or number > 1_000_000:
            raise Http404
        return get_object_or_404(ISSUES[what], conference=self.conference, number=number)

    # --- the list of delegates, out

    def print_list(self):
        data, found = self.data()
        shown = self.languages()
        rows = list(zip(*(data[each] for each in shown), strict=True))
        return self.page(
            "list", _("List of delegates"), delegations=rows, shown=shown, issue=found,
            choices=tuple(SHOWN),
        )  # fmt: skip

    def list_file(self, kind: str):
        data, found = self.data()
        shown = self.languages()
        with override(shown[0]):
            header, title = header_of(shown), _("List of delegates")
        rows = list(list_rows(data, shown))
        name = f"delegates-{self.conference.slug}" + (f"-{found.number}" if found else "")
        if kind == "xlsx":
            return file(xlsx(title, header, rows, rtl="ar" in shown), XLSX, f"{name}.xlsx")
        if kind == "csv":
            body = csv_file(header, rows, arabic="ar" in shown)
            return file(body, "text/csv; charset=utf-8", f"{name}.csv")
        raise Http404

    def pdf(self, what: str):
        """The list, the roll or the badges, as a PDF."""
        data, issued = self.data()
        shown = self.languages()
        makers = {
            "list": lambda: printing.list_pdf(self.conference, data, shown, issued),
            "roll": lambda: printing.roll_pdf(self.conference, data, shown[0]),
            "badges": lambda: printing.badges_pdf(self.conference, data, shown[0]),
        }
        if what not in makers:
            raise Http404
        try:
            body = makers[what]()
        except NotPrinted as refused:
            return self.page("not_printed", _("This paper cannot be printed"), 422, why=refused)
        return file(body, "application/pdf", f"{what}-{self.conference.slug}.pdf")

    def roll(self):
        """Who is expected, to be ticked in the room and kept with the minutes."""
        return self.people("roll", _("Attendance roll"))

    def plates(self):
        """A plate for the table: one for each delegation."""
        data, _issue = self.data()
        rows = list(zip(data["ar"], data["en"], strict=True))
        return self.page("plates", _("Name plates"), delegations=rows)

    def badges(self):
        return self.people("badges", _("Badges"))

    def people(self, template: str, title: str):
        data, _issue = self.data()
        return self.page(template, title, people=list(people_of(data)), shown=self.languages())

    # --- what is private

    def private_file(self):
        """E-mail, telephone and notes: to whoever may change the conference, and it is logged."""
        if not self.may_change:
            raise PermissionDenied
        header, rows = private.download(self.conference, self.request.user)
        rtl = get_language()[:2] == "ar"
        body = xlsx(_("Private data"), header, rows, rtl=rtl)
        return file(body, XLSX, f"private-{self.conference.slug}.xlsx")

    def erase(self):
        self.require_change()
        try:
            erased = private.erase(self.conference, self.request.user)
        except ValidationError as error:
            messages.error(self.request, " ".join(error.messages))
        else:
            messages.success(
                self.request, _("The private data of %(n)s delegates are erased.") % {"n": erased}
            )
        return redirect(self.address())


def file(body: bytes, content_type: str, name: str) -> HttpResponse:
    """A download."""
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(body, content_type=content_type, headers=disposition)
