"""The papers made of what was sealed, and those that are still to be made."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from communiques.models.editions import Edition


class Form(models.TextChoices):
    PDF = "pdf", _("PDF")
    WORD = "docx", _("Word")
    PLAIN = "txt", _("Plain text")
    BILINGUAL = "bilingual", _("PDF in both languages")


class Document(models.Model):
    """A file made of an edition, as readers get it, known by the SHA-256 of its bytes. Never
    changes. The one in both languages is the original's, `beside` being its translation."""

    MEDIA = {
        Form.PDF: "application/pdf",
        Form.BILINGUAL: "application/pdf",
        Form.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        Form.PLAIN: "text/plain; charset=utf-8",
    }

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="documents")
    beside = models.ForeignKey(Edition, models.PROTECT, null=True, related_name="+")
    form = models.CharField(max_length=10, choices=Form.choices)
    digest = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField()
    #: SHA-256 of the certificate that sealed it; '' where nothing did.
    sealed_by = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField()
    #: What is printed around the text: a copy of the page brings it along.
    lines = models.JSONField(default=list)

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "form"], condition=Q(beside=None), name="document_once"
            ),
            models.UniqueConstraint(
                fields=["edition", "beside", "form"],
                condition=Q(beside__isnull=False),
                name="document_beside_once",
            ),
            models.CheckConstraint(
                condition=Q(form=Form.BILINGUAL, beside__isnull=False)
                | (~Q(form=Form.BILINGUAL) & Q(beside=None)),
                name="document_beside_where_bilingual",
            ),
        ]

    def __str__(self):
        return f"{self.edition}: {self.get_form_display()}"

    @property
    def ending(self) -> str:
        return "pdf" if self.form == Form.BILINGUAL else self.form

    @property
    def path(self) -> str:
        """Where the storage keeps it."""
        return f"documents/{self.digest[:2]}/{self.digest}.{self.ending}"


class Printing(models.Model):
    """A document that is still to be made: since when, how often it failed, and why."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="printings")
    beside = models.ForeignKey(Edition, models.PROTECT, null=True, related_name="+")
    form = models.CharField(max_length=10, choices=Form.choices)
    due_at = models.DateTimeField()
    failures = models.PositiveIntegerField(default=0)
    last_failure = models.TextField(blank=True)

    class Meta:
        verbose_name = _("document to be made")
        verbose_name_plural = _("documents to be made")
        indexes = [models.Index(fields=["due_at"], name="printing_due")]

    def __str__(self):
        return f"{self.edition}: {self.get_form_display()}"
