"""Series: how the communiqués of an issuer are numbered, and which signatures a text needs."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from organizations.fields import CanonicalCharField
from organizations.models import Organization


class Kind(models.TextChoices):
    STATEMENT = "statement", _("Statement")
    PRESS_RELEASE = "press_release", _("Press release")
    PARTICIPATION = "participation", _("Participation in a conference")
    FINAL_COMMUNIQUE = "final_communique", _("Final communiqué")
    RESOLUTION = "resolution", _("Resolution")
    DECLARATION = "declaration", _("Declaration")
    RECOMMENDATIONS = "recommendations", _("Recommendations")
    MESSAGE = "message", _("Message")


class Step(models.TextChoices):
    """What a clearance step asks of the person who clears it; each is a permission."""

    REVIEW = "review_text", _("Review")
    AUTHORISE = "authorise_text", _("Authorisation")


class Series(models.Model):
    """A numbered run of communiqués of one issuer: its symbol, its clearance, its languages."""

    issuer = models.ForeignKey(Organization, models.PROTECT, verbose_name=_("issuer"))
    kind = models.CharField(_("kind"), max_length=30, choices=Kind.choices)
    name = CanonicalCharField(_("name"), max_length=200)
    pattern = models.CharField(
        _("symbol pattern"),
        max_length=80,
        help_text=_("With {year} and {number}, for example AIMC/PR/{year}/{number}."),
    )
    languages_together = models.BooleanField(
        _("both languages are released together"),
        default=True,
        choices=[(True, _("Yes")), (False, _("No"))],
    )

    SCOPED_BY = ("issuer",)

    class Meta:
        verbose_name = _("series")
        verbose_name_plural = pgettext_lazy("several", "series")
        constraints = [models.UniqueConstraint(fields=["pattern"], name="series_pattern_unique")]

    def __str__(self):
        return getattr(self, f"name_{get_language() or 'ar'}") or self.name_ar or self.pattern

    def save(self, *args, **kwargs):
        new = self._state.adding
        super().save(*args, **kwargs)
        if new:
            ClearanceStep.objects.bulk_create(
                ClearanceStep(series=self, position=position, permission=step)
                for position, step in enumerate(Step.values, start=1)
            )

    def editable_by(self, user) -> bool:
        return user.may_touch(self.issuer_id)

    @staticmethod
    def merge_notes(rows) -> list[str]:
        """What a merge of bodies must say where these series change hands."""
        texts = Series._meta.get_field("communique").related_model
        return texts.merge_notes(texts.objects.filter(series__in=rows))

    def clean(self):
        try:
            symbols = {self.symbol(2022, 1), self.symbol(2022, 2), self.symbol(2023, 1)}
        except (KeyError, ValueError, IndexError, AttributeError):
            symbols = set()
        if len(symbols) != 3:
            raise ValidationError(
                {"pattern": _("Write both {year} and {number}, so that no two symbols are alike.")}
            )
        if (kept := self.kept_pattern()) and kept != self.pattern:
            refused = _("Symbols were given by %(kept)s already: open another series.")
            raise ValidationError({"pattern": refused % {"kept": kept}})

    def kept_pattern(self) -> str:
        """The pattern by which symbols of the series were given already; "" where none was."""
        given = self.symbols.exclude(number=None)
        return Series.objects.get(pk=self.pk).pattern if self.pk and given.exists() else ""

    def symbol(self, year: int, number: int) -> str:
        return self.pattern.format(year=year, number=number)


class ClearanceStep(models.Model):
    """One signature that a text of the series needs before it is ready; in order of position."""

    series = models.ForeignKey(Series, models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField(_("position"))
    permission = models.CharField(_("what is asked"), max_length=30, choices=Step.choices)

    class Meta:
        ordering = ["position"]
        verbose_name = _("clearance step")
        verbose_name_plural = _("clearance steps")
        constraints = [
            models.UniqueConstraint(fields=["series", "position"], name="step_position_unique")
        ]

    def __str__(self):
        return str(self.get_permission_display())
