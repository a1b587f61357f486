"""The members of staff, and how far down the tree of bodies their rights reach."""

from functools import cached_property

from django.contrib.auth.models import AbstractUser, Permission
from django.db import models
from django.utils.translation import gettext_lazy as _

from organizations.fields import CanonicalCharField
from organizations.languages import LANGUAGE_CHOICES, LANGUAGES, in_language, label
from organizations.models.bodies import Organization


class User(AbstractUser):
    """A member of staff: serves one organization, and sees it and all below it."""

    class Notices(models.TextChoices):
        AT_ONCE = "now", _("At once")
        DAILY = "daily", _("Once a day, in the morning")
        NONE = "none", _("None")

    first_name = last_name = None
    organization = models.ForeignKey(
        Organization,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="staff",
        verbose_name=_("body"),
    )
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGE_CHOICES, default="ar")
    notices = models.CharField(
        _("notices by e-mail"), max_length=10, choices=Notices.choices, default=Notices.AT_ONCE
    )
    name_ar = CanonicalCharField(_("name in Arabic"), max_length=200, blank=True)
    name_en = CanonicalCharField(_("name in English"), max_length=200, blank=True)
    post_ar = CanonicalCharField(_("post in Arabic"), max_length=200, blank=True)
    post_en = CanonicalCharField(_("post in English"), max_length=200, blank=True)

    SCOPED_BY = ("organization",)

    class Meta(AbstractUser.Meta):
        verbose_name = _("member of staff")
        verbose_name_plural = _("staff")

    def __str__(self):
        return self.get_full_name()

    def get_full_name(self) -> str:
        return label(self, "name") or self.username

    get_short_name = get_full_name

    def signature(self) -> dict:
        """Name and post in both languages, as at this moment; what a decision keeps."""
        return {
            "name": {code: in_language(self, "name", code) or self.username for code in LANGUAGES},
            "post": {code: in_language(self, "post", code) for code in LANGUAGES},
        }

    def editable_by(self, user) -> bool:
        """A superuser's account only by superusers, others by whoever is over their body."""
        return user.is_superuser or (not self.is_superuser and user.may_touch(self.organization_id))

    @cached_property
    def rights(self) -> frozenset[str]:
        """All that the person's roles allow, or that they alone were given, as "app.codename"; in
        one query, where Django's backend asks one for each."""
        given = Permission.objects.order_by()
        rows = given.filter(group__user=self).union(given.filter(user=self))
        named = rows.values_list("content_type__app_label", "codename")
        return frozenset(f"{app}.{codename}" for app, codename in named)

    def has_perm(self, perm, obj=None) -> bool:
        """As Django's; it gives no rights over single things."""
        if not self.is_active or self.is_superuser:
            return self.is_active
        return obj is None and perm in self.rights

    def has_module_perms(self, app_label) -> bool:
        """As Django's."""
        if not self.is_active or self.is_superuser:
            return self.is_active
        return any(each.startswith(f"{app_label}.") for each in self.rights)

    @cached_property
    def scope(self) -> frozenset[int]:
        """The keys of the user's organization and of all below it; of all for a superuser."""
        if self.is_superuser:
            return frozenset(Organization.objects.values_list("pk", flat=True))
        if self.organization_id is None:
            return frozenset()
        below = Organization.objects.descendants(self.organization_id, include_self=True)
        return frozenset(below.values_list("pk", flat=True))

    def may_touch(self, organization_id: int | None) -> bool:
        """Whether what that organization keeps or issues is the user's to change."""
        return organization_id in self.scope
