"""Accounts at the desk, and who logged in or tried to."""

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.formats import localize
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from organizations.accounts import keeping, letters
from organizations.accounts.forms import NewStaffForm, StaffForm, StaffPasswordForm
from organizations.accounts.logins import browser_of
from organizations.desk.audited import Audited
from organizations.desk.pages import Scoped, Unwritten, WithHistory
from organizations.desk.widgets import DirectedWidgets, pair
from organizations.models import Login, User


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
        if db_field.name == "user_permissions":  # their labels name what they are for
            kwargs["queryset"] = Permission.objects.select_related("content_type")
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
class LoginAdmin(Unwritten, admin.ModelAdmin):
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
