"""Signatures of editions, and the public log of all of them: rows that only ever come."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from communiques.models.editions import Edition


class Signature(models.Model):
    """A key's signature of an edition's statement, both in the bytes that were signed."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="signatures")
    key = models.CharField(_("key"), max_length=16)
    statement = models.TextField()
    #: 64 bytes in hex.
    signature = models.CharField(max_length=128)
    signed_at = models.DateTimeField(_("signed"))

    class Meta:
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")
        constraints = [models.UniqueConstraint(fields=["edition", "key"], name="signed_once_a_key")]

    def __str__(self):
        return self.key


class LogHead(models.Model):
    """The one row that every append locks: how many entries there are."""

    size = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="one_log_head")]


class LogEntry(models.Model):
    """An edition in the log, from the moment on at which it was public."""

    index = models.BigIntegerField(_("entry"), primary_key=True)
    edition = models.OneToOneField(Edition, models.PROTECT, related_name="log_entry")
    statement = models.TextField()
    added_at = models.DateTimeField()

    class Meta:
        verbose_name = _("entry of the log")
        verbose_name_plural = _("entries of the log")

    def __str__(self):
        return str(self.index)


class LogNode(models.Model):
    """The hash of a complete subtree, over the leaves index·2^level and those after it."""

    level = models.PositiveSmallIntegerField()
    index = models.BigIntegerField()
    hash = models.BinaryField(max_length=32)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["level", "index"], name="log_node_once")]


class LogDue(models.Model):
    """A sealed edition that is not in the log yet: it enters at its moment."""

    edition = models.OneToOneField(Edition, models.PROTECT, primary_key=True, related_name="+")
    visible_from = models.DateTimeField(db_index=True)
