"""The board: every text in work, by language and stage, narrowed by whoever looks at it."""

import datetime as dt

import django_filters as filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communiques.desk.pages import page
from communiques.desk.queues import LIMIT, work_of
from communiques.models import Communique, Series, TextVersion
from communiques.standing import Stage, Standing
from events.models import Conference
from organizations.languages import LANGUAGES
from organizations.models import User

AGES = [("2", _("two days or more")), ("7", _("a week or more")), ("30", _("a month or more"))]


class BoardFilter(filters.FilterSet):
    """By series, by conference, by who worked on it, and by how long nobody has touched it."""

    series = filters.ModelChoiceFilter(queryset=lambda request: series_of(request.user))
    conference = filters.ModelChoiceFilter(
        label=_("Conference"), queryset=lambda request: conferences_of(request.user)
    )
    person = filters.ModelChoiceFilter(
        label=_("Worked on by"),
        queryset=lambda request: staff_of(request.user),
        method="worked_on_by",
    )
    untouched = filters.ChoiceFilter(label=_("Untouched for"), choices=AGES, method="older_than")

    class Meta:
        model = Communique
        fields = ("series", "conference")

    def worked_on_by(self, queryset, _name, user):
        return queryset.filter(pk__in=TextVersion.objects.filter(author=user).values("communique"))

    def older_than(self, queryset, _name, days):
        return queryset.filter(updated_at__lte=timezone.now() - dt.timedelta(days=int(days)))


def series_of(user):
    return Series.objects.filter(issuer__in=user.scope)


def conferences_of(user):
    rows = Communique.objects.for_user(user).in_work(at=timezone.now())
    return Conference.objects.filter(pk__in=rows.order_by().values("conference"))


def staff_of(user):
    return User.objects.filter(organization__in=user.scope).order_by("username")


def board(request, site):
    """A column a stage, in each the texts of both languages, those that have waited longest
    first."""
    now = timezone.now()
    chosen = BoardFilter(request.GET, Communique.objects.all(), request=request)
    standings, more = work_of(request.user, now, chosen.qs)
    return page(
        request, site, "board", _("Board of texts in work"), filter=chosen,
        columns=[(stage, at(standings, stage)) for stage in Stage], more=more, limit=LIMIT,
        counts=[(each, sum(s.language == each for s in standings)) for each in LANGUAGES],
    )  # fmt: skip


def at(standings: list[Standing], stage: Stage) -> list[Standing]:
    """Those of the stage, those that have waited longest first."""
    return sorted((s for s in standings if s.stage == stage), key=lambda each: each.since)
