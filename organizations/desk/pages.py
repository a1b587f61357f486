"""What every page of the desk is made of: scope, history, direction, audit, and a search by folded
keys."""

from functools import partial, reduce
from operator import and_

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, OperationalError, models
from django.db.models import Q
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import (
    TranslationAdmin,
    TranslationStackedInline,
    TranslationTabularInline,
)

from organizations import arabic, audit, history
from organizations.desk.audited import Audited
from organizations.desk.forms import DeskForm
from organizations.desk.widgets import DirectedWidgets


class WithHistory:
    """The history of a record is what the audit chain says of it, field by field."""

    def history_view(self, request, object_id, extra_context=None):
        record = self.get_object(request, unquote(object_id))
        if record is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_or_change_permission(request, record):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": _("History"),
            "opts": self.opts,
            "record": record,
            "entries": history.of_record(record),
        }
        return TemplateResponse(request, "desk/record_history.html", context)


class Scoped:
    """Rows are changed by those whose scope they are in; the form knows whose hand fills it in."""

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and self.within_scope(request, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and self.within_scope(request, obj)

    def within_scope(self, request, obj) -> bool:
        """Whether the row, if any is asked about, is the user's to change."""
        return obj is None or obj.editable_by(request.user)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.user = request.user
        return form


class Unwritten:
    """Rows that the site itself writes: at the desk they are only read."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class DeskAdmin(Scoped, WithHistory, DirectedWidgets, Audited, TranslationAdmin):
    """A desk page: readable to staff, changed inside one's scope, audited, found by folded keys.

    The model says who may change a row with `editable_by(user)`.
    """

    form = DeskForm
    list_per_page = 50
    #: Paths to folded keys that a search goes through as well.
    search_keys: tuple[str, ...] = ()
    #: Paths to words that have no such keys, of records few enough to be read through.
    search_words: tuple[str, ...] = ()

    def changeform_view(self, request, *args, **kwargs):
        """What the database refuses for the sake of another's change, a moment ago, is looked at
        once more: the form then says what is wrong, with all that was typed."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except (IntegrityError, OperationalError):
            if request.method != "POST":
                raise
            return super().changeform_view(request, *args, **kwargs)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.state_of = staticmethod(partial(self.state_of, request))
        return form

    def state_of(self, request, obj: models.Model) -> str:
        """One value for all that the form shows of a record: its columns and those of its rows."""
        rows = [obj]
        for inline in self.get_inline_instances(request, obj):
            key = inline.get_formset(request, obj).fk.name
            rows += inline.model._base_manager.filter(**{key: obj}).order_by("pk")
        return audit.digest_of(audit.seals(*rows))

    def has_add_permission(self, request):
        user = request.user
        serves = user.is_superuser or getattr(user, "organization_id", None) is not None
        return serves and super().has_add_permission(request)

    def get_changeform_initial_data(self, request):
        initial = super().get_changeform_initial_data(request)
        return {"kept_by": request.user.organization_id} | initial

    def get_readonly_fields(self, request, obj=None):
        fields = tuple(super().get_readonly_fields(request, obj))
        has_address = any(field.name == "slug" for field in self.opts.fields)
        return (*fields, "slug") if obj and has_address else fields

    def get_search_results(self, request, queryset, search_term):
        """Also by the spellings of names: all words of one, in any order, article or not."""
        found, distinct = super().get_search_results(request, queryset, search_term)
        words = [without_article(each) for each in arabic.fold(search_term).split()]
        if words and (self.search_keys or self.search_words):
            alike = Q(pk__in=self.saying(words, queryset)) if self.search_words else Q()
            for path in self.search_keys:
                keyed = self.model._base_manager.filter(all_in(f"{path}__contains", words))
                alike |= Q(pk__in=keyed.values("pk"))
            found = queryset.filter(Q(pk__in=found.values("pk")) | alike)
            distinct = False
        return self.offered(request, found), distinct

    def saying(self, words: list[str], queryset) -> list[int]:
        """The numbers of those that say all of the folded words, however they are spelt."""
        rows = queryset.order_by().values_list("pk", *self.search_words)
        texts = ((pk, arabic.fold(" ".join(filter(None, said)))) for pk, *said in rows)
        return [pk for pk, text in texts if all(word in text for word in words)]

    def offered(self, request, queryset):
        """What the field that asked for completions may choose among."""
        return queryset


def without_article(word: str) -> str:
    rest = word.removeprefix("ال")
    return rest if len(rest) > 2 else word


def all_in(lookup: str, words: list[str]) -> Q:
    """Each of the words, in one and the same row."""
    return reduce(and_, (Q(**{lookup: each}) for each in words))


class DeskInline(DirectedWidgets, TranslationTabularInline):
    """Rows of a record, short ones, in a table."""

    extra = 0


class PlainInline(DirectedWidgets, admin.TabularInline):
    """Rows of a record that hold no text in two languages."""

    extra = 0


class DeskStackedInline(DirectedWidgets, TranslationStackedInline):
    """Rows of a record with longer texts, Arabic and English side by side."""

    extra = 0
