"""The working copy of a communiqué, which readers never see."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import get_language, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from communiques.fields import RichTextField
from communiques.models.series import Series, Step
from communiques.models.words import TEXT_FIELDS, Text
from events.models import Conference
from organizations.fields import CanonicalCharField, CanonicalTextField
from organizations.languages import LANGUAGE_CHOICES, other
from organizations.models import Organization, Person


def editions() -> models.QuerySet:
    """What was sealed of the working copies: their model stands above this one."""
    return Communique._meta.get_field("editions").related_model.objects


class CommuniqueQuerySet(models.QuerySet):
    def for_user(self, user):
        """Those of the user's organization and the organizations below it."""
        return self.filter(series__issuer_id__in=user.scope)

    def called(self, given: str):
        """That with the symbol or, where it has none, with that last part of its address."""
        named = Q(symbols__text__iexact=given, symbols__voided_at=None) | Q(slug__iexact=given)
        return self.filter(named)

    def in_work(self, *, at: dt.datetime):
        """Those on which somebody still has something to do: words that no edition carries, a
        release to come, an urgent one that nobody has reviewed."""
        keys = self.model.objects.filter(has_news=True).order_by().values("pk")
        scheduled = editions().scheduled(at=at).values("communique")
        unreviewed = editions().unreviewed().values("communique")
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
        scheduled = editions().scheduled(at=timezone.now()).filter(communique__in=rows)
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
