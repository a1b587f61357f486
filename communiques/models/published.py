"""Whether what readers see has changed."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PublicChange(models.Model):
    """A row for each time that something was written which readers' pages are made of. The database
    writes them itself, in the transaction of what was written, so which of them there are names one
    state of all that is published. Old ones go: what counts is whether they are the same."""

    class Meta:
        verbose_name = _("change of what is public")
        verbose_name_plural = _("changes of what is public")

    def __str__(self):
        return str(self.pk)
