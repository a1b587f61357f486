"""Conferences, what they come back in and belong to, and what became of them."""

import datetime as dt

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.formats import localize
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from organizations.derived import DerivingQuerySet
from organizations.fields import CanonicalCharField
from organizations.languages import in_language, label
from organizations.models import Organization
from organizations.models.addressed import Addressed
from organizations.models.kept import Kept, KeptQuerySet
from organizations.ordinals import LARGEST, ordinal_text
from organizations.validators import in_order, some_language

YEAR = [MinValueValidator(1900), MaxValueValidator(2200)]
#: No conference was earlier, or is set for a day beyond.
EARLIEST, LATEST = dt.date(1800, 1, 1), dt.date(2200, 12, 31)


class ConferenceSeries(Kept):
    """A conference that comes back: its meetings are numbered."""

    name = CanonicalCharField(_("name"), max_length=300, blank=True)

    objects = KeptQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = _("conference series")
        verbose_name_plural = pgettext_lazy("several", "conference series")

    def __str__(self):
        return label(self, "name")

    def clean(self):
        super().clean()
        some_language(self, "name")


class Programme(Kept):
    """A programme or project of cooperation that conferences belong to."""

    name = CanonicalCharField(_("name"), max_length=300, blank=True)
    starts_year = models.PositiveSmallIntegerField(
        _("first year"), null=True, blank=True, validators=YEAR
    )
    ends_year = models.PositiveSmallIntegerField(
        _("last year"), null=True, blank=True, validators=YEAR
    )
    partners = models.ManyToManyField(
        Organization, blank=True, related_name="programmes", verbose_name=_("partners")
    )

    objects = KeptQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_year__gte=F("starts_year")),
                name="events_programme_in_order",
                violation_error_message=_("The programme ends before it starts."),
            )
        ]

    def __str__(self):
        return label(self, "name")

    def clean(self):
        super().clean()
        some_language(self, "name")
        if self.starts_year:
            in_order(self, "starts_year", "ends_year")


class ConferenceQuerySet(KeptQuerySet, DerivingQuerySet):
    """Conferences."""


class Conference(Kept, Addressed):
    """A meeting: planned, confirmed and held, or postponed, or cancelled."""

    class Kind(models.TextChoices):
        INTERNATIONAL_CONFERENCE = "international_conference", _("International conference")
        MINISTERIAL_SESSION = "ministerial_session", _("Ministerial session")
        EXPERTS_MEETING = "experts_meeting", _("Experts' meeting")
        WORKSHOP = "workshop", _("Workshop")
        SEMINAR = "seminar", _("Seminar")
        TRAINING = "training", _("Training")
        CEREMONY = "ceremony", _("Ceremony")
        OTHER = "other", _("Other")

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        CONFIRMED = "confirmed", _("Confirmed")
        HELD = "held", _("Held")
        POSTPONED = "postponed", _("Postponed")
        CANCELLED = "cancelled", _("Cancelled")

    #: From each state, those that a conference can go to; what is over can only be corrected.
    NEXT = {
        State.PLANNED: {State.CONFIRMED, State.HELD, State.POSTPONED, State.CANCELLED},
        State.CONFIRMED: {State.HELD, State.POSTPONED, State.CANCELLED},
        State.POSTPONED: {State.PLANNED, State.CONFIRMED, State.CANCELLED},
        State.CANCELLED: {State.PLANNED, State.CONFIRMED},
        State.HELD: {State.CONFIRMED},
    }
    #: Every change of these, on whatever path, is kept as a `Milestone`.
    KEPT = ("state", "starts_on", "ends_on")
    DERIVED, DERIVED_FROM = ("state",), frozenset(KEPT)
    #: Whose hand changes the row; the desk says so before it saves.
    changed_by = None

    class Mode(models.TextChoices):
        IN_PERSON = "in_person", _("In person")
        ONLINE = "online", _("Online")
        HYBRID = "hybrid", _("In person and online")

    class ListVisibility(models.TextChoices):
        NOTHING = "nothing", _("Nothing")
        HEADS = "heads", _("Heads of delegation only")
        FULL = "full", _("The full list")

    title = CanonicalCharField(_("title"), max_length=500, blank=True)
    kind = models.CharField(
        _("kind"), max_length=40, choices=Kind.choices, default=Kind.INTERNATIONAL_CONFERENCE
    )
    state = models.CharField(
        _("state"), max_length=20, choices=State.choices, default=State.PLANNED
    )
    mode = models.CharField(_("held"), max_length=20, choices=Mode.choices, default=Mode.IN_PERSON)
    series = models.ForeignKey(
        ConferenceSeries,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="conferences",
        verbose_name=_("conference series"),
    )
    ordinal = models.PositiveSmallIntegerField(
        _("number in the series"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    starts_on = models.DateField(_("first day"), null=True, blank=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    dates_as_written = CanonicalCharField(_("dates as printed"), max_length=200, blank=True)
    hijri_label = CanonicalCharField(_("Hijri dates as printed"), max_length=200, blank=True)
    venue = CanonicalCharField(_("venue"), max_length=300, blank=True)
    city = CanonicalCharField(_("city"), max_length=200, blank=True)
    country = models.ForeignKey(
        Organization,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="conferences_hosted",
        limit_choices_to={"kind": Organization.Kind.STATE},
        verbose_name=_("country"),
    )
    programme = models.ForeignKey(
        Programme,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="conferences",
        verbose_name=_("programme"),
    )
    phase = models.PositiveSmallIntegerField(
        _("phase"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    phase_starts = models.PositiveSmallIntegerField(
        _("first year of the phase"), null=True, blank=True, validators=YEAR
    )
    phase_ends = models.PositiveSmallIntegerField(
        _("last year of the phase"), null=True, blank=True, validators=YEAR
    )
    part_of = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name=_("part of the meeting"),
    )
    prepares = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="preparatory",
        verbose_name=_("prepares the meeting"),
    )
    erase_private_on = models.DateField(
        _("private data erased on"),
        null=True,
        blank=True,
        help_text=_(
            "From that day on, e-mail, telephone and notes of its delegates may be erased; "
            "download the list first."
        ),
    )
    private_erased_at = models.DateTimeField(
        _("private data erased"), null=True, blank=True, editable=False
    )
    list_visibility = models.CharField(
        _("what the public sees of the delegates"),
        max_length=20,
        choices=ListVisibility.choices,
        default=ListVisibility.NOTHING,
    )

    objects = ConferenceQuerySet.as_manager()

    class Meta:
        ordering = [F("starts_on").desc(nulls_last=True), "-id"]
        verbose_name = _("conference")
        verbose_name_plural = _("conferences")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(starts_on__isnull=False, ends_on__gte=F("starts_on")),
                name="events_conference_in_order",
                violation_error_message=_("The conference ends before it starts."),
            ),
            models.CheckConstraint(
                condition=Q(phase_ends=None)
                | Q(phase_starts__isnull=False, phase_ends__gte=F("phase_starts")),
                name="events_phase_in_order",
                violation_error_message=_("The phase ends before it starts."),
            ),
            models.UniqueConstraint(
                fields=["series", "ordinal"],
                name="events_ordinal_once",
                violation_error_message=_("The series already has a conference of this number."),
            ),
            models.CheckConstraint(
                condition=~Q(part_of=F("id")) & ~Q(prepares=F("id")),
                name="events_conference_not_its_own_part",
                violation_error_message=_("A meeting is not part of itself."),
            ),
        ]

    def __str__(self):
        return label(self, "title")

    def save(self, *args, **kwargs):
        with transaction.atomic():
            super().save(*args, **kwargs)
            self.keep_milestone()

    def clean(self):
        super().clean()
        some_language(self, "title")
        in_order(self, "starts_on", "ends_on")
        in_order(self, "phase_starts", "phase_ends")
        self.refuse_state()
        self.refuse_slips()

    def refuse_slips(self):
        """A year that nobody can mean."""
        message = _("Check the year: a conference is from %(first)s to %(last)s.")
        params = {"first": localize(EARLIEST), "last": localize(LATEST)}
        wrong = {
            name: ValidationError(message, "year", params)
            for name in ("starts_on", "ends_on")
            if (day := getattr(self, name)) and not EARLIEST <= day <= LATEST
        }
        if wrong:
            raise ValidationError(wrong)

    def refuse_state(self):
        """A conference goes from state to state as in life, and is held only once it has begun."""
        stored = Conference.objects.filter(pk=self.pk).values_list("state", flat=True).first()
        if stored and self.state != stored and self.state not in self.NEXT[stored]:
            known = (str(self.State(each).label) for each in self.NEXT[stored])
            message = _("From “%(now)s” it can only become: %(next)s.")
            params = {"now": self.State(stored).label, "next": gettext(", ").join(known)}
            raise ValidationError({"state": ValidationError(message, "transition", params)})
        begun = self.starts_on is None or self.starts_on <= timezone.localdate()
        if self.state == self.State.HELD and not begun:
            message = _("It has not begun yet; it is confirmed until then.")
            raise ValidationError({"state": ValidationError(message, "not_begun")})

    def keep_milestone(self):
        """State and days as they are from now on, unless that is known already."""
        now = {name: getattr(self, name) for name in self.KEPT}
        last = self.milestones.order_by("-pk").values(*self.KEPT).first()
        if last != now:
            self.milestones.create(by=self.changed_by, at=timezone.now(), **now)

    def meeting_in(self, language: str) -> str:
        """Which meeting of its series: «الدورة الحادية والأربعون», "forty-first session"."""
        if not self.ordinal or self.ordinal > LARGEST:
            return ""
        words = ordinal_text(self.ordinal, language)
        return f"الدورة {words}" if language == "ar" else f"{words} session"

    def slug_text(self) -> str:
        return in_language(self, "title", "en")


class Milestone(models.Model):
    """The state and the days of a conference from a moment on, and whose hand it was."""

    conference = models.ForeignKey(
        Conference, models.CASCADE, related_name="milestones", verbose_name=_("conference")
    )
    state = models.CharField(_("state"), max_length=20, choices=Conference.State.choices)
    starts_on = models.DateField(_("first day"), null=True)
    ends_on = models.DateField(_("last day"), null=True)
    at = models.DateTimeField(_("since"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by")
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")

    def __str__(self):
        return str(self.get_state_display())


class OfConference(models.Model):
    """A part of a conference, changed by those who may change the conference."""

    class Meta:
        abstract = True

    def editable_by(self, user) -> bool:
        """As the conference itself."""
        return self.conference.editable_by(user)
