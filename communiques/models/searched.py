"""What search keeps of an edition beside its words, on tables that `search.tables` makes."""

import datetime as dt

from django.db import models
from django.db.models import Func, Q, Subquery
from django.utils.translation import gettext_lazy as _

from communiques.models.communique import Communique
from communiques.models.editions import Edition, withdrawn


class OneOf(Func):
    """Whether a value is among those of a question that asks nothing of the row: PostgreSQL puts it
    once, and not for each of the hundreds of rows that a search looks at."""

    output_field = models.BooleanField()
    arg_joiner = " IN "
    template = "%(expressions)s"

    def as_postgresql(self, compiler, connection):
        value, subquery = (compiler.compile(each) for each in self.source_expressions)
        return f"{value[0]} = ANY (ARRAY{subquery[0]})", (*value[1], *subquery[1])


class SearchedEditionQuerySet(models.QuerySet):
    def current(self, *, at: dt.datetime):
        """As `EditionQuerySet.current`, of what is kept here."""
        rows = self.filter(Q(until=None) | Q(until__gt=at), visible_from__lte=at)
        return rows.exclude(OneOf("communique_id", Subquery(withdrawn(at=at))))


class SearchedEdition(models.Model):
    """What search keeps of an edition that was not called off and has its words: since when and
    until when it is its text's newest, so that one row says what the editions say together, and is
    a hundred times as narrow. Written with the index (`search.index`)."""

    edition = models.OneToOneField(
        Edition, models.DO_NOTHING, primary_key=True, db_constraint=False, related_name="+"
    )
    communique = models.ForeignKey(
        Communique, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    language = models.CharField(max_length=2)
    number = models.PositiveIntegerField()
    visible_from = models.DateTimeField()
    #: When the next edition of the text in its language became public, or will.
    until = models.DateTimeField(null=True)
    #: The terms of what it can be narrowed by, with spaces between.
    facets = models.TextField()

    objects = SearchedEditionQuerySet.as_manager()

    class Meta:
        managed = False  # made, and made anew, by `search.tables`
        db_table = "communiques_search_edition"
        verbose_name = _("edition")
