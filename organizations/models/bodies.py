"""Who speaks: bodies in their tree, people with their styles and posts, and the staff."""

import datetime as dt
import itertools
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from django.contrib.auth.models import AbstractUser, Permission
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.db.models import F, Max, Q
from django.utils.text import slugify
from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from tree_queries.fields import TreeNodeForeignKey
from tree_queries.models import TreeNode
from tree_queries.query import TreeQuerySet

from organizations import arabic, likeness
from organizations.derived import DerivingQuerySet
from organizations.fields import CanonicalCharField
from organizations.validators import LANGUAGES, in_order, some_language

LANGUAGE_CHOICES = [("ar", _("Arabic")), ("en", _("English"))]
SORT_KEY_DIGITS = 240
RECORDED_ALREADY = _("This spelling is recorded already; remove it here.")
COMMA = {"ar": "، ", "en": ", "}
#: English says these straight before a name only: «السيد السفير» is "Ambassador".
STRAIGHT_BEFORE_A_NAME = frozenset({"Mr", "Mrs", "Ms", "Miss"})
#: What says that a column of a body leads back to it.
CIRCLES = {
    "parent": _("This body lies below; choose a body that is not part of it."),
    "successor": _("This body precedes it; choose a body that it does not succeed."),
}
LONGEST_KEY = 600
#: How many spellings that share a key a search compares, at most.
MOST_HEARD = 2000


def in_language(thing, field: str, language: str) -> str:
    """The text of that language, '' where there is none: languages never stand in here."""
    return getattr(thing, f"{field}_{language}") or ""


def label(thing, field: str) -> str:
    """For staff lists alone: the text in the interface language, else in the other."""
    active = get_language() or "ar"
    return next(filter(None, (in_language(thing, field, code) for code in order(active))), "")


def order(language: str) -> list[str]:
    """Both languages, the given one first."""
    return sorted(LANGUAGES, key=lambda code: code != language[:2])


def free_slug(model: type[models.Model], text: str) -> str:
    """An address that no other row of the model has: from the text where it has Latin letters."""
    base = slugify(text)[:60].strip("-")
    if not base:
        last = model._base_manager.aggregate(last=Max("pk"))["last"] or 0
        base = f"{model._meta.model_name}-{last + 1}"
    taken = set(model._base_manager.filter(slug__startswith=base).values_list("slug", flat=True))
    candidates = itertools.chain([base], (f"{base}-{n}" for n in itertools.count(2)))
    return next(slug for slug in candidates if slug not in taken)


def free_slugs(model: type[models.Model], texts: list[str]) -> list[str]:
    """As `free_slug`, for many rows at once."""
    taken = set(model._base_manager.values_list("slug", flat=True))
    last = model._base_manager.aggregate(last=Max("pk"))["last"] or 0
    tried: dict[str, int] = defaultdict(lambda: 1)
    slugs = []
    for number, text in enumerate(texts, last + 1):
        base = slugify(text)[:60].strip("-") or f"{model._meta.model_name}-{number}"
        slug = base
        while slug in taken:
            tried[base] += 1
            slug = f"{base}-{tried[base]}"
        taken.add(slug)
        slugs.append(slug)
    return slugs


def by_key(names: Iterable[str]) -> dict[str, str]:
    """The names that have a letter or digit, by folded key."""
    return {key: name for name in names if (key := arabic.fold(name))}


def saving(kwargs: dict, *names: str) -> dict:
    """The arguments of a `save()` that shall also store the named columns, which it computed."""
    if kwargs.get("update_fields") is not None:
        kwargs["update_fields"] = {*kwargs["update_fields"], *names}
    return kwargs


class KeptQuerySet(models.QuerySet):
    """Records that a secretariat keeps, or that all share."""

    def editable_by(self, user):
        """Those that the user's organization, or one below it, keeps, and those that all share."""
        if user.is_superuser:
            return self
        return self.filter(Q(kept_by=None) | Q(kept_by__in=user.scope))


class Kept(models.Model):
    """A record that one secretariat keeps; nobody outside it changes it."""

    kept_by = models.ForeignKey(
        "organizations.Organization",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("kept by"),
        help_text=_("The secretariat that keeps this record; empty: shared by all."),
    )

    #: The keys to bodies by which rights over the row are given.
    SCOPED_BY: tuple[str, ...] = ("kept_by",)

    class Meta:
        abstract = True

    def editable_by(self, user) -> bool:
        """Whether the user's organization, or one below it, keeps this, or all share it."""
        return self.kept_by_id is None or user.may_touch(self.kept_by_id)


class Addressed(models.Model):
    """Something with a public address, which stays once given."""

    slug = models.SlugField(
        _("address"),
        max_length=80,
        unique=True,
        blank=True,
        help_text=_("Made from the English text when left empty. It never changes afterwards."),
    )

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if not self.slug:
            self.slug = free_slug(type(self), self.slug_text())
            saving(kwargs, "slug")
        super().save(*args, **kwargs)

    def slug_text(self) -> str:
        """The text that the address is made from."""
        raise NotImplementedError


class Standing(models.Manager):
    """Bodies or people but those merged into others, which only `_base_manager` still shows: they
    are kept for what was sealed with them and for their addresses, and offered nowhere."""

    def get_queryset(self):
        return super().get_queryset().filter(merged_into=None)


class NamedQuerySet(KeptQuerySet, DerivingQuerySet):
    """Bodies or people."""

    def stale(self):
        """The rows whose order or spellings are not those of their names, checked one by one."""
        for row in self.prefetch_related("aliases").iterator(500):
            stored = {each.key for each in row.aliases.all()}
            if row.sort_keys() != (row.sort_ar, row.sort_en) or row.own_spellings().keys() - stored:
                yield row


class Named(Addressed):
    """A body or a person: a name a language, and the keys that both databases sort by alike."""

    DERIVED = ("sort_ar", "sort_en")
    DERIVED_FROM = frozenset({"name", "name_ar", "name_en"})

    name = CanonicalCharField(_("name"), max_length=300, blank=True)
    sort_ar = models.CharField(max_length=SORT_KEY_DIGITS, editable=False, db_index=True)
    sort_en = models.CharField(max_length=SORT_KEY_DIGITS, editable=False, db_index=True)
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="merged",
        verbose_name=_("merged into"),
    )
    #: Those that a person has said are others, though their names are alike.
    distinct_from = models.ManyToManyField(
        "self", blank=True, editable=False, verbose_name=_("not the same as")
    )

    class Meta:
        abstract = True

    def __str__(self):
        return label(self, "name")

    def save(self, *args, **kwargs):
        self.sort_ar, self.sort_en = self.sort_keys()
        with transaction.atomic():
            super().save(*args, **saving(kwargs, *self.DERIVED))
            self.keep_spellings()

    def sort_keys(self) -> tuple[str, ...]:
        """One key a language, of the name in it, else in the other."""
        names = (next(filter(None, map(self.name_in, order(each))), "") for each in LANGUAGES)
        return tuple(arabic.sort_key(name)[:SORT_KEY_DIGITS] for name in names)

    def name_in(self, language: str) -> str:
        """The name in that language, '' where there is none."""
        return in_language(self, "name", language)

    def clean(self):
        super().clean()
        some_language(self, "name")
        self.refuse_old_address()

    def refuse_old_address(self):
        """An address that a merged record had leads to the one that it was merged into."""
        merged = type(self)._base_manager.filter(slug=self.slug).exclude(merged_into=None)
        if self.slug and merged.exclude(pk=self.pk).exists():
            message = _("This address leads to another record already; choose another one.")
            raise ValidationError({"slug": ValidationError(message, code="old_address")})

    def slug_text(self) -> str:
        return self.name_in("en")

    def own_spellings(self) -> dict[str, str]:
        """The names that this goes by itself, by folded key."""
        return by_key(map(self.name_in, LANGUAGES))

    def keep_spellings(self):
        """Store the names as spellings that the search finds."""
        raise NotImplementedError


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
        theirs = shared and self.pk and User.objects.filter(organization=self).exists()
        return not theirs and super().editable_by(user)

    @cached_property
    def staff_by_permission(self) -> dict[str, list["User"]]:
        """Codename → the active staff, of this body and of those above it, whose roles give it."""
        line = self.ancestors(include_self=True)
        staff = User.objects.filter(is_active=True, organization__in=line).in_bulk()
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


class SpellingQuerySet(DerivingQuerySet):
    """Spellings of bodies or people."""

    def stale(self):
        """The spellings whose keys are not theirs."""
        return (row for row in self.iterator(500) if row.keys() != row.stored_keys())


class Spelling(models.Model):
    """One way to write a name, the key under which every like spelling is found, and the keys
    under which names that only sound alike are."""

    DERIVED: tuple[str, ...] = ("key", "sounds")
    DERIVED_FROM = frozenset({"spelling"})

    spelling = CanonicalCharField(_("spelling"), max_length=300)
    key = models.CharField(max_length=LONGEST_KEY, editable=False)
    sounds = models.CharField(max_length=LONGEST_KEY, default="", editable=False, db_index=True)

    objects = SpellingQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self):
        return self.spelling

    def save(self, *args, **kwargs):
        for name, key in self.keys().items():
            setattr(self, name, key)
        super().save(*args, **saving(kwargs, *self.DERIVED))

    def keys(self) -> dict[str, str]:
        """The computed columns as they should be."""
        sounds = likeness.sounds(self.spelling)
        return {"key": arabic.fold(self.spelling), "sounds": sounds[:LONGEST_KEY]}

    def stored_keys(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in self.DERIVED}

    def clean(self):
        super().clean()
        if self.spelling and not arabic.fold(self.spelling):
            raise ValidationError({"spelling": _("Write at least one letter or digit.")})


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


class Honorific(models.Model):
    """A style before a name, in the form for a man and for a woman."""

    class Kind(models.TextChoices):
        COURTESY = "courtesy", _("Courtesy")
        RANK = "rank", _("Rank")
        TITLE = "title", pgettext_lazy("honorific", "Title")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    masculine = CanonicalCharField(_("masculine"), max_length=100, blank=True)
    feminine = CanonicalCharField(_("feminine"), max_length=100, blank=True)
    precedence = models.PositiveSmallIntegerField(
        _("precedence"), default=100, help_text=_("The lower the number, the higher the rank.")
    )

    class Meta:
        ordering = ["precedence", "id"]
        verbose_name = _("honorific")
        verbose_name_plural = _("honorifics")

    def __str__(self):
        return label(self, "masculine")

    def clean(self):
        super().clean()
        some_language(self, "masculine")

    def editable_by(self, user) -> bool:
        """All share the honorifics."""
        return True

    def form_for(self, gender: str, language: str) -> str:
        """The form that agrees; the masculine where no feminine is recorded."""
        feminine = in_language(self, "feminine", language) if gender == Person.Gender.FEMALE else ""
        return feminine or in_language(self, "masculine", language)


class PersonQuerySet(NamedQuerySet):
    """People of the directory."""

    @transaction.atomic
    def enrol(self, people: list["Person"]) -> list["Person"]:
        """Save new people, however many, in a constant number of queries; with the keys, the
        address and the spellings that `save()` gives each."""
        addresses = free_slugs(self.model, [each.slug_text() for each in people])
        for person, slug in zip(people, addresses, strict=True):
            person.sort_ar, person.sort_en = person.sort_keys()
            person.slug = slug
        plain = models.QuerySet(self.model, using=self._db)
        plain.bulk_create(people)
        spellings = [
            PersonAlias(person=person, spelling=spelling)
            for person in people
            for spelling in person.own_spellings().values()
        ]
        for each in spellings:
            for name, key in each.keys().items():
                setattr(each, name, key)
        models.QuerySet(PersonAlias, using=self._db).bulk_create(spellings)
        return people

    enrol.alters_data = True

    def with_titles(self):
        """With all that `title_in` reads, in one more query."""
        styles = PersonHonorific.objects.select_related("honorific")
        return self.prefetch_related(models.Prefetch("styles", styles))

    def heard(self, term: str):
        """Those who have a name in which each word of the term is heard, however it is written:
        Koman finds Kuman and «كومان»."""
        words = [each for each in likeness.words_of(term) if len(each.sounds) > 1]
        if not words:
            return self.none()
        rows = PersonAlias.objects.order_by("pk")
        for each in words:
            rows = rows.filter(sounds__contains=each.skeleton)
        spellings = rows.values_list("person", "spelling")[:MOST_HEARD]
        return self.filter(pk__in={key for key, name in spellings if likeness.has(name, words)})


class PersonManager(Standing, models.Manager.from_queryset(PersonQuerySet)):
    """People but those merged into others."""


class Person(Kept, Named):
    """A person by the name that is written, not by given and family names."""

    class Gender(models.TextChoices):
        MALE = "m", _("Male")
        FEMALE = "f", _("Female")

    gender = models.CharField(_("gender"), max_length=1, choices=Gender.choices, blank=True)
    honorifics = models.ManyToManyField(
        Honorific, through="PersonHonorific", blank=True, verbose_name=_("honorifics")
    )

    #: Whether two names may be of one person.
    alike = staticmethod(likeness.alike)

    objects = PersonManager()

    class Meta:
        ordering = ["sort_ar", "id"]
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def title_in(self, language: str) -> str:
        """Honorifics and name, «معالي الدكتور محمد بن علي كومان»; '' without a name."""
        name = self.name_in(language)
        return self.styled(name, language, [style.honorific for style in self.styles.all()])

    def styled(self, name: str, language: str, honorifics: Iterable[Honorific]) -> str:
        """The honorifics that are said before the name, in their order, and the name."""
        forms = list(filter(None, (each.form_for(self.gender, language) for each in honorifics)))
        said = [each for each in forms[:-1] if each.rstrip(".") not in STRAIGHT_BEFORE_A_NAME]
        return " ".join([*said, *forms[-1:], name]) if name else ""

    def posts_on(self, date: dt.date, language: str) -> list[str]:
        """The posts held on that day, as the appointments word them in that language."""
        held = (post for post in self.appointments.all() if post.holds_on(date))
        return [title for post in held if (title := in_language(post, "title", language))]

    def post_on(self, date: dt.date, language: str) -> str:
        """The posts held on that day, on one line."""
        return COMMA[language].join(self.posts_on(date, language))

    def keep_spellings(self):
        """Keep the names as spellings; people may share one, unlike bodies."""
        for key, spelling in self.own_spellings().items():
            PersonAlias.objects.update_or_create(
                person=self, key=key, defaults={"spelling": spelling}
            )


class PersonHonorific(models.Model):
    """An honorific of a person, in the order in which they are said."""

    person = models.ForeignKey(
        Person, models.CASCADE, related_name="styles", verbose_name=_("person")
    )
    honorific = models.ForeignKey(Honorific, models.PROTECT, verbose_name=_("honorific"))
    position = models.PositiveSmallIntegerField(_("position"), default=1)

    class Meta:
        ordering = ["position", "id"]
        verbose_name = _("honorific of a person")
        verbose_name_plural = _("honorifics of a person")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "honorific"],
                name="organizations_honorific_once",
                violation_error_message=_("This person already has this honorific."),
            )
        ]

    def __str__(self):
        return str(self.honorific)

    @staticmethod
    def merge_notes(rows) -> list[str]:
        """What a merge of people must say where these honorifics come to another person."""
        return [gettext("Honorifics come together: look at their order afterwards.")]


class PersonAlias(Spelling):
    """Another spelling or transliteration of a person's name; people may share one."""

    person = models.ForeignKey(
        Person, models.CASCADE, related_name="aliases", verbose_name=_("person")
    )
    key = models.CharField(max_length=LONGEST_KEY, db_index=True, editable=False)
    ends = models.CharField(max_length=LONGEST_KEY, default="", editable=False, db_index=True)

    DERIVED = (*Spelling.DERIVED, "ends")
    #: The keys of which names that are alike share one.
    ALIKE_BY = ("sounds", "ends")

    class Meta:
        ordering = ["spelling"]
        verbose_name = _("spelling of a name")
        verbose_name_plural = _("spellings of a name")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "key"], name="organizations_person_spelling_once"
            )
        ]

    def keys(self) -> dict[str, str]:
        return super().keys() | {"ends": likeness.ends(self.spelling)[:LONGEST_KEY]}


class Appointment(models.Model):
    """A post that a person holds in a body, from a day to a day; open ends stay empty."""

    person = models.ForeignKey(
        Person, models.CASCADE, related_name="appointments", verbose_name=_("person")
    )
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="appointments", verbose_name=_("body")
    )
    title = CanonicalCharField(_("post"), max_length=300, blank=True)
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=1)

    #: Rows that have all this in common are one post, recorded twice.
    SAME = ("person", "organization", "title_ar", "title_en", "since", "until")

    class Meta:
        ordering = ["position", "id"]
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gte=F("since")),
                name="organizations_appointment_in_order",
                violation_error_message=_("The appointment ends before it starts."),
            )
        ]

    def __str__(self):
        return label(self, "title")

    def clean(self):
        super().clean()
        some_language(self, "title")
        if self.since:
            in_order(self, "since", "until")

    def holds_on(self, date: dt.date) -> bool:
        """Whether the post was held on that day."""
        return (self.since is None or self.since <= date) and (
            self.until is None or date <= self.until
        )


class User(AbstractUser):
    """A member of staff: serves one organization, and sees it and all below it."""

    class Notices(models.TextChoices):
        AT_ONCE = "now", _("At once")
        DAILY = "daily", _("Once a day, in the morning")
        NONE = "none", _("None")

    first_name = last_name = None
    organization = models.ForeignKey(
        Organization,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="staff",
        verbose_name=_("body"),
    )
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGE_CHOICES, default="ar")
    notices = models.CharField(
        _("notices by e-mail"), max_length=10, choices=Notices.choices, default=Notices.AT_ONCE
    )
    name_ar = CanonicalCharField(_("name in Arabic"), max_length=200, blank=True)
    name_en = CanonicalCharField(_("name in English"), max_length=200, blank=True)
    post_ar = CanonicalCharField(_("post in Arabic"), max_length=200, blank=True)
    post_en = CanonicalCharField(_("post in English"), max_length=200, blank=True)

    SCOPED_BY = ("organization",)

    class Meta(AbstractUser.Meta):
        verbose_name = _("member of staff")
        verbose_name_plural = _("staff")

    def __str__(self):
        return self.get_full_name()

    def get_full_name(self) -> str:
        return label(self, "name") or self.username

    get_short_name = get_full_name

    def signature(self) -> dict:
        """Name and post in both languages, as at this moment; what a decision keeps."""
        return {
            "name": {code: in_language(self, "name", code) or self.username for code in LANGUAGES},
            "post": {code: in_language(self, "post", code) for code in LANGUAGES},
        }

    def editable_by(self, user) -> bool:
        """A superuser's account only by superusers, others by whoever is over their body."""
        return user.is_superuser or (not self.is_superuser and user.may_touch(self.organization_id))

    @cached_property
    def scope(self) -> frozenset[int]:
        """The keys of the user's organization and of all below it; of all for a superuser."""
        if self.is_superuser:
            return frozenset(Organization.objects.values_list("pk", flat=True))
        if self.organization_id is None:
            return frozenset()
        below = Organization.objects.descendants(self.organization_id, include_self=True)
        return frozenset(below.values_list("pk", flat=True))

    def may_touch(self, organization_id: int | None) -> bool:
        """Whether what that organization keeps or issues is the user's to change."""
        return organization_id in self.scope
