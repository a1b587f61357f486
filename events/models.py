"""Where it was said: conferences, their programme, and the delegations that took part."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import Case, F, Min, OuterRef, Prefetch, Q, Subquery, When
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.formats import localize
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from events.issued import ListIssue, ProgrammeIssue  # noqa: F401 - models of this app
from organizations.derived import DerivingQuerySet, saving
from organizations.fields import CanonicalCharField, CanonicalTextField
from organizations.languages import in_language, label
from organizations.models import Organization, Person, PersonHonorific, User
from organizations.models.addressed import Addressed
from organizations.models.kept import Kept, KeptQuerySet
from organizations.ordinals import LARGEST, ordinal_text
from organizations.validators import in_order, some_language

YEAR = [MinValueValidator(1900), MaxValueValidator(2200)]


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

    def for_envelope(self):
        """With all that a page about a conference shows, in a constant number of queries."""
        return self.select_related("series", "country", "programme").prefetch_related(
            "themes",
            "programme__partners",
            Prefetch("organizers", Organizer.objects.select_related("organization")),
            Prefetch("sessions", Session.objects.select_related("chair", "rapporteur")),
            Prefetch(
                "sessions__interventions",
                Intervention.objects.select_related("person", "organization"),
            ),
            styles_of("sessions__chair"),
            styles_of("sessions__rapporteur"),
            styles_of("sessions__interventions__person"),
            Prefetch("delegations", Delegation.objects.in_protocol_order()),
            styles_of("delegations__mandated_by"),
            Prefetch("delegations__delegates", Delegate.objects.in_protocol_order()),
            styles_of("delegations__delegates__person"),
        )


def styles_of(person: str) -> Prefetch:
    """The honorifics of the people at the end of that path, in one query."""
    styles = PersonHonorific.objects.select_related("honorific")
    return Prefetch(f"{person}__styles".removeprefix("__"), styles)


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


class DelegationQuerySet(models.QuerySet):
    """Delegations."""

    def in_protocol_order(self):
        """Manual position, then protocol order, then Arabic name; alike on both databases."""
        return self.select_related("organization", "mandated_by").order_by(
            F("position").asc(nulls_last=True),
            F("organization__protocol_order").asc(nulls_last=True),
            "organization__sort_ar",
            "id",
        )


class RosterImport(OfConference):
    """A list of delegates that an office sent: what it held, what was chosen, what it did.

    The rows are kept until the list is applied or put away; what it did, so that it can be undone.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Not applied yet")
        APPLIED = "applied", _("Applied")
        UNDONE = "undone", _("Undone")
        PUT_AWAY = "put_away", _("Put away")

    conference = models.ForeignKey(
        Conference, models.CASCADE, related_name="roster_imports", verbose_name=_("conference")
    )
    file_name = models.CharField(_("file"), max_length=255)
    sha256 = models.CharField(max_length=64, db_index=True)
    state = models.CharField(
        _("state"), max_length=20, choices=State.choices, default=State.WAITING
    )
    #: The rows as read from the file; None once they are no longer needed.
    book = models.JSONField(null=True)
    choices = models.JSONField(default=dict)
    #: Digest of the plan that was shown last, and of each of its rows.
    seen = models.CharField(max_length=64, blank=True)
    seen_rows = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    #: What it created and changed; the old values of what it changed.
    done = models.JSONField(default=dict)
    uploaded_at = models.DateTimeField(_("sent in"), auto_now_add=True)
    uploaded_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("by"))
    applied_at = models.DateTimeField(_("applied at"), null=True)
    applied_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(_("undone at"), null=True)
    undone_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-uploaded_at", "-id"]
        default_permissions = ()
        verbose_name = _("list of delegates")
        verbose_name_plural = _("lists of delegates")

    def __str__(self):
        return self.file_name


class Delegation(OfConference):
    """Those whom a body sent to a conference, in whose name, and as what."""

    class Capacity(models.TextChoices):
        MEMBER = "member", _("Member")
        OBSERVER = "observer", _("Observer")
        GUEST = "guest", _("Guest")
        EXPERT = "expert", _("Expert")

    class Credentials(models.TextChoices):
        NONE = "none", _("None")
        RECEIVED = "received", _("Received")
        ACCEPTED = "accepted", _("Accepted")
        QUERIED = "queried", _("Queried")

    class Group(models.TextChoices):
        STATES = "states", _("States")
        ARAB = "arab", _("Arab bodies")
        INTERNATIONAL = "international", _("International bodies")
        OTHER = "other", _("Others")

    conference = models.ForeignKey(
        Conference, models.CASCADE, related_name="delegations", verbose_name=_("conference")
    )
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="delegations", verbose_name=_("body")
    )
    printed_name = CanonicalCharField(_("name as printed"), max_length=300, blank=True)
    group = models.CharField(_("listed among"), max_length=20, choices=Group.choices, blank=True)
    capacity = models.CharField(
        _("capacity"),
        max_length=20,
        choices=Capacity.choices,
        default=Capacity.MEMBER,
        blank=True,
        help_text=_("Empty where the documents do not say."),
    )
    mandated_by = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="mandates",
        verbose_name=_("mandated by"),
    )
    mandated_as = CanonicalCharField(
        _("post of who mandated, as printed"), max_length=500, blank=True
    )
    credentials = models.CharField(
        _("credentials"), max_length=20, choices=Credentials.choices, default=Credentials.NONE
    )
    credentials_reference = CanonicalCharField(
        _("reference of the note"),
        max_length=200,
        blank=True,
        help_text=_("Number and date of the note that named the delegation."),
    )
    position = models.PositiveSmallIntegerField(
        _("position"),
        null=True,
        blank=True,
        help_text=_("Comes before protocol order; empty: protocol order, then name."),
    )

    objects = DelegationQuerySet.as_manager()

    class Meta:
        ordering = [F("position").asc(nulls_last=True), "id"]
        verbose_name = _("delegation")
        verbose_name_plural = _("delegations")
        constraints = [
            models.UniqueConstraint(
                fields=["conference", "organization"],
                name="events_delegation_once",
                violation_error_message=_("This body already has a delegation here."),
            )
        ]

    def __str__(self):
        return label(self, "printed_name") or str(self.organization)

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        self.delegates.exclude(conference=self.conference_id).update(conference=self.conference_id)


ACTIVE = ("nominated", "confirmed", "attended")
#: The precedence of those without an honorific: behind all that can be recorded.
LAST = 32_768


class DelegateQuerySet(models.QuerySet):
    """Delegates."""

    def active(self):
        """Those who hold a place: neither absent, nor withdrawn, nor replaced."""
        return self.filter(state__in=ACTIVE)

    def in_protocol_order(self):
        """The head first, then by function, manual position, the precedence of the highest
        honorific and Arabic name."""
        ranks = [When(function=value, then=rank) for rank, value in enumerate(Delegate.Function)]
        return (
            self.with_precedence()
            .select_related("person", "seconded_from")
            .order_by(
                Case(*ranks, default=len(ranks)),
                F("position").asc(nulls_last=True),
                "precedence",
                "person__sort_ar",
                "id",
            )
        )

    def with_precedence(self):
        """`precedence`: that of the person's highest honorific; LAST without any."""
        styles = PersonHonorific.objects.filter(person=OuterRef("person")).order_by()
        highest = styles.values("person").annotate(least=Min("honorific__precedence"))
        return self.annotate(precedence=Coalesce(Subquery(highest.values("least")), LAST))


class Delegate(OfConference):
    """A person's place in a delegation. It is never overwritten by who comes in their stead."""

    class Function(models.TextChoices):
        HEAD = "head", _("Head of delegation")
        DEPUTY = "deputy", _("Deputy head")
        ALTERNATE = "alternate", _("Alternate")
        MEMBER = "member", _("Member")
        ADVISER = "adviser", _("Adviser")
        EXPERT = "expert", _("Expert")
        OBSERVER = "observer", _("Observer")

    class State(models.TextChoices):
        NOMINATED = "nominated", _("Nominated")
        CONFIRMED = "confirmed", _("Confirmed")
        ATTENDED = "attended", _("Attended")
        ABSENT = "absent", _("Absent")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        REPLACED = "replaced", _("Replaced")

    delegation = models.ForeignKey(
        Delegation, models.CASCADE, related_name="delegates", verbose_name=_("delegation")
    )
    conference = models.ForeignKey(
        Conference,
        models.CASCADE,
        related_name="delegates",
        editable=False,
        verbose_name=_("conference"),
    )
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="places", verbose_name=_("person")
    )
    function = models.CharField(
        _("function"), max_length=20, choices=Function.choices, default=Function.MEMBER
    )
    state = models.CharField(
        _("state"), max_length=20, choices=State.choices, default=State.NOMINATED
    )
    printed_name = CanonicalCharField(_("name as printed"), max_length=300, blank=True)
    printed_title = CanonicalCharField(_("post as printed"), max_length=500, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), null=True, blank=True)
    replaces = models.ForeignKey(
        "self",
        models.RESTRICT,
        null=True,
        blank=True,
        related_name="replaced_by",
        verbose_name=_("in the place of"),
    )
    seconded_from = models.ForeignKey(
        Organization,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="delegates_lent",
        verbose_name=_("from another body"),
        help_text=_("The delegate's own body, where it is not the one represented."),
    )

    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    private_note = CanonicalTextField(_("note for the desk"), blank=True)

    #: What never leaves the desk.
    PRIVATE = ("email", "phone", "private_note")
    #: Set by a form that checks all the rows of a delegation together.
    checked_with_others = False

    objects = DelegateQuerySet.as_manager()

    class Meta:
        ordering = [F("position").asc(nulls_last=True), "id"]
        verbose_name = _("delegate")
        verbose_name_plural = _("delegates")
        constraints = [
            models.UniqueConstraint(
                fields=["delegation"],
                condition=Q(function="head", state__in=ACTIVE),
                name="events_one_active_head",
                violation_error_message=_("The delegation already has a head."),
            ),
            models.UniqueConstraint(
                fields=["conference", "person"],
                condition=Q(state__in=ACTIVE),
                name="events_one_active_place",
                violation_error_message=_("This person already has a place at the conference."),
            ),
            models.CheckConstraint(
                condition=~Q(replaces=F("id")), name="events_delegate_not_in_own_place"
            ),
        ]

    def __str__(self):
        return label(self, "printed_name") or str(self.person)

    def save(self, *args, **kwargs):
        self.conference_id = self.delegation.conference_id
        with transaction.atomic():
            if self.state in ACTIVE:
                Delegate.objects.active().filter(pk=self.replaces_id).update(
                    state=self.State.REPLACED
                )
            super().save(*args, **saving(kwargs, "conference"))

    def clean(self):
        super().clean()
        if self.replaces_id and self.replaces.delegation_id != self.delegation_id:
            raise ValidationError({"replaces": _("Choose a delegate of the same delegation.")})

    def validate_constraints(self, exclude=None):
        """Also those on the conference, which no form shows; unless a form checks all rows."""
        if self.checked_with_others or getattr(self, "delegation", None) is None:
            return
        self.conference_id = self.delegation.conference_id
        if self.state in ACTIVE and self.person_id:
            self.refuse_second_place()
        if self.state in ACTIVE and self.function == self.Function.HEAD:
            self.refuse_second_head()
        steps_in = self.replaces_id and self.state in ACTIVE  # the other leaves the place first
        if not steps_in:
            super().validate_constraints(exclude=set(exclude or ()) - {"conference"})

    def editable_by(self, user) -> bool:
        return self.delegation.editable_by(user)

    def refuse_second_head(self):
        """A delegation has one head; who steps in the head's place comes after them."""
        heads = self.delegation.delegates.active().filter(function=self.Function.HEAD)
        if heads.exclude(pk__in=[self.pk, self.replaces_id]).exists():
            message = _("The delegation has a head already. Change the state of the other first.")
            raise ValidationError({"function": ValidationError(message, "second_head")})

    def refuse_second_place(self):
        """Name the delegation in which the person already is."""
        places = Delegate.objects.active().filter(
            conference=self.conference_id, person=self.person_id
        )
        if other := places.exclude(pk=self.pk).select_related("delegation__organization").first():
            raise ValidationError({"person": other.taken_message()})

    def taken_message(self) -> ValidationError:
        """Why this person cannot have another place at the conference, and what to do."""
        return ValidationError(
            _(
                "This person already has a place in the delegation “%(delegation)s”. Withdraw "
                "that one first, or choose somebody else."
            ),
            code="second_place",
            params={"delegation": self.delegation},
        )
