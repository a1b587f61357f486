"""What was said: the working copy, every version of its words, every decision, every edition."""

import datetime as dt
from dataclasses import asdict, dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.fields.json import KT
from django.utils import timezone
from django.utils.translation import get_language, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from communiques.fields import RichTextField
from communiques.text import digest
from events.models import Conference
from organizations.fields import CanonicalCharField, CanonicalTextField
from organizations.models import Organization, Person

LANGUAGES = ("ar", "en")
LANGUAGE_CHOICES = [("ar", _("Arabic")), ("en", _("English"))]


def other(language: str) -> str:
    """The other of the two languages."""
    return "en" if language == "ar" else "ar"


class Kind(models.TextChoices):
    STATEMENT = "statement", _("Statement")
    PRESS_RELEASE = "press_release", _("Press release")
    PARTICIPATION = "participation", _("Participation in a conference")
    FINAL_COMMUNIQUE = "final_communique", _("Final communiqué")
    RESOLUTION = "resolution", _("Resolution")
    DECLARATION = "declaration", _("Declaration")
    RECOMMENDATIONS = "recommendations", _("Recommendations")
    MESSAGE = "message", _("Message")


class Step(models.TextChoices):
    """What a clearance step asks of the person who clears it; each is a permission."""

    REVIEW = "review_text", _("Review")
    AUTHORISE = "authorise_text", _("Authorisation")


class Series(models.Model):
    """A numbered run of communiqués of one issuer: its symbol, its clearance, its languages."""

    issuer = models.ForeignKey(Organization, models.PROTECT, verbose_name=_("issuer"))
    kind = models.CharField(_("kind"), max_length=30, choices=Kind.choices)
    name = CanonicalCharField(_("name"), max_length=200)
    pattern = models.CharField(
        _("symbol pattern"),
        max_length=80,
        help_text=_("With {year} and {number}, for example AIMC/PR/{year}/{number}."),
    )
    languages_together = models.BooleanField(
        _("both languages are released together"),
        default=True,
        choices=[(True, _("Yes")), (False, _("No"))],
    )

    SCOPED_BY = ("issuer",)

    class Meta:
        verbose_name = _("series")
        verbose_name_plural = pgettext_lazy("several", "series")
        constraints = [models.UniqueConstraint(fields=["pattern"], name="series_pattern_unique")]

    def __str__(self):
        return getattr(self, f"name_{get_language() or 'ar'}") or self.name_ar or self.pattern

    def save(self, *args, **kwargs):
        new = self._state.adding
        super().save(*args, **kwargs)
        if new:
            ClearanceStep.objects.bulk_create(
                ClearanceStep(series=self, position=position, permission=step)
                for position, step in enumerate(Step.values, start=1)
            )

    def editable_by(self, user) -> bool:
        return user.may_touch(self.issuer_id)

    @staticmethod
    def merge_notes(rows) -> list[str]:
        """What a merge of bodies must say where these series change hands."""
        return Communique.merge_notes(Communique.objects.filter(series__in=rows))

    def clean(self):
        try:
            symbols = {self.symbol(2022, 1), self.symbol(2022, 2), self.symbol(2023, 1)}
        except (KeyError, ValueError, IndexError, AttributeError):
            symbols = set()
        if len(symbols) != 3:
            raise ValidationError(
                {"pattern": _("Write both {year} and {number}, so that no two symbols are alike.")}
            )

    def symbol(self, year: int, number: int) -> str:
        return self.pattern.format(year=year, number=number)


class ClearanceStep(models.Model):
    """One signature that a text of the series needs before it is ready; in order of position."""

    series = models.ForeignKey(Series, models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField(_("position"))
    permission = models.CharField(_("what is asked"), max_length=30, choices=Step.choices)

    class Meta:
        ordering = ["position"]
        verbose_name = _("clearance step")
        verbose_name_plural = _("clearance steps")
        constraints = [
            models.UniqueConstraint(fields=["series", "position"], name="step_position_unique")
        ]

    def __str__(self):
        return str(self.get_permission_display())


@dataclass(frozen=True)
class Text:
    """The words of one language: all that a drafter types and an approver approves."""

    language: str
    title: str = ""
    summary: str = ""
    body: str = ""
    change_note: str = ""

    @property
    def digest(self) -> str:
        return digest(asdict(self))

    @property
    def fields(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in TEXT_FIELDS}

    def __bool__(self):
        return any(self.fields.values())


TEXT_FIELDS = ("title", "summary", "body", "change_note")


class CommuniqueQuerySet(models.QuerySet):
    def for_user(self, user):
        """Those of the user's organization and the organizations below it."""
        return self.filter(series__issuer_id__in=user.scope)

    def in_work(self, *, at: dt.datetime):
        """Those on which somebody still has something to do: words that no edition carries, a
        release to come, an urgent one that nobody has reviewed."""
        keys = self.model.objects.filter(has_news=True).order_by().values("pk")
        scheduled = Edition.objects.scheduled(at=at).values("communique")
        unreviewed = Edition.objects.unreviewed().values("communique")
        return self.filter(pk__in=keys.union(scheduled, unreviewed), shelved_at=None)


class Communique(models.Model):
    """The working copy. Readers never see it; they see the editions sealed from it."""

    series = models.ForeignKey(Series, models.PROTECT, verbose_name=_("series"))
    slug = models.SlugField(_("address"), max_length=120, unique=True, null=True, editable=False)
    archive_id = models.CharField(max_length=200, unique=True, null=True, editable=False)
    original_language = models.CharField(
        _("original language"), max_length=2, choices=LANGUAGE_CHOICES, default="ar"
    )
    title = CanonicalCharField(_("title"), max_length=500, blank=True, default="")
    summary = CanonicalTextField(_("summary"), blank=True, default="")
    body = RichTextField(pgettext_lazy("of a text", "body"), blank=True, default="")
    change_note = CanonicalTextField(_("public note on the change"), blank=True, default="")
    dated_on = models.DateField(_("date"), null=True, blank=True)
    due_on = models.DateField(
        _("needed by"), null=True, blank=True, help_text=_("For the desk alone; never public.")
    )
    place = CanonicalCharField(_("place"), max_length=200, blank=True, default="")
    conference = models.ForeignKey(
        Conference, models.PROTECT, null=True, blank=True, verbose_name=_("conference")
    )
    organizations = models.ManyToManyField(
        Organization, blank=True, verbose_name=_("bodies concerned"), related_name="communiques"
    )
    people = models.ManyToManyField(Person, blank=True, verbose_name=_("people named"))
    #: Opened by mistake, or given up: on nobody's desk until it is taken up again.
    shelved_at = models.DateTimeField(_("put aside"), null=True, editable=False)
    rev_ar = models.PositiveIntegerField(default=0, editable=False)
    rev_en = models.PositiveIntegerField(default=0, editable=False)
    rev_facts = models.PositiveIntegerField(default=0, editable=False)
    #: The revisions that the newest editions carry; 0 where there is none.
    sealed_ar = models.PositiveIntegerField(default=0, editable=False)
    sealed_en = models.PositiveIntegerField(default=0, editable=False)
    #: Whether the newest edition of the translation was made from other words than the original's.
    sealed_apart = models.BooleanField(default=False, editable=False)
    has_news = models.GeneratedField(
        expression=Q(rev_ar__gt=F("sealed_ar"))
        | Q(rev_en__gt=F("sealed_en"))
        | Q(rev_ar=0, rev_en=0)
        | Q(sealed_apart=True),
        output_field=models.BooleanField(),
        db_persist=True,
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("last saved"), auto_now=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )

    objects = CommuniqueQuerySet.as_manager()

    class Meta:
        verbose_name = _("communiqué")
        verbose_name_plural = _("communiqués")
        ordering = ["-id"]
        indexes = [
            models.Index(
                fields=["series", "updated_at"],
                condition=Q(has_news=True),
                name="communique_with_news",
            )
        ]
        permissions = [
            ("write_original", _("Write the original text")),
            ("write_translation", _("Write the translation")),
            ("submit_text", _("Submit a text for clearance")),
            (Step.REVIEW, _("Review a text")),
            (Step.AUTHORISE, _("Authorise a text")),
            ("release_text", _("Release, schedule and call off")),
            ("release_urgently", _("Clear by the urgent path")),
            ("withdraw_text", _("Withdraw what is public, and reinstate it")),
            ("redact_text", _("Ask for a redaction, and confirm one")),
        ]

    def __str__(self):
        return self.working_title()

    def working_title(self, language: str | None = None) -> str:
        """The title in the given language, else in the other, else the symbol (its words were
        redacted), else the number of the draft."""
        language = language or get_language() or "ar"
        for code in (language, other(language)):
            if title := getattr(self, f"title_{code}"):
                return title
        return self.symbol or str(_("Draft %(number)s") % {"number": self.pk})

    @property
    def symbol(self) -> str:
        """That of its editions; '' where it has none."""
        return next((each.symbol for each in self.editions.all() if each.symbol), "")

    @property
    def is_redacted(self) -> bool:
        """It was public, and nothing of it has its words any more."""
        editions = self.editions.all()
        return bool(editions) and all(each.is_redacted for each in editions)

    def text(self, language: str) -> Text:
        return Text(language, **{f: getattr(self, f"{f}_{language}") or "" for f in TEXT_FIELDS})

    def revision(self, language: str) -> int:
        return getattr(self, f"rev_{language}")

    @staticmethod
    def merge_notes(rows) -> list[str]:
        """What a merge of bodies or people must say where these communiqués name them."""
        scheduled = Edition.objects.scheduled(at=timezone.now()).filter(communique__in=rows)
        coming = scheduled.aggregate(n=models.Count("communique", distinct=True))["n"]
        working = rows.filter(decisions__isnull=False).exclude(editions__isnull=False)
        cleared = working.distinct().count()
        said = []
        if coming:
            text = ngettext(
                "%(count)s scheduled text comes out as it was sealed, under the old name. Called "
                "off, it needs clearance again.",
                "%(count)s scheduled texts come out as they were sealed, under the old name. "
                "Called off, they need clearance again.",
                coming,
            )
            said.append(text % {"count": coming})
        if cleared:
            text = ngettext(
                "%(count)s text in clearance names what is merged: what was cleared lapses.",
                "%(count)s texts in clearance name what is merged: what was cleared lapses.",
                cleared,
            )
            said.append(text % {"count": cleared})
        return said

    def source_digest(self, language: str) -> str:
        """The digest of the text that a translation is made from; '' for the original itself."""
        if language == self.original_language:
            return ""
        return self.text(self.original_language).digest


class TextVersion(models.Model):
    """One save of one language. `revision` is its place in the text's own line; a copy that
    another save overtook has none: it is kept beside the line until somebody merges it."""

    communique = models.ForeignKey(Communique, models.PROTECT, related_name="versions")
    language = models.CharField(max_length=2, choices=LANGUAGE_CHOICES)
    revision = models.PositiveIntegerField(null=True)
    based_on = models.PositiveIntegerField(default=0)
    title = CanonicalCharField(max_length=500, blank=True)
    summary = CanonicalTextField(blank=True)
    body = RichTextField(blank=True)
    change_note = CanonicalTextField(blank=True)
    digest = models.CharField(max_length=64)
    source_revision = models.PositiveIntegerField(null=True)
    source_digest = models.CharField(max_length=64, blank=True)
    merges = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("version of a text")
        verbose_name_plural = _("versions of texts")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["communique", "language", "revision"], name="text_revision_unique"
            )
        ]

    def text(self) -> Text:
        return Text(self.language, **{f: getattr(self, f) for f in TEXT_FIELDS})

    @property
    def is_redacted(self) -> bool:
        """Its words are gone; their digest stays."""
        return self.text().digest != self.digest


class FactsVersion(models.Model):
    """One save of what stands around the words: date, place, conference, bodies, people."""

    communique = models.ForeignKey(Communique, models.PROTECT, related_name="facts_versions")
    revision = models.PositiveIntegerField()
    data = models.JSONField(encoder=DjangoJSONEncoder)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("version of the facts")
        verbose_name_plural = _("versions of the facts")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["communique", "revision"], name="facts_revision_unique")
        ]


class Release(models.Model):
    """The act of making an edition public, in all its languages, from one moment on.

    Only a calling-off, once and before that moment, can still change the row.
    """

    communique = models.ForeignKey(Communique, models.PROTECT, related_name="releases")
    number = models.PositiveIntegerField()
    visible_from = models.DateTimeField(_("public from"))
    sealed_at = models.DateTimeField()
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    called_off_at = models.DateTimeField(null=True)
    called_off_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    called_off_reason = models.TextField(blank=True)

    class Meta:
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["communique", "number"],
                condition=Q(called_off_at=None),
                name="release_number_unique",
            ),
            models.CheckConstraint(
                condition=Q(called_off_at=None) | Q(called_off_at__lt=F("visible_from")),
                name="called_off_before_visible",
            ),
        ]


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
    "language", "number", "kind", "symbol", "title", "summary", "dated_on", "communique_kind",
    "clearance", "visible_from",
)  # fmt: skip


def withdrawn(*, at: dt.datetime, **how):
    """The keys of the communiqués whose withdrawal stands at that moment: see
    `WithdrawalQuerySet.standing`."""
    withdrawals = Communique._meta.get_field("withdrawals").related_model
    return withdrawals.objects.standing(at=at).filter(**how).order_by().values("communique")


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

    def for_list(self):
        """Without the heavy columns; with the sealed names that a line of a list shows."""
        return (
            self.select_related("communique")
            .only("communique__slug", *LIST_COLUMNS)
            .annotate(
                issuer_name=KT("envelope__issuer__name"),
                hijri=KT("envelope__hijri"),
                place=KT("envelope__place"),
            )
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


class MentionQuerySet(models.QuerySet):
    def of(self, editions):
        """Those of the given editions. Asked mention by mention: SQLite would otherwise walk all
        the editions of a language for each body."""
        return self.filter(Exists(editions.filter(pk=OuterRef("edition_id"))))


class Mention(models.Model):
    """A body that an edition concerns, sealed with it; what the filters read."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="mentions")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="mentions")

    objects = MentionQuerySet.as_manager()

    class Meta:
        verbose_name = _("mention of a body")
        verbose_name_plural = _("mentions of bodies")
        constraints = [
            models.UniqueConstraint(fields=["edition", "organization"], name="mention_unique")
        ]

    def __str__(self):
        return str(self.edition)


class NamedPerson(models.Model):
    """A person whom an edition names, sealed with it: whose posts readers may be shown."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="named_people")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")

    objects = MentionQuerySet.as_manager()

    class Meta:
        verbose_name = _("person named")
        verbose_name_plural = _("people named")
        constraints = [
            models.UniqueConstraint(fields=["person", "edition"], name="named_person_unique")
        ]

    def __str__(self):
        return str(self.edition)


class SymbolCounter(models.Model):
    """The last number given in a series and year. Locked while one is given: a database
    sequence would leave gaps when a transaction rolls back."""

    series = models.ForeignKey(Series, models.PROTECT)
    year = models.PositiveIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("counter of symbols")
        verbose_name_plural = _("counters of symbols")
        constraints = [
            models.UniqueConstraint(fields=["series", "year"], name="symbol_counter_unique")
        ]


class Symbol(models.Model):
    """A symbol once given; never given again. A cancelled one stays, void, with its reason."""

    text = models.CharField(_("symbol"), max_length=100, unique=True)
    series = models.ForeignKey(Series, models.PROTECT, related_name="symbols")
    year = models.PositiveIntegerField()
    number = models.PositiveIntegerField(null=True)
    communique = models.ForeignKey(Communique, models.PROTECT, related_name="symbols")
    allocated_at = models.DateTimeField()
    voided_at = models.DateTimeField(null=True)
    void_reason = models.TextField(blank=True)

    class Meta:
        verbose_name = _("symbol")
        verbose_name_plural = _("symbols")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["series", "year", "number"], name="symbol_number_unique"
            ),
            models.UniqueConstraint(
                fields=["communique"], condition=Q(voided_at=None), name="one_live_symbol"
            ),
        ]

    def __str__(self):
        return self.text


class Action(models.TextChoices):
    SUBMIT = "submit", _("Submitted")
    WITHDRAW = "withdraw", _("Submission withdrawn")
    RETURN = "return", _("Returned")
    CLEAR = "clear", _("Cleared")
    URGENT = "urgent", _("Cleared by the urgent path")
    RELEASE = "release", _("Released")
    CALL_OFF = "call_off", _("Release called off")
    REVIEW_URGENT = "review_urgent", _("Urgent release reviewed afterwards")


class Decision(models.Model):
    """One decision on one language's text, bound to the digests of what was decided on."""

    communique = models.ForeignKey(Communique, models.PROTECT, related_name="decisions")
    language = models.CharField(max_length=2, choices=LANGUAGE_CHOICES)
    action = models.CharField(_("decision"), max_length=20, choices=Action.choices)
    step = models.CharField(_("step"), max_length=30, choices=Step.choices, blank=True)
    text_digest = models.CharField(max_length=64)
    envelope_digest = models.CharField(max_length=64)
    source_digest = models.CharField(max_length=64, blank=True)
    text_revision = models.PositiveIntegerField()
    release = models.ForeignKey(Release, models.PROTECT, null=True, related_name="decisions")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    actor_as = models.JSONField(default=dict)
    reason = models.TextField(_("reason"), blank=True)
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(action__in=["return", "urgent", "call_off"]) | ~Q(reason=""),
                name="decision_gives_its_reason",
            )
        ]

    def actor_line(self, language: str | None = None) -> str:
        """Name and post as they were at that moment."""
        language = language or get_language() or "ar"
        parts = [self.actor_as.get(key, {}).get(language) for key in ("name", "post")]
        return ("، " if language == "ar" else ", ").join(part for part in parts if part)
