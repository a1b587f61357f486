"""Symbols, and the counters that leave no gap between them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from communiques.models.communique import Communique
from communiques.models.series import Series


class SymbolCounter(models.Model):
    """The last number given in a series and year. Locked while one is given: a database
    sequence would leave gaps when a transaction rolls back."""

    series = models.ForeignKey(Series, models.PROTECT)
    year = models.PositiveIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("counter of symbols")
        verbose_name_plural = _("counters of symbols")
        constraints = [
            models.UniqueConstraint(fields=["series", "year"], name="symbol_counter_unique")
        ]


class Symbol(models.Model):
    """A symbol once given; never given again. A cancelled one stays, void, with its reason."""

    text = models.CharField(_("symbol"), max_length=100, unique=True)
    series = models.ForeignKey(Series, models.PROTECT, related_name="symbols")
    year = models.PositiveIntegerField()
    number = models.PositiveIntegerField(null=True)
    communique = models.ForeignKey(Communique, models.PROTECT, related_name="symbols")
    allocated_at = models.DateTimeField()
    voided_at = models.DateTimeField(null=True)
    void_reason = models.TextField(blank=True)

    class Meta:
        verbose_name = _("symbol")
        verbose_name_plural = _("symbols")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["series", "year", "number"], name="symbol_number_unique"
            ),
            models.UniqueConstraint(
                fields=["communique"], condition=Q(voided_at=None), name="one_live_symbol"
            ),
        ]

    def __str__(self):
        return self.text
