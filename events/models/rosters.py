"""Lists of delegates that offices send."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from events.models.conferences import Conference, OfConference
from organizations.models import User


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
