"""The communiqués in the admin: the list is Django's, the screens of one text are our own."""

from functools import wraps

from django.contrib import admin
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.urls import path, re_path
from django.utils.translation import gettext_lazy as _

from communiques.desk import (
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
    remarks,
    writing,
)
from communiques.models import LANGUAGES, ClearanceStep, Communique, Series, Term
from communiques.search import drafts
from communiques.standing import of_prefetched, with_standing
from organizations.admin import DeskAdmin, pair
from organizations.models import Organization

admin.site.unregister(Group)  # the roles are fixed: see communiques/roles.py


class StepInline(admin.TabularInline):
    model = ClearanceStep
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


@admin.register(Communique)
class CommuniqueAdmin(admin.ModelAdmin):
    """Django's list; adding, changing and everything else about one text is `communiques.desk`."""

    list_display = ("working_title", "stage_ar", "stage_en", "series", "dated_on", "updated_at")
    list_filter = (("series", admin.RelatedOnlyFieldListFilter), "original_language", "dated_on")
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
        keys = [row.pk for row in changelist.result_list]
        rows = {row.pk: row for row in with_standing(Communique.objects.filter(pk__in=keys))}
        changelist.result_list = [rows[key] for key in keys]
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
        one, language = "<int:pk>/", "<str:language>/"
        return [
            path("board/", self.screen(board.board), name="communiques_communique_board"),
            path("figures/", self.screen(figures.figures), name="communiques_communique_figures"),
            path("memory/", self.screen(memory.overview), name="communiques_communique_memory"),
            path("memory.tmx", self.screen(memory.tmx), name="communiques_communique_tmx"),
            path(
                "terms.csv",
                self.screen(memory.terms_csv),
                name="communiques_communique_terms_csv",
            ),
            re_path(
                r"^bring/(?P<what>memory|terms)/$",
                self.screen(memory.bring),
                name="communiques_communique_bring",
            ),
            path("add/", self.screen(writing.start), name="communiques_communique_add"),
            path(f"{one}change/", self.screen(writing.edit), name="communiques_communique_change"),
            path(f"{one}", self.screen(deciding.decide), name="communiques_communique_decide"),
            path(
                f"{one}cleanups/{language}",
                self.screen(cleaning.cleanups),
                name="communiques_communique_cleanups",
            ),
            path(
                f"{one}versions/{language}",
                self.screen(history.versions),
                name="communiques_communique_versions",
            ),
            path(
                f"{one}source/{language}",
                self.screen(history.source),
                name="communiques_communique_source",
            ),
            path(
                f"{one}preview/{language}",
                self.screen(deciding.as_public),
                name="communiques_communique_preview",
            ),
            path(
                f"{one}remarks/",
                self.screen(remarks.write),
                name="communiques_communique_remark",
            ),
            path(
                f"{one}remarks/<int:remark_pk>/",
                self.screen(remarks.thread),
                name="communiques_communique_thread",
            ),
            path(
                f"{one}buffer/",
                self.screen(autosave.buffer),
                name="communiques_communique_buffer",
            ),
            path(
                f"{one}put-away/",
                self.screen(autosave.put_away),
                name="communiques_communique_put_away",
            ),
            path(
                f"{one}opinions/", self.screen(opinions.ask), name="communiques_communique_ask"
            ),
            path(
                f"{one}opinions/<int:link_pk>/revoke/",
                self.screen(opinions.revoke),
                name="communiques_communique_revoke",
            ),
            path(
                f"{one}embargo/", self.screen(embargo.admit), name="communiques_communique_admit"
            ),
            path(
                f"{one}embargo/<int:reader_pk>/dismiss/",
                self.screen(embargo.dismiss),
                name="communiques_communique_dismiss",
            ),
            path(
                f"{one}read/", self.screen(deciding.read), name="communiques_communique_read"
            ),
            path(
                f"{one}waive/",
                self.screen(checking.waive),
                name="communiques_communique_waive",
            ),
            path(
                f"{one}merge/<int:version_pk>/",
                self.screen(history.merge),
                name="communiques_communique_merge",
            ),
            path("", self.admin_site.admin_view(self.changelist_view),
                 name="communiques_communique_changelist"),
        ]  # fmt: skip

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
