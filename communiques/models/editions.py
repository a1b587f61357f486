"""Editions: what is sealed and never changes, and which of it a reader may see at which moment."""

import datetime as dt

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Exists, F, OuterRef
from django.db.models.fields.json import KT
from django.utils.translation import gettext_lazy as _

from communiques.digests import digest
from communiques.fields import RichTextField
from communiques.models.communique import Communique
from communiques.models.decisions import Action, Decision
from communiques.models.releases import Release
from communiques.models.series import Kind
from communiques.models.words import TEXT_FIELDS, Text
from events.models import Conference
from organizations.languages import LANGUAGE_CHOICES
from organizations.models import Organization


class EditionKind(models.TextChoices):
    ORIGINAL = "original", _("Original")
    CORRIGENDUM = "corrigendum", _("Corrigendum")
    REVISION = "revision", _("Revision")
    ADDENDUM = "addendum", _("Addendum")
    REISSUE = "reissue", _("Technical reissue")
    ERRATUM = "erratum", _("Erratum of a note")


class Clearance(models.TextChoices):
    NORMAL = "normal", _("Cleared")
    URGENT = "urgent", _("Urgent")
    LEGACY = "legacy", _("From the archive")


LIST_COLUMNS = (
    "communique", "language", "number", "kind", "symbol", "title", "summary", "dated_on",
    "communique_kind", "clearance", "visible_from",
)  # fmt: skip


def withdrawn(*, at: dt.datetime, **how):
    """The keys of the communiqués whose withdrawal stands at that moment: see
    `WithdrawalQuerySet.standing`."""
    withdrawals = Communique._meta.get_field("withdrawals").related_model
    return withdrawals.objects.standing(at=at).filter(**how).order_by().values("communique")


class WithoutIndex(models.Func):
    """A column by which SQLite is to choose among rows, not to look them up."""

    arity = 1
    template = "%(expressions)s"

    def as_sqlite(self, compiler, connection):
        return self.as_sql(compiler, connection, template="+%(expressions)s")


class EditionQuerySet(models.QuerySet):
    def released(self, *, at: dt.datetime):
        """Everything that became public by that moment, whatever happened to it since; of what was
        redacted, without its words."""
        return self.filter(visible_from__lte=at, release__called_off_at=None)

    def public(self, *, at: dt.datetime):
        """Everything that a reader may see at that moment, earlier editions included."""
        return self.unremoved(at=at).unredacted()

    def unremoved(self, *, at: dt.datetime):
        """What was released, but for the texts that were withdrawn and removed."""
        removed = withdrawn(at=at, removes_text=True)
        return self.released(at=at).exclude(communique__in=removed)

    def unredacted(self):
        """Those that still have their words."""
        redacted = Edition._meta.get_field("redacted").related_model
        return self.exclude(pk__in=redacted.objects.values("edition"))

    def current(self, *, at: dt.datetime):
        """Of each communiqué and language, the newest public edition, if it still speaks for the
        council: what was withdrawn stands in no list and is not found."""
        newer = self.model.objects.released(at=at).filter(
            communique=OuterRef("communique"),
            language=OuterRef("language"),
            number__gt=OuterRef("number"),
        )
        current = self.released(at=at).filter(~Exists(newer)).unredacted()
        return current.exclude(communique__in=withdrawn(at=at))

    def latest_first(self):
        return self.order_by("-dated_on", "-communique_id")

    def in_language(self, language: str):
        return self.filter(language=language)

    def found_by(self, keys):
        """Those whose keys a question gives. SQLite asks it once, and goes through the editions as
        if it were not there: it cannot tell many keys from few, and a list would be looked up in
        full before it is sorted, or edition by edition."""
        return self.alias(found=WithoutIndex("pk")).filter(found__in=keys)

    def for_list(self):
        """Without the heavy columns; with the sealed names that a line of a list shows."""
        return self.only(*LIST_COLUMNS).annotate(
            slug=F("communique__slug"),
            issuer_name=KT("envelope__issuer__name"),
            hijri=KT("envelope__hijri"),
            place=KT("envelope__place"),
        )

    def scheduled(self, *, at: dt.datetime):
        return self.filter(visible_from__gt=at, release__called_off_at=None)

    def standing(self):
        """Those that were not called off; only what tells which words they carry."""
        columns = ("communique", "language", "number", "text_revision", "text_digest")
        return self.filter(release__called_off_at=None).only(*columns, "source_digest", "release")

    def unreviewed(self):
        """Released by the urgent path, and reviewed by nobody since, while it has its words."""
        reviews = Decision.objects.filter(
            action=Action.REVIEW_URGENT, release=OuterRef("release"), language=OuterRef("language")
        )
        urgent = self.filter(clearance=Clearance.URGENT, release__called_off_at=None).unredacted()
        return urgent.filter(~Exists(reviews))


class Edition(models.Model):
    """A sealed text in one language, with everything else that the public sees. Never changes; a
    redaction empties it."""

    release = models.ForeignKey(Release, models.PROTECT, related_name="editions")
    communique = models.ForeignKey(Communique, models.PROTECT, related_name="editions")
    language = models.CharField(max_length=2, choices=LANGUAGE_CHOICES)
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=EditionKind.choices)
    symbol = models.CharField(_("symbol"), max_length=100, blank=True)
    code = models.CharField(max_length=20, unique=True)
    title = models.TextField(_("title"))
    summary = models.TextField(blank=True)
    body = RichTextField()
    change_note = models.TextField(blank=True)
    html = models.TextField()
    envelope = models.JSONField(encoder=DjangoJSONEncoder)
    dated_on = models.DateField(_("date"))
    communique_kind = models.CharField(max_length=30, choices=Kind.choices)
    issuer = models.ForeignKey(Organization, models.PROTECT, related_name="editions_issued")
    conference = models.ForeignKey(Conference, models.PROTECT, null=True, related_name="editions")
    organizations = models.ManyToManyField(
        Organization, through="Mention", related_name="editions_naming"
    )
    text_digest = models.CharField(max_length=64)
    envelope_digest = models.CharField(max_length=64)
    source_digest = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)
    #: The clearance steps that the series asked for when this was sealed.
    steps = models.JSONField(default=list)
    clearance = models.CharField(max_length=10, choices=Clearance.choices)
    text_revision = models.PositiveIntegerField()
    facts_revision = models.PositiveIntegerField()
    visible_from = models.DateTimeField()
    sealed_at = models.DateTimeField()

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        constraints = [
            models.UniqueConstraint(fields=["release", "language"], name="edition_unique")
        ]
        indexes = [
            models.Index(fields=["language", "-dated_on", "-communique"], name="edition_latest"),
            models.Index(
                fields=["language", "issuer", "-dated_on", "-communique"], name="edition_by_issuer"
            ),
            models.Index(
                fields=["language", "communique_kind", "-dated_on", "-communique"],
                name="edition_by_kind",
            ),
            models.Index(
                fields=["language", "conference", "-dated_on", "-communique"],
                name="edition_by_conference",
            ),
            models.Index(
                fields=["communique", "language", "number", "text_revision", "release"],
                name="edition_numbers",
            ),
            models.Index(fields=["visible_from"], name="edition_visible_from"),
            models.Index(fields=["clearance"], name="edition_clearance"),
        ]

    def __str__(self):
        return self.title or self.symbol or self.code

    @property
    def is_redacted(self) -> bool:
        """Its words are gone: no text is sealed without a title."""
        return not self.title

    @property
    def is_first(self) -> bool:
        """Whether it is the first in its language. Its number counts the releases of the text, in
        whichever language: the first edition of a translation may be the second of the text."""
        return self.kind == EditionKind.ORIGINAL

    def text(self) -> Text:
        return Text(self.language, **{f: getattr(self, f) for f in TEXT_FIELDS})

    def seal(self) -> str:
        """The digest over everything that the public sees of this edition."""
        return digest(
            {
                "text": self.text_digest,
                "envelope": self.envelope_digest,
                "html": self.html,
                "language": self.language,
                "number": self.number,
                "kind": self.kind,
                "symbol": self.symbol,
                "clearance": self.clearance,
                "steps": self.steps,
                "visible_from": self.visible_from.astimezone(dt.UTC).isoformat(),
            }
        )
