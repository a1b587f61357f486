"""Whom an edition names: bodies and people, sealed with it."""

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from communiques.models.editions import Edition
from organizations.models import Organization, Person


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
        indexes = [models.Index(fields=["organization", "edition"], name="mention_by_body")]

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
