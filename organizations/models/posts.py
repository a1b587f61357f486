"""The posts that people hold in bodies, and when."""

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from organizations.fields import CanonicalCharField
from organizations.languages import label
from organizations.models.bodies import Organization
from organizations.models.people import Person
from organizations.validators import in_order, some_language


class Appointment(models.Model):
    """A post that a person holds in a body, from a day to a day; open ends stay empty."""

    person = models.ForeignKey(
        Person, models.CASCADE, related_name="appointments", verbose_name=_("person")
    )
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="appointments", verbose_name=_("body")
    )
    title = CanonicalCharField(_("post"), max_length=300, blank=True)
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=1)

    #: Rows that have all this in common are one post, recorded twice.
    SAME = ("person", "organization", "title_ar", "title_en", "since", "until")

    class Meta:
        ordering = ["position", "id"]
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gte=F("since")),
                name="organizations_appointment_in_order",
                violation_error_message=_("The appointment ends before it starts."),
            )
        ]

    def __str__(self):
        return label(self, "title")

    def clean(self):
        super().clean()
        some_language(self, "title")
        if self.since:
            in_order(self, "since", "until")

    def holds_on(self, date: dt.date) -> bool:
        """Whether the post was held on that day."""
        return (self.since is None or self.since <= date) and (
            self.until is None or date <= self.until
        )
