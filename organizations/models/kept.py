"""Records that one secretariat keeps, or that all share."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class KeptQuerySet(models.QuerySet):
    """Records that a secretariat keeps, or that all share."""

    def editable_by(self, user):
        """Those that the user's organization, or one below it, keeps, and those that all share."""
        if user.is_superuser:
            return self
        return self.filter(Q(kept_by=None) | Q(kept_by__in=user.scope))


class Kept(models.Model):
    """A record that one secretariat keeps; nobody outside it changes it."""

    kept_by = models.ForeignKey(
        "organizations.Organization",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("kept by"),
        help_text=_("The secretariat that keeps this record; empty: shared by all."),
    )

    #: The keys to bodies by which rights over the row are given.
    SCOPED_BY: tuple[str, ...] = ("kept_by",)

    class Meta:
        abstract = True

    def editable_by(self, user) -> bool:
        """Whether the user's organization, or one below it, keeps this, or all share it."""
        return self.kept_by_id is None or user.may_touch(self.kept_by_id)
