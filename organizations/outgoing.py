"""What every queue of e-mails keeps of a letter."""

from django.db import models


class Outgoing(models.Model):
    """An e-mail that is to be sent: by one worker, and after a failure again."""

    #: Not before that moment: at once, in the morning, or after a failure.
    due_at = models.DateTimeField()
    #: A worker has it in hand until then.
    claimed_until = models.DateTimeField(null=True)
    claim = models.CharField(max_length=32, blank=True)
    sent_at = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)
    last_failure = models.TextField(blank=True)

    class Meta:
        abstract = True
