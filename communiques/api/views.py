"""The addresses below `/api/v1/`. Each question is of one moment, and asks the same querysets as
the readers' pages: what they do not show is not here."""

import datetime as dt
from collections import defaultdict

from django.conf import settings
from django.db.models.fields.json import KT
from django.http import FileResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import patch_cache_control
from django.utils.decorators import method_decorator
from django.views.decorators.http import conditional_page
from drf_spectacular.utils import OpenApiParameter, extend_schema, inline_serializer
from rest_framework import serializers as fields
from rest_framework.exceptions import NotFound, Throttled, ValidationError
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.views import APIView

from communiques import published
from communiques.api import bulk, shapes
from communiques.models import Edition, Kind, Withdrawal
from communiques.public import directory, limits, reading, register
from communiques.public.filters import ConferenceFilter, EditionFilter
from communiques.public.paging import BadCursor, page
from communiques.public.searching import Search
from organizations.languages import LANGUAGES

#: Questions of one network in a minute.
MOST = 600
#: What is published or withdrawn is here within so many seconds.
FRESH = 5
LANGUAGE = OpenApiParameter("language", str, enum=LANGUAGES, description="Default: ar.")
CURSOR = OpenApiParameter("cursor", str, description="As the page before gave it under `next`.")


@method_decorator(conditional_page, name="dispatch")
class Question(APIView):
    """What every address here does: the language, the moment, how often, how long it is fresh."""

    renderer_classes = [JSONRenderer]

    def dispatch(self, request, *args, **kwargs):
        with published.for_all_readers():
            return super().dispatch(request, *args, **kwargs)

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        if limits.too_often(request, "api", most=MOST):
            raise Throttled(wait=60)
        self.now = timezone.now()
        self.language = request.query_params.get("language", "ar")
        if self.language not in LANGUAGES:
            raise ValidationError({"language": [f"One of {', '.join(LANGUAGES)}."]})
        translation.activate(self.language)

    def handle_exception(self, exc):
        """What reading raises, as an answer: an address leads on (301) or says why it has nothing
        any more (410)."""
        if isinstance(exc, reading.Moved):
            address = shapes.own_address("communique", exc.args[0])
            return Response(status=301, headers={"Location": address})
        if isinstance(exc, reading.Removed):
            return Response(shapes.gone(*reading.gone(exc, at=self.now)), status=410)
        if isinstance(exc, BadCursor):
            exc = ValidationError({"cursor": ["Not one that was given here."]})
        return super().handle_exception(exc)

    def finalize_response(self, request, response, *args, **kwargs):
        response = super().finalize_response(request, response, *args, **kwargs)
        if response.status_code < 400:
            patch_cache_control(response, public=True, max_age=FRESH)
        response["X-Robots-Tag"] = "noindex"
        response["Access-Control-Allow-Origin"] = "*"
        return response

    def listed(self, name: str, items: list, more: str | None) -> Response:
        """A page of a list, and the address of the next."""
        query = self.request.query_params.copy()
        if more:
            query["cursor"] = more
        address = settings.SITE_URL + reverse(f"api:{name}") + f"?{query.urlencode()}"
        return Response({"items": items, "next": address if more else None})


def listing(shape) -> type:
    name = f"Page{shape.__name__}"
    return inline_serializer(
        name, {"items": shape(many=True), "next": fields.URLField(allow_null=True)}
    )


class Index(Question):
    @extend_schema(responses={200: fields.DictField(child=fields.URLField())})
    def get(self, request):
        """Where everything is."""
        names = ("communiques", "conferences", "organizations", "register", "schema")
        return Response({name: shapes.own_address(name) for name in names})


# --- communiqués ----------------------------------------------------------------------------------

NARROWED = [
    LANGUAGE, CURSOR,
    OpenApiParameter("q", str, description="Words to search for; the likeliest first."),
    OpenApiParameter("sort", str, enum=["relevance", "date"], description="Of a search."),
    OpenApiParameter("kind", str, enum=Kind.values),
    OpenApiParameter("issuer", str, description="The slug of a body."),
    OpenApiParameter("organization", str, description="The slug of a body concerned."),
    OpenApiParameter("conference", str, description="The slug of a conference."),
    OpenApiParameter("year", int),
]  # fmt: skip


class Communiques(Question):
    @extend_schema(
        operation_id="communiques_list", parameters=NARROWED, responses=listing(shapes.Brief)
    )
    def get(self, request):
        """The editions in force in one language, the latest first; or those that are searched."""
        asked = request.query_params
        searched = bool(asked.get("q", "").strip())
        chosen = (Search if searched else EditionFilter)(asked, at=self.now)
        if chosen.unknown:
            raise ValidationError({"unknown": [chosen.unknown]})
        rows, more = self.hits(chosen) if searched else self.page(chosen)
        return self.listed("communiques", self.briefs(rows), more)

    def page(self, chosen: EditionFilter) -> tuple[list[Edition], str | None]:
        found = page(with_issuer(chosen.found), self.request.query_params.get("cursor", ""))
        return found.items, found.older

    def hits(self, chosen: Search) -> tuple[list[Edition], str | None]:
        keys = [each.edition.pk for each in chosen.hits]
        rows = with_issuer(Edition.objects.current(at=self.now)).in_bulk(keys)
        last = chosen.results.last
        more = f"{last.tier}.{last.key}" if last else None
        return [rows[key] for key in keys if key in rows], more

    def briefs(self, rows: list[Edition]) -> list[dict]:
        languages = defaultdict(list)
        there = Edition.objects.current(at=self.now)
        there = there.filter(communique__in=[each.communique_id for each in rows])
        for communique, language in there.order_by("language").values_list(
            "communique", "language"
        ):
            languages[communique].append(language)
        made = [shapes.brief(each, languages[each.communique_id]) for each in rows]
        return shapes.Brief(made, many=True).data


def with_issuer(editions):
    return editions.for_list().annotate(issuer_slug=KT("envelope__issuer__slug"))


class Communique(Question):
    @extend_schema(responses={200: shapes.Communique, 410: shapes.Gone})
    def get(self, request, slug):
        """A communiqué with the editions in force of both languages, and its history."""
        row = reading.Communique.find(slug, at=self.now, as_sealed=True)
        whole = reading.complete(*(row.current(each) for each in LANGUAGES))
        rows = Withdrawal.objects.filter(communique__slug=slug)
        made = list(rows.select_related("replaced_by").order_by("-since"))
        history = sorted(
            [*row.editions, *row.redacted], key=lambda each: (-each.number, each.language)
        )
        said = {
            "id": row.slug,
            "is_withdrawn": any(each.stands(self.now) for each in made),
            "latest": {each.language: shapes.whole(each) for each in whole if each},
            "editions": [shapes.numbered(each, row.slug) for each in history],
            "withdrawals": [shapes.withdrawn(each, self.now) for each in made],
        }
        return Response(shapes.Communique(said).data)


class EditionOf(Question):
    @extend_schema(responses={200: shapes.Editions, 410: shapes.Gone})
    def get(self, request, slug, number):
        """One edition, in the languages that it has, exactly as it was published."""
        row = reading.Communique.find(slug, at=self.now, as_sealed=True)
        found = [row.numbered(number, each) for each in LANGUAGES]
        if not any(found):
            row.refuse_redacted(number, language=self.language)
            raise NotFound
        whole = [each for each in reading.complete(*found) if each]
        said = {each.language: shapes.whole(each) for each in whole}
        return Response(
            shapes.Editions({"id": row.slug, "edition": number, "languages": said}).data
        )


class Year(Question):
    @extend_schema(
        responses={(200, "application/jsonl"): shapes.Whole},
        description="Every edition in force dated in that year, in both languages, a line each.",
    )
    def get(self, request, year):
        if not dt.MINYEAR <= year <= dt.MAXYEAR:
            raise NotFound
        rows = bulk.in_force(at=self.now).filter(dated_on__year=year)
        if not rows.exists():
            raise NotFound
        # They are read as they are sent, when nobody says any more that this is for readers.
        lines = bulk.lines(rows.using(rows.db))
        response = StreamingHttpResponse(lines, content_type=bulk.MEDIA)
        response["Content-Disposition"] = f'attachment; filename="{year}.jsonl"'
        return response


class Everything(Question):
    @extend_schema(
        responses={(200, "application/gzip"): bytes, 404: shapes.Said},
        description="Every edition in force, a line each, as `manage.py export_public` last wrote "
        "it; not there between the removal of a text and the next night.",
    )
    def get(self, request):
        if (file := bulk.written()) is None:
            raise NotFound("Not written since the last removal of a text: it is, at night.")
        return FileResponse(file, content_type="application/gzip", as_attachment=True,
                            filename="communiques.jsonl.gz")  # fmt: skip


# --- conferences, organizations, the register -----------------------------------------------------


class Conferences(Question):
    @extend_schema(
        operation_id="conferences_list",
        parameters=[
            LANGUAGE, CURSOR, OpenApiParameter("when", str, enum=["coming", "past"]),
            OpenApiParameter("series", int), OpenApiParameter("year", int),
        ],
        responses=listing(shapes.ConferenceBrief),
    )  # fmt: skip
    def get(self, request):
        """The conferences that readers may see, the latest first."""
        chosen = ConferenceFilter(request.query_params, at=self.now)
        if chosen.unknown:
            raise ValidationError({"unknown": [chosen.unknown]})
        found = chosen.page(request.query_params.get("cursor", ""))
        made = [shapes.conference_brief(each, self.language) for each in found]
        items = shapes.ConferenceBrief(made, many=True).data
        return self.listed("conferences", items, found.older)


class Conference(Question):
    @extend_schema(
        responses=inline_serializer(
            "Conference",
            {
                "id": fields.CharField(),
                "languages": fields.DictField(
                    child=fields.DictField(),
                    help_text="Language → what its page shows: days, place, organizers, themes, "
                    "sessions and delegations as issued, in the words of that language alone.",
                ),
            },
        )
    )
    def get(self, request, slug):
        """A conference, its programme and its list of delegates as far as they are issued."""
        if (row := directory.conference(slug, at=self.now)) is None:
            raise NotFound
        shown, _issues = directory.in_languages(row)
        return Response({"id": row.slug, "languages": without_keys(shown)})


def without_keys(facts):
    """Facts without the numbers that rows have in our database: slugs are what stays."""
    if isinstance(facts, dict):
        return {name: without_keys(each) for name, each in facts.items() if name != "id"}
    return [without_keys(each) for each in facts] if isinstance(facts, list) else facts


class Organizations(Question):
    @extend_schema(
        operation_id="organizations_list",
        parameters=[LANGUAGE],
        responses=listing(shapes.OrganizationBrief),
    )
    def get(self, request):
        """All bodies that readers may see, by kind and in their order."""
        rows = directory.public_organizations(self.language, at=self.now)
        made = [shapes.organization_brief(each, self.language) for each in rows]
        items = shapes.OrganizationBrief(made, many=True).data
        return self.listed("organizations", items, None)


class Organization(Question):
    @extend_schema(responses=shapes.OrganizationWhole)
    def get(self, request, slug):
        """A body, with those around it. One that was merged into another answers as that one."""
        row = directory.organization(slug, at=self.now) or directory.organization(
            slug, at=self.now, merged=True
        )
        if row is None:
            raise NotFound
        family = directory.family(row, at=self.now)
        above, below = (
            [shapes.organization_brief(each, self.language) for each in family[name]]
            for name in ("ancestors", "children")
        )
        heir = family["successor"]
        said = shapes.organization_brief(row, self.language)
        heir = heir.slug if heir and heir.is_public else None
        said |= {"above": above, "below": below, "successor": heir}
        return Response(shapes.OrganizationWhole(said).data)


class Register(Question):
    @extend_schema(operation_id="register_list", responses=listing(shapes.Series))
    def get(self, request):
        """The series that issue by symbol, each with its years."""
        rows = [
            {
                "id": row.pk, "name": shapes.Words.of(row, "name"), "issuer": row.issuer.slug,
                "pattern": row.pattern, "years": years,
            }
            for row, years in register.series_and_years(at=self.now)
        ]  # fmt: skip
        return self.listed("register", shapes.Series(rows, many=True).data, None)


class RegisterYear(Question):
    @extend_schema(
        parameters=[
            LANGUAGE,
            OpenApiParameter("below", int, description="As the page before gave it."),
        ],
        responses=inline_serializer(
            "RegisterYear",
            {
                "items": shapes.RegisterEntry(many=True),
                "below": fields.IntegerField(allow_null=True, help_text="For the next page."),
            },
        ),
    )
    def get(self, request, series, year):
        """Every symbol of a series and year, the highest number first and those from the archive
        last, with what became of it."""
        try:
            below = register.place_of(request.query_params.get("below", ""))
        except BadCursor:
            raise ValidationError({"below": ["A number."]}) from None
        found = {row.pk: (row, years) for row, years in register.series_and_years(at=self.now)}
        row, years = found.get(series, (None, []))
        if year not in years:
            raise NotFound
        entries, rest = register.entries(row, year, at=self.now, below=below)
        items = shapes.RegisterEntry([shapes.register_entry(e) for e in entries], many=True).data
        return Response({"items": items, "below": rest})
