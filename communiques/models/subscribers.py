"""Readers who asked to be told by e-mail, of what, and what was sent to them. Nobody but themselves
sees their addresses: no row names one."""

import secrets

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from communiques.models.after import Withdrawal
from communiques.models.editions import Edition
from communiques.models.series import Kind
from events.models import Conference
from organizations.languages import LANGUAGE_CHOICES
from organizations.models import Organization
from organizations.outgoing import Outgoing


def new_key() -> str:
    return secrets.token_hex(16)


class Subscriber(models.Model):
    """An address, in small letters, and how it wants its letters."""

    class Rhythm(models.TextChoices):
        NOW = "now", _("At once")
        DAILY = "daily", _("Once a day, in the morning")

    email = models.CharField(max_length=254, unique=True)
    language = models.CharField(max_length=2, choices=LANGUAGE_CHOICES)
    rhythm = models.CharField(max_length=5, choices=Rhythm.choices, default=Rhythm.NOW)
    #: Signed, it stands in the addresses that only its owner knows.
    key = models.CharField(max_length=32, default=new_key)
    since = models.DateTimeField()

    class Meta:
        verbose_name = _("subscriber")
        verbose_name_plural = _("subscribers")

    def __str__(self):
        return f"#{self.pk}"


class SubscriptionQuerySet(models.QuerySet):
    def confirmed(self):
        return self.exclude(confirmed_at=None)

    def of(self, edition: Edition):
        """Those that want this edition and were confirmed when it became public."""
        sealed = Organization._base_manager.filter(pk=edition.issuer_id)
        issuers = Q(issuer=edition.issuer_id) | Q(issuer__in=sealed.values("merged_into"))
        return self.filter(
            Q(issuer=None) | issuers,
            Q(conference=None) | Q(conference=edition.conference_id),
            Q(kind="") | Q(kind=edition.communique_kind),
            Q(language="") | Q(language=edition.language),
            confirmed_at__lte=edition.visible_from,
        )


class Subscription(models.Model):
    """What somebody wants to be told of: all that has every one of these; what is empty narrows
    nothing. It counts once its owner has confirmed it."""

    subscriber = models.ForeignKey(Subscriber, models.CASCADE, related_name="subscriptions")
    issuer = models.ForeignKey(Organization, models.CASCADE, null=True, related_name="+")
    conference = models.ForeignKey(Conference, models.CASCADE, null=True, related_name="+")
    kind = models.CharField(max_length=30, choices=Kind.choices, blank=True)
    language = models.CharField(max_length=2, choices=LANGUAGE_CHOICES, blank=True)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("subscription by e-mail")
        verbose_name_plural = _("subscriptions by e-mail")
        ordering = ["id"]

    def __str__(self):
        return f"#{self.pk}"


class Announcement(models.Model):
    """Something of which subscribers are to be told: an edition from its moment on, a withdrawal or
    its end. Written with what it tells of; `told_at` is when everyone's letter was made."""

    edition = models.OneToOneField(Edition, models.CASCADE, null=True, related_name="announcement")
    withdrawal = models.ForeignKey(
        Withdrawal, models.CASCADE, null=True, related_name="announcements"
    )
    #: That the text speaks for the council again.
    lifted = models.BooleanField(default=False)
    due_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["withdrawal", "lifted"], name="withdrawal_announced_once"
            ),
            models.CheckConstraint(
                condition=Q(edition__isnull=False, withdrawal=None, lifted=False)
                | Q(edition=None, withdrawal__isnull=False),
                name="announcement_of_one_thing",
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(told_at=None), name="announcement_due")
        ]


class Letter(Outgoing):
    """One announcement to one subscriber; without one, the link to their subscriptions.

    Before it is given to the mail server it is marked as handed over. If the machine stops between
    the two, nobody knows whether it went: it is in doubt, and never sent again by itself."""

    subscriber = models.ForeignKey(Subscriber, models.CASCADE, related_name="letters")
    announcement = models.ForeignKey(
        Announcement, models.CASCADE, null=True, related_name="letters"
    )
    handed_at = models.DateTimeField(null=True)
    #: Of its e-mail: sent again, it is known as the same.
    message_id = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subscriber", "announcement"], name="letter_once"),
            models.UniqueConstraint(
                fields=["subscriber"], condition=Q(announcement=None), name="one_link_letter"
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(handed_at=None), name="letter_to_be_sent"),
            models.Index(fields=["handed_at"], condition=Q(sent_at=None), name="letter_in_doubt"),
        ]
