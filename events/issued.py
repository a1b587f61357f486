"""What was issued of a conference: its programme and its list of delegates, numbered, as they were
that day. The registers go on changing; an issue never does, and readers see issues alone."""

import difflib
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from organizations import audit
from organizations.fields import CanonicalCharField
from organizations.models import Organization


class IssueQuerySet(models.QuerySet):
    """Issues of one sort."""

    def latest_of(self, conference):
        """The one in force; None before the first."""
        return self.filter(conference=conference).order_by("-number").first()

    def in_force(self):
        """Of each conference the latest."""
        same = self.model.objects.filter(conference=OuterRef("conference"))
        return self.filter(~Exists(same.filter(number__gt=OuterRef("number"))))


class Issue(models.Model):
    """One numbered issue. `data` holds the facts as `events.facts` words them, a list a language;
    `digest` names them."""

    number = models.PositiveIntegerField(_("number"))
    dated_on = models.DateField(_("date"))
    note = CanonicalCharField(_("note"), max_length=300, blank=True)
    data = models.JSONField(encoder=DjangoJSONEncoder)
    digest = models.CharField(max_length=64)
    issued_at = models.DateTimeField(_("issued"))
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
    )

    objects = IssueQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["number"]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.number}"


class ProgrammeIssue(Issue):
    """The programme: its sessions in order, with who speaks in them."""

    conference = models.ForeignKey(
        "events.Conference", models.PROTECT, related_name="programme_issues"
    )

    class Meta(Issue.Meta):
        verbose_name = _("programme as issued")
        verbose_name_plural = _("programmes as issued")
        constraints = [
            models.UniqueConstraint(
                fields=["conference", "number"], name="events_programme_issue_once"
            )
        ]


class ListIssue(Issue):
    """The list of delegates, by delegation in protocol order."""

    class Status(models.TextChoices):
        PROVISIONAL = "provisional", _("Provisional list")
        FINAL = "final", _("Final list")

    conference = models.ForeignKey("events.Conference", models.PROTECT, related_name="list_issues")
    status = models.CharField(
        _("status"), max_length=20, choices=Status.choices, default=Status.PROVISIONAL
    )

    class Meta(Issue.Meta):
        verbose_name = _("list of delegates as issued")
        verbose_name_plural = _("lists of delegates as issued")
        constraints = [
            models.UniqueConstraint(fields=["conference", "number"], name="events_list_issue_once")
        ]

    def save(self, *args, **kwargs):
        with transaction.atomic():
            super().save(*args, **kwargs)
            IssuedDelegation.objects.bulk_create(
                IssuedDelegation(issue=self, organization_id=pk) for pk in sorted(self.bodies)
            )

    @property
    def bodies(self) -> set[int]:
        """The ids of the bodies whose delegations it names."""
        return {each["body"]["id"] for language in self.data.values() for each in language}


class IssuedDelegationQuerySet(models.QuerySet):
    """Delegations of issued lists."""

    def of(self, lists):
        """Those of the given lists. Asked delegation by delegation: SQLite would otherwise walk all
        the lists for each body."""
        return self.filter(Exists(lists.filter(pk=OuterRef("issue_id"))))


class IssuedDelegation(models.Model):
    """A body whose delegation an issued list names, kept with it: whom the list makes public."""

    issue = models.ForeignKey(ListIssue, models.PROTECT, related_name="delegations")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", db_index=False)

    objects = IssuedDelegationQuerySet.as_manager()

    class Meta:
        verbose_name = _("delegation as issued")
        verbose_name_plural = _("delegations as issued")
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "issue"], name="events_issued_delegation_once"
            )
        ]

    def __str__(self):
        return str(self.issue)


def issue(kind: type[Issue], conference, data: dict, *, actor, note: str = "", **more) -> Issue:
    """The next issue of that kind. ValidationError where it would say what the last one says."""
    with transaction.atomic():
        type(conference).objects.select_for_update().get(pk=conference.pk)
        last = kind.objects.latest_of(conference)
        made = kind(
            conference=conference,
            number=last.number + 1 if last else 1,
            dated_on=timezone.localdate(),
            note=note,
            data=data,
            digest=digest(data),
            issued_at=timezone.now(),
            issued_by=actor,
            **more,
        )
        if last and _same(last, made, more):
            raise ValidationError(_("Nothing has changed since the last issue."), code="unchanged")
        made.full_clean()
        made.save()
        made.refresh_from_db()
        audit.record(
            gettext_noop("issued"),
            conference,
            actor,
            issue=audit.label_of(made),
            number=made.number,
            seals=audit.seals(made),
        )
    return made


def _same(last: Issue, made: Issue, more: dict) -> bool:
    return last.digest == made.digest and all(
        getattr(last, name) == value for name, value in more.items()
    )


def digest(data) -> str:
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, cls=DjangoJSONEncoder)
    return hashlib.sha256(text.encode()).hexdigest()


# --- what changed between two issues -------------------------------------------------------------


@dataclass(frozen=True)
class Line:
    """A line of an issue beside the other: `kind` is equal, removed, added or changed."""

    kind: str
    old: str = ""
    new: str = ""


def compare(old: list[str], new: list[str]) -> Iterator[Line]:
    """Line by line, in order; lines that took each other's place stand side by side."""
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for tag, start, end, first, last in matcher.get_opcodes():
        before, after = old[start:end], new[first:last]
        if tag == "equal":
            yield from (Line("equal", each, each) for each in before)
            continue
        paired = min(len(before), len(after)) if tag == "replace" else 0
        for was, now in zip(before[:paired], after[:paired], strict=True):
            yield Line("changed", was, now)
        yield from (Line("removed", old=each) for each in before[paired:])
        yield from (Line("added", new=each) for each in after[paired:])
