"""The desk of the directory, and the base that every desk page of Bayan stands on."""

import json
from functools import partial, reduce
from operator import and_, or_
from typing import Any

from django import forms
from django.apps import apps
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, OperationalError, models, transaction
from django.db.models import Q
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.formats import localize
from django.utils.html import format_html
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import (
    TranslationAdmin,
    TranslationStackedInline,
    TranslationTabularInline,
)

from organizations import arabic, audit, history
from organizations.accounts import keeping, letters
from organizations.accounts.logins import browser_of
from organizations.choices import (
    BoundedMultipleChoiceField,
    BoundedSelect,
    BoundedSelectMultiple,
)
from organizations.forms import (
    DeskForm,
    NewStaffForm,
    OrganizationForm,
    SpellingFormSet,
    StaffForm,
    StaffPasswordForm,
)
from organizations.merge_screens import Mergeable
from organizations.models import (
    Appointment,
    AuditEvent,
    Honorific,
    Login,
    Organization,
    OrganizationAlias,
    Person,
    PersonAlias,
    PersonHonorific,
    User,
)
from organizations.validators import LANGUAGES

DIRECTION = {"ar": "rtl", "en": "ltr"}
STAFF_BODY = ("user", "organization")
LATIN = (models.SlugField, models.EmailField, models.URLField)


def pair(*names: str) -> tuple[tuple[str, ...], ...]:
    """Rows of a form in which the Arabic and the English of a text stand side by side."""
    return tuple(tuple(f"{name}_{code}" for code in LANGUAGES) for name in names)


def directions(db_field: models.Field) -> dict[str, str]:
    """The `dir` and `lang` of a field's widget, whatever the interface language."""
    ending = db_field.name.rpartition("_")[2]
    if ending in DIRECTION:
        return {"dir": DIRECTION[ending], "lang": ending}
    free = isinstance(db_field, models.CharField | models.TextField)
    return {"dir": "auto" if free and not isinstance(db_field, LATIN) else "ltr"}


class DirectedWidgets:
    """Each text widget has the direction and language of what is typed in it."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, forms.TextInput | forms.Textarea):
            field.widget.attrs.update(directions(db_field))
        return field

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request) and "widget" not in kwargs:
            kwargs["widget"] = BoundedSelect(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request) and "widget" not in kwargs:
            kwargs["widget"] = BoundedSelectMultiple(db_field, self.admin_site)
        return super().formfield_for_manytomany(
            db_field, request, form_class=BoundedMultipleChoiceField, **kwargs
        )


class Audited:
    """Every addition, change and deletion goes to the audit chain, in its own transaction."""

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        fields, parts = changed_fields(form), list(changed_parts(formsets))
        if fields or parts or not change:
            verb = gettext_noop("changed") if change else gettext_noop("added")
            audit.record(verb, form.instance, request.user, fields=fields, parts=parts)

    def delete_model(self, request, obj):
        with transaction.atomic():
            audit.record(gettext_noop("deleted"), obj, request.user, name=str(obj))
            super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        with transaction.atomic():
            for obj in queryset:
                audit.record(gettext_noop("deleted"), obj, request.user, name=str(obj))
            super().delete_queryset(request, queryset)


def changed_fields(form: forms.ModelForm) -> dict[str, list]:
    """Old and new value of each field that the form changed; never of a password, and of what is
    private only that it changed, for the chain keeps everything for ever."""
    private = getattr(form.instance, "PRIVATE", ())
    return {
        name: [audit.HIDDEN, audit.HIDDEN]
        if name in private
        else [
            plain(stored(form.fields[name], form.get_initial_for_field(form.fields[name], name))),
            plain(form.cleaned_data.get(name)),
        ]
        for name in form.changed_data
        if "password" not in name
    }


def changed_parts(formsets):
    """What the inline rows added, changed and removed."""
    for formset in formsets:
        for form in formset.forms:
            verb = verb_of(form, formset)
            if verb:
                thing = audit.label_of(form.instance)
                part = {"verb": verb, "thing": thing, "name": str(form.instance)}
                yield part if verb == "deleted" else part | {"fields": changed_fields(form)}


def verb_of(form: forms.ModelForm, formset) -> str:
    """What the formset did with this row; '' when nothing."""
    groups = {
        "added": formset.new_objects,
        "changed": [thing for thing, _fields in formset.changed_objects],
        "deleted": formset.deleted_objects,
    }
    done = (
        verb for verb, things in groups.items() if any(form.instance is thing for thing in things)
    )
    return next(done, "")


def stored(field: forms.Field, value: Any) -> Any:
    """The record that a stored key means, where the field chooses one record."""
    chooses_one = isinstance(field, forms.ModelChoiceField) and not isinstance(
        field, forms.ModelMultipleChoiceField
    )
    if not chooses_one:
        return value
    return field.queryset.model._base_manager.filter(pk=value).first()


def plain(value: Any) -> Any:
    """A value as the audit chain keeps it: records by key and name."""
    if isinstance(value, models.Model):
        return {"pk": value.pk, "name": str(value)}
    if isinstance(value, models.QuerySet | list | tuple):
        return [plain(each) for each in value]
    return value if isinstance(value, bool | int | None) else str(value)


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


class DeskAdmin(Scoped, WithHistory, DirectedWidgets, Audited, TranslationAdmin):
    """A desk page: readable to staff, changed inside one's scope, audited, found by folded keys.

    The model says who may change a row with `editable_by(user)`.
    """

    form = DeskForm
    list_per_page = 50
    #: Paths to folded keys that a search goes through as well.
    search_keys: tuple[str, ...] = ()

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
        if words and self.search_keys:
            matches = reduce(or_, (all_in(f"{path}__contains", words) for path in self.search_keys))
            keyed = self.model._base_manager.filter(matches)
            found = queryset.filter(Q(pk__in=found.values("pk")) | Q(pk__in=keyed.values("pk")))
            distinct = False
        return self.offered(request, found), distinct

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


class RoleFilter(admin.SimpleListFilter):
    """Staff by role; the roles' names are translated here, for they are stored in English."""

    title = _("role")
    parameter_name = "role"

    def lookups(self, request, model_admin):
        return [(str(each.pk), gettext(each.name)) for each in Group.objects.order_by("pk")]

    def queryset(self, request, queryset):
        known = {key for key, _name in self.lookup_choices}
        return queryset.filter(groups=self.value()) if self.value() in known else queryset


@admin.register(User)
class StaffAdmin(Scoped, WithHistory, DirectedWidgets, Audited, UserAdmin):
    """Accounts: an administrator sees and changes those of the bodies in scope, and knows nobody's
    password. Whoever leaves has theirs closed; what they did keeps their name."""

    form = StaffForm
    add_form = NewStaffForm
    who = ("organization", *pair("name", "post"), "language", "email", "notices")
    rights = (_("Rights"), {"fields": ("is_active", "is_staff", "groups")})
    fieldsets = (
        (None, {"fields": ("username",)}),
        (_("Person"), {"fields": who}),
        rights,
        (_("Times"), {"fields": ("last_login", "date_joined", "closed")}),
    )
    superuser_rights = (
        _("All rights"),
        {"fields": ("password", "is_superuser", "user_permissions")},
    )
    add_fieldsets = (
        (None, {"fields": ("username",)}),
        (_("Person"), {"fields": who}),
        rights,
    )
    add_form_template = "admin/invite_form.html"
    change_form_template = "admin/staff_change_form.html"
    readonly_fields = ("last_login", "date_joined", "closed")
    autocomplete_fields = ("organization",)
    list_display = ("username", "name_ar", "name_en", "organization", "active", "last_login")
    list_filter = ("is_active", "is_staff", RoleFilter)
    list_select_related = ("organization",)
    search_fields = ("username", "name_ar", "name_en", "email")

    change_password_form = StaffPasswordForm

    @admin.display(description=_("roles"))
    def roles(self, user):
        return gettext(", ").join(gettext(each.name) for each in user.groups.order_by("pk"))

    @admin.display(description=_("active"), ordering="is_active")
    def active(self, user):
        return _("Yes") if user.is_active else _("No")

    @admin.display(description=_("closed"))
    def closed(self, user):
        at = keeping.closed_at(user)
        return localize(timezone.localtime(at)) if at else "—"

    def has_delete_permission(self, request, obj=None):
        """Whoever did anything stays by name."""
        acted = obj is not None and keeping.has_acted(obj)
        return not acted and super().has_delete_permission(request, obj)

    def get_actions(self, request):
        return {}  # many accounts are neither deleted nor closed at one click

    def get_queryset(self, request):
        staff = super().get_queryset(request)
        if request.user.is_superuser:
            return staff
        return staff.filter(organization__in=request.user.scope)

    def get_readonly_fields(self, request, obj=None):
        """Nobody but a superuser changes their own place and rights."""
        fields = super().get_readonly_fields(request, obj)
        if self.is_own(request, obj):
            return (*fields, "organization", "active", "roles")
        return fields

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if request.user.is_superuser:
            return (*fieldsets, self.superuser_rights)
        if not self.is_own(request, obj):
            return fieldsets
        own = (_("Rights"), {"fields": ("active", "roles")})
        return [own if each is self.rights else each for each in fieldsets]

    def is_own(self, request, obj) -> bool:
        return obj == request.user and not request.user.is_superuser

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.name == "organization" and not request.user.is_superuser:
            field.queryset = field.queryset.filter(pk__in=request.user.scope)
            field.required = True
        return field

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        """A handful of roles: all of them in sight."""
        if db_field.name == "groups":
            kwargs |= {"widget": forms.CheckboxSelectMultiple, "label": _("roles"), "help_text": ""}
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        account, by = form.instance, request.user
        if not change and account.is_active:
            keeping.invite(account, by)
            said = _("A link to choose a password goes to %(email)s.") % {"email": account.email}
            self.message_user(request, said, messages.SUCCESS)
        if change and "is_active" in form.changed_data:
            (keeping.reopened if account.is_active else keeping.closed)(account, by)
        if change and "email" in form.changed_data:
            old = form.get_initial_for_field(form.fields["email"], "email")
            letters.tell(account, letters.AccountLetter.Kind.ADDRESS, to=old)

    @transaction.atomic
    def user_change_password(self, request, id, form_url=""):
        """A superuser's way out where no e-mail arrives; nobody else sets another's password."""
        if not request.user.is_superuser:
            raise PermissionDenied
        response = super().user_change_password(request, id, form_url)
        if request.method == "POST" and response.status_code == 302:
            keeping.password_set(self.get_object(request, id), request.user)
        return response


@admin.register(Login)
class LoginAdmin(admin.ModelAdmin):
    """Who logged in or tried to, to read."""

    list_display = ("at", "name", "outcome", "how", "step", "address", "browser")
    list_filter = ("outcome", "how", "at")
    list_select_related = ("account",)
    search_fields = ("account__username", "account__name_ar", "account__name_en", "address")
    fields = list_display
    show_full_result_count = False

    def get_queryset(self, request):
        return super().get_queryset(request).editable_by(request.user)

    @admin.display(description=_("account"), ordering="account")
    def name(self, login):
        return login.account or _("a name that nobody has")

    @admin.display(description=_("browser"))
    def browser(self, login):
        return format_html('<bdi lang="en" dir="ltr">{}</bdi>', browser_of(login.agent))

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(AuditEvent)
class AuditEventAdmin(admin.ModelAdmin):
    """The audit chain, to read."""

    list_display = ("seq", "at", "actor_name", "what", "on_what")
    search_fields = ("thing", "actor_name", "verb")
    show_full_result_count = False
    fields = ("seq", "at", "actor", "actor_name", "what", "on_what", "details", "prev_hash", "hash")

    def get_queryset(self, request):
        """What the staff of one's own bodies did; all of it for a superuser."""
        events = super().get_queryset(request)
        if request.user.is_superuser:
            return events
        return events.filter(actor__organization__in=request.user.scope)

    @admin.display(description=_("action"), ordering="verb")
    def what(self, event):
        return gettext(event.verb)

    @admin.display(description=_("details"))
    def details(self, event):
        """As recorded, which is not in the reader's language."""
        text = json.dumps(event.data, ensure_ascii=False, indent=1, sort_keys=True)
        return format_html('<pre lang="en" dir="ltr">{}</pre>', text)

    @admin.display(description=_("on"), ordering="thing")
    def on_what(self, event):
        label, _slash, number = event.thing.partition("/")
        try:
            name = apps.get_model(label)._meta.verbose_name
        except (LookupError, ValueError):
            return event.thing
        return f"{name} {number}"

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
