"""The communiqués in the admin: the list is Django's, the screens of one text are our own."""

from functools import wraps

from django.contrib import admin
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.forms import BaseInlineFormSet
from django.http import Http404
from django.urls import path
from django.utils.translation import gettext_lazy as _

from communiques.desk import (
    attachments,
    autosave,
    board,
    checking,
    cleaning,
    deciding,
    embargo,
    figures,
    history,
    memory,
    opinions,
    papers,
    redacting,
    relations,
    remarks,
    withdrawing,
    writing,
)
from communiques.desk.freshness import asked_again
from communiques.models import ClearanceStep, Communique, Series, Term
from communiques.search import drafts
from communiques.standing import of_prefetched, with_standing
from organizations.desk.pages import DeskAdmin
from organizations.desk.widgets import pair
from organizations.languages import LANGUAGES
from organizations.models import Organization

admin.site.unregister(Group)  # the roles are fixed: see communiques/roles.py


BASE = "communiques_communique"
#: The screens: address below the list, view, name.
SCREENS = (
    ("board/", board.board, "board"),
    ("figures/", figures.figures, "figures"),
    ("memory/", memory.overview, "memory"),
    ("memory.tmx", memory.tmx, "tmx"),
    ("terms.csv", memory.terms_csv, "terms_csv"),
    ("bring/<str:what>/", memory.bring, "bring"),
    ("add/", writing.start, "add"),
    ("<int:pk>/", asked_again(deciding.decide, deciding.at_stake), "decide"),
    ("<int:pk>/change/", writing.edit, "change"),
    ("<int:pk>/shelve/", writing.shelve, "shelve"),
    ("<int:pk>/withdraw/", asked_again(withdrawing.withdraw, withdrawing.AT_STAKE), "withdraw"),
    ("<int:pk>/reinstate/", asked_again(withdrawing.reinstate, withdrawing.LIFTING), "reinstate"),
    ("<int:pk>/redact/", asked_again(redacting.ask, redacting.ASKING), "redact"),
    (
        "<int:pk>/redactions/<int:redaction_pk>/",
        asked_again(redacting.decide, redacting.at_stake),
        "redaction",
    ),
    ("<int:pk>/buffer/", autosave.buffer, "buffer"),
    ("<int:pk>/put-away/", autosave.put_away, "put_away"),
    ("<int:pk>/attachments/", attachments.attachments, "attachments"),
    ("<int:pk>/files/<str:digest>/<str:which>", attachments.file, "file"),
    ("<int:pk>/cleanups/<str:language>/", cleaning.cleanups, "cleanups"),
    ("<int:pk>/versions/<str:language>/", history.versions, "versions"),
    ("<int:pk>/source/<str:language>/", history.source, "source"),
    ("<int:pk>/preview/<str:language>/", deciding.as_public, "preview"),
    ("<int:pk>/relations/", relations.edit, "relations"),
    ("<int:pk>/draft-<str:language>.pdf", papers.draft, "draft"),
    ("<int:pk>/papers/", papers.again, "papers"),
    ("<int:pk>/merge/<int:version_pk>/", history.merge, "merge"),
    ("<int:pk>/read/", deciding.read, "read"),
    ("<int:pk>/waive/", checking.waive, "waive"),
    ("<int:pk>/remarks/", remarks.write, "remark"),
    ("<int:pk>/remarks/<int:remark_pk>/", remarks.thread, "thread"),
    ("<int:pk>/opinions/", opinions.ask, "ask"),
    ("<int:pk>/opinions/<int:link_pk>/revoke/", opinions.revoke, "revoke"),
    ("<int:pk>/embargo/", embargo.admit, "admit"),
    ("<int:pk>/embargo/<int:reader_pk>/dismiss/", embargo.dismiss, "dismiss"),
)


class StepFormSet(BaseInlineFormSet):
    """The clearance steps of a series: each is asked for once, for a signature is known by what it
    gives."""

    def clean(self):
        super().clean()
        asked = set()
        for form in self.forms:
            step = getattr(form, "cleaned_data", {}).get("permission")
            if not step or form in self.deleted_forms:
                continue
            if step in asked:
                form.add_error("permission", _("This step is asked for already."))
            asked.add(step)


class StepInline(admin.TabularInline):
    model = ClearanceStep
    formset = StepFormSet
    extra = 0


@admin.register(Series)
class SeriesAdmin(DeskAdmin):
    around = ("pattern", "languages_together")
    fieldsets = ((None, {"fields": (("issuer", "kind"), *pair("name"), *around)}),)
    list_display = ("__str__", "issuer", "kind", "pattern", "languages_together")
    list_filter = ("kind",)
    search_fields = ("name_ar", "name_en", "pattern")
    autocomplete_fields = ("issuer",)

    def get_queryset(self, request):
        return super().get_queryset(request).filter(issuer__in=request.user.scope)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "issuer":
            kwargs["queryset"] = Organization.objects.filter(pk__in=request.user.scope)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_inlines(self, request, obj):
        return [StepInline] if obj else []


class OfScope(admin.RelatedFieldListFilter):
    """All series of the user's organizations, without a look at every text of them."""

    def field_choices(self, field, request, model_admin):
        ordering = self.field_admin_ordering(field, request, model_admin)
        scope = {"issuer__in": request.user.scope}
        return field.get_choices(include_blank=False, ordering=ordering, limit_choices_to=scope)


@admin.register(Communique)
class CommuniqueAdmin(admin.ModelAdmin):
    """Django's list; adding, changing and everything else about one text is `communiques.desk`."""

    list_display = ("working_title", "stage_ar", "stage_en", "series", "dated_on", "updated_at")
    list_filter = (
        ("series", OfScope),
        "original_language",
        "dated_on",
        ("shelved_at", admin.EmptyFieldListFilter),
    )
    list_per_page = 25
    show_full_result_count = False
    search_fields = ("symbols__text",)
    actions = None

    def get_queryset(self, request):
        return super().get_queryset(request).for_user(request.user)

    def get_search_results(self, request, queryset, search_term):
        """As readers search, over the working copies; and by symbol."""
        found, _distinct = super().get_search_results(request, queryset, search_term)
        if not search_term.strip():
            return found, False
        worded = drafts.having(queryset, search_term).order_by()
        either = Q(pk__in=found.order_by().values("pk")) | Q(pk__in=worded.values("pk"))
        return queryset.filter(either), False

    def get_changelist_instance(self, request):
        """The rows of one page come with all that their stages read."""
        changelist = super().get_changelist_instance(request)
        changelist.result_list = with_standing(changelist.result_list)
        return changelist

    @admin.display(description=_("Title"))
    def working_title(self, row):
        return row.working_title()

    @admin.display(description=_("Arabic"))
    def stage_ar(self, row):
        return of_prefetched(row)["ar"].stage.label

    @admin.display(description=_("English"))
    def stage_en(self, row):
        return of_prefetched(row)["en"].stage.label

    def has_delete_permission(self, request, obj=None):
        return False  # nothing written in a council's name disappears

    def get_urls(self):
        changelist = self.admin_site.admin_view(self.changelist_view)
        return [
            *(path(at, self.screen(view), name=f"{BASE}_{name}") for at, view, name in SCREENS),
            path("", changelist, name=f"{BASE}_changelist"),
        ]

    def screen(self, view):
        """One of our screens, behind the login and the right to see communiqués at all."""

        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not request.user.has_perm("communiques.view_communique"):
                raise PermissionDenied
            if kwargs.get("language", "ar") not in LANGUAGES:
                raise Http404
            return view(request, self.admin_site, *args, **kwargs)

        guarded.shows_rescued = True
        return self.admin_site.admin_view(guarded)


@admin.register(Term)
class TermAdmin(DeskAdmin):
    """The term base: pairs that the checks and the translators go by."""

    fieldsets = (
        (None, {"fields": (("ar", "en"), "forbidden", "source", "note")}),
        (_("Record"), {"fields": ("kept_by",)}),
    )
    list_display = ("ar", "en", "forbidden", "source")
    search_fields = ("ar", "en", "forbidden")
    autocomplete_fields = ("kept_by",)
