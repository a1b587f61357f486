"""Who takes part: delegations and their delegates, in protocol order."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Case, F, Min, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from events.models.conferences import Conference, OfConference
from organizations.derived import saving
from organizations.fields import CanonicalCharField, CanonicalTextField
from organizations.languages import label
from organizations.models import Organization, Person, PersonHonorific


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
