"""What happens to a text after its release: it is withdrawn, and perhaps reinstated."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from communiques.models.texts import Communique
from organizations.fields import CanonicalTextField


class WithdrawalQuerySet(models.QuerySet):
    def standing(self, *, at: dt.datetime):
        """Those that stand at that moment."""
        return self.filter(Q(lifted_at=None) | Q(lifted_at__gt=at), since__lte=at)


class Withdrawal(models.Model):
    """Since when a communiqué no longer speaks for the council, and why, in both languages. Its
    text stays readable under a notice, or goes. Only a reinstatement, once, changes the row."""

    communique = models.ForeignKey(Communique, models.PROTECT, related_name="withdrawals")
    since = models.DateTimeField(_("withdrawn on"))
    reason_ar = CanonicalTextField(_("reason in Arabic"))
    reason_en = CanonicalTextField(_("reason in English"))
    removes_text = models.BooleanField(_("the text is removed, too"), default=False)
    replaced_by = models.ForeignKey(
        Communique,
        models.PROTECT,
        null=True,
        related_name="replaces",
        verbose_name=_("replaced by"),
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    by_as = models.JSONField(default=dict)
    lifted_at = models.DateTimeField(_("reinstated on"), null=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    lifted_reason_ar = CanonicalTextField(blank=True, default="")
    lifted_reason_en = CanonicalTextField(blank=True, default="")

    objects = WithdrawalQuerySet.as_manager()

    class Meta:
        verbose_name = _("withdrawal")
        verbose_name_plural = _("withdrawals")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["communique"], condition=Q(lifted_at=None), name="withdrawn_once"
            ),
            models.CheckConstraint(
                condition=~Q(reason_ar="") & ~Q(reason_en=""), name="withdrawal_gives_its_reason"
            ),
            models.CheckConstraint(
                condition=Q(lifted_at=None)
                | (
                    ~Q(lifted_reason_ar="") & ~Q(lifted_reason_en="") & Q(lifted_at__gte=F("since"))
                ),
                name="reinstatement_gives_its_reason",
            ),
            models.CheckConstraint(
                condition=Q(replaced_by=None) | ~Q(replaced_by=F("communique")),
                name="replaced_by_another",
            ),
        ]

    def __str__(self):
        return str(self.communique)

    def stands(self, at: dt.datetime) -> bool:
        return self.since <= at and (self.lifted_at is None or self.lifted_at > at)

    def reason(self, language: str) -> str:
        """Why it was withdrawn; once it is reinstated, why that."""
        return getattr(self, f"{'lifted_' if self.lifted_at else ''}reason_{language}")


class Forward(models.Model):
    """While that withdrawal stands, the addresses of its text lead to the one that replaces it: two
    records of one text were made, and one of them goes on."""

    withdrawal = models.OneToOneField(
        Withdrawal, models.PROTECT, primary_key=True, related_name="forward"
    )

    class Meta:
        verbose_name = _("address that leads on")
        verbose_name_plural = _("addresses that lead on")

    def __str__(self):
        return str(self.withdrawal)
