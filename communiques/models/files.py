"""Pictures and documents: the files that are kept, and where they are attached and sealed."""

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from communiques.models.communique import Communique
from communiques.models.editions import Edition
from organizations.fields import CanonicalCharField, CanonicalTextField
from organizations.languages import LANGUAGE_CHOICES


class StoredFile(models.Model):
    """A file as readers get it, known by the SHA-256 of its bytes. Never changes."""

    digest = models.CharField(max_length=64, unique=True)
    media_type = models.CharField(max_length=60)
    ending = models.CharField(max_length=10)
    size = models.PositiveBigIntegerField()
    #: Of a picture, in pixels.
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    #: Its smaller copies: width, height, digest.
    copies = models.JSONField(default=list)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    uploaded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")

    def __str__(self):
        return self.digest

    @property
    def is_picture(self) -> bool:
        return self.width is not None

    def copy_named(self, name: str) -> int | None:
        """The width of the copy of that name, as addresses have it; None for the file itself.
        Raises KeyError for what it has not."""
        widths = {f"{each['width']}.webp": each["width"] for each in self.copies}
        return None if name == f"whole.{self.ending}" else widths[name]

    def path(self, copy: int | None = None) -> str:
        """Where the storage keeps it, or its copy of that width."""
        folder = f"files/{self.digest[:2]}/{self.digest}"
        return f"{folder}/{copy}.webp" if copy else f"{folder}/whole.{self.ending}"


class Attachment(models.Model):
    """A picture or a document of the working copy, in the order in which it is read."""

    WORDS = ("alt", "caption", "credit")

    communique = models.ForeignKey(Communique, models.PROTECT, related_name="attachments")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name=_("file"))
    name = models.CharField(_("name of the file"), max_length=130)
    position = models.PositiveIntegerField(_("order"), default=0)
    shown_in = models.CharField(
        _("shown with"),
        max_length=2,
        blank=True,
        choices=[("", _("both texts")), *LANGUAGE_CHOICES],
    )
    alt = CanonicalCharField(
        _("what the picture shows"),
        max_length=500,
        blank=True,
        default="",
        help_text=_("For those who do not see it; required."),
    )
    caption = CanonicalTextField(_("caption"), blank=True, default="")
    credit = CanonicalCharField(_("credit"), max_length=200, blank=True, default="")

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["communique", "file"], name="attached_once"),
            models.CheckConstraint(condition=~Q(name=""), name="attachment_has_a_name"),
        ]

    def __str__(self):
        return self.name


class EditionFile(models.Model):
    """A file that an edition shows, sealed with it; what its address asks."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="files")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="sealed_in")
    name = models.CharField(max_length=130)

    class Meta:
        verbose_name = _("file of an edition")
        verbose_name_plural = _("files of editions")
        constraints = [
            models.UniqueConstraint(fields=["edition", "file"], name="edition_file_unique")
        ]

    def __str__(self):
        return self.name


def keep_bytes(path: str, data: bytes) -> None:
    """Under exactly that name; half a file, left by a machine that stopped, is written anew."""
    if default_storage.exists(path):
        if default_storage.size(path) == len(data):
            return
        default_storage.delete(path)
    written = default_storage.save(path, ContentFile(data))
    if written != path:  # somebody else stored the same bytes at the same moment
        default_storage.delete(written)


def kept_in(folder: str) -> list[str]:
    """The paths of the files in a folder, in order. A bucket knows no folders: it says what is in
    one, and never that one is there."""
    try:
        _folders, names = default_storage.listdir(folder)
    except FileNotFoundError:
        return []
    return sorted(f"{folder}/{name}" for name in names)
