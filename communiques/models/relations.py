"""What a text is to other texts, and which states stood apart from it: facts that are cleared and
sealed with it."""

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from communiques.models.communique import Communique
from communiques.models.editions import Edition
from communiques.models.symbols import Symbol
from organizations.fields import CanonicalTextField
from organizations.models import Organization


class RelationKind(models.TextChoices):
    CORRECTS = "corrects", _("corrects")
    REPLACES = "replaces", _("replaces")
    ADDS_TO = "adds_to", _("adds to")
    CLARIFIES = "clarifies", _("clarifies")
    ANSWERS = "answers", _("answers")


class RelationQuerySet(models.QuerySet):
    def for_envelope(self):
        """With the address and the symbol of the other text, in one query."""
        symbols = Symbol.objects.filter(communique=OuterRef("to"), voided_at=None)
        named = {"slug": F("to__slug"), "symbol": Subquery(symbols.values("text")[:1])}
        return self.annotate(**named).order_by("kind", "to")


class Relation(models.Model):
    """The text corrects, replaces, adds to, clarifies or answers another that was released."""

    communique = models.ForeignKey(Communique, models.PROTECT, related_name="relations")
    kind = models.CharField(_("relation"), max_length=10, choices=RelationKind.choices)
    to = models.ForeignKey(
        Communique, models.PROTECT, related_name="+", verbose_name=_("communiqué")
    )

    objects = RelationQuerySet.as_manager()

    class Meta:
        verbose_name = _("relation")
        verbose_name_plural = _("relations")
        constraints = [
            models.UniqueConstraint(fields=["communique", "kind", "to"], name="related_once"),
            models.CheckConstraint(condition=~Q(communique=F("to")), name="related_to_another"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.to}"


class Reservation(models.Model):
    """A state that reserved its position on the text, or dissociated itself from it."""

    class Kind(models.TextChoices):
        RESERVATION = "reservation", _("Reservation")
        DISSOCIATION = "dissociation", _("Dissociation")

    communique = models.ForeignKey(Communique, models.PROTECT, related_name="reservations")
    organization = models.ForeignKey(
        Organization, models.PROTECT, verbose_name=pgettext_lazy("country", "state")
    )
    kind = models.CharField(
        _("kind"), max_length=20, choices=Kind.choices, default=Kind.RESERVATION
    )
    text = CanonicalTextField(_("what it states"), blank=True, default="")

    class Meta:
        verbose_name = _("reservation")
        verbose_name_plural = _("reservations")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["communique", "organization", "kind"], name="reserved_once"
            )
        ]

    def __str__(self):
        return f"{self.organization}: {self.get_kind_display()}"


class EditionRelation(models.Model):
    """A relation as an edition sealed it; what the page of the other text asks."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="relations")
    kind = models.CharField(max_length=10, choices=RelationKind.choices)
    to = models.ForeignKey(Communique, models.PROTECT, related_name="relations_from")

    class Meta:
        verbose_name = _("relation of an edition")
        verbose_name_plural = _("relations of editions")
        constraints = [
            models.UniqueConstraint(fields=["edition", "kind", "to"], name="edition_related_once")
        ]
