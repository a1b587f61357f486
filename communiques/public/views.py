"""What readers see. Each view asks once what time it is, and everything is as of that moment."""

import datetime as dt
from dataclasses import replace
from itertools import groupby

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext

from communiques import comparing
from communiques.differences import align
from communiques.models import Edition
from communiques.public import archive, directory, linked, lists, reading, register
from communiques.public.feeds import feed_of, register_feed_of
from communiques.public.filters import ConferenceFilter, EditionFilter
from communiques.public.ical import calendar_of
from communiques.public.paging import BadCursor
from communiques.public.searching import Search
from communiques.public.tombstone import or_tombstone
from communiques.public.words import page_language
from communiques.search import suggesting
from organizations.languages import other

ON_HOME, ON_HOME_CONFERENCES, ON_A_BODY = 7, 4, 20


def editions_now(now):
    """The current public editions in the language of the page, for a list."""
    return Edition.objects.current(at=now).in_language(page_language())


def home(request):
    now = timezone.now()
    today = timezone.localdate(now)
    context = {
        "latest": lists.latest(ON_HOME, at=now),
        "coming": directory.coming(ON_HOME_CONFERENCES, at=now, today=today),
        "past": directory.past(ON_HOME_CONFERENCES, at=now, today=today),
        "linked": linked.script(linked.site()),
    }
    return TemplateResponse(request, "public/home.html", context)


def communiques(request):
    if request.GET.get("q", "").strip():
        return search(request)
    chosen = EditionFilter(request.GET, at=timezone.now())
    try:
        found = chosen.page(request.GET.get("cursor", ""))
    except BadCursor:
        return bad_cursor(request)
    return TemplateResponse(request, "public/communiques.html", {"filter": chosen, "page": found})


def search(request):
    try:
        asked = Search(request.GET, at=timezone.now())
    except BadCursor:
        return bad_cursor(request)
    return TemplateResponse(request, "public/search.html", {"search": asked})


def suggest(request):
    """Titles that may be meant, while somebody types."""
    found = suggesting.titles(request.GET.get("q", ""), page_language(), at=timezone.now())
    suggestions = [
        {"title": each.title, "address": reverse("public:communique", args=[each.communique.slug])}
        for each in found
    ]
    return JsonResponse({"suggestions": suggestions})


def feed(request):
    """What became public last, as Atom; narrowed by the same query as the list or the search."""
    searched = request.GET.get("q", "").strip()
    now = timezone.now()
    chosen = (Search if searched else EditionFilter)(request.GET, at=now)
    if chosen.unknown:
        raise Http404
    title = " · ".join([gettext("Bayan"), *chosen.words_chosen])
    query = f"?{urlencode(chosen.active)}" if chosen.active else ""
    body = feed_of(chosen.found, title, query, reverse("public:feed") + query, at=now)
    return HttpResponse(body, content_type="application/atom+xml; charset=utf-8")


@or_tombstone
def communique(request, slug):
    now = timezone.now()
    row = reading.Communique.find(slug, at=now)
    edition = row.current(page_language())
    if edition is None:
        return only_in_other(request, row, row.current(other(page_language())))
    return TemplateResponse(request, "public/communique.html", reading.shown(row, edition, at=now))


@or_tombstone
def citation(request, slug, form):
    """The edition in force as BibTeX or RIS, to be taken into a reader's own list."""
    now = timezone.now()
    row = reading.Communique.find(slug, at=now)
    edition = row.current(page_language())
    if edition is None:
        raise Http404
    (whole,) = reading.complete(edition)
    stands = reading.standing(reading.withdrawals(whole, at=now), now)
    cited = reading.citation(row, whole, stands)
    content, kind = {
        "bib": (cited.bibtex, "application/x-bibtex"),
        "ris": (cited.ris, "application/x-research-info-systems"),
    }[form]
    response = HttpResponse(content, content_type=f"{kind}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{slug}-{edition.language}.{form}"'
    response["X-Robots-Tag"] = "noindex"
    return response


@or_tombstone
def edition(request, slug, number):
    now = timezone.now()
    row = reading.Communique.find(slug, at=now, as_sealed=True)
    row.refuse_redacted(number, language=page_language())
    edition = row.numbered(number, page_language())
    elsewhere = row.numbered(number, other(page_language()))
    if edition is None and elsewhere is None:
        raise Http404
    if edition is None:
        return only_in_other(request, row, elsewhere)
    context = reading.shown(row, edition, at=now) | {"as_sealed": True}
    return TemplateResponse(request, "public/communique.html", context)


@or_tombstone
def comparison(request, slug, earlier, later):
    """What changed from one edition to another, word by word."""
    now, language = timezone.now(), page_language()
    row = reading.Communique.find(slug, at=now, as_sealed=True)
    if earlier >= later:
        raise Http404
    numbers = (earlier, later)
    row.refuse_redacted(*numbers, language=language)
    pair = [row.numbered(number, language) for number in numbers]
    if not all(pair):
        theirs = [row.numbered(number, other(language)) for number in numbers]
        if not all(theirs):
            raise Http404
        return only_in_other(request, row, theirs[1])
    old, new = reading.complete(*pair)
    context = {
        "row": row,
        "old": old,
        "new": new,
        "rows": comparing.texts(*(replace(each.text(), change_note="") for each in (old, new))),
        "facts_changed": comparing.facts(old.envelope, new.envelope),
        **reading.withdrawals(new, at=now),
    }
    return TemplateResponse(request, "public/comparison.html", context)


@or_tombstone
def parallel(request, slug):
    now = timezone.now()
    row = reading.Communique.find(slug, at=now)
    if len(row.languages) < 2:
        return only_in_other(request, row, row.current(row.languages[0]))
    mine = page_language()
    sides = reading.complete(row.current(mine), row.current(other(mine)))
    context = {
        "row": row,
        "sides": sides,
        "pairs": align(*(each.html for each in sides)),
        "changed_apart": any(reading.is_changed_since(*pair) for pair in (sides, sides[::-1])),
        **reading.withdrawals(sides[0], at=now),
    }
    return TemplateResponse(request, "public/parallel.html", context)


def only_in_other(request, row, edition):
    """The page in a language that has no text: it says so, and where the text is."""
    context = {
        "edition": edition,
        "language": edition.language,
        "other_address": row.address(edition),
        "slug": row.slug,
        "here": row.current(page_language()),
        **reading.withdrawals(edition, at=timezone.now()),
    }
    return TemplateResponse(request, "public/only_in_other.html", context)


def register_index(request):
    found = register.series_and_years(at=timezone.now())
    return TemplateResponse(request, "public/register.html", {"series": found})


def register_year(request, series, year):
    now = timezone.now()
    try:
        below = register.place_of(request.GET.get("below", ""))
    except BadCursor:
        return bad_cursor(request)
    found = register.series_and_years(at=now)
    row, years = next((each for each in found if each[0].pk == series), (None, []))
    if year not in years:
        raise Http404
    entries, rest = register.entries(row, year, at=now, below=below)
    context = {"series": row, "year": year, "years": years, "entries": entries, "rest": rest}
    return TemplateResponse(request, "public/register_year.html", context)


def register_feed(request):
    """What happened last in the register, as Atom."""
    body = register_feed_of(register.events(at=timezone.now()), reverse("public:register_feed"))
    return HttpResponse(body, content_type="application/atom+xml; charset=utf-8")


def archive_years(request):
    years = archive.years(editions_now(timezone.now()))
    return TemplateResponse(request, "public/archive.html", {"years": years})


def archive_year(request, year):
    editions = editions_now(timezone.now())
    years = archive.years(editions)
    if year not in years:
        raise Http404
    context = {"year": year, "years": years, "months": archive.months(editions, year)}
    return TemplateResponse(request, "public/archive_year.html", context)


def archive_month(request, year, number):
    if not (dt.MINYEAR <= year <= dt.MAXYEAR and 1 <= number <= 12):
        raise Http404
    now = timezone.now()
    editions, month = editions_now(now), archive.Month(year, number)
    try:
        found = lists.listed(
            request.GET.get("cursor", ""), at=now, first=month.first, last=month.last
        )
    except BadCursor:
        return bad_cursor(request)
    if not found.items:
        raise Http404
    context = {"month": month, "page": found, "beside": archive.beside(editions, month)}
    return TemplateResponse(request, "public/archive_month.html", context)


def conferences(request):
    now = timezone.now()
    chosen = ConferenceFilter(request.GET, at=now)
    try:
        found = chosen.page(request.GET.get("cursor", ""))
    except BadCursor:
        return bad_cursor(request)
    years = [
        (year, list(rows))
        for year, rows in groupby(found, key=lambda row: row.starts_on and row.starts_on.year)
    ]
    context = {"filter": chosen, "page": found, "years": years}
    return TemplateResponse(request, "public/conferences.html", context)


def conference(request, slug):
    now = timezone.now()
    row = directory.conference(slug, at=now)
    if row is None:
        raise Http404
    facts = directory.facts_of(row)
    context = {
        "conference": row,
        "facts": facts,
        "linked": linked.script(linked.event(row, facts)),
        "related": directory.related(row, at=now),
        "communiques": lists.listed(at=now, conferences=[row.pk]),
    }
    return TemplateResponse(request, "public/conference.html", context)


def conference_calendar(request, slug):
    row = get_object_or_404(directory.conferences(at=timezone.now()), slug=slug)
    if row.starts_on is None:
        raise Http404
    body = calendar_of(row, page_language())
    disposition = {"Content-Disposition": f'attachment; filename="{row.slug}.ics"'}
    return HttpResponse(body, content_type="text/calendar; charset=utf-8", headers=disposition)


def organizations(request):
    rows = directory.public_organizations(page_language(), at=timezone.now())
    kinds = [
        (kind, directory.HEADINGS[kind], list(bodies))
        for kind, bodies in groupby(rows, key=lambda row: row.kind)
    ]
    return TemplateResponse(request, "public/organizations.html", {"kinds": kinds})


def organization(request, slug):
    now = timezone.now()
    row = directory.organization(slug, at=now)
    if row is None:
        return merged_organization(slug, at=now)
    keys = directory.keys_of(row)
    family = directory.family(row, at=now)
    context = family | {
        "organization": row,
        "linked": linked.script(linked.organization(row, family["ancestors"], family["closed_on"])),
        "posts": directory.posts(row, at=now, today=timezone.localdate(now)),
        "conferences": directory.meetings(ON_A_BODY, keys=set(keys), at=now),
        "issued": lists.listed(at=now, size=ON_A_BODY, issuers=keys),
        "naming": lists.listed(at=now, size=ON_A_BODY, bodies=keys, not_issued_by=keys),
    }
    return TemplateResponse(request, "public/organization.html", context)


def merged_organization(slug, *, at):
    """The address of a body that was merged into another leads there for ever; where readers may
    not see that one, there is nothing."""
    survivor = directory.organization(slug, at=at, merged=True)
    if survivor is None:
        raise Http404
    return redirect("public:organization", survivor.slug, permanent=True)


def bad_cursor(request):
    return TemplateResponse(request, "public/bad_cursor.html", status=400)
