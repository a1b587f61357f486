"""What the checks of a text go by: the term base, and findings that somebody waived."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from communiques.models.communique import Communique
from organizations.fields import CanonicalCharField, CanonicalTextField
from organizations.models.kept import Kept


class Waiver(models.Model):
    """Somebody's word that one finding of the checks is no fault here. It holds for that finding
    alone: once the words that it is about change, there is another finding."""

    communique = models.ForeignKey(Communique, models.PROTECT, related_name="waivers")
    finding = models.CharField(max_length=32)
    code = models.CharField(max_length=40)
    reason = CanonicalTextField(_("reason"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("waiver")
        verbose_name_plural = _("waivers")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["communique", "finding"],
                condition=Q(withdrawn_at=None),
                name="waiver_once",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="waiver_gives_its_reason"),
        ]

    def __str__(self):
        return self.reason


class Term(Kept):
    """A pair of the term base: what is said in Arabic, what in English, and what is not."""

    ar = CanonicalCharField(_("Arabic term"), max_length=200)
    en = CanonicalCharField(_("English term"), max_length=200)
    forbidden = CanonicalCharField(
        _("not to be written"),
        max_length=200,
        blank=True,
        help_text=_("A word of either language in whose place the term stands."),
    )
    source = CanonicalCharField(_("source"), max_length=200, blank=True)
    note = CanonicalTextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering = ["ar", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["ar", "en", "forbidden"],
                name="term_once",
                violation_error_message=_("This term is in the base already."),
            )
        ]

    def __str__(self):
        return f"{self.ar} = {self.en}"
