"""What happens to a text after its release: it is withdrawn, and perhaps reinstated; its words are
redacted, for ever."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from communiques.models.communique import Communique
from communiques.models.editions import Edition
from organizations.fields import CanonicalTextField


class WithdrawalQuerySet(models.QuerySet):
    def standing(self, *, at: dt.datetime):
        """Those that stand at that moment. A withdrawal is of the moment at which it is made: one
        that says a later moment was made by another clock, and stands."""
        return self.filter(Q(lifted_at=None) | Q(lifted_at__gt=at))


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
        return self.lifted_at is None or self.lifted_at > at

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


class RedactionQuerySet(models.QuerySet):
    def pending(self):
        """Those that wait for the second person."""
        return self.filter(decided_at=None)

    def done(self):
        return self.exclude(done_at=None)


class Redaction(models.Model):
    """Words that were public and must go, by law, from editions of a text and from all that is
    kept of it: one person asks, another confirms or declines. Its row, its symbol, its digests and
    its actors stay. Between the confirmation and `done_at`, which one transaction writes, the
    database lets those words be emptied, and never else."""

    communique = models.ForeignKey(Communique, models.PROTECT, related_name="redactions")
    #: [language, number] of each edition that is to go.
    numbers = models.JSONField(default=list)
    reason_ar = CanonicalTextField(_("reason in Arabic"))
    reason_en = CanonicalTextField(_("reason in English"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_as = models.JSONField(default=dict)
    asked_at = models.DateTimeField(_("asked for"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    decided_as = models.JSONField(default=dict)
    decided_at = models.DateTimeField(_("decided"), null=True)
    confirmed = models.BooleanField(_("confirmed"), null=True)
    done_at = models.DateTimeField(_("redacted on"), null=True)

    objects = RedactionQuerySet.as_manager()

    class Meta:
        verbose_name = _("redaction")
        verbose_name_plural = _("redactions")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["communique"], condition=Q(decided_at=None), name="one_redaction_asked_for"
            ),
            models.CheckConstraint(
                condition=~Q(reason_ar="") & ~Q(reason_en=""), name="redaction_gives_its_reason"
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by=None, confirmed=None)
                | Q(decided_at__isnull=False, decided_by__isnull=False, confirmed__isnull=False),
                name="redaction_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(confirmed=True) | ~Q(decided_by=F("asked_by")),
                name="redaction_by_two_people",
            ),
            models.CheckConstraint(
                # With the moment beside it: NULL = true is not false, and would pass.
                condition=Q(done_at=None) | Q(confirmed=True, decided_at__isnull=False),
                name="redaction_confirmed_first",
            ),
        ]

    def __str__(self):
        return str(self.communique)

    def reason(self, language: str) -> str:
        return getattr(self, f"reason_{language}")


class RedactedEdition(models.Model):
    """An edition whose words are gone, and the fingerprints by which whoever still holds them can
    learn that they were ours."""

    edition = models.OneToOneField(
        Edition, models.PROTECT, primary_key=True, related_name="redacted"
    )
    redaction = models.ForeignKey(Redaction, models.PROTECT, related_name="editions")
    #: SHA-256 of the words as they are compared, with a space between: of all, without the
    #: summary, of the body alone.
    fingerprints = models.CharField(max_length=200)

    class Meta:
        verbose_name = _("redacted edition")
        verbose_name_plural = _("redacted editions")

    def __str__(self):
        return str(self.edition_id)
