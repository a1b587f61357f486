"""The directory at the desk: bodies, people, honorifics."""

from django.contrib import admin
from django.db.models import Q
from django.utils.formats import localize
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from organizations.accounts import admin as accounts  # noqa: F401 - Django looks for admins here
from organizations.desk import chain  # noqa: F401
from organizations.desk.pages import DeskAdmin, DeskStackedInline, PlainInline
from organizations.desk.widgets import pair
from organizations.forms import OrganizationForm, SpellingFormSet
from organizations.merge_screens import Mergeable
from organizations.models import (
    Appointment,
    Honorific,
    Organization,
    OrganizationAlias,
    Person,
    PersonAlias,
    PersonHonorific,
)

STAFF_BODY = ("user", "organization")


class SpellingInline(PlainInline):
    """Spellings besides the names, which are kept by themselves."""

    formset = SpellingFormSet
    fields = ("spelling",)


class OrganizationAliasInline(SpellingInline):
    model = OrganizationAlias

    def get_queryset(self, request):
        return super().get_queryset(request).filter(source=OrganizationAlias.Source.ALIAS)


class PersonAliasInline(SpellingInline):
    model = PersonAlias


class PersonHonorificInline(PlainInline):
    model = PersonHonorific
    fields = ("position", "honorific")
    autocomplete_fields = ("honorific",)


class AppointmentInline(DeskStackedInline):
    model = Appointment
    fieldsets = ((None, {"fields": ("organization", *pair("title"), ("since", "until"))}),)
    autocomplete_fields = ("organization",)


@admin.register(Organization)
class OrganizationAdmin(Mergeable, DeskAdmin):
    form = OrganizationForm
    fieldsets = (
        (None, {"fields": ("kind", *pair("name", "formal_name", "acronym"), "parent")}),
        (_("Protocol"), {"fields": (("iso2", "protocol_order"),)}),
        (_("End"), {"fields": (("closed_on", "successor"),)}),
        (_("Record"), {"fields": ("kept_by", "slug")}),
    )
    list_display = (*("name_ar", "name_en", "acronym_en", "kind", "end", "parent", "kept_by"),)
    list_display_links = ("name_ar", "name_en")
    list_filter = ("kind", ("closed_on", admin.EmptyFieldListFilter))
    list_select_related = ("parent", "kept_by", "successor")
    search_fields = ("name_ar", "name_en", "acronym_en", "iso2")
    search_keys = ("aliases__key",)
    autocomplete_fields = ("parent", "successor", "kept_by")
    inlines = (OrganizationAliasInline,)

    @admin.display(description=_("End"), ordering="closed_on")
    def end(self, body):
        """When it was closed, and what came after it."""
        closed = localize(body.closed_on) if body.closed_on else ""
        after = gettext("now %(body)s") % {"body": body.successor} if body.successor else ""
        return gettext(", ").join(filter(None, [closed, after]))

    def offered(self, request, queryset):
        field = request.GET.get("field_name")
        by_scope = field == "kept_by" or (request.GET.get("model_name"), field) == STAFF_BODY
        if by_scope and not request.user.is_superuser:
            return queryset.filter(pk__in=request.user.scope)
        return queryset


@admin.register(Honorific)
class HonorificAdmin(DeskAdmin):
    fieldsets = ((None, {"fields": ("kind", *pair("masculine", "feminine"), "precedence")}),)
    list_display = ("masculine_ar", "masculine_en", "feminine_ar", "kind", "precedence")
    list_display_links = ("masculine_ar", "masculine_en")
    list_filter = ("kind",)
    search_fields = ("masculine_ar", "masculine_en", "feminine_ar", "feminine_en")


@admin.register(Person)
class PersonAdmin(Mergeable, DeskAdmin):
    fieldsets = (
        (None, {"fields": (*pair("name"), "gender")}),
        (_("Record"), {"fields": ("kept_by", "slug")}),
    )
    list_display = ("name_ar", "name_en", "posts", "kept_by")
    list_display_links = ("name_ar", "name_en")
    list_filter = ("gender", "honorifics")
    list_select_related = ("kept_by",)
    search_fields = ("name_ar", "name_en")
    search_keys = ("aliases__key",)
    autocomplete_fields = ("kept_by",)
    inlines = (PersonHonorificInline, AppointmentInline, PersonAliasInline)

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("appointments")

    def get_search_results(self, request, queryset, search_term):
        """Also by sound: transliterations differ from hand to hand."""
        found, distinct = super().get_search_results(request, queryset, search_term)
        heard = Person.objects.heard(search_term)
        either = Q(pk__in=found.values("pk")) | Q(pk__in=heard.values("pk"))
        return (queryset.filter(either) if search_term.strip() else found), distinct

    @admin.display(description=_("posts"))
    def posts(self, person):
        return gettext(", ").join(map(str, person.appointments.all()))
