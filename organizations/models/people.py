"""People, the spellings of their names, and the honorifics that are said before them."""

import datetime as dt
from collections.abc import Iterable

from django.db import models, transaction
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from organizations import likeness
from organizations.fields import CanonicalCharField
from organizations.languages import COMMA, in_language, label
from organizations.models.addressed import free_slugs
from organizations.models.kept import Kept
from organizations.models.named import Named, NamedQuerySet, Standing
from organizations.models.spellings import LONGEST_KEY, Spelling
from organizations.validators import some_language

#: English says these straight before a name only: «السيد السفير» is "Ambassador".
STRAIGHT_BEFORE_A_NAME = frozenset({"Mr", "Mrs", "Ms", "Miss"})

#: How many spellings that share a key a search compares, at most.
MOST_HEARD = 2000


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


def styles_of(person: str) -> models.Prefetch:
    """The honorifics of the people at the end of that path, in one query."""
    styles = PersonHonorific.objects.select_related("honorific")
    return models.Prefetch(f"{person}__styles".removeprefix("__"), styles)


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
