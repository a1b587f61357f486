"""The desk of conferences: programme, delegations, delegates."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.formats import localize
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from events import papers
from events.copying import copy
from events.forms import CopyForm, DelegateRow, DelegateRows
from events.models import (
    Conference,
    ConferenceSeries,
    Delegate,
    Delegation,
    Intervention,
    Organizer,
    Programme,
    Session,
    Theme,
)
from events.programme import clashes
from events.roster import screens
from organizations.calendars import hijri_range_text, range_text
from organizations.desk.pages import DeskAdmin, DeskInline, DeskStackedInline, PlainInline
from organizations.desk.widgets import DIRECTION, pair
from organizations.languages import LANGUAGES

INTERVENTION_FIELDS = (
    ("position", "part"),
    ("person", "organization"),
    *pair("printed_name", "printed_post", "subject"),
)
DELEGATE_FIELDS = (
    ("person", "function", "state"),
    *pair("printed_name", "printed_title"),
    ("seconded_from", "replaces", "position"),
    Delegate.PRIVATE,
)


def asked_by(request, *fields: str) -> bool:
    """Whether the completions are for one of these fields of a part of a conference."""
    asking = request.GET
    return asking.get("app_label") == "events" and asking.get("field_name") in fields


class WithPrivateFields:
    """What is private of delegates is for those who may change them, and no list is narrowed by
    it: who only reads would else find it out letter by letter."""

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        user = request.user
        if obj is None or (user.has_perm("events.change_delegate") and obj.editable_by(user)):
            return fieldsets
        return [(title, options | {"fields": open_to_all(options)}) for title, options in fieldsets]

    def lookup_allowed(self, lookup, value, request):
        private = lookup.split("__")[0] in Delegate.PRIVATE
        return not private and super().lookup_allowed(lookup, value, request)


def open_to_all(options: dict) -> tuple:
    return tuple(each for each in options["fields"] if each != Delegate.PRIVATE)


class ThemeInline(DeskInline):
    model = Theme
    fields = ("position", "title_ar", "title_en")


class OrganizerInline(PlainInline):
    model = Organizer
    fields = ("position", "role", "organization")
    autocomplete_fields = ("organization",)


class SessionInline(DeskStackedInline):
    model = Session
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("position", "kind"),
                    *pair("title"),
                    ("day", "part_of_day", "starts_at", "ends_at"),
                    ("chair", "rapporteur"),
                )
            },
        ),
    )
    autocomplete_fields = ("chair", "rapporteur")
    show_change_link = True


class InterventionInline(DeskStackedInline):
    model = Intervention
    fieldsets = ((None, {"fields": INTERVENTION_FIELDS}),)
    autocomplete_fields = ("person", "organization")


class DelegationInline(DeskInline):
    model = Delegation
    fields = ("position", "organization", "capacity", "group", "credentials")
    autocomplete_fields = ("organization",)
    show_change_link = True


class DelegateInline(WithPrivateFields, DeskStackedInline):
    model = Delegate
    form = DelegateRow
    formset = DelegateRows
    fk_name = "delegation"
    fieldsets = ((None, {"fields": DELEGATE_FIELDS}),)
    autocomplete_fields = ("person", "seconded_from", "replaces")


@admin.register(ConferenceSeries)
class ConferenceSeriesAdmin(DeskAdmin):
    fieldsets = ((None, {"fields": (*pair("name"), "kept_by")}),)
    list_display = ("name_ar", "name_en", "kept_by")
    list_display_links = ("name_ar", "name_en")
    list_select_related = ("kept_by",)
    search_fields = search_words = ("name_ar", "name_en")
    autocomplete_fields = ("kept_by",)


@admin.register(Programme)
class ProgrammeAdmin(DeskAdmin):
    fieldsets = (
        (None, {"fields": (*pair("name"), ("starts_year", "ends_year"), "partners", "kept_by")}),
    )
    list_display = ("name_ar", "name_en", "starts_year", "ends_year", "kept_by")
    list_display_links = ("name_ar", "name_en")
    list_select_related = ("kept_by",)
    search_fields = search_words = ("name_ar", "name_en")
    search_keys = ("partners__aliases__key",)
    autocomplete_fields = ("partners", "kept_by")


@admin.register(Conference)
class ConferenceAdmin(DeskAdmin):
    fieldsets = (
        (None, {"fields": (*pair("title"), ("kind", "state", "mode"), ("series", "ordinal"))}),
        (
            _("Dates"),
            {
                "fields": (
                    ("starts_on", "ends_on"),
                    "dates_as_written",
                    *pair("hijri_label"),
                    "suggested_hijri",
                )
            },
        ),
        (_("Place"), {"fields": (*pair("venue", "city"), "country")}),
        (_("Programme"), {"fields": ("programme", ("phase", "phase_starts", "phase_ends"))}),
        (_("Other meetings"), {"fields": (("part_of", "prepares"),)}),
        (_("Delegates"), {"fields": (("list_visibility", "erase_private_on"),)}),
        (_("Record"), {"fields": ("history_of_states", "kept_by", "slug")}),
    )
    list_display = ("title_ar", "title_en", "kind", "state", "starts_on", "ends_on", "kept_by")
    list_display_links = ("title_ar", "title_en")
    list_filter = ("state", "kind", "mode", "series")
    list_select_related = ("kept_by",)
    date_hierarchy = "starts_on"
    search_fields = search_words = ("title_ar", "title_en", "city_ar", "city_en")
    search_keys = ("organizers__organization__aliases__key",)
    autocomplete_fields = ("series", "country", "programme", "part_of", "prepares", "kept_by")
    inlines = (ThemeInline, OrganizerInline, SessionInline, DelegationInline)
    change_form_template = "events/conference_form.html"
    readonly_fields = ("suggested_hijri", "history_of_states")

    def get_urls(self):
        copying = self.admin_site.admin_view(self.copy_view)
        return [
            path("<int:pk>/copy/", copying, name="events_conference_copy"),
            *papers.urls(self),
            *screens.urls(self.admin_site),
            *super().get_urls(),
        ]

    @admin.display(description=_("Hijri dates by Umm al-Qura"))
    def suggested_hijri(self, conference):
        """A suggestion to be taken over by hand: what was printed may differ by a day."""
        if not conference.starts_on:
            return "—"
        days = conference.starts_on, conference.ends_on
        texts = ((code, hijri_range_text(*days, code)) for code in LANGUAGES)
        button = (
            '<button type="button" class="take" data-fill="id_hijri_label_{0}" data-with="{1}" '
            'lang="{0}" dir="{2}">{1}</button>'
        )
        return (
            format_html_join(" ", button, ((c, text, DIRECTION[c]) for c, text in texts if text))
            or "—"
        )

    @admin.display(description=_("States so far"))
    def history_of_states(self, conference):
        rows = conference.milestones.select_related("by") if conference.pk else ()
        line = "<li>{}: {}{}{}</li>"
        lines = (
            (
                localize(timezone.localtime(each.at)),
                each,
                f" ({range_text(each.starts_on, each.ends_on, get_language()[:2])})"
                if each.starts_on
                else "",
                f" · {each.by}" if each.by else "",
            )
            for each in rows
        )
        return format_html("<ul>{}</ul>", format_html_join("", line, lines)) if rows else "—"

    def save_model(self, request, obj, form, change):
        obj.changed_by = request.user
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        for each in clashes(form.instance):
            text = _("%(person)s would be in two sessions at once: “%(first)s” and “%(second)s”.")
            names = {"person": each.person, "first": each.first, "second": each.second}
            messages.warning(request, text % names)

    def copy_view(self, request, pk):
        """The next meeting, prepared from this one."""
        last = get_object_or_404(Conference, pk=pk)
        allowed = self.has_add_permission(request) and self.has_change_permission(request, last)
        if not allowed:
            raise PermissionDenied
        form = CopyForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            made = copy(last, actor=request.user, parts=form.cleaned_data["parts"])
            messages.success(request, _("Here is the next meeting; set its days."))
            return redirect("admin:events_conference_change", made.pk)
        context = {"title": _("Prepare the next meeting"), "conference": last, "form": form}
        context |= self.admin_site.each_context(request)
        return TemplateResponse(request, "events/copy.html", context)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["may_import"] = bool(obj) and screens.may_import(request.user, obj)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def offered(self, request, queryset):
        if asked_by(request, "conference"):
            return queryset.filter(pk__in=Conference.objects.editable_by(request.user))
        return queryset


class PartAdmin(DeskAdmin):
    """A part of a conference that has a page of its own."""

    #: The way from the part to its conference.
    through = "conference"
    #: The fields that choose such a part and may choose only what the user may change.
    chosen_by: tuple[str, ...] = ()

    def offered(self, request, queryset):
        if asked_by(request, *self.chosen_by):
            mine = Conference.objects.editable_by(request.user)
            return queryset.filter(**{f"{self.through}__in": mine})
        return queryset


@admin.register(Session)
class SessionAdmin(PartAdmin):
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "conference",
                    ("position", "kind"),
                    *pair("title"),
                    ("chair", "rapporteur"),
                )
            },
        ),
        (_("Time"), {"fields": (("day", "part_of_day"), ("starts_at", "ends_at"))}),
    )
    list_display = ("__str__", "conference", "kind", "day", "starts_at", "chair")
    list_filter = ("kind", "day")
    list_select_related = ("conference", "chair")
    search_fields = search_words = (
        "title_ar", "title_en", "conference__title_ar", "conference__title_en",
    )  # fmt: skip
    search_keys = ("interventions__person__aliases__key",)
    autocomplete_fields = ("conference", "chair", "rapporteur")
    inlines = (InterventionInline,)
    chosen_by = ("session",)


@admin.register(Intervention)
class InterventionAdmin(PartAdmin):
    fieldsets = ((None, {"fields": ("session", *INTERVENTION_FIELDS)}),)
    list_display = ("__str__", "part", "person", "organization", "session")
    list_filter = ("part",)
    list_select_related = ("person", "organization", "session")
    search_fields = ("printed_name_ar", "printed_name_en", "subject_ar", "subject_en")
    search_keys = ("person__aliases__key", "organization__aliases__key")
    autocomplete_fields = ("session", "person", "organization")
    through = "session__conference"


@admin.register(Delegation)
class DelegationAdmin(PartAdmin):
    fieldsets = (
        (None, {"fields": ("conference", "organization", *pair("printed_name"))}),
        (_("Standing"), {"fields": (("capacity", "group", "position"),)}),
        (_("Credentials"), {"fields": (("credentials", "credentials_reference"),)}),
        (_("Mandate"), {"fields": ("mandated_by", *pair("mandated_as"))}),
    )
    list_display = ("organization", "conference", "capacity", "credentials", "position")
    list_filter = ("capacity", "credentials", "group")
    list_select_related = ("organization", "conference")
    search_fields = search_words = ("printed_name_ar", "printed_name_en", "conference__title_ar")
    search_keys = ("organization__aliases__key", "delegates__person__aliases__key")
    autocomplete_fields = ("conference", "organization", "mandated_by")
    inlines = (DelegateInline,)
    chosen_by = ("delegation",)

    def get_readonly_fields(self, request, obj=None):
        """A delegation stays at its conference: its delegates may have places at the other."""
        fields = super().get_readonly_fields(request, obj)
        return (*fields, "conference") if obj else fields


@admin.register(Delegate)
class DelegateAdmin(WithPrivateFields, PartAdmin):
    fieldsets = ((None, {"fields": ("delegation", *DELEGATE_FIELDS)}),)
    list_display = ("__str__", "delegation", "conference", "function", "state")
    list_filter = ("function", "state")
    list_select_related = ("person", "delegation__organization", "conference")
    search_fields = ("printed_name_ar", "printed_name_en", "printed_title_ar", "printed_title_en")
    search_keys = ("person__aliases__key", "delegation__organization__aliases__key")
    autocomplete_fields = ("delegation", "person", "seconded_from", "replaces")
    chosen_by = ("replaces",)
