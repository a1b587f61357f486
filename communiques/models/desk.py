"""What the desk keeps around the texts: remarks, waivers, terms, what is being typed or was read,
notices, the memory of translations, links for those without an account. None of it is public."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from communiques.models.communique import Communique
from communiques.models.editions import Edition
from communiques.models.releases import Release
from communiques.models.versions import TextVersion
from communiques.models.words import TEXT_FIELDS, Text
from organizations.fields import CanonicalCharField, CanonicalTextField
from organizations.languages import LANGUAGE_CHOICES
from organizations.models.kept import Kept
from organizations.outgoing import Outgoing


class Waiver(models.Model):
    """Somebody's word that one finding of the checks is no fault here. It holds for that finding
    alone: once the words that it is about change, there is another finding."""

    communique = models.ForeignKey(Communique, models.PROTECT, related_name="waivers")
    finding = models.CharField(max_length=32)
    code = models.CharField(max_length=40)
    reason = CanonicalTextField(_("reason"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("waiver")
        verbose_name_plural = _("waivers")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["communique", "finding"],
                condition=Q(withdrawn_at=None),
                name="waiver_once",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="waiver_gives_its_reason"),
        ]

    def __str__(self):
        return self.reason


class Term(Kept):
    """A pair of the term base: what is said in Arabic, what in English, and what is not."""

    ar = CanonicalCharField(_("Arabic term"), max_length=200)
    en = CanonicalCharField(_("English term"), max_length=200)
    forbidden = CanonicalCharField(
        _("not to be written"),
        max_length=200,
        blank=True,
        help_text=_("A word of either language in whose place the term stands."),
    )
    source = CanonicalCharField(_("source"), max_length=200, blank=True)
    note = CanonicalTextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering = ["ar", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["ar", "en", "forbidden"],
                name="term_once",
                violation_error_message=_("This term is in the base already."),
            )
        ]

    def __str__(self):
        return f"{self.ar} = {self.en}"


class Buffer(models.Model):
    """What somebody is typing in one opening of the page and has not saved: theirs alone, gone once
    they save it."""

    communique = models.ForeignKey(Communique, models.CASCADE, related_name="buffers")
    language = models.CharField(max_length=2, choices=LANGUAGE_CHOICES)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    page = models.CharField(max_length=32)
    based_on = models.PositiveIntegerField()
    title = models.TextField(blank=True)
    summary = models.TextField(blank=True)
    body = models.TextField(blank=True)
    change_note = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("unsaved text")
        verbose_name_plural = _("unsaved texts")
        constraints = [
            models.UniqueConstraint(
                fields=["communique", "author", "language", "page"], name="buffer_once"
            )
        ]

    def text(self) -> Text:
        return Text(self.language, **{name: getattr(self, name) for name in TEXT_FIELDS})


class Presence(models.Model):
    """Who has a communiqué open at the desk, and which languages they are typing."""

    communique = models.ForeignKey(Communique, models.CASCADE, related_name="presences")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    seen_at = models.DateTimeField()
    typing = models.CharField(max_length=10, blank=True)

    class Meta:
        verbose_name = _("presence")
        verbose_name_plural = _("presences")
        constraints = [models.UniqueConstraint(fields=["communique", "user"], name="presence_once")]


class Remark(models.Model):
    """What a colleague says about a passage, on the version that they read; or an answer to that.
    The desk's alone, for ever."""

    class Field(models.TextChoices):
        TITLE = "title", _("Title")
        SUMMARY = "summary", _("Summary")
        BODY = "body", pgettext_lazy("of a text", "Body")

    communique = models.ForeignKey(Communique, models.PROTECT, related_name="remarks")
    version = models.ForeignKey(TextVersion, models.PROTECT, null=True, related_name="+")
    field = models.CharField(max_length=10, choices=Field.choices, blank=True)
    #: The block of the body, counted from 1.
    block = models.PositiveIntegerField(default=0)
    quote = models.TextField(blank=True)
    answers = models.ForeignKey("self", models.PROTECT, null=True, related_name="replies")
    text = CanonicalTextField(_("remark"))
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    mentions = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="mentioned_in")
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="remark_says_something"),
            models.CheckConstraint(
                condition=Q(answers=None, version__isnull=False)
                | Q(answers__isnull=False, version=None, settled_at=None),
                name="remark_is_on_a_text_or_an_answer",
            ),
        ]

    def __str__(self):
        return self.text


class Notice(Outgoing):
    """Something that a member of staff is told by e-mail: kept until it was sent."""

    class Kind(models.TextChoices):
        STEP = "step", _("A text waits for you")
        READY = "ready", _("A text is ready for release")
        RETURNED = "returned", _("A text was returned")
        RELEASED = "released", _("A text was released")
        CALLED_OFF = "called_off", _("A release was called off")
        WITHDRAWN = "withdrawn", _("A text was withdrawn")
        REINSTATED = "reinstated", _("A text was reinstated")
        REDACTION = "redaction", _("A redaction waits for a second person")
        REDACTED = "redacted", _("The words of a text were redacted")
        REDACTION_DECLINED = "not_redacted", _("A redaction was declined")
        URGENT = "urgent", _("An urgent release waits for its review")
        REMARK = "remark", _("A remark")
        MENTION = "mention", _("You are called in a remark")
        OPINION = "opinion", _("An opinion from outside")
        ASKED_ANEW = "asked_anew", _("A new link is asked for")
        OVERDUE = "overdue", _("A text has waited for long")
        DUE = "due", _("A text is needed soon")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    communique = models.ForeignKey(Communique, models.CASCADE, related_name="notices")
    language = models.CharField(max_length=2, choices=LANGUAGE_CHOICES, blank=True)
    data = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["id"]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(sent_at=None), name="notice_to_be_sent")
        ]


class MemoryPair(models.Model):
    """A paragraph and what it became in the other language: released so, or brought in a file."""

    key = models.CharField(max_length=32, unique=True)
    ar = models.TextField()
    en = models.TextField()
    #: The edition of the translation; none for a pair that came in a file.
    edition = models.ForeignKey(Edition, models.PROTECT, null=True, related_name="+")
    origin = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("pair of the memory")
        verbose_name_plural = _("pairs of the memory")


class MemoryBand(models.Model):
    """A number under which one side of a pair is found by likeness."""

    pair = models.ForeignKey(MemoryPair, models.CASCADE, related_name="+", db_index=False)
    language = models.CharField(max_length=2, choices=LANGUAGE_CHOICES)
    number = models.BigIntegerField()

    class Meta:
        verbose_name = _("band of the memory")
        verbose_name_plural = _("bands of the memory")
        indexes = [
            models.Index(fields=["language", "number", "pair"], name="memory_band"),
            models.Index(fields=["pair"], name="memory_band_of_pair"),
        ]


class Reading(models.Model):
    """Up to which revision somebody has read a language, by their own word or by deciding on it."""

    communique = models.ForeignKey(Communique, models.CASCADE, related_name="readings")
    language = models.CharField(max_length=2, choices=LANGUAGE_CHOICES)
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    revision = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("reading")
        verbose_name_plural = _("readings")
        constraints = [
            models.UniqueConstraint(
                fields=["communique", "reader", "language"], name="reading_once"
            )
        ]


class OpinionLink(models.Model):
    """A link by which an office without an account reads one text, as it is now, and says what it
    thinks of it. The secret itself is kept nowhere."""

    communique = models.ForeignKey(Communique, models.PROTECT, related_name="opinion_links")
    language = models.CharField(max_length=2, choices=LANGUAGE_CHOICES)
    office = CanonicalCharField(_("office"), max_length=200)
    #: What it shows: words, what stands around them, and their source.
    seen = models.CharField(max_length=64)
    secret_hash = models.CharField(max_length=64)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    opened = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField(null=True)
    asked_anew_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("link for an opinion")
        verbose_name_plural = _("links for opinions")
        ordering = ["id"]

    def __str__(self):
        return self.office


class Opinion(models.Model):
    """What an office outside said of a text: an opinion, never an approval."""

    class Verdict(models.TextChoices):
        AGREES = "agrees", _("No objection")
        COMMENTS = "comments", _("Comments")
        OBJECTS = "objects", _("Objection")

    link = models.ForeignKey(OpinionLink, models.PROTECT, related_name="opinions")
    name = CanonicalCharField(_("name"), max_length=200)
    verdict = models.CharField(_("opinion"), max_length=10, choices=Verdict.choices)
    text = CanonicalTextField(_("comments"), blank=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("opinion")
        verbose_name_plural = _("opinions")
        ordering = ["id"]

    def __str__(self):
        return self.name


class EmbargoReader(models.Model):
    """Somebody named who may read a sealed text before it is public, by a link of their own; where
    an account is named, only whoever is logged in with it. The secret itself is kept nowhere."""

    release = models.ForeignKey(Release, models.PROTECT, related_name="embargo_readers")
    name = CanonicalCharField(_("name"), max_length=200)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    secret_hash = models.CharField(max_length=64)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    opened = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("reader under embargo")
        verbose_name_plural = _("readers under embargo")
        ordering = ["id"]

    def __str__(self):
        return self.name
