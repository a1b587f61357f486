"""What a conference deals with, who holds it, and who did what in which session."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.formats import localize
from django.utils.translation import gettext_lazy as _

from events.models.conferences import Conference, OfConference
from organizations.fields import CanonicalCharField
from organizations.languages import label
from organizations.models import Organization, Person
from organizations.validators import in_order, some_language


class Theme(OfConference):
    """A subject that the conference dealt with."""

    conference = models.ForeignKey(
        Conference, models.CASCADE, related_name="themes", verbose_name=_("conference")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=1)
    title = CanonicalCharField(_("title"), max_length=500, blank=True)

    class Meta:
        ordering = ["position", "id"]
        verbose_name = _("theme")
        verbose_name_plural = _("themes")

    def __str__(self):
        return label(self, "title")

    def clean(self):
        super().clean()
        some_language(self, "title")


class Organizer(OfConference):
    """A body's part in holding the conference; one body may have several."""

    class Role(models.TextChoices):
        ORGANIZER = "organizer", _("Organizer")
        INVITER = "inviter", _("Inviter")
        HOST = "host", _("Host")
        PARTNER = "partner", _("Partner")
        PATRON = "patron", _("Patron")
        FUNDER = "funder", _("Funder")

    conference = models.ForeignKey(
        Conference, models.CASCADE, related_name="organizers", verbose_name=_("conference")
    )
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="organized", verbose_name=_("body")
    )
    role = models.CharField(_("role"), max_length=20, choices=Role.choices, default=Role.ORGANIZER)
    position = models.PositiveSmallIntegerField(_("position"), default=1)

    class Meta:
        ordering = ["position", "id"]
        verbose_name = _("organizer")
        verbose_name_plural = _("organizers")
        constraints = [
            models.UniqueConstraint(
                fields=["conference", "organization", "role"],
                name="events_organizer_once",
                violation_error_message=_("This body already has this role."),
            )
        ]

    def __str__(self):
        return f"{self.organization} ({self.get_role_display()})"


class Session(OfConference):
    """A sitting of the conference, with those who spoke in it."""

    class Kind(models.TextChoices):
        OPENING = "opening", _("Opening")
        THEMATIC = "thematic", _("Thematic")
        WORKING = "working", _("Working")
        CLOSING = "closing", _("Closing")
        OTHER = "other", _("Other")

    class PartOfDay(models.TextChoices):
        MORNING = "morning", _("Morning")
        AFTERNOON = "afternoon", _("Afternoon")
        EVENING = "evening", _("Evening")

    conference = models.ForeignKey(
        Conference, models.CASCADE, related_name="sessions", verbose_name=_("conference")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=1)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.WORKING)
    title = CanonicalCharField(_("title"), max_length=500, blank=True)
    day = models.DateField(_("day"), null=True, blank=True)
    part_of_day = models.CharField(
        _("part of the day"), max_length=20, choices=PartOfDay.choices, blank=True
    )
    starts_at = models.TimeField(_("starts at"), null=True, blank=True)
    ends_at = models.TimeField(_("ends at"), null=True, blank=True)
    chair = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="sessions_chaired",
        verbose_name=_("chair"),
    )
    rapporteur = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="sessions_reported",
        verbose_name=_("rapporteur"),
    )

    class Meta:
        ordering = ["position", "id"]
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(starts_at__isnull=False, ends_at__gte=F("starts_at")),
                name="events_session_in_order",
                violation_error_message=_("The session ends before it starts."),
            )
        ]

    def __str__(self):
        return label(self, "title") or str(self.get_kind_display())

    def clean(self):
        super().clean()
        in_order(self, "starts_at", "ends_at")
        self.refuse_day_outside()

    def refuse_day_outside(self):
        """A session is held on a day of its conference, where the conference has days."""
        conference = getattr(self, "conference", None)
        first = getattr(conference, "starts_on", None)
        if not (self.day and first):
            return
        last = conference.ends_on or first
        if not first <= self.day <= last:
            message = _("The conference is from %(first)s to %(last)s; choose a day in it.")
            params = {"first": localize(first), "last": localize(last)}
            raise ValidationError({"day": ValidationError(message, "outside", params)})


class Intervention(models.Model):
    """What somebody did in a session, with name and post as printed that day."""

    class Part(models.TextChoices):
        OPENED = "opened", _("Opened")
        WELCOMED = "welcomed", _("Welcomed the participants")
        SPOKE = "spoke", _("Spoke")
        PRESENTED = "presented", _("Gave a presentation")
        CHAIRED = "chaired", _("Chaired")
        REPORTED = "reported", _("Reported")

    session = models.ForeignKey(
        Session, models.CASCADE, related_name="interventions", verbose_name=_("session")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=1)
    part = models.CharField(_("part"), max_length=20, choices=Part.choices, default=Part.SPOKE)
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="interventions",
        verbose_name=_("person"),
    )
    organization = models.ForeignKey(
        Organization,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="interventions",
        verbose_name=_("on behalf of"),
    )
    printed_name = CanonicalCharField(_("name as printed"), max_length=300, blank=True)
    printed_post = CanonicalCharField(_("post as printed"), max_length=500, blank=True)
    subject = CanonicalCharField(_("subject"), max_length=500, blank=True)

    class Meta:
        ordering = ["position", "id"]
        verbose_name = _("intervention")
        verbose_name_plural = _("interventions")

    def __str__(self):
        speaker = label(self, "printed_name") or self.person or self.organization or ""
        return f"{speaker} ({self.get_part_display()})"

    def clean(self):
        super().clean()
        if not (self.person_id or self.organization_id or label(self, "printed_name")):
            raise ValidationError(
                {"person": _("Choose a person or a body, or write the name as printed.")}
            )

    def editable_by(self, user) -> bool:
        """As the conference that the session belongs to."""
        return self.session.editable_by(user)
