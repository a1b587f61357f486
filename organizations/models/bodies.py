"""Bodies in their tree, and every spelling that means one of them."""

from collections import defaultdict
from functools import cached_property

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from tree_queries.fields import TreeNodeForeignKey
from tree_queries.models import TreeNode
from tree_queries.query import TreeQuerySet

from organizations import arabic, likeness
from organizations.fields import CanonicalCharField
from organizations.languages import LANGUAGES, in_language
from organizations.models.kept import Kept
from organizations.models.named import Named, NamedQuerySet, Standing
from organizations.models.spellings import LONGEST_KEY, RECORDED_ALREADY, Spelling, by_key

#: What says that a column of a body leads back to it.
CIRCLES = {
    "parent": _("This body lies below; choose a body that is not part of it."),
    "successor": _("This body precedes it; choose a body that it does not succeed."),
}


def refuse_circle(column: str, start: int | None, bodies: set[int | None]) -> None:
    """Refuse that bodies lead to `start` by that column where it leads to one of them already;
    step by step, so that a circle ends the walk too."""
    passed, rows = set(), Organization._base_manager
    while start and start not in passed:
        if start in bodies:
            raise ValidationError({column: ValidationError(CIRCLES[column], code="circle")})
        passed.add(start)
        start = rows.filter(pk=start).values_list(column, flat=True).first()


class OrganizationQuerySet(NamedQuerySet, TreeQuerySet):
    """Bodies."""

    def update(self, **columns):
        for column in CIRCLES:
            start = columns.get(column, columns.get(f"{column}_id"))
            if start is not None:
                start, keys = getattr(start, "pk", start), set(self.values_list("pk", flat=True))
                refuse_circle(column, start, keys - {start})
        return super().update(**columns)

    update.alters_data = True

    def in_tree_order(self):
        """Each body before those that are part of it; `tree_depth` says how deep it lies."""
        return self.with_tree_fields().order_by("tree_ordering")

    def called(self, spelling: str):
        """The body with that spelling, acronym or name, however it is written; or None."""
        return self.filter(aliases__key=arabic.fold(spelling)).first()


class OrganizationManager(Standing, models.Manager.from_queryset(OrganizationQuerySet)):
    """Bodies but those merged into others."""


class Organization(Kept, Named, TreeNode):
    """A body that speaks, meets or is met: a state, a council, a department, a union."""

    class Kind(models.TextChoices):
        STATE = "state", _("State")
        COUNCIL = "council", _("Council")
        SECRETARIAT = "secretariat", _("Secretariat")
        SECTOR = "sector", _("Sector")
        DEPARTMENT = "department", _("Department")
        BUREAU = "bureau", _("Bureau")
        ARAB_BODY = "arab_body", _("Arab body")
        INTERNATIONAL_BODY = "international_body", _("International body")
        UNIVERSITY = "university", _("University")
        PROGRAMME = "programme", pgettext_lazy("kind of body", "Programme")
        UNION = "union", _("Union")
        OTHER = "other", _("Other")

    kind = models.CharField(_("kind"), max_length=30, choices=Kind.choices, default=Kind.OTHER)
    formal_name = CanonicalCharField(_("formal name"), max_length=300, blank=True)
    acronym = CanonicalCharField(_("acronym"), max_length=40, blank=True)
    parent = TreeNodeForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("part of"),
    )
    iso2 = models.CharField(
        _("ISO code"),
        max_length=2,
        blank=True,
        validators=[RegexValidator(r"^[A-Z]{2}$", _("Write two capital Latin letters, like TN."))],
    )
    protocol_order = models.PositiveSmallIntegerField(_("protocol order"), null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    successor = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name=_("succeeded by"),
    )

    SCOPED_BY = ("kept_by", "parent")
    #: A move in the tree is checked on every write path too.
    DERIVED_FROM = Named.DERIVED_FROM | {
        *("acronym", "acronym_ar", "acronym_en", "formal_name", "formal_name_ar"),
        *("formal_name_en", "parent", "parent_id", "successor", "successor_id"),
    }

    #: Whether two names may be of one body.
    alike = staticmethod(likeness.alike_bodies)

    objects = OrganizationManager()

    class Meta:
        ordering = ["sort_ar", "id"]
        verbose_name = _("body")
        verbose_name_plural = _("bodies")
        constraints = [
            models.UniqueConstraint(
                fields=["iso2"],
                condition=~Q(iso2=""),
                name="organizations_iso2_once",
                violation_error_message=_("Another body has this ISO code."),
            ),
            models.CheckConstraint(
                condition=~Q(parent=F("id")), name="organizations_not_its_own_parent"
            ),
            models.CheckConstraint(
                condition=~Q(successor=F("id")),
                name="organizations_not_its_own_successor",
                violation_error_message=_("A body cannot succeed itself."),
            ),
        ]

    def save(self, *args, **kwargs):
        self.refuse_circles()
        self.refuse_taken_spellings()
        super().save(*args, **kwargs)

    def clean(self):
        self.refuse_circles()
        super().clean()
        self.refuse_taken_spellings()

    def slug_text(self) -> str:
        return self.name_in("en") or in_language(self, "acronym", "en")

    def own_spellings(self) -> dict[str, str]:
        return by_key(
            in_language(self, field, code)
            for field in ("acronym", "formal_name", "name")
            for code in LANGUAGES
        )

    def editable_by(self, user) -> bool:
        """A body that all share is still its own staff's, where it has any."""
        shared = self.kept_by_id is None and not user.may_touch(self.pk)
        theirs = shared and self.pk and self.staff.exists()
        return not theirs and super().editable_by(user)

    @cached_property
    def staff_by_permission(self) -> dict[str, list]:
        """Codename → the active staff, of this body and of those above it, whose roles give it."""
        line = self.ancestors(include_self=True)
        staff = get_user_model().objects.filter(is_active=True, organization__in=line).in_bulk()
        given = Permission.objects.filter(group__user__in=staff).order_by("group__user")
        able = defaultdict(list)
        for codename, person in given.values_list("codename", "group__user").distinct():
            able[codename].append(staff[person])
        return able

    def refuse_circles(self):
        """A body cannot be part of itself, nor of anything below it; nor succeed itself so."""
        for column in CIRCLES:
            refuse_circle(column, getattr(self, f"{column}_id"), {self.pk})

    def refuse_taken_spellings(self):
        """A spelling means one body, or a reader could not say who is meant."""
        others = OrganizationAlias.objects.exclude(organization=self.pk)
        clash = others.filter(key__in=self.own_spellings()).first()
        if clash:
            raise ValidationError(clash.taken_message())

    def keep_spellings(self):
        """Keep the names in use as aliases; a name given up stays findable until removed."""
        own = self.own_spellings()
        source = OrganizationAlias.Source
        self.aliases.filter(source=source.NAME).exclude(key__in=own).update(source=source.ALIAS)
        for key, spelling in own.items():
            OrganizationAlias.objects.update_or_create(
                organization=self,
                key=key,
                defaults={"spelling": spelling, "source": source.NAME},
            )


class OrganizationAlias(Spelling):
    """Every spelling that means a body; after folding it means that body alone."""

    class Source(models.TextChoices):
        NAME = "name", _("Its own name")
        ALIAS = "alias", _("Another spelling")

    organization = models.ForeignKey(
        Organization, models.CASCADE, related_name="aliases", verbose_name=_("body")
    )
    key = models.CharField(max_length=LONGEST_KEY, unique=True, editable=False)
    source = models.CharField(
        _("origin"), max_length=10, choices=Source.choices, default=Source.ALIAS, editable=False
    )

    #: The keys of which names that are alike share one.
    ALIKE_BY = ("sounds",)
    #: What becomes of a row when its body is merged into another.
    WHEN_MOVED = {"source": Source.ALIAS.value}

    class Meta:
        ordering = ["source", "spelling"]
        verbose_name = _("spelling of a body")
        verbose_name_plural = _("spellings of bodies")

    def keys(self) -> dict[str, str]:
        sounds = likeness.sounds(self.spelling, likeness.words_of_body)
        return super().keys() | {"sounds": sounds[:LONGEST_KEY]}

    def clean(self):
        super().clean()
        taken = OrganizationAlias.objects.filter(key=arabic.fold(self.spelling))
        if clash := taken.exclude(pk=self.pk).first():
            raise ValidationError({"spelling": clash.taken_message(self.organization_id)})

    def taken_message(self, by: int | None = None) -> ValidationError:
        """Why that body, or any other, may not take this spelling, and what to do."""
        if by is not None and by == self.organization_id:
            return ValidationError(RECORDED_ALREADY, code="spelling_twice")
        return ValidationError(
            _(
                "“%(spelling)s” already means “%(body)s”. Use that body, or take the spelling "
                "from it first."
            ),
            code="spelling_taken",
            params={"spelling": self.spelling, "body": self.organization},
        )
